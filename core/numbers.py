"""How document numbers look: `DV-{year}-{number:04}`, or only the prefix `DV`, which means the same."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from core.errors import Misconfigured

LONGEST = 35
PLACE = re.compile(r"\{(year|number)(?::0?(\d))?\}")
SEPARATOR = r"[-_/+\s]?"
ALLOWED = re.compile(r"[A-Za-z0-9+\-_/]*")


@dataclass(frozen=True)
class Pattern:
    """A series of numbers a year, or one for all years where the pattern names none."""

    text: str

    @classmethod
    def of(cls, written: str, key: str = "invoice") -> Pattern:
        """The pattern as `filon.toml` writes it, under this key. Raises `Misconfigured` for one that cannot work."""
        text = written if "{" in written else f"{written}-{{year}}-{{number:04}}"
        names = [place[1] for place in PLACE.finditer(text)]
        if names.count("number") != 1 or names.count("year") > 1 or not ALLOWED.fullmatch(PLACE.sub("", text)):
            raise Misconfigured(
                "[numbers] {key} = {pattern} is no format: write {example}, with letters, digits and + - _ / around.",
                key=key,
                pattern=written,
                example="FA-{year}-{number:04}",
            )
        return cls(text)

    def write(self, year: int, number: int) -> str:
        """As in DV-2026-0042."""
        return self.text.format(year=year, number=number)

    def series(self, year: int) -> str:
        """What the numbers that follow each other have in common, as in DV-2026."""
        shared = re.sub(r"\{number[^}]*\}", "", self.text).format(year=year)
        return re.sub(r"[-_/+]{2,}", "-", shared).strip("-_/+")

    def read(self, typed: str) -> str | None:
        """The number that people mean, however they write it (`dv 2026 42`, `DV20260042`); None for another kind."""
        found = self._typed.fullmatch(typed.strip())
        return self.write(int(found.groupdict().get("year") or 0), int(found["number"])) if found else None

    def begins(self, text: str) -> str:
        """The number of this series that the text begins with, as it is written there; empty for none."""
        found = re.match(rf"(?:{self._typed.pattern})(?=$|[\s,;:])", text, re.IGNORECASE)
        return found[0] if found else ""

    @cached_property
    def _typed(self) -> re.Pattern[str]:
        shape = {"year": r"(?P<year>\d{4})", "number": r"0*(?P<number>\d{1,9}?)"}
        parts = re.split(r"(\{[^}]*\})", self.text)
        return re.compile(SEPARATOR.join(_part(part, shape) for part in parts if part), re.IGNORECASE)


def _part(part: str, shape: dict[str, str]) -> str:
    place = PLACE.fullmatch(part)
    if place:
        return shape[place[1]]
    return re.sub(r"[-_/+]", lambda _separator: SEPARATOR, part)
