"""The few pieces of WordprocessingML that the templates are made of and python-docx has no words for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Length, Mm
from docx.table import Table, _Cell, _Row
from docx.text.paragraph import Paragraph

from templates.colours import ACCENT, RULE

EDGES = ("top", "left", "bottom", "right")
PADDING = (1.1, 1.3)  # of a table's cells, in mm
# The order that Word asks of a cell's properties, as far as they follow what is set here.
AFTER_BORDERS = ("w:shd", "w:noWrap", "w:tcMar", "w:textDirection", "w:tcFitText", "w:vAlign", "w:hideMark")
AFTER_SHADE = AFTER_BORDERS[1:]


class Place(Protocol):
    """Where a table can stand: a document or a cell."""

    def add_table(self, rows: int, cols: int, /) -> Table:
        """A table more, at the end."""


def element(name: str, **attributes: str | int) -> Any:
    """An element of the `w:` namespace with its attributes."""
    made: Any = OxmlElement(f"w:{name}")
    for attribute, value in attributes.items():
        made.set(qn(f"w:{attribute}"), str(value))
    return made


def grid(place: Place, widths: Sequence[float], rows: int = 1, *, padding: tuple[float, float] = (0, 0)) -> Table:
    """A table without lines whose columns are exactly so wide; widths and padding (vertical, side) in mm."""
    table = place.add_table(rows, len(widths))
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
        for cell in column.cells:
            cell.width = Mm(width)
    properties: Any = table._tbl.tblPr  # noqa: SLF001  python-docx has no public word for a table's margins
    _set(properties.find(qn("w:tblW")), type="dxa", w=_twips(sum(widths)))
    properties.insert_element_before(_margins(*padding), "w:tblLook")
    return table


def _set(found: Any, **attributes: str | int) -> None:
    for attribute, value in attributes.items():
        found.set(qn(f"w:{attribute}"), str(value))


def _margins(vertical: float, side: float) -> Any:
    margins = element("tblCellMar")
    for edge, size in zip(EDGES, (vertical, side, vertical, side), strict=True):
        margins.append(element(edge, w=_twips(size), type="dxa"))
    return margins


def _twips(millimetres: float) -> int:
    return int(Mm(millimetres).twips)


def frame(cell: _Cell, colour: str, *edges: str, points: float = 0.5) -> None:
    """Lines along the named edges of a cell."""
    borders = element("tcBorders")
    for edge in (edge for edge in EDGES if edge in edges):
        borders.append(element(edge, val="single", sz=int(points * 8), space=0, color=colour))
    _properties(cell).insert_element_before(borders, *AFTER_BORDERS)


def fill(cell: _Cell, colour: str) -> None:
    """A cell's background."""
    _properties(cell).insert_element_before(element("shd", val="clear", color="auto", fill=colour), *AFTER_SHADE)


def solid(cell: _Cell) -> None:
    """A cell filled with the accent up to its neighbour, without a hairline of paper between them."""
    fill(cell, ACCENT)
    frame(cell, ACCENT, "left", "right")


def rule(row: _Row) -> None:
    """A thin line under the row."""
    for cell in row.cells:
        frame(cell, RULE, "bottom")


def heading(row: _Row, titles: Sequence[tuple[str, bool]]) -> None:
    """The head of a table, repeated on every page: its titles, and whether each is set to the right."""
    for cell, (title, to_the_right) in zip(row.cells, titles, strict=True):
        solid(cell)
        write(cell, title, "Table head right" if to_the_right else "Table head")
    repeat(row)


def _properties(cell: _Cell) -> Any:
    return cell._tc.get_or_add_tcPr()  # noqa: SLF001  python-docx has no public word for a cell's borders


def keep_whole(row: _Row) -> None:
    """The row is never split between two pages."""
    _row_properties(row).append(element("cantSplit"))


def repeat(row: _Row) -> None:
    """The row heads its table on every page."""
    _row_properties(row).append(element("tblHeader"))


def height(row: _Row, millimetres: float) -> None:
    """The row is at least so high."""
    row.height = Length(Mm(millimetres))


def _row_properties(row: _Row) -> Any:
    return row._tr.get_or_add_trPr()  # noqa: SLF001  python-docx has no public word for a row's flags


def write(place: Any, text: str, style: str | None = None) -> Paragraph:
    """A paragraph more; in a fresh cell, the empty one that it comes with."""
    paragraph: Paragraph = place.paragraphs[0] if is_fresh(place) else place.add_paragraph()
    paragraph.add_run(text)
    paragraph.style = style
    return paragraph


def is_fresh(place: Any) -> bool:
    """Whether it is a cell in which nothing stands yet but the empty paragraph that it comes with."""
    return isinstance(place, _Cell) and not place.tables and [part.text for part in place.paragraphs] == [""]


def nest(cell: _Cell, widths: Sequence[float], rows: int = 1, *, padding: tuple[float, float] = (0, 0)) -> Table:
    """A table inside a cell; Word wants a paragraph after it, which is made as low as can be."""
    fresh = cell.paragraphs[0] if is_fresh(cell) else None
    table = grid(cell, widths, rows, padding=padding)
    if fresh is not None:
        fresh._p.getparent().remove(fresh._p)  # noqa: SLF001  python-docx has no public word for removing
    cell.paragraphs[-1].style = "Gap"
    return table


def field(paragraph: Paragraph, instruction: str) -> None:
    """A value that Word works out itself, such as PAGE."""
    text = element("t")
    text.text = "1"
    run = element("r")
    run.append(text)
    simple = element("fldSimple", instr=instruction)
    simple.append(run)
    paragraph._p.append(simple)  # noqa: SLF001  python-docx has no public word for fields
