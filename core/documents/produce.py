"""The job that makes a record's PDF, keeps it under the home, and says so."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

from core import events
from core.crm import Actor, Crm, Transaction
from core.documents.pdf import to_pdf
from core.documents.quotes import quote_fields
from core.documents.template import render
from core.model import Document, Event, Quote

TEMPLATES = Path(__file__).parents[2] / "templates" / "documents"


def render_document(crm: Crm, event_id: int) -> None:
    """Make the PDF of the quote that the event is about, once; a repeat finds it made and changes nothing.

    No transaction is open while LibreOffice works. Raises `Unavailable` and `Rejected`.
    """
    with crm.look(Actor(None, "job")) as tx:
        quote = tx.session.get_one(Quote, tx.session.get_one(Event, event_id).record_id)
        if _made(tx, quote):
            return
        template = TEMPLATES / f"quote.{quote.language}.docx"
        fields = quote_fields(quote, crm.settings.configuration)
    pdf = to_pdf(render(template, fields, "en" if quote.language == "en" else "fr"))
    path = _keep(crm.settings.home / "documents", quote, pdf)
    with crm.transaction(Actor(None, "job")) as tx:
        _note(tx, tx.lock(quote), path, pdf, template)


def _made(tx: Transaction, quote: Quote) -> Document | None:
    return tx.session.query(Document).filter_by(record_kind="quote", record_id=quote.id).first()


def _keep(folder: Path, quote: Quote, pdf: bytes) -> Path:
    """Write the file so that it is there whole or not at all, whatever happens meanwhile."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{quote.number}{f'-r{quote.revision + 1}' if quote.revision else ''}.pdf"
    partial = path.with_suffix(".part")
    with partial.open("wb") as file:
        file.write(pdf)
        file.flush()
        os.fsync(file.fileno())
    partial.rename(path)
    return path


def _note(tx: Transaction, quote: Quote, path: Path, pdf: bytes, template: Path) -> None:
    if _made(tx, quote):
        return
    document = Document(
        record_kind="quote",
        record_id=quote.id,
        record_revision=quote.revision,
        path=path.name,
        sha256=hashlib.sha256(pdf).hexdigest(),
        template_sha256=hashlib.sha256(template.read_bytes()).hexdigest(),
    )
    tx.session.add(document)
    tx.session.flush()
    events.record(tx, quote, "rendered", document=document.id)
