"""What promoting a lead would make or link, and why; nothing is changed by looking."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Literal

from core.crm import Transaction
from core.duplicates import STRONG, Match, Matches, find_duplicates
from core.errors import Missing, NotFound, NotUnderstood
from core.language import Language, Term, mark
from core.model import RECORDS, Contact, Lead, Record

# The identity of the record to link, or to make a new one, or to do without; to ask is to make one unless there
# is a strong duplicate, which only a person can judge.
Choice = int | Literal["create", "ask"] | None
CREATE: Choice = "create"
ASK: Choice = "ask"
MOST_OPPORTUNITIES = 5

FRENCH_SPEAKING = frozenset({"FR", "BE", "CH", "LU", "MC"})
OF_COMPANY = ("siren", "website", "phone", "address", "country")
PERSONAL = ("salutation", "first_name", "last_name", "job_title", "email", "phone", "mobile", "address", "country")

Deed = Literal["create", "link", "skip", "ask"]
SAID: dict[Deed, str] = {
    "create": mark("{kind}: {title} is made."),
    "link": mark("{kind}: {reference} {title} is linked; nothing is changed in it."),
    "skip": mark("{kind}: none."),
    "ask": mark("{kind}: {title} may be here already. You decide."),
}


@dataclass(frozen=True)
class Part:
    """What becomes of the account or the contact: made, linked, left out, or still to be decided.

    `fields` are those that it would be made of, `record` is the one that is linked.
    """

    kind: str
    deed: Deed
    fields: dict[str, Any] = field(default_factory=dict)
    record: Record | None = None
    candidates: Matches = field(default_factory=Matches)

    @property
    def title(self) -> str:
        """What it is called, made or linked."""
        return self.record.title if self.record else self.new_title

    @property
    def new_title(self) -> str:
        """What it would be called if it were made; empty where the lead does not tell enough of it."""
        return RECORDS[self.kind](**self.fields).title if self.fields else ""

    def explain(self, language: Language) -> str:
        """What becomes of it, and what is like it."""
        reference = self.record.reference if self.record else ""
        said = language.say(SAID[self.deed], kind=Term(self.kind.capitalize()), title=self.title, reference=reference)
        alike = [match for match in self.candidates if match.record is not self.record]
        return f"{said} {language.say('Like it: {candidates}.', candidates=Matches(alike))}" if alike else said


@dataclass(frozen=True)
class Plan:
    """What a promotion makes of a lead; the opportunities by name."""

    account: Part
    contact: Part
    opportunities: tuple[str, ...]

    @property
    def undecided(self) -> Matches:
        """The strong duplicates of which nobody said what to do with them."""
        parts = [part for part in (self.account, self.contact) if part.deed == "ask"]
        return Matches(match for part in parts for match in part.candidates if match.strength == STRONG)

    def explain(self, language: Language) -> list[str]:
        """A sentence for each part."""
        opportunities = [language.say("Opportunity: {name} is made.", name=name) for name in self.opportunities]
        none = [language.say("Opportunity: none.")]
        return [self.account.explain(language), self.contact.explain(language), *(opportunities or none)]


def preview(
    tx: Transaction, lead: Lead, *, account: Choice = ASK, contact: Choice = ASK, opportunities: int = 1
) -> Plan:
    """The plan of a promotion with these choices. A linked contact brings its account, unless that is chosen too.

    Raises `NotFound` for a link to nothing, `NotUnderstood` for a number of opportunities outside 0 to 5, `Missing`
    where nothing at all would be made.
    """
    if not 0 <= opportunities <= MOST_OPPORTUNITIES:
        raise NotUnderstood("Choose from 0 to 5 opportunities.", field="opportunities")
    linked = _linked(tx, "contact", contact)
    if account == ASK and isinstance(linked, Contact) and linked.account_id:
        account = linked.account_id
    found = find_duplicates(tx.session, lead, ("account", "contact"))
    part = _part("account", account, _account_fields(tx, lead), found, _linked(tx, "account", account))
    person = _part("contact", contact, _contact_fields(lead, alone=part.deed == "skip"), found, linked)
    plan = Plan(part, person, tuple(_names(lead, opportunities)))
    if part.deed == person.deed == "skip" and not plan.opportunities:
        raise Missing(
            "Nothing would be made of {reference}. Choose an account, a contact or an opportunity, or abandon it.",
            reference=lead.reference,
        )
    return plan


def _linked(tx: Transaction, kind: str, choice: Choice) -> Record | None:
    if not isinstance(choice, int):
        return None
    record = tx.session.get(RECORDS[kind], choice)
    if record is None:
        raise NotFound("There is no {kind} with the number {number}.", kind=Term(kind), number=str(choice), field=kind)
    return record


def _part(kind: str, choice: Choice, fields: dict[str, Any], found: Iterable[Match], linked: Record | None) -> Part:
    candidates = Matches(match for match in found if match.record.kind == kind)
    if linked:
        return Part(kind, "link", fields, linked, candidates)
    if choice is None or not fields:
        return Part(kind, "skip", fields, candidates=candidates)
    is_doubtful = choice == ASK and any(match.strength == STRONG for match in candidates)
    return Part(kind, "ask" if is_doubtful else "create", fields, candidates=candidates)


def _account_fields(tx: Transaction, lead: Lead) -> dict[str, Any]:
    if not lead.company:
        return {}
    fields = {name: getattr(lead, name) for name in OF_COMPANY}
    return {"name": lead.company, "language": _language(tx, lead), **fields}


def _contact_fields(lead: Lead, *, alone: bool) -> dict[str, Any]:
    """A person with neither name nor address is known by their number, where there is no account to hold it."""
    fields = {name: getattr(lead, name) for name in PERSONAL}
    is_somebody = lead.full_name or lead.email or (alone and (lead.phone or lead.mobile))
    return fields if is_somebody else {}


def _language(tx: Transaction, lead: Lead) -> str:
    """The customer's language as far as we can tell: the country's, else the company's own."""
    if lead.country:
        return "fr" if lead.country in FRENCH_SPEAKING else "en"
    return tx.settings.configuration.company.language


def _names(lead: Lead, opportunities: int) -> Iterable[str]:
    name = lead.topic or lead.company or lead.title
    return (name if number == 1 else f"{name} ({number})" for number in range(1, opportunities + 1))
