"""From a record to its card: what stands around it is read in the caller's transaction."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeGuard
from zoneinfo import ZoneInfo

from sqlalchemy import or_, select

from bot.request import Block, Reply
from bot.views.blocks import MOST_IN_MESSAGE, section
from bot.views.card import Card
from bot.views.history import SILENT
from bot.views.record import headline, record_card
from core.actions.approve import waits_for_approval
from core.actions.photo import has_photo
from core.actions.promote import made_from
from core.crm import Transaction
from core.duplicates import STRONG, Matches, find_duplicates
from core.language import Language
from core.model import RECORDS, Account, Contact, Invoice, Lead, Record, User
from core.queries import tasks
from core.queries.billing import related
from core.queries.customers import belongings
from core.queries.revisions import revisions
from core.queries.timeline import timeline
from core.rights import MANAGERS

ORIGINS = ("lead", "account", "contact", "opportunity", "quote", "order")
MOST_HISTORY = 5
MOST_WARNED = 3
MOST_TASKS = 3


def load(tx: Transaction, record: Record, *, history: bool = False) -> Card:
    """The record with its owner's name, the records linked to it and, where asked for, its history and open tasks."""
    owner = tx.session.get(User, record.owner_id) if record.owner_id else None
    entries = timeline(tx.session, record, MOST_HISTORY + 1, without=SILENT) if history else []
    return Card(
        record=record,
        cycle=tx.settings.cycle,
        zone=ZoneInfo(tx.settings.configuration.company.timezone),
        owner=owner.name if owner else "",
        linked=tuple(_linked(tx, record)),
        belongings=tuple(belongings(tx.session, tx.settings.cycle, record)) if _is_customer(record) else (),
        duplicates=_duplicates(tx, record),
        approval=_approval(tx, record),
        history=tuple(entries[:MOST_HISTORY]),
        older=len(entries) > MOST_HISTORY,
        tasks=tuple(tasks.of_record(tx.session, record, MOST_TASKS)) if history else (),
        today=tx.today,
        has_photo=isinstance(record, Lead) and has_photo(tx, record),
    )


def _approval(tx: Transaction, record: Record) -> str:
    if not waits_for_approval(tx, record):
        return ""
    return "give" if tx.role in MANAGERS else "ask"


def card_reply(tx: Transaction, speech: Language, record: Record, *, said: str = "", history: bool = False) -> Reply:
    """The record's card as an answer; `said` is a sentence of escaped markup before it."""
    tx.session.flush()
    card = load(tx, record, history=history)
    before: list[Block] = [section(said)] if said else []
    text = f"{said} {headline(speech, card)}" if said else headline(speech, card)
    return Reply(text, [*before, *record_card(speech, card)][:MOST_IN_MESSAGE])


def _invoices(tx: Transaction, record: Record) -> list[Invoice]:
    return related(tx.session, record) if isinstance(record, Invoice) else []


def _is_customer(record: Record) -> TypeGuard[Account | Contact]:
    return isinstance(record, Account | Contact)


def _duplicates(tx: Transaction, record: Record) -> Matches:
    """What an open lead most probably is already: somebody will meet them both."""
    if not isinstance(record, Lead) or tx.settings.cycle.step("lead").state(record.state).closed:
        return Matches()
    found = find_duplicates(tx.session, record, most=MOST_WARNED)
    return Matches(match for match in found if match.strength == STRONG)


def _linked(tx: Transaction, record: Record) -> Iterable[Record]:
    """Where the record comes from and what became of it; nothing of a step that is off.

    What a customer has is shown as its belongings, not as what it became.
    """
    origins = (tx.session.get(RECORDS[kind], id_) for kind in ORIGINS if (id_ := getattr(record, f"{kind}_id", None)))
    made = [] if _is_customer(record) else made_from(tx, record)
    in_use = tx.settings.cycle.record_kinds
    around = (*origins, *_merged(tx, record), *made, *_invoices(tx, record), *revisions(tx.session, record))
    found = [each for each in around if each is not None and each.kind in in_use]
    return {(each.kind, each.id): each for each in found}.values()


def _merged(tx: Transaction, record: Record) -> Iterable[Record]:
    """The lead that this one was merged into, and those that were merged into it."""
    if not isinstance(record, Lead):
        return []
    either = or_(Lead.id == record.master_id, Lead.master_id == record.id)
    return tx.session.scalars(select(Lead).where(either).order_by(Lead.id))
