"""The top of the page: who writes, and what."""

from __future__ import annotations

from collections.abc import Callable

from docx.document import Document as WordDocument
from docx.table import _Cell

from templates.ooxml import grid, write
from templates.tags import each, when
from templates.words import Words

Block = Callable[[WordDocument, Words], None]
BAND = (72, 102)
# What can stand under the title, by the word beside it: the condition, and the value.
FACTS = {
    "date": ("document.date", "{{ document.date | date }}"),
    "issued_on": ("document.date", "{{ document.date | date }}"),
    "ordered_on": ("document.date", "{{ document.date | date }}"),
    "made_on": ("document.date", "{{ document.date | date }}"),
    "valid_until": ("document.valid_until", "{{ document.valid_until | date }}"),
    "due_on": ("document.due_on", "{{ document.due_on | date }}"),
    "supplied_on": ("document.supplied_on", "{{ document.supplied_on | date }}"),
    "your_reference": ("document.your_reference", "{{ document.your_reference }}"),
    "owner": ("document.owner", "{{ document.owner.name }}"),
}
CITED = ("quote", "order", "corrects")


def draft_band(document: WordDocument, words: Words) -> None:
    """On every page of a draft, words that nobody can miss."""
    header = document.sections[0].header
    header.paragraphs[0].text = "{%p if document.is_draft %}"
    write(header, words["draft"], "Draft")
    write(header, "{%p endif %}")
    write(header, "", "Gap")


def head(*facts: str) -> Block:
    """The seller and the document's name, number and facts."""

    def block(document: WordDocument, words: Words) -> None:
        band = grid(document, BAND)
        _seller(band.cell(0, 0), words)
        _facts(band.cell(0, 1), words, facts)
        write(document, "", "Wide gap")

    return block


def _seller(cell: _Cell, words: Words) -> None:
    """The sender, under the logo if there is one."""
    when(cell, "brand.logo", ("{{ brand.logo }}", "Normal"))
    write(cell, f"{{{{ seller.name }}}}{{% if seller.is_ei %}} {words.alone('sole_trader')}{{% endif %}}", "Company")
    each(cell, "part", "seller.address", ("{{ part }}", "Small"))
    for way in ("phone", "email", "website"):
        when(cell, f"seller.{way}", (f"{{{{ seller.{way} }}}}", "Small"))


def _facts(cell: _Cell, words: Words, facts: tuple[str, ...]) -> None:
    write(cell, words.title, "Document title")
    if words.subtitle:
        write(cell, words.subtitle, "Document subtitle")
    write(cell, f"{{{{ document.number }}}}{_revision(words) if 'quote' in words.kinds else ''}", "Document number")
    for name in facts:
        condition, value = _cited(words, name) if name in CITED else FACTS[name]
        when(cell, condition, (f"{words[name]}{words.colon}{value}", "Fact"))
    if "made_on" not in facts:
        _contact(cell, words)


def _revision(words: Words) -> str:
    return f"{{% if document.revision > 1 %}} – {words['revision']} {{{{ document.revision }}}}{{% endif %}}"


def _cited(words: Words, name: str) -> tuple[str, str]:
    """Another document, by its number and its date."""
    cited = f"document.{name}"
    day = f"{{% if {cited}.date %}} {words.spoken('of')} {{{{ {cited}.date | date }}}}{{% endif %}}"
    return cited, f"{{{{ {cited}.number }}}}{day}"


def _contact(cell: _Cell, words: Words) -> None:
    ways = '{% if document.owner.email and document.owner.phone %} – {% endif %}{{ document.owner.phone or "" }}'
    when(
        cell,
        "document.owner",
        (f"{words['contact']}{words.colon}{{{{ document.owner.name }}}}", "Fact"),
        (f'{{{{ document.owner.email or "" }}}}{ways}', "Small number"),
    )
