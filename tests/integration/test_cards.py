"""Whole cards through the real recognisers: how well they are read, and what is refused."""

import json
import shutil
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from benchmarks.cards import Outcome, judge, share
from core.errors import Rejected, Unavailable
from intake.cards.pipeline import read_card
from tests.conftest import SHARED
from tests.fakes import card_files
from tests.fakes.card_files import encoded

SAMPLES = Path(__file__).parents[1] / "samples" / "cards"
CARD = SAMPLES / "syn_004_medium.jpg"

# Reading all cards takes minutes: every so many of the easy and medium ones, and all the others'.
EVERY = 4


@pytest.fixture(scope="module")
def samples() -> list[Outcome]:
    return list(judge([SAMPLES / "cards.jsonl"]))


@pytest.mark.parametrize("field", ["name", "job_title", "company", "phones", "address", "country"])
def test_our_own_cards_are_read_right(samples: list[Outcome], field: str) -> None:
    assert [(card.file, card.found[field]) for card in samples if not card.right[field]] == []


@pytest.mark.parametrize("field", ["emails", "website"])
def test_an_address_is_read_right_or_called_uncertain(samples: list[Outcome], field: str) -> None:
    wrong = [card for card in samples if not card.right[field]]
    assert [card.file for card in wrong if card.sure[field] or card.level != "hard"] == []


@pytest.mark.skipif(not (SHARED / "cards").exists(), reason="the development cards are not beside this checkout")
def test_the_development_cards_are_read_as_well_as_promised(tmp_path: Path) -> None:
    source = SHARED / "cards"
    lines = (source / "synthetic.jsonl").read_text("utf-8").splitlines()
    labels = [label for label in map(json.loads, lines) if label["level"] != "hard"][::EVERY]
    chosen = [*labels, *map(json.loads, (source / "dev.jsonl").read_text("utf-8").splitlines())]
    for label in chosen:
        label["file"] = str(source / label["file"])
    (tmp_path / "chosen.jsonl").write_text("".join(f"{json.dumps(label)}\n" for label in chosen), "utf-8")

    outcomes = list(judge([tmp_path / "chosen.jsonl"]))

    assert share(outcomes, "emails") >= 0.90
    assert share(outcomes, "phones") >= 0.85
    assert share(outcomes, "name") >= 0.88


@pytest.mark.parametrize("quarters", [1, 2, 3])
def test_a_photo_is_read_however_it_was_held(quarters: int) -> None:
    turned = np.rot90(np.asarray(Image.open(CARD)), quarters)

    contact = read_card(encoded(Image.fromarray(turned), "JPEG", quality=92)).contact

    assert (contact.first_name, contact.last_name) == ("Daniel", "Durand")
    assert contact.emails == ("ddurand@brightwell.eu",)


@pytest.mark.parametrize("kind", ["PNG", "WEBP", "TIFF"])
def test_every_format_is_read(kind: str) -> None:
    small = Image.open(CARD).reduce(2)
    assert read_card(encoded(small, kind)).contact.company == "Brightwell SARL"


def test_a_vcard_in_a_qr_code_is_taken_exactly() -> None:
    contact = read_card((SAMPLES / "syn_013_medium.jpg").read_bytes()).contact

    assert contact.confidence["last_name"] > 0.98
    assert "emails" not in contact.uncertain


def test_the_reading_tells_its_lines_with_their_places() -> None:
    reading = read_card(CARD.read_bytes(), "card.jpg")

    assert reading.name == "card.jpg"
    assert reading.seconds > 0
    assert all(line.height and line.right for line in reading.lines)


@pytest.mark.parametrize("ground", ["white", "black"])
def test_a_photo_of_nothing_is_refused(ground: str) -> None:
    with pytest.raises(Rejected, match="Nothing readable"):
        read_card(encoded(Image.new("RGB", (1200, 800), ground), "JPEG"))


def test_a_photo_of_noise_is_refused_or_gives_no_person() -> None:
    noise = np.random.default_rng(1).integers(0, 255, (800, 1200, 3), np.uint8)
    try:
        contact = read_card(encoded(Image.fromarray(noise), "PNG")).contact
    except Rejected:
        return
    assert (contact.last_name, contact.emails, contact.phones) == (None, (), ())


def test_a_photo_of_an_animal_is_refused() -> None:
    with pytest.raises(Rejected, match="Nothing readable"):
        read_card(card_files.dog())


def test_a_card_s_back_is_read_with_its_front_as_one() -> None:
    photo = Image.open(CARD)
    top, bottom = photo.crop((0, 0, photo.width, 900)), photo.crop((0, 900, photo.width, photo.height))
    contact = read_card(encoded(top, "PDF", save_all=True, append_images=[bottom], quality=92)).contact
    assert (contact.last_name, contact.company, contact.emails) == (
        "Durand",
        "Brightwell SARL",
        ("ddurand@brightwell.eu",),
    )


@pytest.mark.parametrize("recogniser", ["tesseract", "rapidocr"])
def test_either_recogniser_reads_alone(recogniser: str) -> None:
    reading = read_card(CARD.read_bytes(), recognisers=(recogniser,))

    assert all(line.other is None for line in reading.lines)
    assert reading.contact.last_name == "Durand"


def test_a_truncated_photo_is_refused() -> None:
    with pytest.raises(Rejected, match="damaged or incomplete"):
        read_card(CARD.read_bytes()[:100_000])


def test_a_photo_of_too_many_pixels_is_refused() -> None:
    with pytest.raises(Rejected, match="more than 50 megapixels"):
        read_card(encoded(Image.new("L", (10_000, 10_000)), "PNG"))


def test_without_tesseract_the_remedy_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(Unavailable, match="Install tesseract-ocr"):
        read_card(CARD.read_bytes())


def test_tesseract_that_reads_nothing_leaves_the_other_recogniser(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = tmp_path / "tesseract"
    program.write_text("#!/bin/sh\nprintf 'text\\ttop\\theight\\n' > $2.tsv\n")
    program.chmod(0o755)
    assert shutil.which("sh")
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")

    contact = read_card(CARD.read_bytes()).contact

    assert contact.emails == ("ddurand@brightwell.eu",)
    assert "emails" in contact.uncertain
