"""Asks how much of each line was delivered or done."""

from __future__ import annotations

from typing import Any

from bot.mrkdwn import bare
from bot.request import Block
from bot.views.blocks import clip, field, text_input
from bot.views.record_modals import record_modal
from core.actions.fulfil import rest
from core.language import Language

FULFIL = "fulfil"
# Slack lets a modal have 100 blocks.
MOST = 99
LONGEST_LABEL = 150


def fulfil_modal(speech: Language, order: Any) -> Block:
    """An input for each line of which something is left, with all that is left in it."""
    language = bare(speech)
    left = rest(order)
    asked = [_input(language, line, left[line.position]) for line in order.lines if line.position in left]
    return record_modal(language, language.say("Fulfil in part"), asked[:MOST], FULFIL, order)


def _input(language: Language, line: Any, left: Any) -> Block:
    label = language.say("{position}. {description}", position=line.position, description=line.description)
    of_all = {"rest": left.normalize(), "quantity": line.quantity.normalize(), "unit": line.unit or ""}
    hint = language.say("{rest} of {quantity} {unit} left", **of_all).rstrip()
    start = text_input(language.write(left.normalize()), longest=20)
    return field(f"line.{line.position}", clip(label, LONGEST_LABEL), start, optional=True, hint=hint)
