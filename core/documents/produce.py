"""The job that makes a record's PDF, keeps it under the home, and says so."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

from core import events
from core.crm import Actor, Crm, Transaction
from core.documents.paper import FINAL, Paper, is_made_here, paper
from core.documents.pdf import to_pdf
from core.documents.template import render
from core.model import Document, Event, Record, User

JOB = Actor(None, "job")
ASKED = "document_asked"


def render_document(crm: Crm, event_id: int) -> None:
    """Make the PDF of the record that the event is about, and say so once; a repeat changes nothing.

    A document that left its draft is made once and kept as it is; a draft and a sheet are made anew each time.
    Records of another system's are not ours to print. No transaction is open while LibreOffice works. Raises
    `Unavailable` and `Rejected`.
    """
    with crm.look(JOB) as tx:
        event = tx.session.get_one(Event, event_id)
        record = tx.record(event.record_kind, event.record_id)
        if not is_made_here(tx, record) or _is_answered(tx, event):
            return
        printed = paper(tx, record, _reader(tx, event, record))
        standing = _standing(tx, record, printed)
    pdf = None if standing and printed.revision == FINAL else _pdf(printed)
    with crm.transaction(JOB) as tx:
        record = tx.lock(record)
        if not _is_answered(tx, event):
            document = _kept(tx, record, printed, pdf)
            asked_by = event.user_id if event.name.endswith(ASKED) else None
            events.record(tx, record, "rendered", document=document.id, follows=event.id, asked_by=asked_by)


def _is_answered(tx: Transaction, event: Event) -> bool:
    """Whether the document that the event wants was made and announced already."""
    told = tx.session.query(Event).filter(
        Event.record_kind == event.record_kind,
        Event.record_id == event.record_id,
        Event.name == f"{event.record_kind}.rendered",
        Event.id > event.id,
    )
    return any(each.changes.get("follows") == event.id for each in told)


def _reader(tx: Transaction, event: Event, record: Record) -> User | None:
    """Whoever asked for the document, else the record's owner."""
    user_id = event.user_id if event.name.endswith(ASKED) else record.owner_id
    return tx.session.get(User, user_id) if user_id else None


def _standing(tx: Transaction, record: Record, printed: Paper) -> Document | None:
    about = {"record_kind": record.kind, "record_id": record.id, "record_revision": printed.revision}
    return tx.session.query(Document).filter_by(**about).first()


def _pdf(printed: Paper) -> bytes:
    return to_pdf(render(printed.template, printed.fields, printed.language))


def _kept(tx: Transaction, record: Record, printed: Paper, pdf: bytes | None) -> Document:
    """The document's row, its file written under the record's lock, so that the two always agree."""
    document = _standing(tx, record, printed)
    if document and (pdf is None or printed.revision == FINAL):
        return document
    if document is None:
        document = Document(record_kind=record.kind, record_id=record.id, record_revision=printed.revision)
        tx.session.add(document)
    content = pdf or b""
    document.path = printed.name
    document.sha256 = hashlib.sha256(content).hexdigest()
    document.template_sha256 = hashlib.sha256(printed.template.read_bytes()).hexdigest()
    tx.session.flush()
    _write(tx.settings.home / "documents" / printed.name, content)
    return document


def _write(path: Path, content: bytes) -> None:
    """Write the file so that it is there whole or not at all, whatever happens meanwhile."""
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_suffix(".part")
    with partial.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    partial.rename(path)
