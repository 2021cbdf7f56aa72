"""The main job through the real doors: the real processes, tesseract and LibreOffice, the stand-in for Slack."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from pypdf import PdfReader

ROOT = Path(__file__).parents[2]
EXAMPLES = ROOT / "docs" / "examples"
SECONDS = 240
SECRETS = {"ERP_WEBHOOK_SECRET": "whsec_ZmlsbG9uLWVycC1maWxsb24tZXJwLWZpbGxvbg==", "ERP_TOKEN": "a-token-of-the-erp"}
# What the tour of each company says, beside the steps that all have.
COMPANIES = {
    "small-firm": ("was confirmed", "fulfilled in two parts", "takes the deposit off", "credit note AV-", "no gap"),
    "beside-an-erp": ("SO-4711 is mirrored", "was handed over, signed; the ERP issued it as ERP-2026-0815"),
    "quotes-only": ("does without: order", "does without: invoice"),
}
# The documents that it leaves behind.
DOCUMENTS = {"small-firm": ["AV-", "BC-", "DV-", "FA-", "FA-"], "beside-an-erp": ["DV-"], "quotes-only": ["DV-"]}


def tour(folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """The tour as a newcomer runs it, its home under the folder."""
    command = [sys.executable, str(ROOT / "filon.py"), "demo", "--tour"]
    surroundings = os.environ | environment
    return subprocess.run(
        command, cwd=folder, env=surroundings, capture_output=True, text=True, timeout=SECONDS, check=False
    )


def text_of(pdf: Path) -> str:
    return " ".join("".join(page.extract_text() for page in PdfReader(pdf).pages).split())


def example(name: str, folder: Path) -> Path:
    """The company's settings from the docs, the ERP at a port that is free here."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    config = folder / "filon.toml"
    config.write_text((EXAMPLES / f"{name}.toml").read_text("utf-8").replace(":8090/", f":{port}/"), "utf-8")
    return config


@pytest.mark.parametrize("company", COMPANIES)
def test_the_tour_plays_each_companys_cycle_to_its_end(tmp_path: Path, company: str) -> None:
    played = tour(tmp_path, FILON_CONFIG=str(example(company, tmp_path)), **SECRETS)
    assert played.returncode == 0, played.stdout + played.stderr
    for words in COMPANIES[company]:
        assert words in played.stdout, played.stdout
    documents = sorted((tmp_path / "var" / "demo" / "documents").glob("*.pdf"))
    assert [document.name[:3] for document in documents] == DOCUMENTS[company]
    quote = text_of(next(document for document in documents if document.name.startswith("DV-")))
    for words in ("Radium SA", "Audit énergétique du site", "Guide imprimé", "20 %", "340,00 €", "5,5 %", "1,35 €"):
        assert words in quote, quote
    assert "2 065,85 €" in quote


def test_the_tour_names_the_step_that_failed(tmp_path: Path) -> None:
    broken = tmp_path / "bin"
    broken.mkdir()
    (broken / "tesseract").write_text("#!/bin/sh\nexit 3\n")
    (broken / "tesseract").chmod(0o755)
    played = tour(tmp_path, PATH=f"{broken}:{os.environ['PATH']}", FILON_TOUR_PATIENCE="8")
    assert played.returncode == 1
    assert "card:" in played.stderr
