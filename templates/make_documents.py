"""Makes the Word templates that Filon ships: `python -m templates.make_documents [FOLDER]`."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

from docx.document import Document as WordDocument

from templates.blocks import sheets
from templates.blocks.figures import OFFERED, OWED, figures
from templates.blocks.foot import foot
from templates.blocks.head import Block, draft_band, head
from templates.blocks.lines import lines
from templates.blocks.parties import parties, subject
from templates.blocks.terms import acceptance, legal, terms
from templates.styles import blank
from templates.words import LANGUAGES, Words

FOLDER = Path(__file__).parent / "documents"
AGREED = ("payment", "delivery", "place", "start", "duration", "travel", "preparation", "notes", "iban")
PAYABLE = ("due_on", "payment", "notes", "iban")
PERSON = ("email", "phone", "mobile", "website", "address", "siren")
CUSTOMER = ("name", "contact", "address", "siren", "vat_id")
PROSPECT = ("state", "reason", "source", "campaign", "created_on", "value", "budget", "close_on", "time_frame",
            "decision_maker")  # fmt: skip
DEAL = ("state", "reason", "probability", "revenue", "weighted", "actual_revenue", "forecast", "close_on", "closed_on",
        "competitor", "created_on")  # fmt: skip


@dataclass(frozen=True)
class Template:
    """One Word template: the kinds of document that it prints, the usual one first, and its blocks from top to foot.

    A French seller's invoices are in French whoever reads them (`in_french`).
    """

    kinds: tuple[str, ...]
    blocks: tuple[Block, ...]
    in_french: bool = False


def _sale(*blocks: Block) -> tuple[Block, ...]:
    first, *others = blocks
    return (draft_band, first, parties, subject, lines, *others, foot)


TEMPLATES = {
    "quote": Template(
        ("quote",),
        _sale(
            head("date", "valid_until", "your_reference"), figures(OFFERED), terms("terms", *AGREED), legal, acceptance
        ),
    ),
    "order": Template(
        ("order",),
        _sale(head("ordered_on", "your_reference", "quote"), figures(OFFERED), terms("terms", *AGREED), legal),
    ),
    "invoice": Template(
        ("invoice", "deposit", "final"),
        _sale(
            head("issued_on", "due_on", "supplied_on", "your_reference", "order", "quote"),
            figures(OWED),
            terms("settlement", *PAYABLE),
            legal,
        ),
        in_french=True,
    ),
    "credit_note": Template(
        ("credit_note",),
        _sale(
            head("issued_on", "corrects", "your_reference"),
            figures(OFFERED),
            terms("details", "reason", "notes"),
            legal,
        ),
        in_french=True,
    ),
    "lead": Template(
        ("lead",),
        (
            draft_band,
            head("made_on", "owner"),
            sheets.name("lead"),
            sheets.columns(("person", "lead", PERSON), ("qualification", "lead", PROSPECT)),
            sheets.need("lead"),
            sheets.details,
            sheets.history,
            foot,
        ),
    ),
    "opportunity": Template(
        ("opportunity",),
        (
            draft_band,
            head("made_on", "owner"),
            sheets.name("opportunity"),
            sheets.columns(("customer", "customer", CUSTOMER), ("sale", "opportunity", DEAL)),
            sheets.need("opportunity"),
            sheets.products,
            sheets.history,
            foot,
        ),
    ),
}


def document(template: Template, language: str) -> WordDocument:
    """The Word file of one template in one language."""
    beside = language if template.in_french and language != "fr" else None
    words = Words("fr" if template.in_french else language, template.kinds, beside)
    made = blank(words.locale, f"{words.title} {{{{ document.number }}}}")
    for block in template.blocks:
        block(made, words)
    return made


def make(folder: Path) -> None:
    """Write every template into the folder."""
    for name, template in TEMPLATES.items():
        for language in LANGUAGES:
            document(template, language).save(str(folder / f"{name}.{language}.docx"))


if __name__ == "__main__":
    make(Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER)
