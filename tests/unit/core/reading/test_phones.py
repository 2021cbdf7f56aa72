"""Telephone numbers out of text."""

import pytest

from core.reading.contact import Line
from core.reading.phones import find_phones, take_phones


def numbers(text: str, *regions: str) -> list[str]:
    return [f"{found.phone.e164} {found.phone.type}" for found in find_phones(text, regions or ("FR",))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("06 39 98 12 34", ["+33639981234 mobile"]),
        ("Tél. : +33 (0)1 99 00 12 34", ["+33199001234 work"]),
        ("0033 1 99 00 12 34", ["+33199001234 work"]),
        ("33 (0)1 99 00 12 34", ["+33199001234 work"]),
        ("(33) 01 99 00 12 34", ["+33199001234 work"]),
        ("01·99·00·12·34", ["+33199001234 work"]),
        ("O1 99 OO 12 34", ["+33199001234 work"]),
        ("☎+33 1 99 00 12 34", ["+33199001234 work"]),
        ("8+33 1 99 00 12 34", ["+33199001234 work"]),
        ("Tél./Fax 01 99 00 12 34", ["+33199001234 work"]),
        ("F. 01 99 00 12 34", ["+33199001234 fax"]),
        ("01 99 00 12 34 (fax)", ["+33199001234 fax"]),
        ("Fixe 06 39 98 12 34", ["+33639981234 work"]),
        ("Tél. direct : 01 99 00 12 34", ["+33199001234 work"]),
        ("01 99 00 12 34 – 06 39 98 12 34", ["+33199001234 work", "+33639981234 mobile"]),
        ("01 99 00 12 34 / 06 39 98 12 34", ["+33199001234 work", "+33639981234 mobile"]),
        ("01 99 00 12 34 06 39 98 12 34", ["+33199001234 work", "+33639981234 mobile"]),
        ("+33 1 99 00 12 34 +33 6 39 98 12 34", ["+33199001234 work", "+33639981234 mobile"]),
        ("T 01 99 00 12 34 M 06 39 98 12 34", ["+33199001234 work", "+33639981234 mobile"]),
        ("+1 212 555 0143", ["+12125550143 work"]),
    ],
)
def test_numbers_are_found_and_typed(text: str, expected: list[str]) -> None:
    assert numbers(text) == expected


@pytest.mark.parametrize(
    ("text", "region", "expected"),
    [
        ("07700 900123", "GB", ["+447700900123 mobile"]),
        ("(020) 7946 0123", "GB", ["+442079460123 work"]),
        ("(617) 555-0176", "US", ["+16175550176 work"]),
        ("Cell: 617.555.0176", "US", ["+16175550176 mobile"]),
        ("0151 / 23456789", "DE", ["+4915123456789 mobile"]),
        ("030/2 345 678", "DE", ["+49302345678 work"]),
    ],
)
def test_a_national_number_is_read_as_its_country_writes_it(text: str, region: str, expected: list[str]) -> None:
    assert numbers(text, region) == expected


@pytest.mark.parametrize(
    "text",
    [
        "ISO 14001",
        "ISO 9001 - ISO 14001 2015",
        "SIRET 732 829 320 00074",
        "RCS Paris B 732 829 320",
        "TVA FR 44 732829320",
        "007 Harrison Bypass 75002",
        "75002 Paris",
        "+123-456-7890",
        "01 99 00 12 3",
        "2024-2025",
    ],
)
def test_other_digits_are_no_telephone_number(text: str) -> None:
    assert numbers(text, "FR", "GB", "DE") == []


def test_the_range_after_a_number_goes_with_it() -> None:
    found, remaining = take_phones([Line("Tél. 03 88 21 05 40-41-42")], ["FR"])

    assert [one.phone.e164 for one in found] == ["+33388210540"]
    assert found[0].phone.raw == "03 88 21 05 40-41-42"
    assert not any(character.isalnum() for character in remaining[0].text)


def test_a_number_takes_its_label_along() -> None:
    _, remaining = take_phones([Line("Radium SA, Mobile : 06 39 98 12 34")], ["FR"])

    assert "Mobile" not in remaining[0].text
    assert remaining[0].text.startswith("Radium SA")


def test_a_number_that_stands_twice_is_found_once() -> None:
    found, _ = take_phones([Line("06 39 98 12 34"), Line("+33 6 39 98 12 34")], ["FR"])
    assert len(found) == 1


def test_a_letter_apart_is_a_label_and_no_digit() -> None:
    assert numbers("O 212.555.0142  C 917.555.0188", "US") == ["+12125550142 work", "+19175550188 mobile"]


@pytest.mark.parametrize(
    "text",
    ["RCS Bourg en Bresse 388 123 456", "N° de déclaration d'activité 52 44 08123 44", "RSAC Ajaccio 891 223 415"],
)
def test_a_register_of_several_words_is_no_telephone(text: str) -> None:
    assert numbers(text, "FR", "GB", "US", "LU") == []
