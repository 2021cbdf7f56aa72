"""Sentences in French and English, with their values written as the language writes them."""

from __future__ import annotations

import string
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import get_args

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from core import errors
from core.actions.editable import FIELDS
from core.actions.offer import spoken
from core.checks import requirable
from core.cycle import COMMANDS, FORECAST_CATEGORIES, KINDS, Mode, build
from core.language import CATALOGUES, Language, Term, Terms, Verbatim, closest
from core.model.submission import STATES
from core.model.user import ROLES
from core.money import Money

ROOT = Path(__file__).parents[3]
FRENCH, ENGLISH = Language("fr"), Language("en")
ERRORS = [name for name, thing in vars(errors).items() if isinstance(thing, type) and issubclass(thing, Exception)]
KEYWORDS = {"say": None, "mark": None, "say_many": (1, 2), **dict.fromkeys(ERRORS)}
PACKAGES = ("core", "bot", "intake", "cli")


@pytest.mark.parametrize(
    ("value", "french", "english"),
    [
        (Money(Decimal("1234.5")), "1\u202f234,50\xa0€", "€1,234.50"),
        (Decimal("2.125"), "2,125", "2.125"),
        (date(2026, 3, 1), "1er mars 2026", "1 March 2026"),
        (date(2026, 3, 21), "21 mars 2026", "21 March 2026"),
        (datetime(2026, 3, 1, 9, 5, tzinfo=UTC), "01/03/2026 09:05", "01/03/2026, 09:05"),
        (Terms.of(["draft", "sent"]), "brouillon, envoyé", "draft, sent"),
        (Term("lead"), "prospect", "lead"),
    ],
)
def test_values_are_written_as_the_language_writes_them(value: object, french: str, english: str) -> None:
    assert FRENCH.write(value) == french
    assert ENGLISH.write(value) == english


def test_what_people_wrote_is_escaped_and_what_is_ours_is_not() -> None:
    shouting = Language("en", str.upper)
    assert shouting.say("{name} is {state}", name="ann", state=Verbatim("*new*")) == "ANN is *new*"


@pytest.mark.parametrize(
    ("tag", "code"), [("fr-FR", "fr"), ("fr_CA", "fr"), ("en-US", "en"), ("de-DE", "en"), ("", "fr"), (None, "fr")]
)
def test_the_closest_language_is_chosen(tag: str | None, code: str) -> None:
    assert closest(tag) == code


def sentences() -> set[str | tuple[str, ...]]:
    methods = [("**.py", "python"), ("**.html", "jinja2")]
    folders = [*(ROOT / package for package in PACKAGES), ROOT / "templates" / "pages"]
    return {
        message
        for folder in folders
        for _, _, message, _, _ in extract_from_dir(folder, methods, keywords=KEYWORDS)
        if message
    }


def test_every_sentence_is_there_in_french() -> None:
    with (CATALOGUES / "fr.po").open("rb") as file:
        catalogue = read_po(file)
    translated = {entry.id if isinstance(entry.id, str) else tuple(entry.id) for entry in catalogue if entry.string}
    assert sentences() - translated == set()


def terms_of_the_cycle() -> set[str]:
    """The words that no sentence shows to the extractor, because they are data."""
    cycles = (build(), build(adapted={"invoice": "export"}))
    steps = [step for cycle in cycles for step in cycle.steps.values()]
    states = {state.name for step in steps for state in step.states}
    moves = [move for step in steps for move in step.moves]
    shown = {move.verb for move in moves} | {need for move in moves for need in move.needs} | {*get_args(Mode)}
    required = {name.replace("_", " ") for kind in KINDS for name in requirable(kind)}
    reasons = {reason for step in steps for reason in step.reasons}
    return states | reasons | shown | required | COMMANDS | {*ROLES, *FORECAST_CATEGORIES, *STATES}


def test_every_word_of_the_cycle_is_there_in_french() -> None:
    with (CATALOGUES / "fr.po").open("rb") as file:
        translated = {entry.id for entry in read_po(file) if entry.string}
    assert terms_of_the_cycle() - translated == set()


def test_every_field_that_can_be_changed_is_named_in_french() -> None:
    with (CATALOGUES / "fr.po").open("rb") as file:
        translated = {entry.id for entry in read_po(file) if entry.string}
    assert {spoken(name) for fields in FIELDS.values() for name in fields} - translated == set()


def test_a_translation_has_the_values_of_its_sentence() -> None:
    with (CATALOGUES / "fr.po").open("rb") as file:
        for entry in read_po(file):
            for english in [entry.id] if isinstance(entry.id, str) else entry.id:
                french = entry.string if isinstance(entry.string, str) else entry.string[-1]
                assert fields(french) == fields(english), english


def fields(sentence: str) -> set[str | None]:
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name is not None}


def test_french_puts_a_no_break_space_before_its_high_marks() -> None:
    with (CATALOGUES / "fr.po").open("rb") as file:
        for entry in read_po(file):
            for french in [entry.string] if isinstance(entry.string, str) else entry.string:
                assert not any(f" {mark}" in french for mark in "?!;:»"), french
