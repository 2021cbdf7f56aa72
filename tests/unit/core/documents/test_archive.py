from io import BytesIO
from zipfile import ZipFile

import pytest

from core.documents import archive
from core.documents.archive import check
from core.errors import Rejected
from tests.unit.core.documents.word_files import linking, with_part, word


def zipped(name: str) -> bytes:
    result = BytesIO()
    with ZipFile(result, "w") as file:
        file.writestr(name, "<a/>")
    return result.getvalue()


def test_a_word_file_passes() -> None:
    check(word("Bonjour"))


@pytest.mark.parametrize(
    "content",
    [b"", b"just text", zipped("xl/workbook.xml"), word("Bonjour")[:2000]],
    ids=["nothing", "text", "xlsx", "cut"],
)
def test_what_is_no_word_file_is_refused(content: bytes) -> None:
    with pytest.raises(Rejected, match="not a Word document"):
        check(content)


def test_a_part_that_is_not_what_its_checksum_says_is_refused() -> None:
    damaged = bytearray(with_part(word("Bonjour"), "word/extra.xml", "<a>never packed</a>"))
    at = damaged.index(b"PK\x03\x04", damaged.index(b"word/extra.xml") - 40)
    damaged[at + 50 : at + 55] = b"\xff\xff\xff\xff\xff"
    with pytest.raises(Rejected, match="not a Word document"):
        check(bytes(damaged))


def test_a_zip_bomb_is_refused_unopened(monkeypatch: pytest.MonkeyPatch) -> None:
    bomb = with_part(word("Bonjour"), "word/media/image1.png", bytes(archive.LARGEST_UNPACKED))
    assert len(bomb) < archive.MEGABYTE
    monkeypatch.setattr(ZipFile, "read", lambda *_: pytest.fail("it was opened"))
    with pytest.raises(Rejected, match="unpacks to more than 100 MB"):
        check(bomb)


def test_an_xml_bomb_is_refused() -> None:
    bomb = '<!DOCTYPE a [<!ENTITY b "ha"><!ENTITY c "&b;&b;&b;">]><a>&c;</a>'
    with pytest.raises(Rejected, match="not a Word document"):
        check(with_part(word("Bonjour"), "word/extra.xml", bomb))


def test_macros_are_refused() -> None:
    with pytest.raises(Rejected, match="without macros"):
        check(with_part(word("Bonjour"), "word/vbaProject.bin", b"x"))


@pytest.mark.parametrize("kind", ["image", "oleObject", "subDocument", "frame"])
def test_a_piece_from_elsewhere_is_refused_by_its_address(kind: str) -> None:
    with pytest.raises(Rejected, match=r"http://tracker\.example/pixel\.png"):
        check(linking("http://tracker.example/pixel.png", kind))


def test_a_link_to_click_on_is_no_piece_from_elsewhere() -> None:
    check(linking("https://lumiere-toitures.example", "hyperlink"))
