"""Answers become a lead's fields, and nothing that was answered gets lost."""

import pytest

from core.actions.create import LONGEST
from intake.mapping import LONGEST_TRACE, map_answers
from intake.payload import Answer


def answers(*pairs: tuple[str, str]) -> list[Answer]:
    return [Answer(key, value) for key, value in pairs]


@pytest.mark.parametrize(
    ("pairs", "first", "last"),
    [
        ([("name", "Marie Curie")], "Marie", "Curie"),
        ([("Nom", "CURIE Marie")], "Marie", "Curie"),
        ([("nom", "Curie"), ("prénom", "Marie")], "Marie", "Curie"),
        ([("first_name", "Marie"), ("last_name", "Curie")], "Marie", "Curie"),
        ([("name", "Marie"), ("surname", "Curie")], "Marie", "Curie"),
        ([("name", "居里夫人 (Radium) 1903")], None, "居里夫人 (Radium) 1903"),
    ],
)
def test_a_name_is_divided_as_its_form_meant_it(pairs: list[tuple[str, str]], first: str | None, last: str) -> None:
    fields = map_answers(answers(*pairs)).fields
    assert (fields.get("first_name"), fields.get("last_name")) == (first, last)


def test_a_third_name_is_kept() -> None:
    mapped = map_answers(answers(("first name", "Marie"), ("last name", "Curie"), ("name", "Mme Curie")))
    assert mapped.details == {"name": "Mme Curie"}


def test_what_fits_no_field_is_kept_as_it_was_given() -> None:
    mapped = map_answers(answers(("Minerai", "or"), ("Minerai", "argent"), ("Visite", "oui"), ("Vide", "")))
    assert mapped.fields == {}
    assert mapped.details == {"Minerai": ["or", "argent"], "Visite": "oui"}


def test_a_second_answer_to_a_field_is_kept_beside_the_first() -> None:
    mapped = map_answers(answers(("email", "a@radium.example"), ("e-mail", "b@radium.example")))
    assert mapped.fields == {"email": "a@radium.example"}
    assert mapped.details == {"e-mail": "b@radium.example"}


def test_a_message_longer_than_its_field_is_kept_whole() -> None:
    long = "x" * (LONGEST + 1)
    assert map_answers(answers(("message", long))).details == {"message": long}


def test_what_a_form_sends_for_itself_is_not_shown() -> None:
    mapped = map_answers(answers(("_next", "https://elsewhere.example"), ("_template", "table"), ("submit", "Send")))
    assert (mapped.fields, mapped.details) == ({}, {})


def test_traces_of_advertising_are_kept_and_cut() -> None:
    mapped = map_answers(answers(("utm_source", "lettre"), ("gclid", "g" * 5000)))
    assert mapped.details == {"utm_source": "lettre", "gclid": "g" * LONGEST_TRACE}


def test_the_campaign_is_that_of_the_link_unless_one_is_named() -> None:
    assert map_answers(answers(("utm_campaign", "été"))).fields == {"campaign": "été"}
    assert map_answers(answers(("utm_campaign", "été"), ("campaign", "hiver"))).fields == {"campaign": "hiver"}
