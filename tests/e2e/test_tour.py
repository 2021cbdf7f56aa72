"""The main job through the real doors: the real processes, tesseract and LibreOffice, the stand-in for Slack."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from pypdf import PdfReader

ROOT = Path(__file__).parents[2]
SECONDS = 180


def tour(folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """The tour as a newcomer runs it, its home under the folder."""
    command = [sys.executable, str(ROOT / "filon.py"), "demo", "--tour"]
    surroundings = os.environ | environment
    return subprocess.run(
        command, cwd=folder, env=surroundings, capture_output=True, text=True, timeout=SECONDS, check=False
    )


def test_the_tour_ends_with_a_quote_that_says_who_what_and_how_much(tmp_path: Path) -> None:
    played = tour(tmp_path)
    assert played.returncode == 0, played.stdout + played.stderr
    (pdf,) = (tmp_path / "var" / "demo" / "documents").glob("DV-*.pdf")
    text = " ".join("".join(page.extract_text() for page in PdfReader(pdf).pages).split())
    for words in ("Radium SA", "Audit énergétique du site", "Guide imprimé", "20 %", "340,00 €", "5,5 %", "1,35 €"):
        assert words in text, text
    assert "2 065,85 €" in text


def test_the_tour_names_the_step_that_failed(tmp_path: Path) -> None:
    broken = tmp_path / "bin"
    broken.mkdir()
    (broken / "tesseract").write_text("#!/bin/sh\nexit 3\n")
    (broken / "tesseract").chmod(0o755)
    played = tour(tmp_path, PATH=f"{broken}:{os.environ['PATH']}", FILON_TOUR_PATIENCE="15")
    assert played.returncode == 1
    assert "card:" in played.stderr
