"""A Word file looked at before it is opened: a zip of a bearable size, without macros or pieces from elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from zipfile import BadZipFile, ZipFile
from zlib import error as BrokenStream  # noqa: N812  zlib names its exception in small letters

from docx.oxml import parse_xml

from core.errors import Rejected

MEGABYTE = 1024 * 1024
LARGEST_UNPACKED = 100 * MEGABYTE
BODY = "word/document.xml"
MACROS = ("vbaproject.bin", "vbadata.xml")
# Links that Word writes and nothing fetches: what a reader may click, and the name of the author's own template.
HARMLESS_LINKS = ("/hyperlink", "/attachedTemplate")


def check(docx: bytes) -> None:
    """Let a Word file pass, or say what is wrong with it.

    Raises:
        Rejected: it is no Word file, too big, or has macros or linked pieces.
    """
    try:
        with ZipFile(BytesIO(docx)) as archive:
            _check_parts(archive)
            _check_words(archive)
    except (BadZipFile, BrokenStream, EOFError, NotImplementedError, RuntimeError, SyntaxError) as error:
        raise _no_word_file() from error


def _no_word_file() -> Rejected:
    return Rejected("This is not a Word document. Open it in Word, save it as .docx, and send that file.")


def _check_parts(archive: ZipFile) -> None:
    parts = archive.infolist()
    if BODY not in archive.namelist():
        raise _no_word_file()
    if sum(part.file_size for part in parts) > LARGEST_UNPACKED:
        raise Rejected(
            "The Word document unpacks to more than {megabytes} MB. Make its pictures smaller and send it again.",
            megabytes=LARGEST_UNPACKED // MEGABYTE,
        )
    if any(part.filename.lower().endswith(MACROS) for part in parts):
        raise Rejected("The Word document contains macros. Save it as .docx without macros and send that file.")


def _check_words(archive: ZipFile) -> None:
    for name in archive.namelist():
        if not name.endswith((".xml", ".rels")):
            continue
        part = archive.read(name)
        if b"<!DOCTYPE" in part or b"<!ENTITY" in part:
            raise _no_word_file()
        if name.endswith(".rels"):
            _check_links(part)


def _check_links(rels: bytes) -> None:
    for target in _linked_pieces(rels):
        raise Rejected(
            "The Word document links to “{target}” instead of containing it. In Word, insert it again "
            "without a link, and send the file again.",
            target=target,
        )


def _linked_pieces(rels: bytes) -> Iterator[str]:
    for link in parse_xml(rels):
        if link.get("TargetMode") == "External" and not link.get("Type", "").endswith(HARMLESS_LINKS):
            yield link.get("Target", "")
