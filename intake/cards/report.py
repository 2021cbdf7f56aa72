"""Read card files and say of each what was found, as one JSON object."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

from core.errors import NotFound, SalesError
from core.reading import Contact
from intake.cards.pipeline import CardReading, read_card

_FIELDS = ("first_name", "last_name", "job_title", "company", "emails", "phones", "website", "address", "country")


def read_files(paths: Iterable[str | Path], *, region: str = "FR") -> Iterator[dict[str, Any]]:
    """One JSON object a file, in order; a file that cannot be read says why in its `error` and stops none after it."""
    for path in map(Path, paths):
        try:
            yield report(read_card(_bytes(path), path.name, region=region))
        except SalesError as error:
            yield report_refusal(path.name, error)


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
