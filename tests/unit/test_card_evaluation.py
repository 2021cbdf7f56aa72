"""The evaluation of cards: when a field is right, what is printed, and what the page of failures shows."""

import json
from html.parser import HTMLParser
from pathlib import Path

import pytest
from PIL import Image

from benchmarks.cards.judge import Outcome, hold_against, is_right, letters
from benchmarks.cards.labels import Label, read_labels
from benchmarks.cards.page import page
from benchmarks.cards.table import misses, precision, table
from core.reading import Contact, Line, Phone
from intake.cards.pipeline import CardReading

LABEL: Label = {
    "file": "card.png",
    "level": "easy",
    "first_name": "Hélène",
    "last_name": "Curie",
    "title": "Directrice",
    "company": "Radium SA",
    "emails": ["Helene@radium.example"],
    "phones": [{"e164": "+33639981234"}],
    "website": "https://www.radium.example/",
    "address": "12, rue de la Mine, 75011 Paris",
    "country": "FR",
}
CONTACT = Contact(
    first_name="HELENE",
    last_name="Curie",
    job_title="Directrice",
    company="Radlum <b>SA",
    emails=("helene@radium.example",),
    phones=(Phone("+33639981234", "mobile", "06"), Phone("+33199001234", "work", "01")),
    website="radium.example",
    address="12 rue de la Mine 75011 PARIS",
    country="FR",
    confidence={"first_name": 0.9, "last_name": 0.9, "company": 0.9, "phones": 0.3},
    uncertain=("phones",),
)
LINES = (Line("Radlum <b>SA", other="Radlum <b>SA", box=(4, 4, 30, 12)),)


@pytest.fixture
def outcome(tmp_path: Path) -> Outcome:
    Image.new("RGB", (40, 20), "white").save(tmp_path / "card.png")
    return hold_against(tmp_path / "card.png", LABEL, CardReading("card.png", CONTACT, LINES, 1.25))


def test_case_accents_and_punctuation_do_not_count(outcome: Outcome) -> None:
    assert outcome.wrong == ["company", "phones"]
    assert letters("Éléonore-d’Alembert, S.A.") == "eleonoredalembertsa"


def test_a_label_may_accept_another_answer() -> None:
    alike = {**LABEL, "company_alt": ["Radlum bSA"]}
    assert hold_against(Path("x"), alike, CardReading("x", CONTACT, (), 0.0)).right["company"]


def test_most_of_an_address_is_not_all_of_it() -> None:
    whole = "12ruedelamine75011paris"
    assert is_right("address", whole, [whole])
    assert not is_right("address", whole.removesuffix("paris"), [whole])


def test_sure_is_what_has_confidence_and_no_doubt(outcome: Outcome) -> None:
    assert {field for field, sure in outcome.sure.items() if sure} == {"name", "company"}


def test_a_number_that_is_not_on_the_card_costs_precision(outcome: Outcome) -> None:
    assert precision([outcome]) == 0.5


def test_the_table_says_how_often_sure_is_right(outcome: Outcome) -> None:
    lines = list(table([outcome]))

    assert next(line for line in lines if line.startswith("all fields")).split()[-2:] == ["2", "50.0%"]
    assert "card.png company (sure)" in next(misses([outcome]))


def test_the_page_shows_each_failure_with_its_picture_and_says_it_in_words(outcome: Outcome) -> None:
    pictures = []

    class Pictures(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            if tag == "img":
                pictures.append(dict(attrs))

    written = page([outcome])
    Pictures().feed(written)

    assert len(pictures) == 2
    assert all((picture["src"] or "").startswith("data:image/jpeg;base64,") for picture in pictures)
    assert "The part of card.png from which company was read" in (pictures[0]["alt"] or "")
    assert "<b>" not in written


def test_labels_stand_in_a_folder_or_beside_it(tmp_path: Path) -> None:
    (tmp_path / "inside").mkdir()
    (tmp_path / "inside" / "labels.jsonl").write_text(json.dumps(LABEL) + "\n\n")
    (tmp_path / "beside").mkdir()
    (tmp_path / "beside.jsonl").write_text(json.dumps(LABEL))

    assert [path for path, _ in read_labels([tmp_path / "inside"])] == [tmp_path / "inside" / "card.png"]
    assert [path for path, _ in read_labels([tmp_path / "beside"])] == [tmp_path / "card.png"]


def test_a_folder_without_labels_is_named(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match=r"no labels \(\*.jsonl\)"):
        list(read_labels([tmp_path]))
