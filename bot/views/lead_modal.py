"""The form for a new lead, empty or prefilled with what was read from a card or a message."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from bot.mrkdwn import bare
from bot.request import Block
from bot.views.blocks import field, modal, plain, text_input
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


@dataclass(frozen=True)
class Look:
    """How a doubtful field looks on the card: Slack's id of a picture of it, and what else it might be."""

    file: str = ""
    alternatives: tuple[str, ...] = ()


def lead_modal(
    speech: Language,
    fields: Mapping[str, Any] | None = None,
    *,
    submission_id: int | None = None,
    doubts: Mapping[str, Look] | None = None,
) -> Block:
    """The modal. `submission_id` is the card's submission that the lead comes from.

    `doubts` say of the fields that were hard to read how they look on the card.
    """
    language = bare(speech)
    given = fields or {}
    return modal(
        language.say("New lead"),
        [block for each in INPUTS for block in _blocks(language, each, given, (doubts or {}).get(each.name))],
        close=language.say("Cancel"),
        submit=language.say("Create"),
        callback_id=CALLBACK,
        private_metadata=metadata(submission_id=submission_id, country=given.get("country")),
    )


def _blocks(language: Language, each: Input, given: Mapping[str, Any], look: Look | None) -> Iterator[Block]:
    """The input, after its picture where there is one; one picture of several fields stands before each."""
    if look and look.file:
        said = language.say("{field} on the card", field=language.say(each.label))
        yield {"type": "image", "slack_file": {"id": look.file}, "alt_text": said, "title": plain(said)}
    yield _input(language, each, str(given.get(each.name) or ""), look)


def _input(language: Language, each: Input, value: str, look: Look | None) -> Block:
    if each.type == "email_text_input":
        element: Block = {"type": each.type} | ({"initial_value": value} if value else {})
    else:
        element = text_input(value, longest=each.longest, multiline=each.multiline)
    if look is None:
        return field(each.name, language.say(each.label), element, optional=True)
    others = ", ".join(look.alternatives)
    hint = language.say("It could also read: {others}", others=others) if others else ""
    label = language.say("{field} (uncertain)", field=language.say(each.label))
    return field(each.name, label, element, optional=True, hint=hint)
