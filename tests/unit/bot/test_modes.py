"""A step that is off is in nothing that people read; one of another system can be looked at only."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from babel.messages.extract import extract

from bot.commands import TOPICS, Command
from bot.commands.create import kinds
from bot.completion import completions
from bot.mrkdwn import speech
from bot.offered import examples_of, offered
from bot.router import ALL, route
from bot.views.facts import FACTS
from bot.views.help import help_view, topic_view, word_view
from bot.views.home import home_view
from bot.views.listing import PLURALS, rows
from bot.views.moves import NEEDS_INPUT
from bot.views.record import record_card
from bot.views.record_modals import Known, line_modal, move_modal
from core.actions.guards import GUARDS
from core.cycle import Cycle, build
from core.cycle.diagram import diagram
from core.errors import NotUnderstood
from core.language import Language
from core.model import RECORDS, Record
from core.money import ZERO
from core.queries.worklist import Worklist
from tests.integration.talk import action_ids
from tests.unit.bot.records import a_contact, a_lead, a_line, an_account, an_opportunity, card

# A step's words and the beginnings of its numbers, in both languages.
WORDS = {
    "quote": r"\b(quotes?|devis)\b|\bDV-",
    "order": r"\b(orders?|commandes?)\b|\bBC-",
    "invoice": r"\b(invoices?|invoiced|bill|bills|billed|credit notes?|factur\w+)\b|\b(FA|AV)-",
}
CONFIGURATIONS: dict[str, dict[Any, Any]] = {
    "all own": {},
    "orders off": {"order": "off"},
    "invoices off": {"invoice": "off"},
    "neither": {"order": "off", "invoice": "off"},
    "no quotes": {"quote": "off", "order": "off", "invoice": "off"},
    "no quotes, invoices mirrored": {"quote": "off", "order": "off", "invoice": "mirror"},
    "orders mirrored, invoices off": {"order": "mirror", "invoice": "off"},
    "orders mirrored, invoices exported": {"order": "mirror", "invoice": "export"},
    "orders off, invoices mirrored": {"order": "off", "invoice": "mirror"},
}
CYCLES = {name: build(adapted=modes) for name, modes in CONFIGURATIONS.items()}
LANGUAGES = {code: speech(code) for code in ("fr", "en")}
SALE = {"version": 1, "currency": "EUR", "subject": "Audit", "net": ZERO, "vat": ZERO, "gross": ZERO, "subtotal": ZERO}


def a_record(kind: str, state: str) -> Record:
    """One in this state, whose own fields say nothing of any step."""
    if kind == "lead":
        return a_lead(state=state)
    if kind == "opportunity":
        return an_opportunity(state=state)
    model: Any = RECORDS[kind]
    own = {"type": "invoice", "paid": ZERO, "credited": ZERO, "deducted": ZERO} if kind == "invoice" else {}
    lines = [a_line(model.lines.property.mapper.class_)]
    fields = SALE | own | {"id": 7, "number": "X-1", "state": state, "discount": ZERO, "vat_scheme": "standard"}
    return model(account=an_account(), lines=lines, terms={}, vat_lines=[], **fields)  # type: ignore[no-any-return]


def records(cycle: Cycle) -> Iterator[Record]:
    yield from (an_account(), a_contact())
    for kind in cycle.kinds:
        yield from (a_record(kind, state.name) for state in cycle.step(kind).states)


def shown(cycle: Cycle, language: Language) -> Iterator[tuple[str, Any]]:
    """Everything that a person reads, each with what it is."""
    yield "help", help_view(language, cycle, TOPICS)
    for topic in TOPICS:
        if offered(topic.commands, cycle):
            yield f"help of {topic.name.value}", topic_view(language, cycle, topic)
    for command in offered(ALL, cycle):
        yield f"help of {command.NAME.value}", word_view(language, cycle, command)
    yield "completion", completions(cycle)
    yield "choices of create", [(kind.shown(language), *sorted(kind.spellings)) for kind in kinds(cycle)]
    yield "diagram", diagram(language, cycle)
    for record in records(cycle):
        yield f"card of {record.reference}", record_card(language, card(record, cycle))
        yield f"row of {record.reference}", rows(language, [record])
    yield "home", home_view(language, "Camille", [Worklist(kind, [], more=True) for kind in cycle.kinds])
    yield "headings", [language.say(PLURALS[kind]) for kind in cycle.kinds]
    yield "facts", [language.say(name) for kind in cycle.kinds for name, _read in FACTS[kind]]
    yield from moves(cycle, language)


def moves(cycle: Cycle, language: Language) -> Iterator[tuple[str, Any]]:
    """What a move asks for, and how it is refused."""
    for step in (cycle.step(kind) for kind in cycle.kinds):
        for move in step.moves:
            record = a_record(step.kind, min(move.start))
            yield f"label of {move.label}", language.say(move.label)
            yield f"states of {move.label}", [language.say(state) for state in (*move.start, move.end)]
            yield f"refusals of {move.label}", [language.say(GUARDS[need][2]) for need in move.needs]
            if NEEDS_INPUT & {*move.needs}:
                yield f"modal of {move.label}", move_modal(language, record, move, Known(step.reasons))
        yield f"line of {step.kind}", line_modal(language, a_record(step.kind, step.first_state))


def without_names(value: Any) -> str:
    """The text without action ids and the kinds that buttons carry, which nobody sees."""
    text = value if isinstance(value, str) else json.dumps(value, default=vars, ensure_ascii=False)
    return re.sub(r'"(value|action_id|callback_id|private_metadata|block_id)": "([^"\\]|\\.)*"', "", text)


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("name", CONFIGURATIONS)
def test_nothing_that_people_read_speaks_of_a_step_that_is_off(name: str, code: str) -> None:
    cycle = CYCLES[name]
    forbidden = [words for kind, words in WORDS.items() if kind not in cycle.kinds]
    found = {
        what: match[0]
        for what, value in shown(cycle, LANGUAGES[code])
        for words in forbidden
        if (match := re.search(words, without_names(value), re.IGNORECASE))
    }
    assert found == {}


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("kind", WORDS)
def test_the_words_are_found_where_the_step_is_on(kind: str, code: str) -> None:
    """So that the test above could fail."""
    everything = " ".join(without_names(value) for _what, value in shown(CYCLES["all own"], LANGUAGES[code]))
    assert re.search(WORDS[kind], everything, re.IGNORECASE)


def a_command(kind: str, *, writes: bool) -> Any:
    return SimpleNamespace(STEP=(kind,), WRITES=writes, EXAMPLES=())


@pytest.mark.parametrize(
    ("name", "reading", "writing"),
    [
        ("all own", True, True),
        ("orders off", False, False),
        ("orders mirrored, invoices off", True, False),
    ],
)
def test_a_command_about_a_step_is_offered_where_it_can_work(name: str, reading: bool, writing: bool) -> None:
    cycle = CYCLES[name]
    assert bool(offered([a_command("order", writes=False)], cycle)) is reading
    assert bool(offered([a_command("order", writes=True)], cycle)) is writing


def test_a_command_about_several_steps_is_offered_while_one_of_them_is_on() -> None:
    command = SimpleNamespace(STEP=("order", "invoice"), WRITES=True, EXAMPLES=())
    assert offered([command], CYCLES["orders off"])  # type: ignore[list-item]
    assert not offered([command], CYCLES["neither"])  # type: ignore[list-item]


@pytest.mark.parametrize("name", CONFIGURATIONS)
def test_a_command_that_is_not_offered_is_unknown_and_not_suggested(name: str) -> None:
    cycle = CYCLES[name]
    for command in [command for command in ALL if command not in offered(ALL, cycle)]:
        with pytest.raises(NotUnderstood) as refusal:
            route(command.NAME.value, Language("en"), cycle)
        assert command.NAME.value not in refusal.value.explain(Language("en")).partition("unknown")[2]


@pytest.mark.parametrize("name", CONFIGURATIONS)
def test_every_command_that_is_offered_has_an_example(name: str) -> None:
    lacking: list[Command] = [each for each in offered(ALL, CYCLES[name]) if not examples_of(each, CYCLES[name])]
    assert lacking == []


@pytest.mark.parametrize(
    ("name", "made_of_it"),
    [("orders mirrored, invoices off", set()), ("orders mirrored, invoices exported", {"bill", "deposit"})],
)
def test_a_record_of_another_system_is_not_made_or_changed_here(name: str, made_of_it: set[str]) -> None:
    cycle = CYCLES[name]
    assert "order" not in [kind.value for kind in kinds(cycle)]
    assert ("invoice" in [kind.value for kind in kinds(cycle)]) is bool(made_of_it)
    for state in cycle.step("order").states:
        blocks = record_card(LANGUAGES["en"], card(a_record("order", state.name), cycle))
        assert set(action_ids({"blocks": blocks})) <= made_of_it


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("name", CONFIGURATIONS)
def test_no_command_that_is_offered_can_say_a_word_of_a_step_that_is_off(name: str, code: str) -> None:
    cycle = CYCLES[name]
    forbidden = [words for kind, words in WORDS.items() if kind not in cycle.kinds]
    found = {
        sentence: match[0]
        for command in offered(ALL, cycle)
        for sentence in sentences(Path(str(command.__file__)))  # type: ignore[attr-defined]
        for words in forbidden
        if (match := re.search(words, LANGUAGES[code].say(sentence), re.IGNORECASE))
    }
    assert found == {}


def sentences(file: Path) -> list[str]:
    """The sentences that a module can say."""
    keywords = dict.fromkeys(("say", "mark", "Missing", "NotFound", "NotUnderstood", "IllegalMove"))
    with file.open("rb") as source:
        return [str(found[1]) for found in extract("python", source, keywords=keywords) if isinstance(found[1], str)]
