"""Templates become PDFs through the real child process and the real LibreOffice, and saboteurs in their place."""

from __future__ import annotations

import fcntl
import os
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from decimal import Decimal
from http.server import BaseHTTPRequestHandler, HTTPServer
from io import BytesIO
from pathlib import Path
from threading import Thread
from typing import Literal

import pytest
from docx import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from PIL import Image
from pypdf import PdfReader

from core.documents import pdf, template
from core.documents.fields import SaleFields, VatLine
from core.documents.pdf import to_pdf
from core.documents.sample import sample_sale
from core.documents.template import render
from core.errors import Misconfigured, Rejected, Unavailable
from core.money import total
from tests.unit.core.documents.samples import KINDS, sample
from tests.unit.core.documents.word_files import word

TEMPLATES = Path(__file__).parents[2] / "templates" / "documents"
GOLDEN = Path(__file__).parents[1] / "golden" / "documents"
Code = Literal["fr", "en"]
# The numbers of lines of the quotes whose page breaks are looked at.
COUNTS = (1, 2, 5, 8, 11, 13, 15, 20, 200)
NESTED = "{% for a in lines %}" * 6 + "{% endfor %}" * 6


def pages(pdf: bytes) -> list[str]:
    """The text of each page as poppler reads it, white space made one."""
    read = subprocess.run(["pdftotext", "-", "-"], input=pdf, capture_output=True, check=True).stdout.decode()
    return [" ".join(page.split()) for page in read.split("\f")[:-1]]


def with_lines(fields: SaleFields, count: int) -> SaleFields:
    """The quote with so many lines, and totals that are right for them."""
    pattern = fields["lines"]
    fields["lines"] = [{**pattern[at % len(pattern)], "position": at + 1} for at in range(count)]
    figures = total((line["net"], line["vat_rate"]) for line in fields["lines"])
    fields["vat_lines"] = [
        VatLine(rate=part.rate, exemption=None, net=part.net, vat=part.vat) for part in figures.vat_lines
    ]
    sums = {"subtotal": figures.net, "net": figures.net, "vat": figures.vat, "gross": figures.gross}
    fields["totals"].update(**sums, due=figures.gross)  # type: ignore[typeddict-item]  # its keys are those of the sums
    return fields


def quote(language: Code, fields: SaleFields | None = None) -> bytes:
    return to_pdf(render(TEMPLATES / f"quote.{language}.docx", fields or sample_sale("quote", language), language))


