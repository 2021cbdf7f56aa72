"""The form for a new lead, empty or prefilled with what was read from a card or a message."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.mrkdwn import bare
from bot.request import Block
from bot.views.blocks import field, modal, text_input
from bot.views.origin import metadata
from core.language import Language, mark

CALLBACK = "lead"
LONGEST_NOTE = 2000


@dataclass(frozen=True)
class Input:
    """A field of the form; its name is the lead's own and its block's id."""

    name: str
    label: str
    longest: int = 200
    multiline: bool = False
    type: str = "plain_text_input"


INPUTS = (
    Input("first_name", mark("First name")),
    Input("last_name", mark("Last name")),
    Input("company", mark("Company")),
    Input("job_title", mark("Job title")),
    Input("email", mark("E-mail"), type="email_text_input"),
    Input("mobile", mark("Mobile")),
    Input("phone", mark("Phone")),
    Input("website", mark("Website")),
    Input("address", mark("Address"), longest=500, multiline=True),
    Input("topic", mark("Topic")),
    Input("need", mark("Need"), longest=LONGEST_NOTE, multiline=True),
)


def lead_modal(
    speech: Language,
    fields: Mapping[str, Any] | None = None,
    *,
    submission_id: int | None = None,
) -> Block:
    """The modal. `submission_id` is the card's submission that the lead comes from."""
    language = bare(speech)
    given = fields or {}
    return modal(
        language.say("New lead"),
        [_input(language, each, str(given.get(each.name) or "")) for each in INPUTS],
        close=language.say("Cancel"),
        submit=language.say("Create"),
        callback_id=CALLBACK,
        private_metadata=metadata(submission_id=submission_id, country=given.get("country")),
    )


def _input(language: Language, each: Input, value: str) -> Block:
    if each.type == "email_text_input":
        element: Block = {"type": each.type} | ({"initial_value": value} if value else {})
    else:
        element = text_input(value, longest=each.longest, multiline=each.multiline)
    return field(each.name, language.say(each.label), element, optional=True)
