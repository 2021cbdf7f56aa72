"""What was read from a card, shown before anything is made of it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

from bot.mrkdwn import bare
from bot.request import Block, Reply
from bot.views.blocks import actions, clip, confirm, context, fields, section
from bot.views.button import button
from bot.views.card_choices import LABELS, choices
from core.duplicates import Matches
from core.identity import written_phone
from core.language import Language, Term, Terms, mark
from core.model import Submission

PHONE_TYPES = {"mobile": mark("mobile"), "work": mark("work"), "fax": mark("fax"), "other": mark("other")}
LONGEST_NAME = 100
# So many photos in one message may be the front and the back of one card.
SIDES = 2
Show = tuple[str, list[Block]]


def review(speech: Language, submission: Submission, matches: Matches | None = None) -> Reply:
    """A card's message, by what became of it; the photo's name tells several of one message apart.

    `matches` are what the card probably is already.
    """
    text, blocks = _VIEWS[submission.state](speech, submission, matches or Matches())
    name = submission.origin.get("name")
    return Reply(text, [*blocks, context(speech.write(clip(name, LONGEST_NAME)))] if name else blocks)


def _to_review(speech: Language, submission: Submission, matches: Matches) -> Show:
    text = speech.say("This is what I read. Look it over: nothing is made of it before you say so.")
    uncertain = submission.result.get("uncertain", [])
    blocks = [section(text), *fields(list(_values(speech, submission.result["contact"], uncertain)))]
    if matches:
        blocks.append(section(speech.say(":warning: Probably here already: {candidates}.", candidates=matches)))
    blocks += choices(speech, submission)
    hints = [speech.say("Correct it by a reply in this thread too: “company: Radium SA”.")]
    if uncertain:
        hints.insert(0, speech.say("Marked values were hard to read: compare them with the card."))
    return text, [*blocks, context(*hints), *actions(_buttons(speech, submission))]


def _values(speech: Language, contact: dict[str, Any], uncertain: list[str]) -> Iterator[str]:
    doubt = speech.say("uncertain")
    for name, label in LABELS.items():
        if shown := _shown(speech, name, contact.get(name)):
            marked = f" _({doubt})_" if name in uncertain else ""
            yield f"*{speech.say(label)}*{marked}\n{shown}"


def _shown(speech: Language, name: str, value: Any) -> str:
    return _WRITTEN.get(name, Language.write)(speech, value) if value else ""


def _emails(speech: Language, emails: list[str]) -> str:
    return "\n".join(speech.write(email) for email in emails)


def _phones(speech: Language, phones: list[dict[str, str]]) -> str:
    kinds = ((written_phone(phone["e164"]), Term(PHONE_TYPES[phone["type"]])) for phone in phones)
    return "\n".join(speech.say("{number} ({kind})", number=number, kind=kind) for number, kind in kinds)


def _country(speech: Language, code: str) -> str:
    return speech.write(speech.locale.territories.get(code, code))


def _buttons(speech: Language, submission: Submission) -> list[Block]:
    language = bare(speech)
    carried = json.dumps({"submission": submission.id})
    is_side = submission.origin.get("of") == SIDES and not submission.result.get("sides")
    sides = [button(language.say("Two sides of one card"), "card.join", carried)] if is_side else []
    sure = confirm(
        language.say("Discard this card?"),
        language.say("The photo stays in the inbox, but no lead is made of it."),
        language.say("Discard"),
        language.say("Cancel"),
    )
    return [
        button(language.say("Create lead"), "card.create", carried, style="primary"),
        button(language.say("Edit"), "card.edit", carried),
        *sides,
        button(language.say("Discard"), "card.discard", carried, style="danger", confirm=sure),
    ]


def _discarded(speech: Language, submission: Submission, _matches: Matches) -> Show:
    if submission.result.get("side_of"):
        front = submission.result.get("front", "")
        text = speech.say("This is the other side of {name}: both are reviewed together there.", name=front)
    else:
        text = speech.say("This card was discarded. No lead was made.")
    return text, [section(text)]


def _waiting(speech: Language, submission: Submission, matches: Matches) -> Show:
    """What was postponed says why; a card that is read once more, after it failed, has no reason any longer."""
    if not submission.reason:
        text = speech.say("This photo is being read.")
        return text, [section(text)]
    text, blocks = _failed(speech, submission, matches)
    return text, [*blocks, context(speech.say("It is tried again by itself. Nothing is lost."))]


def _parted(speech: Language, submission: Submission, _matches: Matches) -> Show:
    count = len(submission.result["parts"])
    text = speech.say(":card_index: {count} cards are on this photo. The review of each follows.", count=count)
    return text, [section(text)]


def _failed(speech: Language, submission: Submission, _matches: Matches) -> Show:
    values = submission.result.get("values", {})
    said = {name: Terms.of(value) if isinstance(value, list) else value for name, value in values.items()}
    text = speech.say(str(submission.reason), **said)
    return text, [section(f":warning: {text}")]


_WRITTEN: dict[str, Callable[[Language, Any], str]] = {"emails": _emails, "phones": _phones, "country": _country}
_VIEWS: dict[str, Callable[[Language, Submission, Matches], Show]] = {
    "received": _waiting,
    "review": _to_review,
    "discarded": _discarded,
    "parted": _parted,
    "failed": _failed,
    "quarantined": _failed,
}
