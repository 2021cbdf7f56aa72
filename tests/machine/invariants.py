"""What is true of the cycle at every moment, whoever did what."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable

from core.cycle import Cycle
from core.errors import Misconfigured, SalesError, SwitchedOff, Unavailable
from core.language import Language
from core.settings import Settings
from tests.machine.attempt import TYPED_PROBABILITY
from tests.machine.world import World

WORDS_OF = {"order": r"\borders?\b|\bcommandes?\b", "invoice": r"\binvoices?\b|\bfactures?\b"}
LIVE = ("draft", "sent")


def check_states(world: World, settings: Settings) -> None:
    """Legal states only."""
    for key, row in world.records.items():
        if "state" in row:
            assert row["state"] in {state.name for state in settings.cycle.step(key[0]).states}, (key, row["state"])


def check_off(world: World, settings: Settings) -> None:
    """Nothing of a step that is off: no record, no event, no job."""
    for kind in settings.cycle.steps.keys() - {*settings.cycle.kinds}:
        assert world.of(kind) == {}, kind
        assert [row for row in world.tables["events"] if row["record_kind"] == kind] == []


def check_revisions(world: World, _settings: Settings) -> None:
    """One live revision of each quote number at most; they count from 0, and all but the last are closed."""
    quotes = world.of("quote").values()
    live = Counter(row["number"] for row in quotes if row["state"] in LIVE)
    assert max(live.values(), default=0) <= 1, live
    for number in {row["number"] for row in quotes}:
        states = {row["revision"]: row["state"] for row in quotes if row["number"] == number}
        assert sorted(states) == list(range(len(states))), number
        assert [states[n] for n in range(len(states) - 1)] == ["revised"] * (len(states) - 1), states
        assert states[len(states) - 1] != "revised", states


def check_numbers(world: World, settings: Settings) -> None:
    """Ours have a number and a day once they are issued, and none before; another system numbers what it issues."""
    for key, row in world.of("invoice").items():
        if row["external_system"]:
            continue
        is_issued = row["state"] not in {"draft", "handed over"}
        assert (row["number"] is not None) == (row["issued_on"] is not None) == is_issued, (key, row["number"])
        assert not is_issued or settings.cycle.step("invoice").mode == "own", key


def check_promotions(world: World, _settings: Settings) -> None:
    """A promoted lead was promoted once, and only a promoted one was."""
    told = Counter(row["record_id"] for row in world.tables["events"] if row["name"] == "lead.promoted")
    promoted = {row["lead_id"] for row in world.tables["promotions"]}
    assert {key[1] for key, row in world.of("lead").items() if row["state"] == "qualified"} == promoted
    assert told == Counter(promoted)


def check_orders(world: World, _settings: Settings) -> None:
    """An order of ours says what was fulfilled, and no more than was ordered is; a quote makes one at most."""
    origins = Counter(row["quote_id"] for row in world.of("order").values() if row["quote_id"])
    assert max(origins.values(), default=0) <= 1
    for key, row in world.of("order").items():
        if row["external_system"]:
            continue
        lines = world.lines[key]
        assert all(0 <= line["fulfilled"] <= line["quantity"] for line in lines), key
        is_whole = all(line["fulfilled"] == line["quantity"] for line in lines)
        is_begun = any(line["fulfilled"] for line in lines)
        told = {"draft": not is_begun, "confirmed": not is_begun, "partly fulfilled": is_begun and not is_whole}
        assert told.get(row["state"], row["state"] != "fulfilled" or is_whole), (key, row["state"])


def check_opportunities(world: World, settings: Settings) -> None:
    """The probability is the stage's unless somebody typed another; a closing day and a revenue are of closed ones."""
    stages = {stage.name: stage.probability for stage in settings.cycle.stages} | {"won": 100, "lost": 0}
    for key, row in world.of("opportunity").items():
        if row["state"] in {"won", "lost"} or not row["probability_is_typed"]:
            assert row["probability"] == stages[row["state"]], (key, row["probability"])
        else:
            assert row["probability"] == TYPED_PROBABILITY, (key, row["probability"])
        assert row["state"] == "won" or row["actual_revenue"] is None, key
        assert (row["closed_on"] is not None) == (row["state"] in {"won", "lost"}), key


def check_reasons(world: World, settings: Settings) -> None:
    """A record that was given up says why; one that is worked on again does not any more."""
    for key, row in world.of(*settings.cycle.kinds).items():
        is_given_up = row["state"] == settings.cycle.step(key[0]).abandoned_state
        if is_given_up and not row.get("external_system"):
            assert row["reason"], key
        if key[0] in {"lead", "opportunity"}:
            assert is_given_up or row["reason"] is row["reason_note"] is None, key


def check_customers(world: World, _settings: Settings) -> None:
    """A document of ours keeps its customer as it was when it left us, and a draft keeps none."""
    for key, row in world.of("quote", "order", "invoice").items():
        if not row.get("external_system"):
            has_left = row["state"] != "draft" and not (row["state"] == "cancelled" and row["bill_to"] is None)
            assert (row["bill_to"] is not None) == has_left, (key, row["state"])


def check_refusal(refusal: SalesError, cycle: Cycle) -> None:
    """A refusal explains itself in French and English, and names nothing that the company does without."""
    assert not isinstance(refusal, Unavailable | Misconfigured), refusal
    said = {code: refusal.explain(Language(code)) for code in ("fr", "en")}
    assert said["fr"] != said["en"], said
    for sentence in said.values():
        assert sentence.strip(), refusal.message
        assert not re.search(r"[{}]|None|Decimal", sentence), sentence
    if isinstance(refusal, SwitchedOff):
        return
    for kind in WORDS_OF.keys() - {*cycle.kinds}:
        for sentence in said.values():
            assert not re.search(WORDS_OF[kind], sentence, re.IGNORECASE), (kind, sentence)


INVARIANTS: tuple[Callable[[World, Settings], None], ...] = (
    check_states,
    check_off,
    check_revisions,
    check_numbers,
    check_promotions,
    check_orders,
    check_opportunities,
    check_reasons,
    check_customers,
)
