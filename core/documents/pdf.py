"""A Word file turned into a PDF by LibreOffice, whose exit code is not believed."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Sequence
from pathlib import Path
from subprocess import TimeoutExpired
from tempfile import TemporaryDirectory

from core.documents import archive, process
from core.errors import Unavailable

PACKAGE = "libreoffice-writer-nogui"
SIGNATURE = b"%PDF-"
PDF_A_3 = "3"
SWITCHES = ("--headless", "--norestore", "--nologo", "--nodefault", "--nolockcheck")
# What a profile of one job is set to: nothing is fetched, no macro runs, no link is followed.
PROFILE = Path(__file__).with_name("soffice-profile.xcu")


def to_pdf(docx: bytes, *, seconds: float = 60, archivable: bool = False) -> bytes:
    """The Word file as a tagged PDF in the file's own language; `archivable` makes it PDF/A-3.

    Raises:
        Rejected: the bytes are no Word file.
        Unavailable: LibreOffice is missing, hung, crashed or made no PDF.
    """
    archive.check(docx)
    program = _installed()
    with TemporaryDirectory(prefix="filon-pdf-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        (folder / "document.docx").write_bytes(docx)
        _furnish(folder / "profile")
        return _convert(program, folder, seconds, archivable=archivable)


def _installed() -> str:
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        raise Unavailable(
            "LibreOffice is not installed, so no PDF can be made. Install the package {package} and try again.",
            package=PACKAGE,
        )
    return program


def _furnish(profile: Path) -> None:
    (profile / "user").mkdir(parents=True)
    shutil.copy(PROFILE, profile / "user" / "registrymodifications.xcu")


def _convert(program: str, folder: Path, seconds: float, *, archivable: bool) -> bytes:
    try:
        end = _run(program, folder, [folder / "document.docx"], seconds, archivable=archivable)
    except TimeoutExpired as error:
        raise Unavailable(
            "LibreOffice did not make the PDF within {seconds} seconds and was stopped. Try again later.",
            seconds=int(seconds),
        ) from error
    return _made(folder / "document.pdf", end)


def _run(
    program: str, folder: Path, documents: Sequence[Path], seconds: float, *, archivable: bool
) -> process.Finished:
    command = [
        program,
        *SWITCHES,
        f"-env:UserInstallation={(folder / 'profile').as_uri()}",
        *("--convert-to", _filter(archivable=archivable), "--outdir", str(folder), *map(str, documents)),
    ]
    environment = {"PATH": os.environ.get("PATH", os.defpath), "HOME": str(folder), "TMPDIR": str(folder)}
    return process.run(command, seconds=seconds, environment=environment | {"LC_ALL": "C.UTF-8"}, folder=folder)


def _filter(*, archivable: bool) -> str:
    options = {
        "UseTaggedPDF": {"type": "boolean", "value": "true"},
        "SelectPdfVersion": {"type": "long", "value": PDF_A_3 if archivable else "0"},
    }
    return f"pdf:writer_pdf_Export:{json.dumps(options)}"


def _made(pdf: Path, end: process.Finished) -> bytes:
    content = pdf.read_bytes() if pdf.exists() else b""
    if content.startswith(SIGNATURE):
        return content
    refusal = Unavailable(
        "LibreOffice made no PDF of the document (it ended with code {code}). Try again; if it happens again, "
        "reinstall the package {package}.",
        code=end.code,
        package=PACKAGE,
    )
    refusal.add_note(end.err.decode(errors="replace"))
    raise refusal
