"""Paragraphs that are there only sometimes, or as often as needed: what docxtpl's paragraph tags say."""

from __future__ import annotations

from typing import Any

from templates.ooxml import write

Text = tuple[str, str]  # what stands there, and in which style


def when(place: Any, condition: str, *paragraphs: Text, otherwise: Text | None = None) -> None:
    """Paragraphs that are there only if the condition holds."""
    write(place, f"{{%p if {condition} %}}")
    for text, style in paragraphs:
        write(place, text, style)
    if otherwise:
        write(place, "{%p else %}")
        write(place, *otherwise)
    write(place, "{%p endif %}")


def each(place: Any, name: str, items: str, *paragraphs: Text) -> None:
    """Paragraphs for every one of the items."""
    write(place, f"{{%p for {name} in {items} %}}")
    for text, style in paragraphs:
        write(place, text, style)
    write(place, "{%p endfor %}")
