"""Walking through a block: every object in it, with its kind and its place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from bot.sandbox import block_limits as limits
from bot.sandbox.records import Json


@dataclass(frozen=True)
class Node:
    """One object inside a block: its kind, the kind of its holder, and its JSON pointer."""

    kind: str
    holder: str
    value: Json
    path: str


def nodes(value: Json, path: str, kind: str = "", holder: str = "") -> Iterator[Node]:
    """The object itself and every one inside it."""
    kind = kind or str(value.get("type", ""))
    yield Node(kind, holder, value, path)
    for key, child in value.items():
        # Inside a confirmation, `confirm` is the text of the button.
        role = "" if kind == "confirm" else limits.ROLES.get(key, "")
        for member, place in members(child, f"{path}/{key}"):
            if isinstance(member, dict):
                yield from nodes(member, place, role, kind)


def members(value: Any, path: str) -> Iterator[tuple[Any, str]]:
    """The members of a list with their pointers, or the value alone when it is no list."""
    if isinstance(value, list):
        yield from ((member, f"{path}/{index}") for index, member in enumerate(value))
    elif value is not None:
        yield value, path


def located(rule: str, path: str) -> str:
    """A rule with the place where it is broken, in the form in which Slack writes it."""
    return f"{rule} [json-pointer:{path}]"
