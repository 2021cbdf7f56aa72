"""Two recognisers' readings of one line."""

from core.reading.contact import Line
from core.reading.settle import agreed, settle


def test_readings_that_differ_only_in_spaces_agree_on_the_one_with_words_apart() -> None:
    assert settle([Line("Michael Chen", other="MichaelChen")]) == [Line("Michael Chen")]


def test_spaces_beside_dots_and_at_are_misread() -> None:
    assert settle([Line("avery. smith @contoso.com", other="avery.smith@contoso.com")])[0].text == (
        "avery.smith@contoso.com"
    )


def test_where_readings_differ_the_second_is_taken_and_the_first_kept() -> None:
    assert settle([Line("tmoreiG@adam.fr", other="tmorel@adam.fr")]) == [
        Line("tmorel@adam.fr", other="tmoreiG@adam.fr")
    ]


def test_an_empty_second_reading_changes_nothing() -> None:
    assert settle([Line("Radium", other=" ")])[0].text == "Radium"


def test_a_value_is_agreed_where_both_readings_have_it() -> None:
    lines = settle([Line("Radlum SA - Marie Curie", other="Radium SA - Marie Curie")])

    assert agreed("Marie Curie", lines)
    assert not agreed("Radium SA", lines)


def test_a_dot_of_an_address_counts() -> None:
    lines = settle([Line("johnsmith@acme.com", other="john.smith@acme.com")])
    assert not agreed("john.smith@acme.com", lines)
