"""Ask for a record's document as PDF."""

from __future__ import annotations

from core import events
from core.crm import Transaction
from core.documents.paper import check_printable
from core.model import Record
from core.rights import check


def ask_document(tx: Transaction, record: Record) -> Record:
    """The record, whose document a job makes and sends to whoever asked.

    Everyone who reads the record may have it on paper. Raises `NotUnderstood`, `ReadOnly`, `SwitchedOff`.
    """
    check_printable(tx, record)
    record = tx.lock(record)
    check(tx, "print")
    events.record(tx, record, "document_asked")
    return record
