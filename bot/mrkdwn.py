"""Slack's markup: what came from people is escaped, what is ours is not."""

from __future__ import annotations

import re

from core.language import Language

# Ampersand first, or the entities would be escaped again.
ENTITIES = (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"))
LINK = re.compile(r"<(?!@)[#!]?([^<>|]*)(?:\|([^<>]*))?>")
SCHEMES = ("mailto:", "tel:")


def escape(text: str) -> str:
    """The text as people wrote it, unable to ping anybody or to form a link."""
    for letter, entity in ENTITIES:
        text = text.replace(letter, entity)
    return text


def speech(code: str) -> Language:
    """The language for messages: values in a sentence are escaped."""
    return Language(code, escape)


def bare(speech: Language) -> Language:
    """The same language for `plain_text` objects, in which Slack reads no markup."""
    return Language(speech.code)


def as_typed(markup: str) -> str:
    """What a person typed, out of what Slack made of it: links undone, entities decoded, mentions left as `<@U…>`."""
    text = LINK.sub(_link, markup)
    for letter, entity in reversed(ENTITIES):
        text = text.replace(entity, letter)
    return text


def _link(found: re.Match[str]) -> str:
    target, label = found[1], found[2]
    for scheme in SCHEMES:
        target = target.removeprefix(scheme)
    return label or target
