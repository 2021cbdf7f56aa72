"""From a record to its card: what stands around it is read in the caller's transaction."""

from __future__ import annotations

from collections.abc import Iterable
from zoneinfo import ZoneInfo

from bot.request import Block, Reply
from bot.views.blocks import MOST_IN_MESSAGE, section
from bot.views.card import Card
from bot.views.history import SILENT
from bot.views.record import headline, record_card
from core.actions.promote import made_from
from core.crm import Transaction
from core.language import Language
from core.model import RECORDS, Record, User
from core.queries import tasks
from core.queries.timeline import timeline

ORIGINS = ("lead", "account", "contact", "opportunity", "quote", "order")
MOST_HISTORY = 5
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
        history=tuple(entries[:MOST_HISTORY]),
        older=len(entries) > MOST_HISTORY,
        tasks=tuple(tasks.of_record(tx.session, record, MOST_TASKS)) if history else (),
        today=tx.today,
    )


def card_reply(tx: Transaction, speech: Language, record: Record, *, said: str = "", history: bool = False) -> Reply:
    """The record's card as an answer; `said` is a sentence of escaped markup before it."""
    tx.session.flush()
    card = load(tx, record, history=history)
    before: list[Block] = [section(said)] if said else []
    text = f"{said} {headline(speech, card)}" if said else headline(speech, card)
    return Reply(text, [*before, *record_card(speech, card)][:MOST_IN_MESSAGE])


def _linked(tx: Transaction, record: Record) -> Iterable[Record]:
    """Where the record comes from and what became of it; nothing of a step that is off."""
    origins = (tx.session.get(RECORDS[kind], id_) for kind in ORIGINS if (id_ := getattr(record, f"{kind}_id", None)))
    in_use = tx.settings.cycle.record_kinds
    found = [each for each in (*origins, *made_from(tx, record)) if each is not None and each.kind in in_use]
    return {(each.kind, each.id): each for each in found}.values()
