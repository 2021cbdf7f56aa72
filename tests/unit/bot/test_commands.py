"""The table of commands: each says what it does and shows examples that route to itself."""

from __future__ import annotations

import pytest

from bot.commands import TOPICS, Command
from bot.completion import completions
from bot.offered import examples_of, offered
from bot.router import ALL, examples, route
from core import cycle
from core.errors import NotUnderstood
from core.language import Language

LANGUAGES = [Language("fr"), Language("en")]


@pytest.mark.parametrize("language", LANGUAGES, ids=["fr", "en"])
@pytest.mark.parametrize("command", ALL, ids=[command.NAME.value for command in ALL])
def test_the_examples_of_a_command_route_to_it(command: Command, language: Language) -> None:
    assert command.EXAMPLES
    for example in command.EXAMPLES:
        chosen, text = route(example.shown(language), language)
        assert chosen is command
        assert example.shown(language).endswith(text)


@pytest.mark.parametrize("language", LANGUAGES, ids=["fr", "en"])
def test_no_command_is_hidden_behind_another(language: Language) -> None:
    for command in ALL:
        for spelling in command.NAME.spellings:
            assert route(spelling, language)[0] is command


def test_a_topic_of_the_help_has_no_word_of_a_command_or_of_another_topic() -> None:
    names = [*(command.NAME for command in ALL), *(topic.name for topic in TOPICS)]
    spelled = [spelling for name in names for spelling in name.spellings]
    assert [word for topic in TOPICS for word in topic.name.spellings if spelled.count(word) > 1] == []


@pytest.mark.parametrize("typed", ["devis", "Quote", "facture", "prospect L-1"])
def test_a_noun_where_a_verb_stands_is_answered_with_its_topic(typed: str) -> None:
    command, text = route(typed, Language("fr"))
    assert (command.NAME.value, text) == ("help", typed)


def test_a_topic_without_commands_is_unknown() -> None:
    with pytest.raises(NotUnderstood):
        route("commande", Language("fr"), cycle.build(adapted={"order": "off"}))


def test_nothing_means_help_and_a_reference_alone_means_show() -> None:
    english = Language("en")
    assert route("", english)[0].NAME.value == "help"
    assert route("L-42", english) == (next(c for c in ALL if c.NAME.value == "show"), "L-42")


def test_an_unknown_word_is_refused_with_the_nearest() -> None:
    with pytest.raises(NotUnderstood, match="Did you mean: promote"):
        route("promot3 L-1", Language("en"))


def test_a_word_like_none_is_told_where_all_are_rather_than_forty_words() -> None:
    with pytest.raises(NotUnderstood) as refusal:
        route("xyzzy", Language("en"))
    told = refusal.value.explain(Language("fr")).replace("\u00a0", " ")
    assert told == "« xyzzy » est inconnu. Tout ce que l’on peut taper : /crm aide"


def test_a_refused_command_is_shown_its_nearest_examples() -> None:
    shown = examples("create opportunity", cycle.build(), Language("en"))
    assert shown[0].startswith("create opportunity")
    assert examples("xyzzy", cycle.build(), Language("en")) == []


def test_examples_of_a_step_that_is_off_are_left_out() -> None:
    rules = cycle.build(adapted={"quote": "off", "order": "off", "invoice": "off"})
    for command in offered(ALL, rules):
        assert examples_of(command, rules)
        assert all(example.kind != "quote" for example in examples_of(command, rules))


def test_completion_offers_every_command_in_both_languages() -> None:
    offered = completions(cycle.build())
    assert [each["word"]["fr"] for each in offered][:3] == ["créer", "promouvoir", "avancer"]
    assert all(each["hint"]["en"].startswith(each["word"]["en"]) for each in offered)
