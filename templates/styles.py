"""The page and the styles that all templates share; the accent gives way to the company's when rendered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.text.parfmt import ParagraphFormat

from templates.colours import ACCENT, INK, MUTED, RULE, WARNING, WHITE
from templates.ooxml import element

FONT = "Calibri"
LEFT, RIGHT, CENTRE = WD_ALIGN_PARAGRAPH.LEFT, WD_ALIGN_PARAGRAPH.RIGHT, WD_ALIGN_PARAGRAPH.CENTER
# What may follow a rule or a fill among the properties of a paragraph, in the order that Word asks for.
AFTER_DECORATION = ("w:tabs", "w:spacing", "w:ind", "w:jc")
LEFTOVERS = ("/thumbnail", "/stylesWithEffects", "/customXml")
NEEDED = ("Normal", "Default Paragraph Font", "Normal Table", "No List", "Header", "Footer")
MADE_ON = datetime(2026, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Style:
    """How one kind of paragraph looks; sizes and spaces in points."""

    size: float = 9.5
    colour: str = INK
    bold: bool = False
    align: WD_ALIGN_PARAGRAPH = LEFT
    before: float = 0
    after: float = 0
    hanging: float = 0  # millimetres from the label to its text
    leader: float = 0  # millimetres to where a line to write on ends
    fill: str | None = None
    rule_above: bool = False
    keep_next: bool = False  # never the last of a page


STYLES = {
    "Normal": Style(),
    "Company": Style(15, ACCENT, bold=True, after=2),
    "Document title": Style(22, ACCENT, bold=True, align=RIGHT),
    "Document subtitle": Style(11, MUTED, align=RIGHT),
    "Sheet name": Style(16, bold=True),
    "Document number": Style(11, bold=True, align=RIGHT, after=4),
    "Fact": Style(9, align=RIGHT),
    "Small": Style(8, MUTED),
    "Label": Style(8, MUTED, bold=True, after=1),
    "Name": Style(10.5, bold=True),
    "Subject": Style(10.5, bold=True),
    "Section title": Style(10.5, ACCENT, bold=True, after=2, keep_next=True),
    "Table head": Style(8.5, WHITE, bold=True),
    "Table head right": Style(8.5, WHITE, bold=True, align=RIGHT),
    "Position": Style(colour=MUTED),
    "Number": Style(align=RIGHT),
    "Small number": Style(8, MUTED, align=RIGHT),
    "VAT head": Style(8, MUTED, bold=True),
    "VAT head right": Style(8, MUTED, bold=True, align=RIGHT),
    "Total": Style(10),
    "Total number": Style(10, align=RIGHT),
    "Bold total": Style(10, bold=True),
    "Bold total number": Style(10, bold=True, align=RIGHT),
    "Grand total": Style(12, WHITE, bold=True),
    "Grand total beside": Style(8, WHITE),
    "Grand total number": Style(12, WHITE, bold=True, align=RIGHT),
    "Legal": Style(7.5, MUTED, before=1),
    "Foot": Style(7.5, MUTED, align=CENTRE),
    "First foot": Style(7.5, MUTED, align=CENTRE, rule_above=True),
    "Term": Style(9, after=1, hanging=38),
    "Short term": Style(9, after=1, hanging=30),
    "Blank": Style(9, MUTED, before=9, leader=76),
    "Draft": Style(10, WHITE, bold=True, align=CENTRE, fill=WARNING),
    "Gap": Style(4),
    "Wide gap": Style(8),
    "End": Style(1),
}


def blank(locale: str, title: str) -> WordDocument:
    """An empty A4 document with the styles, in the language of the locale (`fr-FR`)."""
    document = Document()
    _size(document)
    _speak(document, locale)
    _forget_leftovers(document)
    for name, style in STYLES.items():
        _define(document, name, style)
    _sign(document, locale, title)
    return document


def _size(document: WordDocument) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(18)
    section.top_margin, section.bottom_margin = Mm(16), Mm(24)
    section.header_distance, section.footer_distance = Mm(7), Mm(9)


def _speak(document: WordDocument, locale: str) -> None:
    """The language and the fonts that hold wherever a style says nothing, and today's layout rules of Word."""
    defaults: Any = document.styles.element.find(qn("w:docDefaults"))
    run = defaults.find(qn("w:rPrDefault")).find(qn("w:rPr"))
    for name, replacement in (
        ("w:rFonts", element("rFonts", ascii=FONT, hAnsi=FONT, eastAsia=FONT, cs=FONT)),
        ("w:lang", element("lang", val=locale, eastAsia=locale, bidi="ar-SA")),
    ):
        run.replace(run.find(qn(name)), replacement)
    paragraph = defaults.find(qn("w:pPrDefault")).find(qn("w:pPr"))
    paragraph.replace(paragraph.find(qn("w:spacing")), element("spacing", after=0, line=252, lineRule="auto"))
    compatibility: Any = document.settings.element.find(qn("w:compat"))
    compatibility.remove(compatibility.find(qn("w:useFELayout")))
    compatibility.find(qn("w:compatSetting")).set(qn("w:val"), "15")


def _forget_leftovers(document: WordDocument) -> None:
    """Take away what python-docx's own template brings along, so that Word offers no styles but ours."""
    for relations in (document.part.rels, document.part.package.rels):
        for key in [key for key, relation in relations.items() if relation.reltype.endswith(LEFTOVERS)]:
            del relations[key]
    for style in list(document.styles):
        if style.name not in NEEDED:
            style.delete()


def _define(document: WordDocument, name: str, look: Style) -> None:
    styles = document.styles
    style: Any = styles[name] if name in styles else styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    if name != "Normal":
        style.base_style = styles["Normal"]
    style.quick_style = True
    style.font.size, style.font.bold = Pt(look.size), look.bold
    style.font.color.rgb = RGBColor.from_string(look.colour)
    paragraph = style.paragraph_format
    paragraph.alignment = look.align
    paragraph.space_before, paragraph.space_after = Pt(look.before), Pt(look.after)
    paragraph.keep_with_next = look.keep_next or None
    _set_tabs(paragraph, look)
    _decorate(style.element.get_or_add_pPr(), look)


def _set_tabs(paragraph: ParagraphFormat, look: Style) -> None:
    if look.hanging:
        paragraph.left_indent, paragraph.first_line_indent = Mm(look.hanging), -Mm(look.hanging)
        paragraph.tab_stops.add_tab_stop(Mm(look.hanging))
    if look.leader:
        paragraph.tab_stops.add_tab_stop(Mm(look.leader), WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.LINES)


def _decorate(properties: Any, look: Style) -> None:
    if look.rule_above:
        rule = element("pBdr")
        rule.append(element("top", val="single", sz=4, space=4, color=RULE))
        properties.insert_element_before(rule, "w:shd", *AFTER_DECORATION)
    if look.fill:
        properties.insert_element_before(element("shd", val="clear", color="auto", fill=look.fill), *AFTER_DECORATION)


def _sign(document: WordDocument, locale: str, title: str) -> None:
    properties = document.core_properties
    properties.title, properties.language = title, locale
    properties.author = properties.last_modified_by = properties.comments = properties.keywords = ""
    properties.created = properties.modified = MADE_ON
