"""What holds between the two: conditions, how to pay, the sentences of the law, and the box to sign in."""

from __future__ import annotations

from docx.document import Document as WordDocument
from docx.shared import RGBColor

from templates.blocks.figures import HALVES
from templates.blocks.head import Block
from templates.colours import MUTED, RULE
from templates.ooxml import frame, grid, height, keep_whole, write
from templates.tags import each
from templates.words import Words

# What can be agreed, by the word beside it: the condition, and the value.
VALUES = {
    "due_on": ("document.due_on", "{{ document.due_on | date }}"),
    "iban": ("seller.iban", "{{ seller.iban | grouped }}{% if seller.bic %} – BIC {{ seller.bic }}{% endif %}"),
}


def terms(title: str, *names: str) -> Block:
    """The terms that have words, under their title; nothing at all where none has."""

    def block(document: WordDocument, words: Words) -> None:
        chosen = {name: VALUES.get(name, (f"terms.{name}", f"{{{{ terms.{name} }}}}")) for name in names}
        write(document, f"{{%p if {' or '.join(condition for condition, _ in chosen.values())} %}}")
        write(document, words[title], "Section title")
        for name, (condition, value) in chosen.items():
            term(document, words[name], condition, value)
        write(document, "", "Gap")
        write(document, "{%p endif %}")

    return block


def term(place: object, label: str, condition: str, value: str, style: str = "Term") -> None:
    """A label and its value, if there is one."""
    write(place, f"{{%p if {condition} %}}")
    paragraph = write(place, f"{label}\t", style)
    paragraph.runs[0].font.color.rgb = RGBColor.from_string(MUTED)
    paragraph.add_run(value)
    write(place, "{%p endif %}")


def legal(document: WordDocument, _words: Words) -> None:
    """The sentences of the law."""
    each(document, "mention", "legal_mentions", ("{{ mention }}", "Legal"))
    write(document, "", "Gap")


def acceptance(document: WordDocument, words: Words) -> None:
    """The box in which the customer says yes, in one piece."""
    table = grid(document, HALVES, padding=(2.5, 3))
    keep_whole(table.rows[0])
    height(table.rows[0], 27)
    left, right = table.cell(0, 0), table.cell(0, 2)
    write(left, words["acceptance"], "Section title")
    write(left, words["how_to_accept"], "Small")
    for name in ("accepted_on", "signatory"):
        write(left, f"{words[name]}{words.colon}\t", "Blank")
    write(right, words["signature"], "Label")
    for box in (left, right):
        frame(box, RULE, "top", "left", "bottom", "right", points=0.75)
    write(document, "", "End")
