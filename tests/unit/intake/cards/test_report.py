"""A reading as the JSON object that the command line prints."""

from pathlib import Path

from core.errors import Rejected
from core.reading import Contact, Phone
from intake.cards.pipeline import CardReading
from intake.cards.report import read_files, report, report_refusal

CONTACT = Contact(
    first_name="Marie",
    emails=("marie@radium.fr",),
    phones=(Phone("+33639981234", "mobile", "06 39 98 12 34"),),
    confidence={"first_name": 0.9},
    uncertain=("emails",),
)


def test_a_reading_has_every_field_whether_found_or_not() -> None:
    assert report(CardReading("card.jpg", CONTACT, (), 1.5)) == {
        "file": "card.jpg",
        "card": None,
        "seconds": 1.5,
        "fields": {
            "first_name": "Marie",
            "last_name": None,
            "job_title": None,
            "company": None,
            "emails": ["marie@radium.fr"],
            "phones": [{"e164": "+33639981234", "type": "mobile"}],
            "website": None,
            "address": None,
            "country": None,
        },
        "confidence": {"first_name": 0.9},
        "uncertain": ["emails"],
        "error": None,
    }


def test_a_refusal_has_the_same_shape_and_says_why() -> None:
    refusal = report_refusal("card.jpg", Rejected("The file is empty."))

    assert refusal.keys() == report(CardReading("card.jpg", CONTACT, (), 1.5)).keys()
    assert (refusal["error"], refusal["fields"]["emails"]) == ("The file is empty.", [])


def test_a_file_that_cannot_be_read_stops_none_after_it(tmp_path: Path) -> None:
    (tmp_path / "empty.jpg").touch()
    (tmp_path / "text.jpg").write_text("Marie Curie")

    results = list(read_files([tmp_path / "missing.jpg", tmp_path / "empty.jpg", tmp_path / "text.jpg"]))

    assert [result["file"] for result in results] == [
        str(tmp_path / name) for name in ("missing.jpg", "empty.jpg", "text.jpg")
    ]
    assert all(result["seconds"] >= 0 for result in results)
    assert "cannot be opened" in results[0]["error"]
    assert "empty" in results[1]["error"]
    assert "not a picture" in results[2]["error"]
