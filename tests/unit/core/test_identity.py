"""Two spellings of one person or company compare equal; those of two do not."""

import phonenumbers
import pytest
from email_validator import EmailNotValidError, validate_email
from hypothesis import given
from hypothesis import strategies as st

from core.identity import (
    _plain_address,
    comparable_company,
    comparable_email,
    comparable_name,
    comparable_phone,
    host,
    is_free_mail,
    valid_siren,
    web_domain,
)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Marie@Radium.fr", "marie@radium.fr"),
        (" marie@radium.fr ", "marie@radium.fr"),
        ("m.a.rie+crm@gmail.com", "marie@googlemail.com"),
        ("marie+crm@outlook.com", "marie@outlook.com"),
        ("info@exämple.de", "info@xn--exmple-cua.de"),
    ],
)
def test_addresses_of_one_mailbox_compare_equal(one: str, other: str) -> None:
    assert comparable_email(one) == comparable_email(other) is not None


def test_dots_and_tags_count_outside_the_big_free_providers() -> None:
    assert comparable_email("m.arie@radium.fr") != comparable_email("marie@radium.fr")
    assert comparable_email("marie+crm@radium.fr") != comparable_email("marie@radium.fr")


@pytest.mark.parametrize("raw", ["", "marie", "marie@", "@radium.fr", "marie@radium", "a b@radium.fr"])
def test_what_is_no_address_has_no_comparable_form(raw: str) -> None:
    assert comparable_email(raw) is None


@pytest.mark.parametrize("raw", ["06 39 98 12 34", "+33 6 39 98 12 34", "0033639981234", "+33 (0)6.39.98.12.34"])
def test_spellings_of_one_number_compare_equal(raw: str) -> None:
    assert comparable_phone(raw) == "+33639981234"


def test_a_national_number_is_dialled_in_its_region() -> None:
    assert comparable_phone("020 7946 0123", "GB") == "+442079460123"


@pytest.mark.parametrize("raw", ["", "12", "call me", "06 39 98 12 34 56 78 90"])
def test_what_is_no_number_has_no_comparable_form(raw: str) -> None:
    assert comparable_phone(raw) is None


@pytest.mark.parametrize(
    "address",
    ["marie@radium.fr", "marie@mail.radium.fr", "https://www.radium.fr/contact?a=b", "www.radium.fr", "RADIUM.FR."],
)
def test_mail_and_site_of_one_firm_have_one_domain(address: str) -> None:
    assert web_domain(address) == "radium.fr"


def test_a_domain_under_a_public_suffix_of_two_parts_keeps_three() -> None:
    assert web_domain("https://shop.acme.co.uk/") == "acme.co.uk"


@pytest.mark.parametrize("address", ["marie@gmail.com", "marie@orange.fr", "no domain", "", "http://[::1"])
def test_no_firm_is_told_by_free_mail_or_by_what_is_no_address(address: str) -> None:
    assert web_domain(address) is None


def test_a_host_is_told_for_free_mail_too() -> None:
    assert host("marie@gmail.com") == "gmail.com"
    assert is_free_mail("Gmail.com")
    assert not is_free_mail("radium.fr")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Radium, S.A.S.", "RADIUM SAS"),
        ("SAS Radium", "Radium"),
        ("Dupont & Fils", "Dupont et Fils SARL"),
        ("Hübner Metallbau GmbH & Co. KG", "Hubner Metallbau"),
        ("Aérotech", "AEROTECH Inc."),
        ("Groß AG", "Gross"),
    ],
)
def test_names_of_one_company_compare_equal(one: str, other: str) -> None:
    assert comparable_company(one) == comparable_company(other) != ""


def test_a_company_that_is_called_like_a_legal_form_keeps_its_name() -> None:
    assert comparable_company("SA") == "sa"


def test_legal_forms_count_only_at_the_edges() -> None:
    assert comparable_company("Le Sas Vert SARL") != comparable_company("Le Vert SARL")


def test_the_order_of_names_does_not_matter() -> None:
    assert comparable_name("Éric", "TANGUY") == comparable_name("Tanguy Eric")
    assert comparable_name("Jean-Pierre", "D'Alembert") == comparable_name("jean pierre d’alembert".replace("’", "'"))


@pytest.mark.parametrize(("raw", "valid"), [("732 829 320", True), ("732829320", True), ("732829321", False)])
def test_a_siren_is_nine_digits_with_a_checksum(raw: str, valid: bool) -> None:
    assert valid_siren(raw) is valid


@pytest.mark.parametrize("raw", ["", "73282932", "7328293200", "73282932O", "٧٣٢٨٢٩٣٢٠"])
def test_what_is_not_nine_digits_is_no_siren(raw: str) -> None:
    assert not valid_siren(raw)


ADDRESSES = st.from_regex(
    r"[a-z0-9._+-]{1,70}@([a-z0-9-]{1,65}[.]){1,5}(fr|example|test|xn--p1ai|local|[a-z]{2,9})", fullmatch=True
)


@given(ADDRESSES)
def test_an_address_that_is_judged_quickly_is_judged_rightly(address: str) -> None:
    quickly = _plain_address(address)
    try:
        found = validate_email(address, check_deliverability=False)
    except EmailNotValidError:
        assert quickly is None
    else:
        assert quickly in {None, (found.local_part, found.ascii_domain)}


@given(
    st.from_regex(r"(0|[+]33|0033|33|[(]0[)])([ .-]?[0-9]){8,10}", fullmatch=True), st.sampled_from(["FR", "BE", None])
)
def test_a_number_that_is_judged_quickly_is_judged_rightly(raw: str, region: str | None) -> None:
    try:
        number = phonenumbers.parse(raw, region)
    except phonenumbers.NumberParseException:
        number = None
    is_one = number is not None and phonenumbers.is_possible_number(number)
    expected = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164) if number and is_one else None
    assert comparable_phone(raw, region) == expected
