"""The blocks that a template is built of, from the top of the page to its foot. Widths are in millimetres."""

from __future__ import annotations

from docx.document import Document as WordDocument
from docx.shared import RGBColor
from docx.table import Table, _Cell

from templates.ooxml import field, fill, frame, grid, height, keep_whole, nest, repeat, write
from templates.styles import ACCENT, MUTED, RULE, TINT
from templates.words import Words

WHOLE = (174,)
BAND = (100, 74)
HALVES = (84, 6, 84)
PARTIES = (84, 6, 3, 81)
LINES = (9, 75, 16, 11, 24, 14, 25)  # millions fit into the last
FIRST_NUMBER = 2  # the column from which on the lines table is set to the right
UNIT = 3
VAT = (28, 28, 28)
TOTALS = (44, 40)
TERMS = ("payment", "delivery", "place", "start", "duration", "travel", "preparation", "notes")
PADDING = (1.1, 1.3)


def when(place: WordDocument | _Cell, condition: str, *paragraphs: tuple[str, str]) -> None:
    """Paragraphs (text, style) that are there only if the condition holds."""
    write(place, f"{{%p if {condition} %}}")
    for text, style in paragraphs:
        write(place, text, style)
    write(place, "{%p endif %}")


def draft_band(document: WordDocument, words: Words) -> None:
    """On every page of a draft, words that nobody can miss."""
    header = document.sections[0].header
    header.paragraphs[0].text = "{%p if quote.is_draft %}"
    write(header, words.draft, "Draft")
    write(header, "{%p endif %}")
    write(header, "", "Gap")


def seller(cell: _Cell, words: Words) -> None:
    """The sender, under the logo if there is one."""
    when(cell, "brand.logo", ("{{ brand.logo }}", "Normal"))
    write(cell, f"{{{{ seller.name }}}}{{% if seller.is_ei %}} {words.sole_trader}{{% endif %}}", "Company")
    write(cell, "{%p for part in seller.address %}")
    write(cell, "{{ part }}", "Small")
    write(cell, "{%p endfor %}")
    for way in ("phone", "email", "website"):
        when(cell, f"seller.{way}", (f"{{{{ seller.{way} }}}}", "Small"))


def facts(cell: _Cell, words: Words) -> None:
    """What this document is, and its dates."""
    write(cell, words.title, "Document title")
    revision = f"{{% if quote.revision > 1 %}} – {words.revision} {{{{ quote.revision }}}}{{% endif %}}"
    write(cell, f"{{{{ quote.number }}}}{revision}", "Document number")
    write(cell, f"{words.date}{words.colon}{{{{ quote.date | date }}}}", "Fact")
    for name, value in (
        ("valid_until", "{{ quote.valid_until | date }}"),
        ("your_reference", "{{ quote.your_reference }}"),
    ):
        when(cell, f"quote.{name}", (f"{getattr(words, name)}{words.colon}{value}", "Fact"))
    ways = '{% if quote.owner.email and quote.owner.phone %} – {% endif %}{{ quote.owner.phone or "" }}'
    when(
        cell,
        "quote.owner",
        (f"{words.contact}{words.colon}{{{{ quote.owner.name }}}}", "Fact"),
        (f'{{{{ quote.owner.email or "" }}}}{ways}', "Small number"),
    )


def head(document: WordDocument, words: Words) -> None:
    """Who writes, and what."""
    band = grid(document, BAND)
    seller(band.cell(0, 0), words)
    facts(band.cell(0, 1), words)
    write(document, "", "Wide gap")


def parties(document: WordDocument, words: Words) -> None:
    """Where to deliver, if it is elsewhere, and to whom this is written: where a window envelope shows it."""
    table = grid(document, PARTIES, padding=(2, 0))
    left, _, edge, right = table.rows[0].cells
    when(left, "ship_to", (words.ship_to, "Label"))
    write(left, "{%p for part in ship_to or [] %}")
    write(left, "{{ part }}")
    write(left, "{%p endfor %}")
    write(left, "", "Gap")
    frame(edge, ACCENT, "left", points=3)
    for cell in (edge, right):
        fill(cell, TINT)
    _customer(right, words)
    write(document, "", "Wide gap")


