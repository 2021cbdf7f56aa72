"""What a person agreed to: given in a form, confirmed by mail, withdrawn for good."""

from __future__ import annotations

import base64
import hashlib
import hmac
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select

from core import events, jobs
from core.crm import Transaction
from core.errors import IllegalMove, Missing, NotFound
from core.language import Language, mark
from core.model import Consent, Lead, Suppression
from core.model.consent import MARKETING
from core.model.types import now
from core.queries.suppression import address_key, is_suppressed, listed_key, people_at
from core.rights import check
from core.settings import Settings

# The job that asks by mail whether it was really the owner of the address.
ASK = "ask_consent"
# Nobody's mailbox is filled by a form that is sent again and again.
PAUSE = timedelta(days=1)
OUR_WORDS = mark("I agree that {company} writes to me about its offers.")


def give(
    tx: Transaction,
    lead: Lead,
    *,
    wording: str,
    field: str,
    value: str,
    purpose: str = MARKETING,
    version: str | None = None,
    language: str | None = None,
    given_at: datetime | None = None,
    ip: str | None = None,
    user_agent: str | None = None,
    page: str | None = None,
    submission_id: int | None = None,
) -> Consent | None:
    """The consent, with its proof; None where the address wants no marketing, whatever was ticked.

    Where the company asks for a second opt-in, it does not hold until it is confirmed by mail. Raises `Missing` for
    empty words, or for an empty value: what was not ticked is no consent.
    """
    lead = tx.lock(lead)
    check(tx, "change", lead)
    if not (wording.strip() and value.strip()):
        raise Missing("A consent needs the words that were agreed to, and what was ticked.")
    if is_suppressed(tx.session, tx.settings, lead.email):
        events.record(tx, lead, "consent not taken", field=field)
        return None
    consent = Consent(
        lead_id=lead.id,
        submission_id=submission_id,
        address_key=address_key(tx.settings, lead.email),
        purpose=purpose,
        wording=wording,
        wording_version=version,
        field=field,
        value=value,
        language=language or tx.settings.configuration.company.language,
        given_at=given_at or now(),
        ip=ip,
        user_agent=user_agent,
        page=page,
    )
    tx.session.add(consent)
    tx.session.flush()
    _ask(tx, consent)
    events.record(tx, lead, "consent given", purpose=purpose, consent=consent.id)
    return consent


def confirm(tx: Transaction, token: str) -> Consent:
    """The consent behind the link of a mail, confirmed, with all others of this address that wait.

    Done again, it changes nothing. Raises `NotFound` for an unknown token, `IllegalMove` where it is too late.
    """
    consent = find(tx, token)
    check(tx, "change", lead := tx.lock(tx.session.get_one(Lead, consent.lead_id)))
    if consent.state == "confirmed":
        return consent
    if consent.withdrawn_at or not consent.token_expires_at or consent.token_expires_at < now():
        raise IllegalMove("This link is no longer valid. Send the form again, and you will get a new one.")
    for waiting in _of_address(tx, consent):
        if waiting.state == "to be confirmed":
            waiting.confirmed_at = now()
    events.record(tx, lead, "consent confirmed", purpose=consent.purpose, consent=consent.id)
    return consent


def withdraw(tx: Transaction, token: str) -> Consent:
    """The consent behind the link, withdrawn for good with all others of this address. Raises `NotFound`."""
    consent = find(tx, token)
    check(tx, "change", lead := tx.lock(tx.session.get_one(Lead, consent.lead_id)))
    if consent.withdrawn_at is None:
        for each in _of_address(tx, consent):
            each.withdrawn_at = each.withdrawn_at or now()
        events.record(tx, lead, "consent withdrawn", purpose=consent.purpose, consent=consent.id)
        is_still_theirs = address_key(tx.settings, lead.email) == consent.address_key
        _suppress(
            tx, str(consent.address_key), "withdrawn", people_at(tx.session, lead.email if is_still_theirs else "")
        )
    return consent


def suppress(tx: Transaction, email: str, reason: str = "asked") -> Suppression:
    """Send no marketing to this address any more, and let every lead and contact with it show that.

    Done again, it changes nothing. Raises `NotUnderstood` for what is no address.
    """
    check(tx, "suppress")
    return _suppress(tx, listed_key(tx.settings, email), reason, people_at(tx.session, email))


def _suppress(tx: Transaction, key: str, reason: str, people: Sequence[Any]) -> Suppression:
    known = tx.session.scalar(select(Suppression).filter_by(address_key=key))
    if known:
        return known
    suppression = Suppression(address_key=key, reason=reason)
    tx.session.add(suppression)
    for consent in tx.session.scalars(select(Consent).filter_by(address_key=key)):
        consent.withdrawn_at = consent.withdrawn_at or now()
    tx.session.flush()
    for person in people:
        person.no_marketing = True
        events.record(tx, person, "suppressed")
    return suppression


def find(tx: Transaction, token: str) -> Consent:
    """The consent whose link has this token, expired or not. Raises `NotFound`."""
    consent = tx.session.scalar(select(Consent).filter_by(token_digest=_digest(token)))
    if consent is None:
        raise NotFound("There is nothing behind this link. Check that it is whole, as it stands in the mail.")
    return consent


def token_of(settings: Settings, consent: Consent) -> str:
    """The token of its link. It is kept nowhere: only who has our key can make it."""
    about = f"consent:{consent.id}:{consent.given_at.isoformat()}"
    return base64.urlsafe_b64encode(hmac.digest(settings.secret, about.encode(), "sha256")).decode().rstrip("=")


def words(settings: Settings, consent: Consent, language: Language) -> str:
    """What may be shown to the owner of the address: words that have no version of ours may be anybody's, or bait."""
    if consent.wording_version:
        return consent.wording
    return language.say(OUR_WORDS, company=settings.configuration.company.name)


def _ask(tx: Transaction, consent: Consent) -> None:
    rules = tx.settings.configuration.consent
    if not (rules.double_opt_in and consent.address_key):
        return
    consent.token_digest = _digest(token_of(tx.settings, consent))
    consent.token_expires_at = now() + timedelta(days=rules.days)
    lately = [each for each in _of_address(tx, consent) if each.id != consent.id and each.created_at > now() - PAUSE]
    if not any(each.state == "to be confirmed" for each in lately):
        jobs.enqueue(tx.session, ASK, consent.id, key=f"{ASK}:{consent.id}")


def _of_address(tx: Transaction, consent: Consent) -> list[Consent]:
    same = select(Consent).filter_by(address_key=consent.address_key, purpose=consent.purpose)
    return [*tx.session.scalars(same)] if consent.address_key else [consent]


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
