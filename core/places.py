"""Where in `filon.toml` something stands, so that a complaint can name the line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

HEADER = re.compile(r"\s*\[+\s*([\w.\-]+)\s*\]+")
KEY = re.compile(r"""\s*["']?([\w.\- ]+?)["']?\s*=""")
# How every complaint about the settings begins: [section] key, or [section] and the number of a [[section]].
BEGINNING = re.compile(r"\[+([\w.\-]+)\]+ ?([\w.\-]*)")


def place(path: Path, *, complaint: str = "", keys: Sequence[str | int] = ()) -> str:
    """The file, and the line where it is known: that of the key, else of its section."""
    number = _line(path.read_text("utf-8"), [*map(str, keys)] or _keys(complaint))
    return f"{path}, line {number}" if number else str(path)


def _keys(complaint: str) -> list[str]:
    begins = BEGINNING.match(complaint)
    return [*begins[1].split("."), *filter(None, [begins[2]])] if begins else []


def _line(text: str, keys: Sequence[str]) -> int | None:
    """The longest beginning of the keys that the text has a line for."""
    lines = dict(reversed([*_named(text)]))
    for length in range(len(keys), 0, -1):
        if number := lines.get(".".join(keys[:length])):
            return number
    return None


def _named(text: str) -> Iterator[tuple[str, int]]:
    """Each section and key with its line; of several [[sections]] of one name, each with its number from 0 too."""
    section, seen = "", dict[str, int]()
    for number, line in enumerate(text.splitlines(), start=1):
        if header := HEADER.match(line):
            section = header[1]
            yield section, number
            if line.lstrip().startswith("[["):
                section = f"{section}.{seen.setdefault(section, 0)}"
                seen[header[1]] += 1
                yield section, number
        elif key := KEY.match(line):
            yield f"{section}.{key[1]}".lstrip("."), number
