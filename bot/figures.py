"""Numbers, amounts and days as people type them: `12 k€`, `1 234,50`, `1,234.50`, `31/03/2027`."""

from __future__ import annotations

import re
from datetime import date, timedelta
from decimal import Decimal

from core.figures import NUMBER, SPACE, number
from core.identity import plain
from core.money import CENT

__all__ = ["NUMBER", "amount", "beginning_day", "ending_amount", "ending_day", "number"]

AMOUNT = re.compile(
    rf"(?P<number>{NUMBER}){SPACE}?(?P<scale>k|m(?![a-z]))?{SPACE}?(?P<currency>€|eur(?:os?)?\b)?", re.IGNORECASE
)
SCALES = {"": Decimal(1), "k": Decimal(1000), "m": Decimal(1_000_000)}
SMALLEST_BARE = 100
YEARS = range(1990, 2100)
DAY = re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})")
NAMED_DAYS = {"today": 0, "tomorrow": 1, "yesterday": -1, "aujourd'hui": 0, "demain": 1, "hier": -1}
FRENCH_DAY = re.compile(r"(?P<day>\d{1,2})[/.](?P<month>\d{1,2})[/.](?P<year>\d{4})")


def amount(text: str) -> Decimal | None:
    """A whole text that is an amount of money, to two places; None where it is none."""
    found = AMOUNT.fullmatch(text.strip())
    return _value(found) if found else None


def _value(found: re.Match[str]) -> Decimal | None:
    value = number(found["number"])
    if value is None:
        return None
    scaled = value * SCALES[(found["scale"] or "").lower()]
    return scaled.quantize(CENT) if scaled == scaled.quantize(CENT) else None


def ending_amount(text: str) -> tuple[str, Decimal | None]:
    """The text without the amount at its end, and that amount.

    A bare number counts from 100 on, and not where it looks like a year: `Windows 11` and `Salon 2027` are names.
    """
    text = text.rstrip()
    for found in AMOUNT.finditer(text):
        before = text[: found.start()]
        if found.end() == len(text) and (not before or before[-1].isspace()):
            value = _value(found)
            if value is not None and (found["currency"] or found["scale"] or _is_no_name(value)):
                return before.rstrip(), value
    return text, None


def _is_no_name(value: Decimal) -> bool:
    return value >= SMALLEST_BARE and value not in YEARS


def ending_day(text: str) -> tuple[str, date | None]:
    """The text without the day at its end (`2027-03-31` or `31/03/2027`), and that day."""
    text = text.rstrip()
    before, _, last = text.rpartition(" ")
    found = DAY.fullmatch(last) or FRENCH_DAY.fullmatch(last)
    try:
        return (
            (before, date(**{name: int(part) for name, part in found.groupdict().items()})) if found else (text, None)
        )
    except ValueError:
        # There is no such day, so it is part of the text.
        return text, None


def beginning_day(text: str, today: date) -> tuple[str, date | None]:
    """The text without the day at its beginning (as `ending_day` reads it, or `tomorrow`, `demain`), and that day."""
    first, _, rest = text.strip().partition(" ")
    days_ahead = NAMED_DAYS.get(plain(first.replace("’", "'").rstrip(",:")))
    if days_ahead is not None:
        return rest.strip(), today + timedelta(days=days_ahead)
    _before, day = ending_day(f" {first.rstrip(',:')}")
    return (rest.strip(), day) if day else (text, None)
