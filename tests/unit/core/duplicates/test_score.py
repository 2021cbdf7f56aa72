"""What two records have in common, scored and explained."""

from __future__ import annotations

from typing import Any

import pytest

from core.duplicates.score import Match, compare
from core.duplicates.traits import traits
from core.language import Language
from core.model import Account, Contact, Lead

ANOTHER = {"first_name": "Jean", "last_name": "Valjean", "company": "Galère"}


def a_lead(**fields: Any) -> Lead:
    return Lead(**{"id": 1, "first_name": "Marie", "last_name": "Curie", "company": "Radium SA"} | fields)


def matched(one: Any, other: Any, *shared: str) -> Match:
    match = compare(one, other, shared)
    assert match
    return match


def test_traits_are_in_comparable_form() -> None:
    lead = a_lead(
        email="Marie.Curie+crm@Gmail.com",
        phone="06 39 98 12 34",
        website="https://www.radium.example/",
        siren="732 829 320",
    )
    found = traits(lead)
    assert {
        ("email", "mariecurie@gmail.com"),
        ("phone", "+33639981234"),
        ("domain", "radium.example"),
        ("siren", "732829320"),
        ("company", "radium"),
        ("name", "curie marie"),
    } <= found
    assert not any("gmail.com" in value for trait, value in found if trait == "domain")


def test_a_siret_holds_its_siren_and_nonsense_is_no_trait() -> None:
    assert ("siren", "732829320") in traits(a_lead(siren="732 829 320 00074"))
    for wrong in ("123456789", "000000000", "unknown"):
        assert "siren" not in {trait for trait, _value in traits(a_lead(siren=wrong))}


def test_both_numbers_of_a_person_are_phones() -> None:
    found = traits(a_lead(phone="01 99 00 12 34", mobile="06 39 98 12 34"))
    assert {value for trait, value in found if trait == "phone"} == {"+33199001234", "+33639981234"}


def test_a_misspelt_name_at_a_misspelt_company_is_still_looked_at() -> None:
    one, other = a_lead(), a_lead(last_name="Curry", company="Radiums")
    assert {value for trait, value in traits(one) & traits(other) if trait == "near"} == {"radi cur"}


def test_an_account_and_a_contact_have_the_traits_of_a_lead() -> None:
    account = Account(name="Radium SAS", website="radium.example", phone="+33199001234")
    contact = Contact(first_name="Marie", last_name="Curie", email="marie@radium.example", account=account)
    lead = traits(a_lead(email="marie@radium.example", phone="+33199001234"))
    assert {trait for trait, _value in traits(account) & lead} == {"phone", "domain", "company", "near"}
    assert {trait for trait, _value in traits(contact) & lead} >= {"email", "domain", "company", "name"}


@pytest.mark.parametrize("trait", ["siren", "email", "phone"])
def test_what_only_one_has_is_strong(trait: str) -> None:
    assert matched(a_lead(), a_lead(**ANOTHER), trait).strength == "strong"


MEDIUM: dict[str, tuple[dict[str, Any], tuple[str, ...]]] = {
    "name and company": ({"last_name": "Currie", "company": "Radium SAS"}, ("near",)),
    "name and domain": ({"company": "Polonium"}, ("domain",)),
}
WEAK_OR_LESS: dict[str, tuple[dict[str, Any], tuple[str, ...], str | None]] = {
    "a colleague": ({"first_name": "Pierre"}, ("domain", "company"), "weak"),
    "a namesake": ({"company": "Galère"}, ("name",), None),
    "the same company only": ({"first_name": "Irène", "last_name": "Joliot"}, ("company",), None),
}


@pytest.mark.parametrize("case", MEDIUM)
def test_likeness_in_two_things_is_medium(case: str) -> None:
    fields, shared = MEDIUM[case]
    assert matched(a_lead(), a_lead(**fields), *shared).strength == "medium"


@pytest.mark.parametrize("case", WEAK_OR_LESS)
def test_one_thing_alone_is_weak_or_nothing(case: str) -> None:
    fields, shared, strength = WEAK_OR_LESS[case]
    match = compare(a_lead(), a_lead(**fields), shared)
    assert (match.strength if match else None) == strength


def test_an_account_of_the_same_name_is_medium() -> None:
    assert matched(a_lead(), Account(name="Radium SAS"), "company").strength == "medium"


def test_a_match_is_explained_in_the_readers_language() -> None:
    match = matched(a_lead(company=None), a_lead(last_name="Curie-X"), "phone", "domain")
    assert match.explain(Language("en")) == "same phone, same web domain, name 0.92"
    assert match.explain(Language("fr")) == "même téléphone, même domaine web, nom 0,92"


def test_more_in_common_scores_higher() -> None:
    same_phone = matched(a_lead(), a_lead(**ANOTHER), "phone")
    and_name = matched(a_lead(), a_lead(company="Galère"), "phone")
    and_email = matched(a_lead(), a_lead(company="Galère"), "phone", "email")
    assert same_phone.score < and_name.score < and_email.score < 1
