"""Two recognisers' readings of one line."""

from core.reading.contact import Line
from core.reading.settle import readings, settle


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


def test_a_reading_that_makes_a_telephone_number_goes_before_one_that_makes_none() -> None:
    lines = [Line("Tél. +33 (0)1 99 00 12 34", other="Tél. +3 (0)199001234")]
    assert settle(lines)[0].text == "Tél. +33 (0)1 99 00 12 34"


def test_a_reading_that_makes_a_postal_code_goes_before_one_that_makes_none() -> None:
    assert settle([Line("Salem, IA 08425", other="Salem, IÀ 08425")])[0].text == "Salem, IA 08425"


def test_an_empty_second_reading_changes_nothing() -> None:
    assert settle([Line("Radium", other=" ")])[0].text == "Radium"


def test_each_recogniser_s_reading_stands_alone_without_what_it_did_not_see() -> None:
    lines = [Line("Radlum", other="Radium"), Line("", other="Marie")]
    assert readings(lines) == [[Line("Radlum")], [Line("Radium"), Line("Marie")]]


def test_typed_text_was_read_once() -> None:
    assert readings([Line("Radium")]) == []


def test_a_reading_with_letters_that_no_word_has_gives_way() -> None:
    assert settle([Line("Génie Civil", other="Génie CiviI")])[0].text == "Génie Civil"
    assert settle([Line("lsabelle", other="Isabelle")])[0].text == "Isabelle"


def test_a_reading_whose_words_stand_elsewhere_on_the_card_goes_before_one_whose_do_not() -> None:
    site = Line("www.soderex-ing.fr", other="www.soderex-ing.fr")
    mail = Line("a.masson@soderex-ing.fr", other="a.masson@soderex-lng.fr")

    assert settle([mail, site])[0].text == "a.masson@soderex-ing.fr"
