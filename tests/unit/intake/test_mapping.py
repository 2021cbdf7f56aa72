"""Answers become a lead's fields, and nothing that was answered gets lost."""

import pytest

from core.actions.create import LONGEST
from core.field_rules import FieldRule
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


def told(key: str, value: str, label: str = "", kind: str = "") -> Answer:
    return Answer(key, value, label, kind)


def rules(**own: list[str]) -> dict[str, list[FieldRule]]:
    return {name: [FieldRule.of(rule) for rule in texts] for name, texts in own.items()}


def test_a_type_says_more_than_a_name() -> None:
    mapped = map_answers([told("q1", "Marie", "E-mail"), told("q2", "m@radium.example", "Où vous écrire ?", "email")])
    assert mapped.fields == {"email": "m@radium.example"}
    assert mapped.details == {"E-mail": "Marie"}


def test_of_two_of_a_type_the_one_that_is_named_so_counts() -> None:
    other = told("q1", "chef@radium.example", "Adresse de votre responsable", "email")
    mapped = map_answers([other, told("q2", "marie@radium.example", "E-mail", "email")])
    assert mapped.fields == {"email": "marie@radium.example"}
    assert mapped.details == {"Adresse de votre responsable": "chef@radium.example"}


def test_a_phone_that_is_called_mobile_is_one() -> None:
    mapped = map_answers([told("q1", "01 99 00 12 34", "Fixe", "tel"), told("q2", "06 39 98 12 34", "Portable", "tel")])
    assert mapped.fields == {"phone": "01 99 00 12 34", "mobile": "06 39 98 12 34"}


def test_an_address_is_known_by_itself_where_nothing_names_one() -> None:
    assert map_answers(answers(("4", "marie@radium.example"))).fields == {"email": "marie@radium.example"}
    both = map_answers(answers(("4", "chef@radium.example"), ("email", "marie@radium.example")))
    assert (both.fields, both.details) == ({"email": "marie@radium.example"}, {"4": "chef@radium.example"})
    assert map_answers(answers(("4", "écrire à marie@radium.example"))).fields == {}


def test_a_rule_of_the_company_goes_before_ours_and_the_other_fields_go_by_ours() -> None:
    given = [told("q1", "a@radium.example", "E-mail", "email"), told("q2", "b@radium.example", "Secours", "email")]
    mapped = map_answers([*given, told("nom", "Curie")], rules(email=["key:absent", "label:secours"]))
    assert mapped.fields == {"email": "b@radium.example", "last_name": "Curie"}
    assert mapped.details == {"E-mail": "a@radium.example"}


def test_the_first_rule_that_fits_counts_whatever_came_first() -> None:
    given = [told("q1", "a@radium.example", "", "email"), told("q2", "b@radium.example")]
    assert map_answers(given, rules(email=["key:q2", "type:email"])).fields == {"email": "b@radium.example"}


def test_a_field_without_rules_of_its_own_is_left_empty() -> None:
    mapped = map_answers(answers(("topic", "Devis"), ("nom", "Curie")), rules(topic=[]))
    assert (mapped.fields, mapped.details) == ({"last_name": "Curie"}, {"topic": "Devis"})


def test_an_answer_fills_one_field_only() -> None:
    mapped = map_answers([told("q1", "Radium")], rules(company=["key:q1"], topic=["key:q1"]))
    assert mapped.fields == {"company": "Radium"}


def test_a_hidden_field_of_a_tool_is_a_trace_by_its_label() -> None:
    assert map_answers([told("question_a_1", "lettre", "utm_source")]).details == {"utm_source": "lettre"}
