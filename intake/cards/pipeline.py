"""The order of the steps that make a contact of a photo."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import TypeAlias

from core.errors import Rejected
from core.reading import Contact, Line, glance, read
from core.settings import RECOGNISERS
from intake.cards.codes import read_codes
from intake.cards.cutting import cut_out, whole
from intake.cards.detection import text_boxes
from intake.cards.engine import Corners
from intake.cards.lines import Piece, find_lines, lines_at
from intake.cards.merge import merge
from intake.cards.pages import open_pages
from intake.cards.parts import SeveralCards
from intake.cards.photo import Pixels
from intake.cards.recognisers import read_crops
from intake.cards.several import Search

Find: TypeAlias = Callable[[Pixels, Sequence[Corners]], list[Piece]]


@dataclass(frozen=True)
class CardReading:
    """What a card says: its contact, the lines that it was read from, and how many seconds that took.

    `name` is what the sender called the photo.
    """

    name: str
    contact: Contact
    lines: tuple[Line, ...]
    seconds: float


@dataclass(frozen=True)
class _Side:
    """A photo with its lines, and the outlines of its cards where there are several."""

    photo: Pixels
    lines: Sequence[Line] = ()
    cards: Sequence[Corners] = ()


def read_card(
    data: bytes,
    name: str = "",
    *,
    region: str = "FR",
    recognisers: Sequence[str] = RECOGNISERS,
    is_one: bool = False,
) -> CardReading:
    """Read a business card, given as the bytes of a picture, or of a PDF file whose pages are its two sides.

    Raises SeveralCards where it shows more than one, unless it is known that it `is_one`; Rejected where the bytes are
    no picture that can be read or no field of a card stands on it; and Unavailable where tesseract is missing or fails.
    """
    begun = time.perf_counter()
    photos = [*open_pages(data)]
    look = _read_side if is_one else _look_for_cards
    sides = [look(photo, region, recognisers) for photo in photos]
    if any(side.cards for side in sides):
        raise SeveralCards([picture for side in sides for picture in _pictures(side)])
    lines = tuple(_below_each_other(side.lines for side in sides))
    contact = _understand(photos, lines, region)
    return CardReading(name, contact, lines, round(time.perf_counter() - begun, 2))


def _look_for_cards(photo: Pixels, region: str, recognisers: Sequence[str]) -> _Side:
    """Shapes are looked for first: cards on a table need not lie the same way up, as the lines of one card do."""
    texts = text_boxes(photo)
    read_part = partial(_read_lines, photo, recognisers=recognisers[-1:], find=lines_at)
    search = Search(read_part, partial(glance, region=region))
    if cards := search.by_shape(photo, texts):
        return _Side(photo, cards=cards)
    lines = _read_lines(photo, texts, recognisers)
    return _Side(photo, lines, search.by_gaps(lines))


def _read_side(photo: Pixels, _region: str, recognisers: Sequence[str]) -> _Side:
    return _Side(photo, _read_lines(photo, text_boxes(photo), recognisers))


def _pictures(side: _Side) -> list[bytes]:
    """Of each card on it; a side that shows one is the picture of that, and an empty one is none."""
    cards = side.cards or ([whole(side.photo)] if side.lines else [])
    return [cut_out(side.photo, card) for card in cards]


def _understand(photos: Iterable[Pixels], lines: Sequence[Line], region: str) -> Contact:
    """What the lines and the codes say. Raises Rejected where neither says anything of a card."""
    exact = next(filter(None, (read_codes(photo, region=region) for photo in photos)), None)
    printed = read(lines, region=region)
    contact = merge(printed, exact) if exact else printed
    if not contact.confidence:
        raise Rejected("Nothing readable is on this photo. Take it again in good light, with the card filling it.")
    return contact


def _read_lines(
    photo: Pixels, texts: Sequence[Corners], recognisers: Sequence[str], find: Find = find_lines
) -> list[Line]:
    pieces = find(photo, texts)
    readings = read_crops([piece.crop for piece in pieces], recognisers)
    return [
        Line(text, piece.height, piece.top, piece.left, piece.right, other=other, box=piece.box)
        for piece, (text, other) in zip(pieces, readings, strict=True)
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
