"""What is wrong with a template, said to the person who wrote it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import get_close_matches
from typing import Any

from jinja2.exceptions import SecurityError, TemplateError, TemplateSyntaxError, UndefinedError

from core.documents.sandbox import Sandbox
from core.errors import Rejected

WORDS_SHOWN = 80


def explained(error: TemplateError, fields: dict[str, Any], sandbox: Sandbox) -> Rejected:
    """The refusal for what Jinja found."""
    if missing := re.match("No filter named '(.+?)'", error.message or ""):
        return _unknown_filter(missing[1], sandbox)
    if isinstance(error, UndefinedError):
        return _unknown_field(error.message or "", fields)
    if isinstance(error, SecurityError):
        return Rejected(
            "The template tries to calculate or to call something ({problem}). A template can only print fields, "
            "filter, repeat and decide. Take that out and send it again.",
            problem=error.message or "",
        )
    return Rejected(
        "A tag of the template is not written right near “{near}” ({problem}). "
        "Type the whole tag again in Word, without pasting, and send the template again.",
        near=_near(error),
        problem=error.message or "",
    )


def unworkable(error: Exception) -> Rejected:
    """The refusal for a tag that is written right and still makes no sense, such as a loop over an amount."""
    return Rejected(
        "A tag of the template cannot be worked out ({problem}). Repeat only lists, compare only like with like, "
        "and send the template again.",
        problem=str(error),
    )


def _unknown_filter(name: str, sandbox: Sandbox) -> Rejected:
    return Rejected(
        "The template uses the filter “{filter}”, which does not exist. Use one of these: {filters}.",
        filter=name,
        filters=", ".join(sorted(sandbox.filters)),
    )


def _unknown_field(name: str, fields: dict[str, Any]) -> Rejected:
    nearest = get_close_matches(name, sorted(set(_names(fields))), n=3, cutoff=0.5)
    if not nearest:
        return Rejected(
            "The template asks for the field “{field}”, which does not exist. Take it out and send the template again.",
            field=name,
        )
    return Rejected(
        "The template asks for the field “{field}”, which does not exist. The nearest are: {fields}. "
        "Correct it in Word and send the template again.",
        field=name,
        fields=", ".join(nearest),
    )


def _names(value: Any, place: str = "") -> Iterator[str]:
    """Every field's full name; the fields of a list are named as those of one of its records."""
    if isinstance(value, dict):
        for key, item in value.items():
            yield from _names(item, f"{place}.{key}" if place else key)
    elif isinstance(value, list) and value and isinstance(value[0], dict):
        yield from _names(value[0], place)
    else:
        yield place


def _near(error: TemplateError) -> str:
    """The text of the paragraph in which the tag stands, where it is known."""
    paragraphs = list(getattr(error, "docx_context", []))
    if not isinstance(error, TemplateSyntaxError) or not paragraphs:
        return "?"
    return str(paragraphs[min(error.lineno, 4) - 1]).strip()[:WORDS_SHOWN]
