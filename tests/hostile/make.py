"""Writes `cases.json`, what nobody should send: `python -m tests.hostile.make`. Every person in it is invented.

A case is a name, a content type, headers, and a body in parts: a text, bytes in hex, or something many times over.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.hostile import bodies, forms, headers

CASES = Path(__file__).parent / "cases.json"
Case = dict[str, Any]


def cases() -> list[Case]:
    """All of them; names are unique."""
    return [*_numbered(bodies.cases()), *_numbered(forms.cases()), *_numbered(headers.cases())]


def _numbered(found: Iterator[Case]) -> Iterator[Case]:
    counts: dict[str, int] = {}
    for case in found:
        number = counts[case["name"]] = counts.get(case["name"], 0) + 1
        yield case | {"name": f"{case['name']} {number}"}


def written() -> str:
    """The file's text, a case a line."""
    lines = (json.dumps(case, ensure_ascii=True) for case in cases())
    return "[\n" + ",\n".join(lines) + "\n]\n"


if __name__ == "__main__":
    CASES.write_text(written(), "utf-8")
