"""What becomes of a submission that is understood: a lead, or news of somebody who is known already."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from core import inbox
from core.actions.create import create, tidied
from core.actions.log import log
from core.crm import Transaction
from core.duplicates import STRONG, Match, find_duplicates
from core.duplicates.score import SIMILAR
from core.language import Language, Term, mark
from core.model import Lead, Submission
from core.model.types import now

SOURCES = {"form": "web form", "api": "api"}
# Who says the same again within this time pressed the button twice, or was sent twice by a form tool.
SAME_ANSWER = timedelta(days=1)
TOLD = ("topic", "need", "time_frame", "first_name", "last_name", "job_title", "company", "email", "phone", "mobile",
        "website", "address", "siren", "campaign")  # fmt: skip


def decide(tx: Transaction, submission: Submission, fields: Mapping[str, Any], details: Mapping[str, Any]) -> None:
    """Make a lead of it, or an activity on the open lead or the contact of whoever wrote.

    Raises `Missing` where nothing that makes a lead was said.
    """
    person = _known_person(tx, fields)
    if person is None:
        _make_lead(tx, submission, fields, details)
    elif _says_nothing_new(person, fields, details):
        inbox.settle(tx, submission, "duplicate", **_about(person))
    else:
        log(tx, tx.lock(person), "note", _as_text(tx, submission, fields, details))
        inbox.settle(tx, submission, "attached", **_about(person))


def _make_lead(tx: Transaction, submission: Submission, fields: Mapping[str, Any], details: Mapping[str, Any]) -> None:
    given = {"source": SOURCES.get(submission.door, "web form"), **fields}
    lead = create(tx, "lead", **given, details=dict(details), submission_id=submission.id)
    inbox.settle(tx, submission, "lead", lead_id=lead.id)


def _about(person: Any) -> dict[str, Any]:
    return {f"{person.kind}_id": person.id}


def _known_person(tx: Transaction, fields: Mapping[str, Any]) -> Any:
    """The open lead of this person, or else their contact. A closed lead has ended: who comes back is a new one."""
    known = {name: fields[name] for name in Lead.__table__.columns.keys() & fields.keys()}
    matches = [match for match in find_duplicates(tx.session, known, ("lead", "contact")) if _is_same_person(match)]
    open_leads = [match.record for match in matches if match.record.kind == "lead" and _is_open(tx, match.record)]
    contacts = [match.record for match in matches if match.record.kind == "contact"]
    return next(iter(open_leads + contacts), None)


def _is_same_person(match: Match) -> bool:
    """Colleagues share a mailbox or a switchboard: a name that differs is another person, and a phone alone is none."""
    name = match.likeness.get("name")
    if match.strength != STRONG or (name is not None and name < SIMILAR):
        return False
    return "email" in match.shared or ("phone" in match.shared and name is not None)


def _is_open(tx: Transaction, lead: Lead) -> bool:
    return not tx.settings.cycle.step("lead").state(lead.state).closed


def _says_nothing_new(person: Any, fields: Mapping[str, Any], details: Mapping[str, Any]) -> bool:
    if not isinstance(person, Lead) or person.created_at < now() - SAME_ANSWER:
        return False
    told = {name: value for name, value in details.items() if not name.startswith("consent_")}
    knows = all(getattr(person, name, None) == value for name, value in tidied(dict(fields)).items())
    return knows and told.items() <= {**person.details}.items()


def _as_text(tx: Transaction, submission: Submission, fields: Mapping[str, Any], details: Mapping[str, Any]) -> str:
    language = Language(tx.settings.configuration.company.language)
    begun = language.say(
        mark("Wrote again ({door}, “{endpoint}”)"), door=Term(submission.door), endpoint=submission.endpoint
    )
    said = [fields[name] for name in TOLD if fields.get(name)]
    kept = [f"{name}: {value if isinstance(value, str) else ', '.join(value)}" for name, value in details.items()]
    return "\n".join([begun, *map(str, said), *kept])
