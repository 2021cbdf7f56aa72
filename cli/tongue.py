"""The language of whoever sits at the terminal, as their system says it."""

from __future__ import annotations

import os
from typing import Any

import click

from core.identity import plain
from core.language import Language, closest

# In the order in which POSIX has them count.
VARIABLES = ("LC_ALL", "LC_MESSAGES", "LANG")
# Whatever the language: fingers have habits of their own.
YES = frozenset({"y", "yes", "o", "oui"})


def language() -> Language:
    """English where the system says nothing."""
    tag = next((value for name in VARIABLES if (value := os.environ.get(name))), "en")
    return Language(closest(tag))


def say(message: str, /, **values: Any) -> str:
    """The sentence as they read it."""
    return language().say(message, **values)


def confirm(question: str) -> bool:
    """Whether they say yes, in French or English; anything else is no."""
    typed: str = click.prompt(f"{question} {say('[y/N]')}", default="", show_default=False)
    return plain(typed.strip()) in YES
