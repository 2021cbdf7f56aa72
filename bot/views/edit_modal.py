"""The form that changes a record: its fields as they are."""

from __future__ import annotations

from typing import Any

from bot.fields import Field, in_form
from bot.mrkdwn import bare
from bot.request import Block
from bot.views.blocks import TITLE, field, modal
from bot.views.origin import metadata
from core.actions.editable import FIELDS as EDITABLE
from core.cycle import Step
from core.language import Language

EDIT = "edit"


def edit_modal(speech: Language, record: Any, step: Step | None) -> Block:
    """The modal; `step` is the record's in the cycle, if it has one."""
    language = bare(speech)
    title = language.say("Edit")
    named = f"{title} · {record.reference}"
    return modal(
        named if len(named) <= TITLE else title,
        [_input(language, record, each) for each in in_form(record, step)],
        close=language.say("Cancel"),
        submit=language.say("Save"),
        callback_id=EDIT,
        private_metadata=metadata(kind=record.kind, id=record.id, version=record.version),
    )


def _input(language: Language, record: Any, each: Field) -> Block:
    element = each.input.element(language, each.shown(language, record))
    return field(
        each.name,
        each.label(language),
        element,
        optional=not EDITABLE[record.kind][each.name].required,
        hint=language.say(each.hint) if each.hint else "",
    )
