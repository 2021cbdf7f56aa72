"""The blocks of the sheets that we keep for ourselves: what is known of a lead or an opportunity."""

from __future__ import annotations

from docx.document import Document as WordDocument

from templates.blocks.figures import HALVES
from templates.blocks.head import Block
from templates.blocks.lines import lines
from templates.blocks.terms import term
from templates.ooxml import PADDING, grid, keep_whole, rule, write
from templates.tags import each, when
from templates.words import Words

HISTORY = {"date": 30, "what": 22, "who": 32, "text": 90}
WRITTEN = {
    "siren": "grouped", "created_on": "date", "close_on": "date", "closed_on": "date", "budget": "money",
    "value": "money", "revenue": "money", "weighted": "money", "actual_revenue": "money", "probability": "rate",
    "address": 'join(", ")',
}  # fmt: skip


def name(record: str) -> Block:
    """Who or what the sheet is about."""

    def block(document: WordDocument, _words: Words) -> None:
        write(document, f"{{{{ {record}.name }}}}", "Sheet name")
        if record == "lead":
            both = "{% if lead.job_title and lead.company %}, {% endif %}"
            text = f'{{{{ lead.job_title or "" }}}}{both}{{{{ lead.company or "" }}}}'
            when(document, "lead.job_title or lead.company", (text, "Normal"))
        write(document, "", "Wide gap")

    return block


def columns(left: tuple[str, str, tuple[str, ...]], right: tuple[str, str, tuple[str, ...]]) -> Block:
    """Two columns of facts, each a title, the record whose fields they are, and the fields that have a value."""

    def block(document: WordDocument, words: Words) -> None:
        table = grid(document, HALVES)
        for cell, (title, record, fields) in ((table.cell(0, 0), left), (table.cell(0, 2), right)):
            write(cell, f"{{%p if {record} %}}")
            write(cell, words[title], "Section title")
            for one in fields:
                value = f"{record}.{one}"
                written = f"{value} | {WRITTEN[one]}" if one in WRITTEN else value
                term(cell, _label(words, one, record), value, f"{{{{ {written} }}}}", "Short term")
            write(cell, "{%p endif %}")
            write(cell, "", "Gap")
        write(document, "", "Wide gap")

    return block


def _label(words: Words, field: str, record: str) -> str:
    names = {("opportunity", "state"): "stage", ("customer", "contact"): "interlocutor"}
    return words[names.get((record, field), field)]


def need(record: str) -> Block:
    """What the customer wants, in words."""

    def block(document: WordDocument, words: Words) -> None:
        about = [f"{record}.topic", f"{record}.need"] if record == "lead" else [f"{record}.need"]
        write(document, f"{{%p if {' or '.join(about)} %}}")
        write(document, words["need"], "Section title")
        for part in about:
            when(document, part, (f"{{{{ {part} }}}}", "Name" if part.endswith("topic") else "Normal"))
        write(document, "", "Wide gap")
        write(document, "{%p endif %}")

    return block


def details(document: WordDocument, words: Words) -> None:
    """What was given and fits no field of ours."""
    write(document, "{%p if details %}")
    write(document, words["more"], "Section title")
    each(document, "detail", "details", ("{{ detail.name }}\t{{ detail.value }}", "Term"))
    write(document, "", "Wide gap")
    write(document, "{%p endif %}")


def products(document: WordDocument, words: Words) -> None:
    """The lines of an opportunity and their sum."""
    write(document, "{%p if lines %}")
    write(document, words["lines"], "Section title")
    lines(document, words)
    write(document, f"{words['net']}{words.colon}{{{{ net | money }}}}", "Bold total number")
    write(document, "", "Wide gap")
    write(document, "{%p endif %}")


def history(document: WordDocument, words: Words) -> None:
    """What happened, the newest first."""
    write(document, "{%p if history %}")
    write(document, words["history"], "Section title")
    table = grid(document, tuple(HISTORY.values()), 3, padding=PADDING)
    write(table.cell(0, 0), "{%tr for entry in history %}")
    for cell, field in zip(table.rows[1].cells, HISTORY, strict=True):
        value = "entry.date | date" if field == "date" else f'entry.{field} or ""'
        write(cell, f"{{{{ {value} }}}}", "Small" if field in {"date", "who"} else None)
    rule(table.rows[1])
    keep_whole(table.rows[1])
    write(table.cell(2, 0), "{%tr endfor %}")
    write(document, "", "Gap")
    write(document, "{%p endif %}")
