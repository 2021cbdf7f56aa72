"""Read card files and say of each card what was found, as one JSON object.

Where a photo shows several cards, `card` is the number of each on it.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import Any

from core.errors import NotFound, SalesError
from core.reading import Contact
from core.settings import RECOGNISERS
from intake.cards.parts import SeveralCards
from intake.cards.pipeline import CardReading, read_card

_FIELDS = ("first_name", "last_name", "job_title", "company", "emails", "phones", "website", "address", "country")


def read_files(
    paths: Iterable[str | Path], *, region: str = "FR", recognisers: Sequence[str] = RECOGNISERS
) -> Iterator[dict[str, Any]]:
    """One JSON object a card, in order; a file that cannot be read says why in its `error` and stops none after it.

    `region` (ISO-2) is where a national telephone number is dialled.
    """
    read = partial(read_card, region=region, recognisers=recognisers)
    for path in map(Path, paths):
        try:
            yield _read(path, partial(_read_file, path, read))
        except SeveralCards as several:
            for number, picture in enumerate(several.pictures, start=1):
                one = partial(read, picture, str(path), is_one=True)
                yield _read(path, one) | {"card": number}


def report(reading: CardReading) -> dict[str, Any]:
    """A reading in the shape that `filon card read --json` prints."""
    return {**_outline(reading.name, reading.contact), "seconds": reading.seconds}


def report_refusal(file: str, error: SalesError) -> dict[str, Any]:
    """A refusal in the same shape: no field is filled, and `error` says why."""
    return {**_outline(file, Contact()), "error": str(error)}


def _read(path: Path, read: Callable[[], CardReading]) -> dict[str, Any]:
    """What was read, or why nothing was. Raises SeveralCards, of which each is one to read."""
    begun = time.perf_counter()
    try:
        return report(read())
    except SeveralCards:
        raise
    except SalesError as error:
        return report_refusal(str(path), error) | {"seconds": round(time.perf_counter() - begun, 2)}


def _outline(file: str, contact: Contact) -> dict[str, Any]:
    fields = {field: value for field, value in asdict(contact).items() if field in _FIELDS}
    fields["emails"] = list(contact.emails)
    fields["phones"] = [{"e164": phone.e164, "type": phone.type} for phone in contact.phones]
    return {
        "file": file,
        "card": None,
        "seconds": None,
        "fields": fields,
        "confidence": contact.confidence,
        "uncertain": list(contact.uncertain),
        "error": None,
    }


def _read_file(path: Path, read: Callable[..., CardReading]) -> CardReading:
    return read(_bytes(path), str(path))


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        raise NotFound(
            "The file {file} cannot be opened. Check its name and that you may read it.", file=path.name
        ) from None
