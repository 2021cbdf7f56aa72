"""Postal addresses among the parts of a text."""

import pytest

from core.reading import read
from core.reading.addresses import country_of
from core.reading.contact import Line


@pytest.mark.parametrize(
    ("lines", "address", "country"),
    [
        (["12 bis, rue de la Paix", "75002 Paris"], "12 bis, rue de la Paix, 75002 Paris", None),
        (["ZAC des Érables", "5 rue Pons", "F-35000 Rennes"], "ZAC des Érables, 5 rue Pons, F-35000 Rennes", "FR"),
        (["2 Kingdom Street", "Paddington, London W2 6BD"], "2 Kingdom Street, Paddington, London W2 6BD", "GB"),
        (["3 Gillian Islands", "Wrightborough L4H 1TL"], "3 Gillian Islands, Wrightborough L4H 1TL", "GB"),
        (["Studio 3, Rowe Track", "Clivebury TD4 7XB"], "Studio 3, Rowe Track, Clivebury TD4 7XB", "GB"),
        (["792 Sean Divide", "New Lisaton, PA 52426"], "792 Sean Divide, New Lisaton, PA 52426", "US"),
        (
            ["1200 Boulevard of the Allies, Suite 300", "Pittsburgh, PA 15222"],
            "1200 Boulevard of the Allies, Suite 300, Pittsburgh, PA 15222",
            "US",
        ),
        (["Lindenstraße 17", "D-80331 München"], "Lindenstraße 17, D-80331 München", "DE"),
        (["Keizersgracht 123", "1015 CJ Amsterdam"], "Keizersgracht 123, 1015 CJ Amsterdam", "NL"),
        (["C/ Mayor 12, 28013 Madrid"], "C/ Mayor 12, 28013 Madrid", None),
        (["Beijing, China 100000"], "Beijing, China 100000", "CN"),
        (["123 Anywhere St., Any City"], "123 Anywhere St., Any City", None),
        (["Adresse : Le Moulin, 05100 Briançon"], "Le Moulin, 05100 Briançon", None),
    ],
)
def test_an_address_is_gathered_from_its_lines(lines: list[str], address: str, country: str | None) -> None:
    contact = read(["Marie Curie", *lines, "06 39 98 12 34"])

    assert contact.address is not None
    assert contact.address.replace("St,", "St.,") == address
    assert country in {None, contact.country}
    assert contact.last_name == "Curie"


def test_an_address_in_the_right_column_is_not_mixed_with_the_left() -> None:
    left = [Line("01 99 00 12 34", 20, 100, 0, 200), Line("Radium SA", 20, 130, 0, 200)]
    right = [Line("5 rue Pons", 20, 101, 600, 900), Line("35000 Rennes", 20, 131, 600, 900)]

    contact = read([left[0], right[0], left[1], right[1]])

    assert contact.address == "5 rue Pons, 35000 Rennes"
    assert contact.company == "Radium SA"


def test_a_company_named_like_a_street_alone_is_no_address() -> None:
    assert read("Domaine des Vignes SARL").address is None


@pytest.mark.parametrize(
    ("text", "country"),
    [("Paris, France", "FR"), ("Köln, Deutschland", "DE"), ("Leeds LS1 6DT", "GB"), ("75002 Paris", None)],
)
def test_a_country_is_told_by_name_or_by_a_postal_code_of_its_own(text: str, country: str | None) -> None:
    assert country_of(text) == country


def _printed(*texts: str) -> list[Line]:
    return [Line(text, height=20, top=30 * place, left=0, right=10 * len(text)) for place, text in enumerate(texts)]


def test_the_second_office_is_no_part_of_the_first_ones_address() -> None:
    contact = read(
        _printed("Marie Curie", "9, rue Alaric II - 31000 Toulouse", "Siège social : 60 rue Pons - 69003 Lyon")
    )

    assert contact.address == "9, rue Alaric II, 31000 Toulouse"


def test_a_hamlet_that_no_word_tells_stands_above_its_town_and_is_doubted() -> None:
    contact = read(_printed("Clémence Roy", "Maroquinière", "Le Bourg", "87460 Bujaleuf", "06 39 98 08 55"))

    assert contact.address == "Le Bourg, 87460 Bujaleuf"
    assert "address" in contact.uncertain
    assert contact.rest == ()
