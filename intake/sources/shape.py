"""Taking JSON of any shape apart without trusting it: what is not there is None, what is no list is empty."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from intake.payload import Answer, leaves


def part(value: Any, *keys: str) -> Any:
    """What stands under these keys, one inside the other."""
    for key in keys:
        value = value.get(key) if isinstance(value, dict) else None
    return value


def rows(value: Any) -> list[dict[str, Any]]:
    """The objects of a list."""
    return [row for row in value if isinstance(row, dict)] if isinstance(value, list) else []


def table(value: Any) -> dict[str, Any]:
    """An object, or an empty one."""
    return value if isinstance(value, dict) else {}


def text(value: Any) -> str:
    """A value that should be a word, and is an empty one else."""
    return value if isinstance(value, str) else ""


def answers(key: Any, value: Any, label: Any = "", kind: Any = "") -> Iterator[Answer]:
    """One answer for each value: a list has several, an object those of its fields."""
    for _, said in leaves(value):
        yield Answer(text(key), str(said), text(label).strip(), text(kind))


def key_of(*parts: Any) -> str | None:
    """What names an event; None where a part of it is missing."""
    return ":".join(map(str, parts)) if all(isinstance(each, str) and each for each in parts) else None
