"""What the columns of a file mean, guessed from their headings, French or English, and from what stands in them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from openpyxl.utils import get_column_letter

from core.columns import FULL_NAME, KEPT, LEFT_OUT, Column
from core.identity import comparable_email, comparable_phone, host, plain, valid_siren
from core.rejected import HEADINGS
from intake import field_names
from intake.tables import Row

# What people write for nothing.
NOTHING = frozenset({"-", "--", "n/a", "na", "nc", "n.c.", "neant", "null", "none", "nan", "#n/a", "?"})
# Twice as many letters as the longest has: accents may be letters of their own.
LONGEST_NOTHING = 14
MOST_OF_THEM = 0.8
MOBILE = re.compile(r"\+33[67]")


@dataclass(frozen=True)
class Guess:
    """What the columns mean, and whether the first row names them."""

    columns: list[Column]
    has_header: bool


def guess(rows: Sequence[Row], *, has_header: bool | None = None) -> Guess:
    """From the first rows of a file. A row with an address or a number in it is nobody's heading."""
    first, *others = rows
    if has_header is None:
        has_header = not any(_is_value(cell) for cell in first.cells)
    width = max(len(row.cells) for row in rows)
    letters = [get_column_letter(place) for place in range(1, width + 1)]
    headings = [_at(first, place) if has_header else "" for place in range(width)]
    samples = [[_at(row, place) for row in (others if has_header else rows)] for place in range(width)]
    fields = [_by_heading(heading) for heading in headings]
    fields = _by_content(fields, samples, has_header=has_header)
    named = [heading or letter for heading, letter in zip(headings, letters, strict=True)]
    return Guess(_columns(_told_apart(named), _settled(fields)), has_header)


def is_empty(cell: str) -> bool:
    """Whether nothing is said there."""
    return not cell or (len(cell) <= LONGEST_NOTHING and plain(cell) in NOTHING)


def _at(row: Row, place: int) -> str:
    return row.cells[place] if place < len(row.cells) else ""


def _by_heading(heading: str) -> str | None:
    if plain(heading) in HEADINGS or (heading and field_names.is_noise(heading)):
        return LEFT_OUT
    return field_names.field_of(heading) if heading else None


def _by_content(fields: list[str | None], samples: list[list[str]], *, has_header: bool) -> list[str | None]:
    """A heading that we do not know says that numbers are something else; an e-mail is one under any heading."""
    known = ("email",) if has_header else tuple(SIGNS)
    for place, cells in enumerate(samples):
        said = [cell for cell in cells if not is_empty(cell)]
        if fields[place] is None and said:
            looks = (name for name in known if name not in fields and _mostly(SIGNS[name], said))
            fields[place] = next(looks, None)
    return fields


def _settled(fields: Sequence[str | None]) -> list[str]:
    """One column for a field, the first. “Nom” beside “Prénom” is the family name; beside both it is kept."""
    if "first_name" in fields:
        family = KEPT if "last_name" in fields else "last_name"
        fields = [family if field == FULL_NAME else field for field in fields]
    return [
        KEPT if field is None or (field in fields[:place] and field != LEFT_OUT) else field
        for place, field in enumerate(fields)
    ]


def _columns(headings: Iterable[str], fields: Iterable[str]) -> list[Column]:
    return [{"heading": heading, "field": field} for heading, field in zip(headings, fields, strict=True)]


def _told_apart(headings: list[str]) -> list[str]:
    """The second “Mail” is “Mail (2)”: a column is spoken of by its heading."""
    keys = [plain(heading) for heading in headings]
    counts = [keys[: place + 1].count(key) for place, key in enumerate(keys)]
    return [f"{heading} ({count})" if count > 1 else heading for heading, count in zip(headings, counts, strict=True)]


def _is_value(cell: str) -> bool:
    return any(is_one(cell) for is_one in SIGNS.values())


def _mostly(is_one: Callable[[str], bool], cells: list[str]) -> bool:
    return sum(map(is_one, cells)) >= MOST_OF_THEM * len(cells)


def _is_email(cell: str) -> bool:
    return "@" in cell and comparable_email(cell) is not None


def _is_phone(cell: str) -> bool:
    digits = re.sub(r"\D", "", cell)
    return bool(re.fullmatch(r"[+(]?[0(][\d\s().-]{8,}|\+[\d\s().-]{9,}", cell)) and len(digits) <= 15


def _is_mobile(cell: str) -> bool:
    return _is_phone(cell) and MOBILE.match(comparable_phone(cell) or "") is not None


def _is_website(cell: str) -> bool:
    return cell.casefold().startswith(("http://", "https://", "www.")) and host(cell) is not None


SIGNS: dict[str, Callable[[str], bool]] = {
    "email": _is_email,
    "mobile": _is_mobile,
    "phone": _is_phone,
    "website": _is_website,
    "siren": valid_siren,
}
