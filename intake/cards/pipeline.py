"""The order of the steps that make a contact of a photo."""

from __future__ import annotations

import time
from dataclasses import dataclass

from core.errors import Rejected
from core.reading import Contact, Line, read
from intake.cards.codes import read_codes
from intake.cards.engine import read_line
from intake.cards.lines import find_lines
from intake.cards.merge import merge
from intake.cards.photo import Pixels, open_photo
from intake.cards.recognise import recognise


@dataclass(frozen=True)
class CardReading:
    """What a card says: its contact, the lines that it was read from, and how many seconds that took.

    `name` is what the sender called the photo.
    """

    name: str
    contact: Contact
    lines: tuple[Line, ...]
    seconds: float


def read_card(data: bytes, name: str = "", *, region: str = "FR") -> CardReading:
    """Read the photo of a business card, given as the bytes of a picture file.

    Raises Rejected where the bytes are no picture that can be read or nothing stands on it, and Unavailable where
    tesseract is missing or fails.
    """
    begun = time.perf_counter()
    photo = open_photo(data)
    exact = read_codes(photo, region=region)
    lines = tuple(_read_lines(photo))
    letters = "".join(f"{line.text}{line.other}" for line in lines)
    if exact is None and not any(map(str.isalnum, letters)):
        raise Rejected("Nothing readable is on this photo. Take it again in good light, with the card filling it.")
    printed = read(lines, region=region)
    contact = merge(printed, exact) if exact else printed
    return CardReading(name, contact, lines, round(time.perf_counter() - begun, 2))


def _read_lines(photo: Pixels) -> list[Line]:
    pieces = find_lines(photo)
    texts = recognise([piece.crop for piece in pieces])
    return [
        Line(text, piece.height, piece.top, piece.left, piece.right, other=read_line(piece.crop), box=piece.box)
        for piece, text in zip(pieces, texts, strict=True)
    ]
