"""The order of the steps that make a contact of a photo."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from core.errors import Rejected
from core.reading import Contact, Line, read
from core.settings import RECOGNISERS
from intake.cards.codes import read_codes
from intake.cards.lines import find_lines
from intake.cards.merge import merge
from intake.cards.pages import open_pages
from intake.cards.photo import Pixels
from intake.cards.recognisers import read_crops


@dataclass(frozen=True)
class CardReading:
    """What a card says: its contact, the lines that it was read from, and how many seconds that took.

    `name` is what the sender called the photo.
    """

    name: str
    contact: Contact
    lines: tuple[Line, ...]
    seconds: float


def read_card(
    data: bytes,
    name: str = "",
    *,
    region: str = "FR",
    recognisers: Sequence[str] = RECOGNISERS,
    back: bytes | None = None,
) -> CardReading:
    """Read a business card, given as the bytes of a picture or a PDF file; `back` is a photo of its other side.

    Raises Rejected where the bytes are no picture that can be read or no field of a card stands on it, and Unavailable
    where tesseract is missing or fails.
    """
    begun = time.perf_counter()
    sides = [side for file in (data, back) if file is not None for side in open_pages(file)]
    exact = next(filter(None, (read_codes(side, region=region) for side in sides)), None)
    lines = tuple(_below_each_other([_read_lines(side, recognisers) for side in sides]))
    printed = read(lines, region=region)
    contact = merge(printed, exact) if exact else printed
    if not contact.confidence:
        raise Rejected("Nothing readable is on this photo. Take it again in good light, with the card filling it.")
    return CardReading(name, contact, lines, round(time.perf_counter() - begun, 2))


def _read_lines(photo: Pixels, recognisers: Sequence[str]) -> list[Line]:
    pieces = find_lines(photo)
    texts = read_crops([piece.crop for piece in pieces], recognisers)
    return [
        Line(text, piece.height, piece.top, piece.left, piece.right, other=other, box=piece.box)
        for piece, (text, other) in zip(pieces, texts, strict=True)
    ]


def _below_each_other(sides: Iterable[Sequence[Line]]) -> Iterator[Line]:
    """The lines of all sides as if they stood on one, so that they are understood together.

    Boxes are places on the first photo; those of the others are left out.
    """
    bottom = 0.0
    for number, lines in enumerate(sides):
        for line in lines:
            yield line if number == 0 else replace(line, top=(line.top or 0) + bottom, box=None)
        bottom += 2 * max(((line.top or 0) + 2 * (line.height or 0) for line in lines), default=0.0)
