"""One text a line out of two recognisers' readings; where they differ, the other one is kept to judge by."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from core.identity import plain
from core.reading.addresses import country_of
from core.reading.contact import Line
from core.reading.emails import find_emails
from core.reading.phones import find_phones
from core.reading.regions import USUAL

# What no word has: a digit after letters ("CE0"), a capital I or a bar at the end ("CiviI"), a small l at the front
# before a consonant ("lsabelle"), and one of them alone for a Roman number ("Il").
_ODD = re.compile(
    r"[^\W\d_]{2}[01](?![\w.@-])|[^\W\d_]{2}0[^\W\d_]|(?<![\w.@-])[01][^\W\d_]{3}|[a-zà-ÿ][I|](?!\w)|\bl[bcdfghjkmnpqrstvwxz][a-zà-ÿ]"
    r"|\b(?:Il|lI|ll|Ill|lV|Vl)\b"
)


def settle(lines: Iterable[Line]) -> list[Line]:
    """Lines with one text each; `other` stays only where the readings disagree.

    Measured on photos, the second recogniser is right more often where the two differ, and the first one sets
    spaces better; but a reading that makes a telephone number or an e-mail address goes before one that makes none,
    then one without letters that cannot be, then one whose words stand elsewhere on the card, where both saw the same.
    """
    lines = list(lines)
    spoken = {word for line in lines if line.other is not None and _is_agreed(line) for word in _long_words(line.text)}
    return [line if line.other is None else _settle(line, line.other, spoken) for line in lines]


def _settle(line: Line, other: str, spoken: set[str]) -> Line:
    if not other.strip():
        return line
    if _is_agreed(line):
        return replace(line, text=max(other, line.text, key=_spaces), other=None)
    if _likeliness(line.text, spoken) > _likeliness(other, spoken):
        return replace(line, other=other)
    return replace(line, text=other, other=line.text)


def _likeliness(text: str, spoken: set[str]) -> tuple[int, int, int]:
    """What speaks for a reading, the weightiest first."""
    return exact_values(text), -len(_ODD.findall(text)), len(spoken.intersection(_long_words(text)))


def _long_words(text: str) -> list[str]:
    """The words that are no chance, double ones whole."""
    return re.findall(r"[^\W_][\w-]{3,}", plain(text))


def _is_agreed(line: Line) -> bool:
    return _written(line.text) == _written(line.other or "")


def exact_values(text: str) -> int:
    """How many plain e-mail addresses, telephone numbers and postal codes of a known country a text holds."""
    emails = sum(email.exact for email, _ in find_emails(text))
    return emails + len(list(find_phones(text, USUAL))) + (country_of(text) is not None)


def readings(lines: Sequence[Line]) -> list[list[Line]]:
    """The lines as each recogniser alone saw them; empty where there was but one."""
    if all(line.other is None for line in lines):
        return []
    alone = ([(line, line.text) for line in lines], [(line, line.other or "") for line in lines])
    return [[replace(line, text=text, other=None) for line, text in pairs if text.strip()] for pairs in alone]


def _written(text: str) -> str:
    """All but the spaces: every dot of an e-mail address counts."""
    return re.sub(r"\s", "", text.casefold())


def _spaces(text: str) -> int:
    """Spaces between words; those beside a dot or an @ are misread."""
    return len(re.findall(r"(?<![.@\s]) (?![.@\s])", text))
