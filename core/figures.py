"""Numbers as people write them, in French or English spelling: `1 234,50`, `1,234.50`, `1.234,50`."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal

# A space in a number stands between groups of three digits; French typography uses no-break ones.
SPACE = "[ \u00a0\u202f’]"
NUMBER = rf"(?:\d{{1,3}}(?:{SPACE}\d{{3}})+(?:[.,]\d+)?|\d[\d.,]*)"
# How a number without spaces may be spelled, and what groups its thousands: English, continental, plain.
ENGLISH = (re.compile(r"[1-9]\d{0,2}(?:,\d{3})+(?:\.\d+)?"), ",")
CONTINENTAL = (re.compile(r"[1-9]\d{0,2}(?:\.\d{3})+,\d+|[1-9]\d{0,2}(?:\.\d{3}){2,}"), ".")
PLAIN = (re.compile(r"\d+(?:[.,]\d+)?"), " ")
SPELLINGS = (ENGLISH, CONTINENTAL, PLAIN)
# Where the decimal mark is known to be a comma, a point can only group: 1.250 is a thousand and more.
WITH_COMMA = ((re.compile(r"[1-9]\d{0,2}(?:\.\d{3})+(?:,\d+)?"), "."), PLAIN)
LONGEST = 15


def number(text: str, *, decimal_comma: bool = False) -> Decimal | None:
    """A number in French or English spelling, or None. `decimal_comma` tells what `1,250` is where that is known."""
    digits = re.sub(SPACE, "", text.strip())
    for spelling, grouping in WITH_COMMA if decimal_comma else SPELLINGS:
        if len(digits) <= LONGEST and spelling.fullmatch(digits):
            return Decimal(digits.replace(grouping, "").replace(",", "."))
    return None


def has_decimal_comma(texts: Iterable[str]) -> bool:
    """Whether one of these numbers, which one hand wrote, shows that its decimal mark is a comma."""
    return any(re.search(r"(?:,(?:\d{1,2}|\d{4,})|\.\d{3},\d+|^0,\d+)\D*$", text) for text in texts)
