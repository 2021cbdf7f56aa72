"""What may be typed for a word."""

from __future__ import annotations

import pytest

from bot import words
from bot.words import Word, choose, choose_beginning, first, mentioned, reference
from core.errors import NotUnderstood
from core.language import Language
from core.numbers import Pattern

ENGLISH, FRENCH = Language("en"), Language("fr")
WORDS = (
    Word("create", ("create", "new"), ("créer",)),
    Word("promote", ("promote",), ("promouvoir",)),
    Word("advance", ("advance",), ("avancer",)),
    Word("abandon", ("abandon",), ("abandonner",)),
)


@pytest.mark.parametrize("typed", ["create", "CREATE", "créer", "creer", "cré", "c", "new", "NE"])
def test_a_word_is_taken_in_both_languages_without_accents_or_case_and_by_its_beginning(typed: str) -> None:
    assert choose(typed, WORDS, ENGLISH) == "create"


def test_a_beginning_that_fits_several_words_names_them_in_the_readers_language() -> None:
    with pytest.raises(NotUnderstood) as refusal:
        choose("a", WORDS, FRENCH)
    assert refusal.value.explain(ENGLISH) == "“a” can mean: avancer, abandonner. Type more of it."


def test_a_whole_word_wins_over_longer_ones_that_begin_with_it() -> None:
    assert choose("contact", words.KINDS, ENGLISH) == "contact"
    assert choose("abandon", WORDS, FRENCH) == "abandon"


@pytest.mark.parametrize(("typed", "meant"), [("craete", "create"), ("promte", "promote"), ("avence", "advance")])
def test_a_near_miss_suggests_the_right_word(typed: str, meant: str) -> None:
    with pytest.raises(NotUnderstood, match=f"Did you mean: {meant}"):
        choose(typed, WORDS, ENGLISH)


def test_what_is_like_nothing_is_answered_with_all_there_is() -> None:
    with pytest.raises(NotUnderstood, match="There are: create, promote, advance, abandon"):
        choose("xyzzy", WORDS, ENGLISH)


@pytest.mark.parametrize("typed", ["", " ", "é", "<!channel>", "🎉" * 500, "\u202edlo"])
def test_rubbish_is_refused_and_never_chosen(typed: str) -> None:
    with pytest.raises(NotUnderstood):
        choose(typed, WORDS, ENGLISH)


@pytest.mark.parametrize("text", ["needs analysis too late", "Needs  Analysis too late", "needs too late"])
def test_a_text_may_begin_with_a_choice_of_several_words(text: str) -> None:
    stages = [words.term("needs analysis"), words.term("won")]
    assert choose_beginning(text, stages, ENGLISH) == ("needs analysis", "too late")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("L-42", ("L-42", "")),
        ("l 42 too late", ("l 42", "too late")),
        ("L42, too late", ("L42", "too late")),
        ("DV-2026-0042 sent", ("DV-2026-0042", "sent")),
        ("dv2026-42", ("dv2026-42", "")),
        ("A-3 Refonte 12 k€", ("A-3", "Refonte 12 k€")),
        ("Marie Curie", ("Marie", "Curie")),
        ("L-42\nsecond line", ("L-42", "second line")),
        ("", ("", "")),
    ],
)
def test_a_reference_is_found_at_the_beginning_as_people_type_it(text: str, expected: tuple[str, str]) -> None:
    assert reference(text) == expected


OWN = [Pattern.of("F{year}/{number:05}"), Pattern.of("{number:03}-AB"), Pattern.of("DV")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("F2026/00012 issued", ("F2026/00012", "issued")),
        ("f2026/12, too late", ("f2026/12", "too late")),
        ("F202612", ("F202612", "")),
        ("F 2026", ("F 2026", "")),
        ("042-AB sent", ("042-AB", "sent")),
        ("dv 2026 42 sent", ("dv 2026 42", "sent")),
        ("DV-2026-0042-x", ("DV-2026-0042-x", "")),
        ("P-3", ("P-3", "")),
        ("t5 call", ("t5", "call")),
        ("F2026/ Curie", ("F2026/", "Curie")),
    ],
)
def test_the_companys_own_numbers_are_found_too(text: str, expected: tuple[str, str]) -> None:
    assert reference(text, OWN) == expected


def test_the_first_word_leaves_the_rest_as_it_was_typed() -> None:
    assert first("  log  L-42  a  b ") == ("log", "L-42  a  b")
    assert first("") == ("", "")


def test_mentions_are_found_with_and_without_a_name() -> None:
    assert mentioned("to <@U0OLIVER|oliver> and <@W123> but not @nadia or <#C1|leads>") == ["U0OLIVER", "W123"]


@pytest.mark.parametrize("table", [words.KINDS, words.ACTIVITIES, words.GROUPS])
def test_no_spelling_stands_for_two_things(table: tuple[Word, ...]) -> None:
    spellings = [spelling for word in table for spelling in word.spellings]
    assert len(spellings) == len(set(spellings))
