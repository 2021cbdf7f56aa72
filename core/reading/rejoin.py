"""Addresses that a narrow card breaks over two lines, put together again."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from core.reading.contact import Line
from core.reading.vocabulary import top_levels

# An e-mail address goes on after the @, or before the last dot of its domain.
_OPEN = re.compile(r"@\s?(?:[\w.-]*[\w-])?[.-]?\s*$")
_WHOLE = re.compile(r"@[\w.-]+\.[a-z]{2,}\s*$", re.IGNORECASE)
_GOES_ON = re.compile(r"\s*\.?[\w-]+(?:\.[\w-]+)*\s*$")
# Its beginning alone: "marie.curie" above "@radium.fr".
_BEGINNING = re.compile(r"(?:^|[\s:])[\w+-]+(?:\.[\w+-]+)*\s*$")
_END = re.compile(r"\s*@[\w-]+(?:\.[\w-]+)+\s*$")


def rejoin(lines: Sequence[Line]) -> list[Line]:
    """The lines, with those joined between which an e-mail address is broken."""
    joined: list[Line] = []
    for line in lines:
        if joined and _is_broken(joined[-1].text, line.text):
            joined[-1] = replace(joined[-1], text=joined[-1].text.rstrip() + line.text.strip())
        else:
            joined.append(line)
    return joined


def _is_broken(above: str, below: str) -> bool:
    in_domain = _OPEN.search(above) and not _WHOLE.search(above) and _GOES_ON.match(below) and "." in below
    is_site = above.rpartition(".")[2].strip() in top_levels()
    return bool(in_domain or (_END.match(below) and not is_site and "@" not in above and _BEGINNING.search(above)))