def _customer(cell: _Cell, words: Words) -> None:
    write(cell, words.customer, "Label")
    write(cell, "{{ customer.name }}", "Name")
    when(cell, "customer.contact", (f"{words.attention} {{{{ customer.contact }}}}", "Normal"))
    write(cell, "{%p for part in customer.address %}")
    write(cell, "{{ part }}")
    write(cell, "{%p endfor %}")
    for name, value in (("siren", "{{ customer.siren | grouped }}"), ("vat_id", "{{ customer.vat_id }}")):
        when(cell, f"customer.{name}", (f"{getattr(words, name)} {value}", "Small"))


def subject(document: WordDocument, words: Words) -> None:
    """What it is about."""
    text = f"{words.subject}{words.colon}{{{{ quote.subject }}}}"
    when(document, "quote.subject", (text, "Subject"), ("", "Gap"))


def lines(document: WordDocument, words: Words) -> None:
    """The lines, their head repeated on each page, none of them split."""
    table = grid(document, LINES, 4, padding=PADDING)
    for column, word in enumerate(words.head):
        cell = table.cell(0, column)
        _solid(cell)
        write(cell, word, "Table head right" if _is_number(column) else "Table head")
    repeat(table.rows[0])
    write(table.cell(1, 0), "{%tr for line in lines %}")
    _line(table, words)
    write(table.cell(3, 0), "{%tr endfor %}")
    for row in table.rows:
        keep_whole(row)
    write(document, "", "Wide gap")


def _solid(cell: _Cell) -> None:
    """A cell filled with the accent up to its neighbour, without a hairline of paper between them."""
    fill(cell, ACCENT)
    frame(cell, ACCENT, "left", "right")


def _is_number(column: int) -> bool:
    return column >= FIRST_NUMBER and column != UNIT


def _line(table: Table, words: Words) -> None:
    position, description, quantity, unit, price, rate, net = table.rows[2].cells
    write(position, "{{ line.position }}", "Position")
    write(description, "{{ line.description }}")
    when(description, "line.details", ("{{ line.details }}", "Small"))
    write(quantity, "{{ line.quantity | number }}", "Number")
    write(unit, '{{ line.unit or "" }}')
    write(price, "{{ line.unit_price | money }}", "Number")
    when(price, "line.discount", (f"{words.discount} {{{{ line.discount | rate }}}}", "Small number"))
    write(rate, "{{ line.vat_rate | rate }}", "Number")
    write(net, "{{ line.net | money }}", "Number")
    for cell in table.rows[2].cells:
        frame(cell, RULE, "bottom")


def closing(document: WordDocument, words: Words) -> None:
    """Totals, terms and acceptance: one row of one cell, so that no page break comes between them."""
    table = grid(document, WHOLE)
    keep_whole(table.rows[0])
    cell = table.cell(0, 0)
    _summary(cell, words)
    _terms(cell, words)
    _acceptance(cell, words)
    write(document, "", "Gap")


def _summary(cell: _Cell, words: Words) -> None:
    table = nest(cell, HALVES)
    _vat(table.cell(0, 0), words)
    _totals(table.cell(0, 2), words)


def _vat(cell: _Cell, words: Words) -> None:
    table = nest(cell, VAT, 4, padding=PADDING)
    for column, word in enumerate(words.vat_head):
        fill(table.cell(0, column), TINT)
        write(table.cell(0, column), word, "VAT head right" if column else "VAT head")
    write(table.cell(1, 0), "{%tr for part in vat_lines %}")
    for column, value in enumerate(("part.rate | rate", "part.net | money", "part.vat | money")):
        write(table.cell(2, column), f"{{{{ {value} }}}}", "Number" if column else None)
        frame(table.cell(2, column), RULE, "bottom")
    write(table.cell(3, 0), "{%tr endfor %}")


