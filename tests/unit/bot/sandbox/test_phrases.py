"""Slack speaks two languages."""

from __future__ import annotations

import string

import pytest

from bot.sandbox.phrases import FRENCH, phrase


def fields(sentence: str) -> set[str | None]:
    return {name for _, name, _, _ in string.Formatter().parse(sentence)} - {None}


@pytest.mark.parametrize(("english", "french"), FRENCH.items())
def test_both_languages_say_the_same_values(english: str, french: str) -> None:
    assert fields(english) == fields(french)


@pytest.mark.parametrize("french", FRENCH.values())
def test_french_marks_never_begin_a_line(french: str) -> None:
    assert not any(f" {mark}" in french for mark in ":;?!»")


def test_everybody_else_reads_english() -> None:
    assert phrase("fr-FR", "The message is empty.") == "Le message est vide."
    assert phrase("de-DE", "The message is empty.") == "The message is empty."
