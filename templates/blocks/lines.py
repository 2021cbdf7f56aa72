"""What is sold, line by line."""

from __future__ import annotations

from docx.document import Document as WordDocument
from docx.table import Table

from templates.ooxml import PADDING, grid, heading, keep_whole, rule, write
from templates.tags import when
from templates.words import Words

# Millions fit into the last.
LINES = {
    "position": 9, "description": 73, "quantity": 16, "unit": 11, "unit_price": 24, "vat_rate": 16, "amount": 25,
}  # fmt: skip
TO_THE_LEFT = ("position", "description", "unit")


def lines(document: WordDocument, words: Words) -> None:
    """The lines, their head repeated on each page, none of them split."""
    table = grid(document, tuple(LINES.values()), 4, padding=PADDING)
    heading(table.rows[0], [(words.stacked(name), name not in TO_THE_LEFT) for name in LINES])
    write(table.cell(1, 0), "{%tr for line in lines %}")
    _line(table, words)
    write(table.cell(3, 0), "{%tr endfor %}")
    for row in table.rows:
        keep_whole(row)
    write(document, "", "Wide gap")


def _line(table: Table, words: Words) -> None:
    position, description, quantity, unit, price, rate, net = table.rows[2].cells
    write(position, "{{ line.position }}", "Position")
    write(description, "{{ line.description }}")
    when(description, "line.details", ("{{ line.details }}", "Small"))
    write(quantity, "{{ line.quantity | number }}", "Number")
    write(unit, '{{ line.unit or "" }}')
    write(price, "{{ line.unit_price | money }}", "Number")
    discount = f"{words.alone('line_discount')} {{{{ line.discount | rate }}}}"
    when(price, "line.discount", (discount, "Small number"))
    rated = ("{{ line.vat_rate | rate }}", "Number")
    when(rate, "line.exemption", ("{{ line.exemption }}", "Small number"), otherwise=rated)
    write(net, "{{ line.net | money }}", "Number")
    rule(table.rows[2])