def _totals(cell: _Cell, words: Words) -> None:
    table = nest(cell, TOTALS, 7, padding=PADDING)
    write(table.cell(0, 0), "{%tr if totals.discount %}")
    write(table.cell(3, 0), "{%tr endif %}")
    for row, label, value in (
        (1, words.subtotal, "totals.subtotal"),
        (2, words.total_discount, "totals.discount"),
        (4, words.net, "totals.net"),
        (5, words.vat, "totals.vat"),
    ):
        _total(table, row, label, value, "Total")
    _total(table, 6, words.gross, "totals.gross", "Grand total")
    for part in table.rows[6].cells:
        _solid(part)


def _total(table: Table, row: int, label: str, value: str, style: str) -> None:
    write(table.cell(row, 0), label, style)
    sign = "−\u00a0" if value.endswith("discount") else ""
    write(table.cell(row, 1), f"{sign}{{{{ {value} | money }}}}", f"{style} number")


def _terms(cell: _Cell, words: Words) -> None:
    write(cell, "", "Gap")
    write(cell, words.terms, "Section title")
    for name in TERMS:
        _term(cell, getattr(words, name), f"terms.{name}", f"terms.{name}")
    _term(cell, words.iban, "seller.iban", "seller.iban | grouped")
    write(cell, "", "Gap")
    write(cell, "{%p for mention in legal_mentions %}")
    write(cell, "{{ mention }}", "Legal")
    write(cell, "{%p endfor %}")
    write(cell, "", "Wide gap")


def _term(cell: _Cell, label: str, condition: str, value: str) -> None:
    write(cell, f"{{%p if {condition} %}}")
    term = write(cell, f"{label}\t", "Term")
    term.runs[0].font.color.rgb = RGBColor.from_string(MUTED)
    term.add_run(f"{{{{ {value} }}}}")
    write(cell, "{%p endif %}")


def _acceptance(cell: _Cell, words: Words) -> None:
    table = nest(cell, HALVES, padding=(2.5, 3))
    left, right = table.cell(0, 0), table.cell(0, 2)
    height(table.rows[0], 27)
    write(left, words.acceptance, "Section title")
    write(left, words.how_to_accept, "Small")
    for label in (words.accepted_on, words.signatory):
        write(left, f"{label}{words.colon}\t", "Blank")
    write(right, words.signature, "Label")
    for box in (left, right):
        frame(box, RULE, "top", "left", "bottom", "right", points=0.75)


def foot(document: WordDocument, words: Words) -> None:
    """Who the seller is by law, and which page this is."""
    footer = document.sections[0].footer
    footer.paragraphs[0].text = _identity(words)
    footer.paragraphs[0].style = "First foot"
    write(footer, _identifiers(words), "Foot")
    page = write(footer, f"{words.title} {{{{ quote.number }}}} – {words.page} ", "Foot")
    field(page, "PAGE")
    page.add_run(" / ")
    field(page, "NUMPAGES")


def _identity(words: Words) -> str:
    capital = f"{words.capital} {{{{ seller.capital | number }}}}\u00a0{{{{ currency }}}}"
    return (
        f"{{{{ seller.name }}}}{{% if seller.is_ei %}} {words.sole_trader}{{% endif %}}"
        "{% if seller.legal_form %}, {{ seller.legal_form }}{% endif %}"
        f"{{% if seller.capital %}} {capital}{{% endif %}}"
        '{% if seller.address %} – {{ seller.address | join(", ") }}{% endif %}'
    )


def _identifiers(words: Words) -> str:
    return (
        f"{{% if seller.siren %}}{words.siren} {{{{ seller.siren | grouped }}}}{{% endif %}}"
        "{% if seller.rcs_city %} – RCS {{ seller.rcs_city }}{% endif %}"
        "{% if seller.siret %} – SIRET {{ seller.siret | grouped }}{% endif %}"
        f"{{% if seller.vat_id %}} – {words.vat_id} {{{{ seller.vat_id }}}}{{% endif %}}"
    )