def printed_at_once(files: Sequence[bytes]) -> list[bytes]:
    """The PDFs of Word files for one start of LibreOffice, which takes it longer than twenty pages."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        documents = [folder / f"{at}.docx" for at in range(len(files))]
        for document, content in zip(documents, files, strict=True):
            document.write_bytes(content)
        pdf._furnish(folder / "profile")
        pdf._run(pdf._installed(), folder, documents, 60, archivable=False)
        return [document.with_suffix(".pdf").read_bytes() for document in documents]


@pytest.fixture(scope="module")
def papers() -> dict[tuple[str, Code], bytes]:
    """The samples of all kinds of documents on paper."""
    names: list[tuple[str, Code]] = [(kind, language) for kind in KINDS for language in ("fr", "en")]
    return dict(zip(names, printed_at_once([word_file(*name) for name in names]), strict=True))


def word_file(kind: str, language: Code) -> bytes:
    """The sample of one kind of document, filled in."""
    template = TEMPLATES / f"{ {'deposit': 'invoice', 'final': 'invoice'}.get(kind, kind) }.{language}.docx"
    return render(template, sample(kind, language), language)


@pytest.fixture(scope="module")
def counted() -> dict[int, bytes]:
    """Quotes on paper by the number of their lines."""
    template = TEMPLATES / "quote.fr.docx"
    files = [render(template, with_lines(sample_sale(), count), "fr") for count in COUNTS]
    return dict(zip(COUNTS, printed_at_once(files), strict=True))


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("kind", KINDS)
def test_the_sample_is_one_page_that_reads_as_the_golden_text(
    papers: dict[tuple[str, Code], bytes], kind: str, language: Code
) -> None:
    text = pages(papers[kind, language])
    golden = (GOLDEN / f"{kind}.{language}.txt").read_text("utf-8")
    assert Counter(" ".join(text).split()) == Counter(golden.split())
    assert len(text) == 1


@pytest.mark.parametrize("count", [1, 20, 200])
def test_every_page_has_its_head_its_foot_and_its_number(counted: dict[int, bytes], count: int) -> None:
    text = pages(counted[count])
    for number, page in enumerate(text, start=1):
        assert f"Devis DV-2026-0042 – page {number} / {len(text)}" in page
        assert "SIRET 123 456 782 00010" in page
    assert all("Désignation" in page for page in text if "Panneau photovoltaïque" in page)
    assert sum(page.count("Désignation") for page in text) >= len(text) - 1


@pytest.mark.parametrize("count", [2, 5, 8, 11, 13, 15])
def test_neither_the_figures_nor_the_acceptance_are_parted(counted: dict[int, bytes], count: int) -> None:
    text = pages(counted[count])
    for together in (("Base HT", "Total HT", "Total TTC"), ("Bon pour accord", "Nom et qualité", "Signature")):
        assert len([page for page in text if any(words in page for words in together)]) == 1


def test_what_fits_under_the_lines_stays_there_when_a_logo_takes_room() -> None:
    fields = with_lines(sample_sale(), 7)
    fields["brand"]["logo"] = picture()
    first, second = pages(quote("fr", fields))
    assert "Total TTC" in first
    assert "Devis gratuit" in first
    assert "Nom et qualité" in second


def test_two_hundred_lines_are_all_there_with_vat_by_rate_and_total(counted: dict[int, bytes]) -> None:
    text = " ".join(pages(counted[200]))
    assert text.count("Onduleur triphasé 15 kVA") == 40
    for amount in ("334 434,40 €", "192 800,00 €", "1 960,00 €", "615 469,08 €"):
        assert amount in text
    assert with_lines(sample_sale(), 200)["totals"]["gross"] == Decimal("615469.08")


def test_a_name_full_of_markup_is_on_paper_as_it_is_written() -> None:
    fields = sample_sale()
    fields["customer"]["name"] = "A & B <ltd> « Œuvre » {{ x }} ☀"
    assert "A & B <ltd> « Œuvre » {{ x }} ☀" in pages(quote("fr", fields))[0]


@pytest.mark.parametrize(("language", "locale"), [("fr", "fr-FR"), ("en", "en-GB")])
def test_a_pdf_is_tagged_and_says_its_language_and_title(
    papers: dict[tuple[str, Code], bytes], language: Code, locale: str
) -> None:
    reader = PdfReader(BytesIO(papers["quote", language]))
    root = {name: str(value) for name, value in reader.root_object.items()}
    assert root["/Lang"] == locale
    assert "'/Marked': True" in root["/MarkInfo"]
    assert "DV-2026-0042" in str(reader.metadata and reader.metadata.title)


def test_an_archivable_pdf_is_pdf_a_3() -> None:
    reader = PdfReader(BytesIO(to_pdf(word("Bonjour"), archivable=True)))
    assert "/OutputIntents" in reader.root_object
    assert reader.xmp_metadata is not None
    assert b"<pdfaid:part>3</pdfaid:part>" in reader.xmp_metadata.stream.get_data()


def picture() -> bytes:
    """A logo that fills its box."""
    result = BytesIO()
    Image.new("RGB", (400, 100), "navy").save(result, "PNG")
    return result.getvalue()


def saved(folder: Path, *paragraphs: str) -> Path:
    """A template of these paragraphs."""
    path = folder / "template.docx"
    path.write_bytes(word(*paragraphs))
    return path


def test_a_refusal_crosses_from_the_child_in_one_piece(tmp_path: Path) -> None:
    with pytest.raises(Rejected, match=r"“customer\.nmae”, which does not exist") as caught:
        render(saved(tmp_path, "{{ customer.nmae }}"), sample_sale(), "fr")
    assert caught.value.values["field"] == "customer.nmae"


def test_a_fault_of_the_settings_is_not_laid_on_the_template(tmp_path: Path) -> None:
    fields = sample_sale()
    fields["brand"]["accent"] = "blue"
    with pytest.raises(Misconfigured, match="blue"):
        render(saved(tmp_path, "Bonjour"), fields, "fr")


def test_an_endless_loop_is_stopped(tmp_path: Path) -> None:
    fields = with_lines(sample_sale(), 200)
    with pytest.raises(Rejected, match="Look for a loop inside a loop"):
        render(saved(tmp_path, NESTED), fields, "fr", seconds=1)


def test_a_template_that_eats_memory_is_stopped(tmp_path: Path) -> None:
    fields = with_lines(sample_sale(), 200)
    fields["document"]["subject"] = "x" * 1_000_000
    greedy = saved(tmp_path, "{% for line in lines %}{{ document.subject }}{% endfor %}")
    with pytest.raises(Rejected, match="256 MB"):
        render(greedy, fields, "fr", seconds=60, megabytes=256)


def test_a_template_too_large_is_not_even_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(template, "LARGEST_TEMPLATE", 1000)
    with pytest.raises(Rejected, match="Make its pictures smaller"):
        render(saved(tmp_path, "Bonjour"), sample_sale(), "fr")


def test_the_child_sees_no_secret(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SLACK_BOT_TOKEN", "a-secret")
    monkeypatch.setattr(sys, "executable", str(program(tmp_path, "python", "sys.stdout.write(repr(dict(os.environ)))")))
    assert b"a-secret" not in render(saved(tmp_path, "Bonjour"), sample_sale(), "fr")


def test_a_child_that_crashes_is_no_fault_of_the_template(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", str(program(tmp_path, "python", "os.abort()")))
    with pytest.raises(Unavailable, match="ended with code -6"):
        render(saved(tmp_path, "Bonjour"), sample_sale(), "fr")


def program(folder: Path, name: str, *statements: str) -> Path:
    """A program that does this when it is called by the name."""
    path = folder / name
    path.write_text("\n".join((f"#!{sys.executable}", "import os, subprocess, sys, time", *statements)))
    path.chmod(0o755)
    return path


@pytest.fixture
def soffice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Path]:
    """Puts a saboteur in the place of LibreOffice."""
    monkeypatch.setenv("PATH", str(tmp_path), prepend=os.pathsep)
    return lambda *statements: program(tmp_path, "soffice", *statements)


WRITES = "open(sys.argv[sys.argv.index('--outdir') + 1] + '/document.pdf', 'w').write({content!r})"


@pytest.mark.parametrize(
    "statements",
    [
        ("sys.exit(0)",),
        ("sys.exit(77)",),
        ("os.abort()",),
        (WRITES.format(content="Error: source file could not be loaded"),),
        (WRITES.format(content=""),),
    ],
    ids=["does nothing", "fails", "crashes", "writes rubbish", "writes nothing"],
)
def test_without_a_real_pdf_it_is_said_whatever_the_exit_code(
    soffice: Callable[..., Path], statements: tuple[str, ...]
) -> None:
    soffice(*statements)
    with pytest.raises(Unavailable, match="made no PDF"):
        to_pdf(word("Bonjour"))


def test_a_pdf_is_taken_even_if_the_exit_code_complains(soffice: Callable[..., Path]) -> None:
    soffice(WRITES.format(content="%PDF-1.7"), "sys.exit(1)")
    assert to_pdf(word("Bonjour")) == b"%PDF-1.7"


@pytest.mark.parametrize("end", ["time.sleep(60)", "sys.exit(1)"], ids=["hangs", "fails"])
def test_nothing_is_left_running(soffice: Callable[..., Path], tmp_path: Path, end: str) -> None:
    lock = tmp_path / "held"
    soffice(
        "import fcntl",
        f"held = os.open({str(lock)!r}, os.O_RDWR | os.O_CREAT)",
        "fcntl.flock(held, fcntl.LOCK_EX)",
        "quiet = {'stdout': subprocess.DEVNULL, 'stderr': subprocess.DEVNULL}",
        "subprocess.Popen(['sleep', '60'], pass_fds=[held], **quiet)",
        end,
    )
    with pytest.raises(Unavailable):
        to_pdf(word("Bonjour"), seconds=1)
    assert is_released(lock)


def is_released(lock: Path) -> bool:
    """Whether no process holds the lock any more; the killed ones get a moment to die."""
    with lock.open("r+") as file:
        for _ in range(100):
            with suppress(BlockingIOError):
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                return True
            time.sleep(0.05)
    return False


def test_no_job_leaves_its_folder_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    to_pdf(word("Bonjour"))
    assert list(tmp_path.iterdir()) == []


def test_a_missing_libreoffice_is_named_with_its_package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(Unavailable, match="libreoffice-writer-nogui"):
        to_pdf(word("Bonjour"))


@pytest.mark.parametrize("content", [b"", b"just text", os.urandom(2000)])
def test_what_is_no_word_file_never_reaches_libreoffice(soffice: Callable[..., Path], content: bytes) -> None:
    soffice(WRITES.format(content="%PDF-1.7"))
    with pytest.raises(Rejected, match="not a Word document"):
        to_pdf(content)


def test_two_jobs_at_once_do_not_disturb_each_other() -> None:
    with ThreadPoolExecutor() as pool:
        made = list(pool.map(to_pdf, [word("Premier"), word("Second")]))
    assert [pages(pdf) for pdf in made] == [["Premier"], ["Second"]]


@pytest.fixture
def web() -> Iterator[HTTPServer]:
    """A web server on the loopback that counts who comes."""

    class Counting(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.server.visits.append(self.path)  # type: ignore[attr-defined]  # set below
            self.send_error(404)

        do_HEAD = do_OPTIONS = do_PROPFIND = do_GET  # noqa: N815  the names that the base class looks for

        def log_message(self, *_: object) -> None:
            """Nothing."""

    with HTTPServer(("127.0.0.1", 0), Counting) as server:
        server.visits = []  # type: ignore[attr-defined]  # the server is ours
        Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()


def test_libreoffice_fetches_nothing(web: HTTPServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("core.documents.archive._check_links", lambda _: None)
    document = fetching(f"http://127.0.0.1:{web.server_port}/pixel.png")
    assert to_pdf(document).startswith(b"%PDF-")
    assert web.visits == []  # type: ignore[attr-defined]  # set by the fixture


def fetching(address: str) -> bytes:
    """A Word file with a picture that lies elsewhere, linked in both ways that Word knows."""
    document = Document()
    document.add_picture(BytesIO(picture()))
    linked = document.part.relate_to(address, RELATIONSHIP_TYPE.IMAGE, is_external=True)
    blip = document.element.body.xpath(".//a:blip")[0]
    blip.attrib.pop(qn("r:embed"))
    blip.set(qn("r:link"), linked)
    instruction = parse_xml(
        f"<w:fldSimple {nsdecls('w')} w:instr='INCLUDEPICTURE \"{address}\" \\\\d'><w:r/></w:fldSimple>"
    )
    document.add_paragraph("Bonjour")._p.append(instruction)
    result = BytesIO()
    document.save(result)
    return result.getvalue()
