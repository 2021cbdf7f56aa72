"""Tesseract and its saboteurs: programs of its name that crash, hang or answer rubbish."""

from pathlib import Path

import cv2
import numpy as np
import pytest

from core.errors import Unavailable
from intake.cards import recognise as module
from intake.cards.photo import Pixels
from intake.cards.recognise import recognise


def crop(text: str, ink: int = 0, paper: int = 255) -> Pixels:
    picture = np.full((48, 30 * len(text) + 40, 3), paper, np.uint8)
    return cv2.putText(picture, text, (16, 36), cv2.FONT_HERSHEY_SIMPLEX, 1.2, (ink, ink, ink), 2, cv2.LINE_AA)


@pytest.fixture
def sabotage(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A program named tesseract that is found before the real one; the test writes what it does."""
    program = tmp_path / "tesseract"
    program.touch(mode=0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")
    return program


def test_each_crop_gets_its_own_text() -> None:
    assert recognise([crop("Radium"), crop("Marie Curie"), crop("Paris")]) == ["Radium", "Marie Curie", "Paris"]


def test_light_letters_on_a_dark_ground_are_read_too() -> None:
    assert recognise([crop("Radium", ink=240, paper=30)]) == ["Radium"]


def test_an_empty_crop_keeps_its_place() -> None:
    blank = np.full((48, 200, 3), 255, np.uint8)
    assert recognise([crop("Radium"), blank, crop("Paris")]) == ["Radium", "", "Paris"]


def test_no_crops_need_no_program(sabotage: Path) -> None:
    sabotage.write_text("#!/bin/sh\nexit 1\n")
    assert recognise([]) == []


def test_a_missing_program_names_the_remedy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(Unavailable, match="Install tesseract-ocr with the languages fra, eng and deu"):
        recognise([crop("Radium")])


def test_a_missing_language_is_named(sabotage: Path) -> None:
    sabotage.write_text("#!/bin/sh\necho 'Failed loading language fra' >&2\nexit 1\n")
    with pytest.raises(Unavailable, match="Failed loading language fra"):
        recognise([crop("Radium")])


def test_a_crash_is_said(sabotage: Path) -> None:
    sabotage.write_text("#!/bin/sh\nkill -SEGV $$\n")
    with pytest.raises(Unavailable, match="could not read the photo"):
        recognise([crop("Radium")])


def test_a_program_that_hangs_is_stopped(sabotage: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "SECONDS", 0.2)
    sabotage.write_text("#!/bin/sh\nexec /bin/sleep 60\n")
    with pytest.raises(Unavailable, match=r"no answer in 0\.2 seconds"):
        recognise([crop("Radium")])


@pytest.mark.parametrize(
    "answer",
    [
        "true",
        "echo rubbish > $2.tsv",
        "printf 'text\\ttop\\theight\\nRadium\\tup\\thigh\\n' > $2.tsv",
        "/usr/bin/head -c 4096 /dev/urandom > $2.tsv",
    ],
    ids=["nothing", "one word", "no numbers", "noise"],
)
def test_rubbish_is_refused(sabotage: Path, answer: str) -> None:
    sabotage.write_text(f"#!/bin/sh\n{answer}\n")
    with pytest.raises(Unavailable, match="could not read the photo"):
        recognise([crop("Radium")])


def test_words_outside_the_picture_go_to_the_nearest_line(sabotage: Path) -> None:
    table = "text\\ttop\\theight\\nabove\\t-90\\t2\\nbelow\\t9999\\t2\\n"
    sabotage.write_text(f"#!/bin/sh\nprintf '{table}' > $2.tsv\n")
    assert recognise([crop("Radium"), crop("Paris")]) == ["above", "below"]
