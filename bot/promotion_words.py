"""What may follow `/crm promote L-42`: `A-3`, `C-5`, `new`, `without opportunity`, `2 opportunities`."""

from __future__ import annotations

from typing import Any

from bot import words
from bot.request import Request
from bot.words import Word
from core.actions.preview import CREATE
from core.errors import NotUnderstood
from core.queries import references

NEW = Word("new", ("new",), ("nouveau", "nouvelle", "nouveaux"))
WITHOUT = Word("without", ("without", "no"), ("sans",))
AND = Word("and", ("and", "with"), ("et", "avec"))
PARTS = (
    Word("account", ("account",), ("compte",)),
    Word("contact", ("contact",), ("contact",)),
    Word("opportunity", ("opportunity", "opportunities"), ("opportunité", "opportunités")),
)

Choices = dict[str, Any]


def read_choices(request: Request, text: str) -> Choices:
    """The choices of `promote` that the words make. Raises `NotUnderstood`, showing what can be said."""
    choices: Choices = {}
    while text:
        text = _next(request, text, choices).lstrip(" ,;")
    return choices


def _next(request: Request, text: str, choices: Choices) -> str:
    """Take one choice off the text; what is left of it."""
    typed, rest = words.reference(text)
    if references.looks_like_reference(typed):
        _link(request, typed, choices)
        return rest
    typed, rest = words.first(text)
    if typed.isdigit():
        choices["opportunities"] = int(typed)
        return words.spelled_beginning(rest, PARTS)[1]
    spelled, rest = words.spelled_beginning(text, (NEW, WITHOUT, AND))
    if spelled == "new":
        choices.update({kind: CREATE for kind in ("account", "contact") if kind not in choices})
    elif spelled == "without":
        typed, rest = words.first(rest)
        part = words.choose(typed.rstrip(",;"), PARTS, request.language)
        choices.update({"opportunities": 0} if part == "opportunity" else {part: None})
    elif spelled is None:
        raise _not_understood(typed)
    return rest


def _link(request: Request, typed: str, choices: Choices) -> None:
    record = references.find(request.tx.session, request.tx.settings, typed)
    if record.kind not in {"account", "contact"}:
        raise _not_understood(typed)
    choices[record.kind] = record.id


def _not_understood(typed: str) -> NotUnderstood:
    return NotUnderstood(
        "“{typed}” is no choice here. Say an account or a contact to link (A-3, C-5), “new”, “without opportunity” or "
        "“2 opportunities”.",
        typed=typed,
    )
