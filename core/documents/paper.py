"""What each kind of record becomes on paper: its template, its fields, its file."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from core.crm import Transaction
from core.documents.fields import Code
from core.documents.sales import frozen_on, kind_of, sale_fields
from core.documents.sheets import lead_fields, opportunity_fields
from core.errors import NotUnderstood, ReadOnly
from core.language import Term, Terms
from core.model import User

TEMPLATES = Path(__file__).parents[2] / "templates" / "documents"
FINAL = 0  # the revision of a document that is made once; a draft and a sheet have the version that they show
Fields = Callable[[Transaction, Any, Code], Mapping[str, Any]]
FIELDS: dict[str, Fields] = {
    "lead": lead_fields,
    "opportunity": opportunity_fields,
    "quote": sale_fields,
    "order": sale_fields,
    "invoice": sale_fields,
}
# What shares its template with others, by `document.kind`.
SHARED = {"deposit": "invoice", "final": "invoice"}


@dataclass(frozen=True)
class Paper:
    """A record ready to be printed. `revision` is `FINAL` for what is printed once and kept as it is."""

    template: Path
    language: Code
    fields: Mapping[str, Any]
    name: str
    revision: int


def check_printable(tx: Transaction, record: Any) -> None:
    """Raises `NotUnderstood` where no document exists for this kind, `ReadOnly` where another system makes it.

    `SwitchedOff` where the company does without the step.
    """
    if record.kind not in FIELDS:
        raise NotUnderstood(
            "There is no document for this kind of record: {step}. These have one: {printed}.",
            step=Term(record.kind),
            printed=Terms.of(tx.settings.cycle.kinds),
        )
    tx.settings.cycle.step(record.kind)
    if not is_made_here(tx, record):
        raise ReadOnly(
            "{reference} belongs to another system, which makes its documents. Ask for it there.",
            reference=record.reference,
        )


def is_made_here(tx: Transaction, record: Any) -> bool:
    """Whether records of its step, and the record itself, are our own; none is of a step that is off."""
    is_own = tx.settings.cycle.steps[record.kind].mode == "own"
    return is_own and getattr(record, "external_system", None) is None


def paper(tx: Transaction, record: Any, reader: User | None) -> Paper:
    """The record on paper: a sale in the customer's language, a sheet in its reader's or else the company's."""
    is_sale = FIELDS[record.kind] is sale_fields
    spoken = record.language if is_sale else _spoken(tx, reader)
    language: Code = "en" if spoken == "en" else "fr"
    kind = kind_of(record) if is_sale else record.kind
    is_final = is_sale and frozen_on(record) is not None
    return Paper(
        template=TEMPLATES / f"{SHARED.get(kind, kind)}.{language}.docx",
        language=language,
        fields=FIELDS[record.kind](tx, record, language),
        name=_name(record, is_final=is_final),
        revision=FINAL if is_final else record.version,
    )


def _spoken(tx: Transaction, reader: User | None) -> str:
    return reader.language if reader else tx.settings.configuration.company.language


def _name(record: Any, *, is_final: bool) -> str:
    """As in DV-2026-0042-r2.pdf, or L-42-v3.pdf for what still changes; a number may hold a slash."""
    revision = getattr(record, "revision", 0)
    parts = (
        record.reference.replace("/", "-"),
        f"r{revision + 1}" if revision else "",
        "" if is_final else f"v{record.version}",
    )
    return f"{'-'.join(filter(None, parts))}.pdf"
