"""Two sides of a card: what both say is sure, and only a real difference is a question."""

from __future__ import annotations

from typing import Any

import pytest

from core.reading.sides import Side, both_sides

FRONT = {"first_name": "Marie", "last_name": "Lambert", "job_title": "Directrice commerciale", "company": "Radium SARL",
         "website": "radium.example", "address": "12 rue des Lilas, 69003 Lyon", "country": "FR"}  # fmt: skip
EMAIL, NUMBER = "marie.lambert@radium.example", "+33639981201"
ENGLISH = {**FRONT, "last_name": "LAMBERT", "job_title": "Sales director", "address": "12 rue des Lilas, Lyon, France"}


def side(
    fields: dict[str, str], *uncertain: str, emails: tuple[str, ...] = (), phones: tuple[str, ...] = (), **more: Any
) -> Side:
    numbers = [{"e164": number, "type": "mobile", "raw": number} for number in phones]
    return Side({**fields, "emails": list(emails), "phones": numbers, **more}, frozenset(uncertain))


def only(*fields: str) -> dict[str, str]:
    return {field: FRONT[field] for field in fields}


def without(*fields: str) -> dict[str, str]:
    return {field: value for field, value in FRONT.items() if field not in fields}


def test_each_side_fills_what_the_other_lacks() -> None:
    front = side(only("first_name", "last_name", "job_title", "company"), emails=(EMAIL,))
    back = side(only("address", "country", "website"), phones=(NUMBER,))
    both, doubtful = both_sides(front, back)
    assert {field: both[field] for field in FRONT} == FRONT
    assert (both["emails"], [phone["e164"] for phone in both["phones"]], doubtful) == ([EMAIL], [NUMBER], [])


def test_a_card_in_two_languages_is_no_question() -> None:
    front, back = side(FRONT, emails=(EMAIL,), phones=(NUMBER,)), side(ENGLISH, emails=(EMAIL,), phones=(NUMBER,))
    both, doubtful = both_sides(front, back)
    assert ({field: both[field] for field in FRONT}, doubtful) == (FRONT, [])
    assert (both["emails"], len(both["phones"])) == ([EMAIL], 1)


def test_titles_of_two_people_are_a_question() -> None:
    other = {**ENGLISH, "first_name": "Paul"}
    assert both_sides(side(FRONT), side(other))[1] == ["address", "first_name", "job_title"]


@pytest.mark.parametrize(
    ("field", "fuller"),
    [
        ("company", "Radium SARL Lyon"),
        ("address", "12 rue des Lilas, 69003 Lyon, France"),
        ("website", "www.radium.example"),
    ],
)
def test_what_says_more_of_the_same_is_taken(field: str, fuller: str) -> None:
    both, doubtful = both_sides(side(only(field), field), side({field: fuller}, field))
    assert (both[field], doubtful) == (fuller, [])


def test_what_is_sure_goes_before_what_is_not() -> None:
    sure, unsure = side(only("company")), side({"company": "Since 1921"}, "company")
    for sides in ((sure, unsure), (unsure, sure)):
        both, doubtful = both_sides(*sides)
        assert (both["company"], doubtful) == ("Radium SARL", [])


def test_two_that_differ_are_asked_about_with_all_readings() -> None:
    doubts = {"company": {"alternatives": ["Radlum SARL"], "box": (1, 2, 3, 4)}}
    both, doubtful = both_sides(
        side(only("company"), "company", doubts=doubts), side({"company": "Polonium"}, "company")
    )
    assert (both["company"], doubtful) == ("Radium SARL", ["company"])
    assert both["doubts"]["company"] == {"alternatives": ["Polonium", "Radlum SARL"], "box": (1, 2, 3, 4)}


def test_an_address_misread_on_one_side_is_not_kept_beside_the_right_one() -> None:
    misread = side({}, "emails", emails=("rnarie.lambert@radium.example",))
    for sides in ((side({}, emails=(EMAIL,)), misread), (misread, side({}, emails=(EMAIL,)))):
        both, doubtful = both_sides(*sides)
        assert (both["emails"], doubtful) == ([EMAIL], [])


def test_a_number_beside_another_is_kept_and_asked_about() -> None:
    both, doubtful = both_sides(side({}, phones=(NUMBER,)), side({}, "phones", phones=("+33639981202",)))
    assert ([phone["e164"] for phone in both["phones"]], doubtful) == ([NUMBER, "+33639981202"], ["phones"])


def test_what_both_sides_have_alike_confirms_itself() -> None:
    sides = [side(FRONT, *FRONT, "emails", "phones", emails=(EMAIL,), phones=(NUMBER,)) for _ in range(2)]
    assert both_sides(*sides)[1] == []


def test_the_country_is_that_of_the_address() -> None:
    assert both_sides(side({"country": "GB"}), side(only("address", "country")))[0]["country"] == "FR"


def test_what_only_one_side_has_stays_as_doubtful_as_it_is() -> None:
    assert both_sides(side(only("company")), side(without("company"), "job_title"))[1] == ["job_title"]
