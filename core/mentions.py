"""Whether a row of a file speaks of a person: by the address, by a number in any spelling, or by the whole name."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Text, and_, cast, false, or_

from core.identity import comparable_email, comparable_phone, plain, plain_words
from core.model import Lead

# Whatever stands before them, 0 or +33, differs from one spelling to the next.
LAST_DIGITS = 8


def may_mention(column: Any, lead: Lead) -> ColumnElement[bool]:
    """Which rows are worth a look: all that `mentions` could find, but for accents that the lead itself lacks."""
    written = cast(column, Text)
    signs: list[ColumnElement[bool]] = [written.ilike(_spread(number)) for number in _phones(lead)]
    if lead.email:
        signs.append(_holds(written, [lead.email]))
    if words := _name(lead):
        signs.append(and_(*(_holds(written, _spellings(word)) for word in words)))
    return or_(false(), *signs)


def mentions(cells: Sequence[str], lead: Lead) -> bool:
    """A namesake, or a colleague at the same number, whose own address stands there is somebody else."""
    if _has_email(cells, lead):
        return True
    others = lead.email and any("@" in cell and comparable_email(cell) for cell in cells)
    return not others and (_has_number(cells, lead) or _has_name(cells, lead))


def _has_email(cells: Sequence[str], lead: Lead) -> bool:
    whole = re.compile(rf"(?<![\w.+-]){re.escape(lead.email)}(?![\w-])", re.IGNORECASE) if lead.email else None
    return whole is not None and any(map(whole.search, cells))


def _has_number(cells: Sequence[str], lead: Lead) -> bool:
    return not _phones(lead).isdisjoint(comparable_phone(cell) for cell in cells)


def _has_name(cells: Sequence[str], lead: Lead) -> bool:
    wanted = {word for part in _name(lead) for word in plain_words(part)}
    return bool(wanted) and wanted <= {word for cell in cells for word in plain_words(cell)}


def _phones(lead: Lead) -> set[str]:
    numbers = (comparable_phone(number) for number in (lead.phone, lead.mobile) if number)
    return {number for number in numbers if number}


def _name(lead: Lead) -> list[str]:
    """The words of the whole name; none where one part of it is missing, for half of it names too many."""
    return lead.full_name.split() if lead.first_name and lead.last_name else []


def _spread(number: str) -> str:
    """The last digits, with whatever stands between them."""
    return f"%{'%'.join(number[-LAST_DIGITS:])}%"


def _spellings(word: str) -> Iterator[str]:
    yield from {word.lower(), word.upper(), plain(word)}


def _holds(written: ColumnElement[str], texts: Any) -> ColumnElement[bool]:
    """Whether one of the texts stands there, in whatever case; what is not ASCII is escaped in JSON."""
    escaped = (json.dumps(text)[1:-1] for text in texts)
    return or_(*(written.icontains(text, autoescape=True) for text in escaped))
