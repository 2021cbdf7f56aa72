"""The form for what a lead becomes: account and contact made, linked or left out, and how many opportunities."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from bot.mrkdwn import bare
from bot.request import Block
from bot.views.blocks import clip, field, modal, option, section
from bot.views.origin import metadata
from core.actions.preview import CREATE, MOST_OPPORTUNITIES, Choice, Part, Plan
from core.duplicates import Match
from core.language import Language, Term, mark
from core.model import Lead, Record

CALLBACK = "promotion"
SKIP = "skip"
LONGEST_TITLE = 100
MOST_CANDIDATES = 5
LABELS = {"account": mark("Account"), "contact": mark("Contact")}


def promotion_modal(speech: Language, lead: Lead, plan: Plan) -> Block:
    """The modal; what is most probably right is chosen already."""
    language = bare(speech)
    return modal(
        language.say("Promote {reference}", reference=lead.reference),
        [
            section(speech.say("Somebody very like {title} is here already. What shall it become?", title=lead.title)),
            *_part(speech, plan.account, _employer(plan)),
            *_part(speech, plan.contact),
            _opportunities(language, len(plan.opportunities)),
        ],
        close=language.say("Cancel"),
        submit=language.say("Promote"),
        callback_id=CALLBACK,
        private_metadata=metadata(kind=lead.kind, id=lead.id, version=lead.version),
    )


def chosen(given: Mapping[str, str]) -> dict[str, Any]:
    """What was filled in, as the choices of `promote`."""
    return {
        "account": _choice(given["account"]),
        "contact": _choice(given["contact"]),
        "opportunities": int(given["opportunities"]),
    }


def _choice(value: str) -> Choice:
    if value.isdigit():
        return int(value)
    return CREATE if value == CREATE else None


def _employer(plan: Plan) -> Record | None:
    """The account of the contact that is probably the lead's person, where the account was not chosen."""
    is_open = plan.account.deed == "create" or not plan.account.fields
    account: Record | None = plan.contact.candidates[0].record.account if plan.contact.deed == "ask" else None
    return account if is_open else None


def _part(speech: Language, part: Part, probable: Record | None = None) -> Iterator[Block]:
    alike = [_alike(speech, match) for match in part.candidates[:MOST_CANDIDATES]]
    if alike:
        yield section("\n".join([speech.say("Like the {kind}:", kind=Term(part.kind)), *alike]))
    options = _options(bare(speech), part, probable)
    select = {"type": "static_select", "options": options, "initial_option": _initial(part, options, probable)}
    yield field(part.kind, speech.say(LABELS[part.kind]), select)


def _alike(speech: Language, match: Match) -> str:
    return speech.say(
        "• {reference} {title}: {reasons}",
        reference=match.reference,
        title=clip(match.title, LONGEST_TITLE),
        reasons=match.explain(bare(speech)),
    )


def _options(language: Language, part: Part, probable: Record | None) -> list[Block]:
    alike = (match.record for match in part.candidates[:MOST_CANDIDATES])
    records = {record.id: record for record in (*alike, part.record, probable) if record}
    links = [
        option(language.say("Link {reference} {title}", reference=record.reference, title=record.title), str(id_))
        for id_, record in records.items()
    ]
    new = [option(language.say("Make: {title}", title=part.new_title), str(CREATE))] if part.fields else []
    return [*new, *links, option(language.say("None"), SKIP)]


def _initial(part: Part, options: list[Block], probable: Record | None) -> Block:
    """What was chosen already; where that is still open, the surest duplicate, or what the other choices suggest."""
    sure = part.record or (part.candidates[0].record if part.deed == "ask" else None) or probable
    otherwise = str(CREATE) if part.deed == "create" else SKIP
    wanted = str(sure.id) if sure else otherwise
    return next(each for each in options if each["value"] == wanted)


def _opportunities(language: Language, count: int) -> Block:
    options = [option(str(number), str(number)) for number in range(MOST_OPPORTUNITIES + 1)]
    select = {"type": "static_select", "options": options, "initial_option": options[count]}
    return field("opportunities", language.say("Opportunities"), select)
