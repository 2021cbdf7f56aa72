"""The figures at the foot: VAT by rate beside the totals, never parted by a page break."""

from __future__ import annotations

from docx.document import Document as WordDocument
from docx.table import Table, _Cell

from templates.blocks.head import Block
from templates.colours import TINT
from templates.ooxml import PADDING, fill, grid, keep_whole, nest, rule, solid, write
from templates.words import Words

HALVES = (84, 6, 84)
VAT = (30, 27, 27)
TOTALS = (46, 38)
VAT_HEAD = ("rate", "base", "vat_amount")
RATE = "{% if part.exemption %}{{ part.exemption }}{% else %}{{ part.rate | rate }}{% endif %}"
Row = tuple[str, str, str] | str  # a word, a value and a style; or a tag

DISCOUNTED: tuple[Row, ...] = (
    "{%tr if totals.discount or totals.deposits %}",
    ("subtotal", "totals.subtotal", "Total"),
    "{%tr endif %}",
    "{%tr if totals.discount %}",
    ("discount", "totals.discount", "Total"),
    "{%tr endif %}",
    "{%tr for deposit in totals.deposits %}",
    ("deposit", "deposit.net", "Total"),
    "{%tr endfor %}",
    ("net", "totals.net", "Total"),
    ("vat", "totals.vat", "Total"),
)
OFFERED: tuple[Row, ...] = (*DISCOUNTED, ("gross", "totals.gross", "Grand total"))
OWED: tuple[Row, ...] = (
    *DISCOUNTED,
    ("gross", "totals.gross", "Bold total"),
    "{%tr if totals.paid %}",
    ("paid", "totals.paid", "Total"),
    "{%tr endif %}",
    "{%tr if totals.credited %}",
    ("credited", "totals.credited", "Total"),
    "{%tr endif %}",
    ("due", "totals.due", "Grand total"),
)
TAKEN_OFF = ("discount", "deposit", "paid", "credited")
MORE = {
    "discount": "{% if totals.discount_rate %} {{ totals.discount_rate | rate }}{% endif %}",
}


def figures(rows: tuple[Row, ...]) -> Block:
    """The VAT table and the totals, side by side."""

    def block(document: WordDocument, words: Words) -> None:
        table = grid(document, HALVES)
        keep_whole(table.rows[0])
        _vat(table.cell(0, 0), words)
        _totals(table.cell(0, 2), words, rows)
        write(document, "", "Gap")

    return block


def _vat(cell: _Cell, words: Words) -> None:
    table = nest(cell, VAT, 4, padding=PADDING)
    for column, name in enumerate(VAT_HEAD):
        fill(table.cell(0, column), TINT)
        write(table.cell(0, column), words.stacked(name), "VAT head right" if column else "VAT head")
    write(table.cell(1, 0), "{%tr for part in vat_lines %}")
    for column, value in enumerate((RATE, "{{ part.net | money }}", "{{ part.vat | money }}")):
        write(table.cell(2, column), value, "Number" if column else None)
    rule(table.rows[2])
    write(table.cell(3, 0), "{%tr endfor %}")


def _totals(cell: _Cell, words: Words, rows: tuple[Row, ...]) -> None:
    table = nest(cell, TOTALS, len(rows), padding=PADDING)
    for at, row in enumerate(rows):
        if isinstance(row, str):
            write(table.cell(at, 0), row)
        else:
            _total(table, at, words, row)


def _total(table: Table, at: int, words: Words, row: tuple[str, str, str]) -> None:
    name, value, style = row
    label, amount = table.rows[at].cells
    is_grand = style == "Grand total"
    write(label, f"{words.alone(name) if is_grand else words[name]}{MORE.get(name, '')}", style)
    if is_grand and words.beside:
        write(label, words.spoken(name), "Grand total beside")
    if name == "deposit":
        day = f"{{% if deposit.date %}} {words.spoken('of')} {{{{ deposit.date | date }}}}{{% endif %}}"
        write(label, f"{{{{ deposit.number }}}}{day}", "Small")
    sign = "−\u00a0" if name in TAKEN_OFF else ""
    write(amount, f"{sign}{{{{ {value} | money }}}}", f"{style} number")
    if is_grand:
        solid(label)
        solid(amount)
