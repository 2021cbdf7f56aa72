"""The same submission has the same key, and another one has another."""

from datetime import date

from intake.identity import FILLING, key_of_answers, key_of_bytes
from intake.payload import Answer

TODAY, TOMORROW = date(2026, 3, 2), date(2026, 3, 3)
MARIE, PIERRE = Answer("name", "Marie"), Answer("name", "Pierre")
FORM = Answer(FILLING, "5ae2")


def test_the_same_answers_on_one_day_are_one_submission() -> None:
    assert key_of_answers([MARIE], TODAY) == key_of_answers([MARIE], TODAY)


def test_the_same_answers_on_another_day_are_a_new_one() -> None:
    assert key_of_answers([MARIE], TODAY) != key_of_answers([MARIE], TOMORROW)


def test_one_filling_in_of_our_form_is_one_submission_on_any_day() -> None:
    assert key_of_answers([FORM, MARIE], TODAY) == key_of_answers([FORM, MARIE], TOMORROW)


def test_two_people_who_got_one_page_from_a_cache_are_two() -> None:
    assert key_of_answers([FORM, MARIE], TODAY) != key_of_answers([FORM, PIERRE], TODAY)


def test_an_empty_id_identifies_nothing() -> None:
    empty = Answer(FILLING, "")
    assert key_of_answers([empty, MARIE], TODAY) != key_of_answers([empty, MARIE], TOMORROW)


def test_bytes_are_known_by_their_digest_and_day() -> None:
    assert key_of_bytes(b"photo", TODAY) == key_of_bytes(b"photo", TODAY) != key_of_bytes(b"other", TODAY)
