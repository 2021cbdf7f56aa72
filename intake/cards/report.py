"""Read card files and say of each what was found, as one JSON object."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from core.errors import NotFound, SalesError
from core.reading import Contact
from core.settings import RECOGNISERS
from intake.cards.pipeline import CardReading, read_card

_FIELDS = ("first_name", "last_name", "job_title", "company", "emails", "phones", "website", "address", "country")


def read_files(
    paths: Iterable[str | Path], *, region: str = "FR", recognisers: Sequence[str] = RECOGNISERS
) -> Iterator[dict[str, Any]]:
    """One JSON object a file, in order; a file that cannot be read says why in its `error` and stops none after it.

    `region` (ISO-2) is where a national telephone number is dialled.
    """
    for path in map(Path, paths):
        begun = time.perf_counter()
        try:
            yield report(read_card(_bytes(path), str(path), region=region, recognisers=recognisers))
        except SalesError as error:
            yield report_refusal(str(path), error) | {"seconds": round(time.perf_counter() - begun, 2)}


def report(reading: CardReading) -> dict[str, Any]:
    """A reading in the shape that `filon card read --json` prints."""
    return {**_outline(reading.name, reading.contact), "seconds": reading.seconds}


def report_refusal(file: str, error: SalesError) -> dict[str, Any]:
    """A refusal in the same shape: no field is filled, and `error` says why."""
    return {**_outline(file, Contact()), "error": str(error)}


def _outline(file: str, contact: Contact) -> dict[str, Any]:
    fields = {field: value for field, value in asdict(contact).items() if field in _FIELDS}
    fields["emails"] = list(contact.emails)
    fields["phones"] = [{"e164": phone.e164, "type": phone.type} for phone in contact.phones]
    return {
        "file": file,
        "seconds": None,
        "fields": fields,
        "confidence": contact.confidence,
        "uncertain": list(contact.uncertain),
        "error": None,
    }


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        raise NotFound(
            "The file {file} cannot be opened. Check its name and that you may read it.", file=path.name
        ) from None
