"""Small Word files, made for one test."""

from __future__ import annotations

import re
from html import unescape
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from docx import Document

EXTERNAL = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}" '
    'Target="{target}" TargetMode="External"/></Relationships>'
)
PRINTED = re.compile(r"word/(document|header\d*|footer\d*)\.xml")
TEXT = re.compile(r"<w:t(?: [^>]*)?>([^<]*)</w:t>")


def word(*paragraphs: str, footer: str = "") -> bytes:
    """A Word file of these paragraphs."""
    document = Document()
    for text in paragraphs:
        document.add_paragraph(text)
    document.sections[0].footer.paragraphs[0].text = footer
    result = BytesIO()
    document.save(result)
    return result.getvalue()


def with_part(docx: bytes, name: str, content: bytes | str) -> bytes:
    """The Word file with one part more."""
    result = BytesIO(docx)
    with ZipFile(result, "a", ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return result.getvalue()


def linking(target: str, kind: str = "image") -> bytes:
    """A Word file that takes a piece from elsewhere."""
    return with_part(word("Devis"), "word/_rels/extra.xml.rels", EXTERNAL.format(kind=kind, target=target))


def xml(docx: bytes, part: str = "word/document.xml") -> str:
    """One part of a Word file as text."""
    with ZipFile(BytesIO(docx)) as archive:
        return archive.read(part).decode()


def spoken(docx: bytes) -> str:
    """All that a reader of the Word file sees, in a line, no-break spaces made plain ones."""
    with ZipFile(BytesIO(docx)) as archive:
        parts = [archive.read(name).decode() for name in archive.namelist() if PRINTED.match(name)]
    paragraphs = [part for xml in parts for part in xml.split("</w:p>")]
    return " ".join(unescape(" ".join("".join(TEXT.findall(part)) for part in paragraphs)).split())
