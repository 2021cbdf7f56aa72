"""From a record to a page of its history."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from bot.request import Reply
from bot.views.blocks import context
from bot.views.history import SILENT, history_page
from core.crm import Transaction
from core.language import Language
from core.model import Record
from core.queries.timeline import Place, timeline

PAGE = 10


def page_reply(tx: Transaction, speech: Language, record: Record, before: Place | None = None) -> Reply:
    """The newest entries, or those older than the place `before`."""
    entries = timeline(tx.session, record, PAGE + 1, before=before, without=SILENT)
    zone = ZoneInfo(tx.settings.configuration.company.timezone)
    blocks = list(history_page(speech, record, zone, entries[:PAGE], older=len(entries) > PAGE))
    if not entries:
        blocks.append(context(speech.say("Nothing older is known.")))
    return Reply(speech.say("History of {reference}", reference=record.reference), blocks)
