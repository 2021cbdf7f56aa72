"""What a command or a button gets, and what it answers."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from core.crm import Transaction
from core.language import Language
from core.model import User

Block = dict[str, Any]


@dataclass(frozen=True)
class Request:
    """One thing that a person asked for, in the transaction that the router opened.

    `text` is what stood after the command's word, entities decoded, mentions still as `<@U…>`.
    """

    tx: Transaction
    user: User
    language: Language
    text: str = ""
    channel: str = ""


@dataclass(frozen=True)
class Reply:
    """What the person sees: ephemeral blocks with their plain text, or a modal that opens instead."""

    text: str = ""
    blocks: list[Block] = field(default_factory=list)
    modal: dict[str, Any] | None = None
