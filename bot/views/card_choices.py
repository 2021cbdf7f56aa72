"""What a doubtful field of a card might be, offered to choose from."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from bot.mrkdwn import bare
from bot.request import Block
from bot.views.blocks import option, plain, section
from core.actions.correct import alternatives
from core.identity import written_phone
from core.language import Language, mark
from core.model import Submission

LABELS = {
    "first_name": mark("First name"),
    "last_name": mark("Last name"),
    "job_title": mark("Job title"),
    "company": mark("Company"),
    "emails": mark("E-mail"),
    "phones": mark("Phone"),
    "website": mark("Website"),
    "address": mark("Address"),
    "country": mark("Country"),
}
CHOOSE = "card.choose"


def choices(speech: Language, submission: Submission) -> Iterator[Block]:
    """For each doubtful field that was read in several ways, a menu of them; the way that was taken stands first."""
    for field, label in LABELS.items():
        others = alternatives(submission, field) if field in submission.result.get("uncertain", ()) else []
        if others:
            read = as_text(field, submission.result["contact"].get(field))
            text = speech.say("*{field}*: which one stands on the card?", field=speech.say(label))
            yield section(
                text, _menu(bare(speech), submission, field, [read, *(as_text(field, each) for each in others)])
            )


def as_text(field: str, value: Any) -> str:
    """A field's value, or one of its alternatives, in one line."""
    if field == "phones":
        numbers = [value] if isinstance(value, str) else [phone["e164"] for phone in value or ()]
        return ", ".join(str(written_phone(number)) for number in numbers)
    return ", ".join(value.splitlines() if isinstance(value, str) else value or ())


def _menu(language: Language, submission: Submission, field: str, texts: list[str]) -> Block:
    offered = [
        option(text, json.dumps({"submission": submission.id, "field": field, "choice": number}))
        for number, text in enumerate(texts)
        if text.strip()
    ]
    return {
        "type": "static_select",
        "action_id": CHOOSE,
        "placeholder": plain(language.say("Choose")),
        "options": offered,
    }
