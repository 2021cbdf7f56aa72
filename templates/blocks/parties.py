"""Who buys, where it goes, and what it is about."""

from __future__ import annotations

from docx.document import Document as WordDocument
from docx.table import _Cell

from templates.colours import ACCENT, TINT
from templates.ooxml import fill, frame, grid, write
from templates.tags import each, when
from templates.words import Words

PARTIES = (84, 6, 3, 81)


def parties(document: WordDocument, words: Words) -> None:
    """Where to deliver, if it is elsewhere, and to whom this is written: where a window envelope shows it."""
    table = grid(document, PARTIES, padding=(2, 0))
    left, _, edge, right = table.rows[0].cells
    when(left, "ship_to", (words["ship_to"], "Label"))
    each(left, "part", "ship_to or []", ("{{ part }}", "Normal"))
    write(left, "", "Gap")
    frame(edge, ACCENT, "left", points=3)
    for cell in (edge, right):
        fill(cell, TINT)
    _customer(right, words)
    write(document, "", "Wide gap")


def _customer(cell: _Cell, words: Words) -> None:
    write(cell, words["customer"], "Label")
    write(cell, "{{ customer.name }}", "Name")
    when(cell, "customer.contact", (f"{words['attention']} {{{{ customer.contact }}}}", "Normal"))
    each(cell, "part", "customer.address", ("{{ part }}", "Normal"))
    for name, value in (("siren", "{{ customer.siren | grouped }}"), ("vat_id", "{{ customer.vat_id }}")):
        when(cell, f"customer.{name}", (f"{words[name]} {value}", "Small"))


def subject(document: WordDocument, words: Words) -> None:
    """What it is about."""
    text = f"{words['subject']}{words.colon}{{{{ document.subject }}}}"
    when(document, "document.subject", (text, "Subject"), ("", "Gap"))
