"""The table of the cycle, and the companies' changes to it."""

from __future__ import annotations

import pytest

from core.cycle import KINDS, Cycle, Stage, build
from core.errors import IllegalMove, Misconfigured, ReadOnly, SwitchedOff

CYCLE = build()


@pytest.mark.parametrize("kind", KINDS)
def test_every_move_joins_states_that_exist(kind: str) -> None:
    step = CYCLE.step(kind)
    names = {state.name for state in step.states}
    for move in step.moves:
        assert move.start <= names
        assert move.end in names
    assert step.promotes_from <= names
    assert {step.promoted_state, step.abandoned_state} - {None} <= names


@pytest.mark.parametrize("kind", KINDS)
def test_every_state_can_be_reached(kind: str) -> None:
    step = CYCLE.step(kind)
    reached = {step.first_state, step.promoted_state} | {move.end for move in step.moves}
    assert {state.name for state in step.states} <= reached


def test_the_usual_move_needs_no_naming() -> None:
    assert CYCLE.step("lead").move("new", None).end == "contacted"
    assert CYCLE.step("opportunity").move("negotiate", None).end == "won"


def test_a_refusal_names_the_ways_out() -> None:
    with pytest.raises(IllegalMove, match=r"it cannot become accepted\. From here it can go to: sent"):
        CYCLE.step("quote").move("draft", "accepted")


def test_a_closed_record_is_said_to_be_closed() -> None:
    with pytest.raises(IllegalMove, match="This quote is declined: it is closed"):
        CYCLE.step("quote").move("declined", "sent")


def test_where_several_ways_are_open_and_none_is_usual_the_ways_are_asked_for() -> None:
    with pytest.raises(IllegalMove, match="Say where it should go: new"):
        CYCLE.step("lead").move("disqualified", None)


def test_a_step_that_is_off_is_skipped_and_cannot_be_named() -> None:
    cycle = build(adapted={"order": "off"})
    assert cycle.after("quote") == "invoice"
    assert "order" not in cycle.kinds
    with pytest.raises(SwitchedOff):
        cycle.step("order")


def test_a_mirrored_step_is_read_only() -> None:
    cycle = build(adapted={"order": "mirror"})
    assert cycle.step("order").mode == "mirror"
    with pytest.raises(ReadOnly, match="mirrors another system"):
        cycle.writable("order")


def test_the_last_step_leads_nowhere() -> None:
    assert CYCLE.after("invoice") is None


def test_stages_are_the_companys_own() -> None:
    cycle: Cycle = build([Stage("discover", 20), Stage("close", 90)])
    step = cycle.step("opportunity")
    assert step.open_states == ("discover", "close")
    assert step.state("close").probability == 90
    assert step.move("discover", None).end == "close"


@pytest.mark.parametrize(
    ("stages", "complaint"),
    [
        ([], "stages is empty"),
        ([Stage("a", 10), Stage("a", 20)], "stages names a twice"),
        ([Stage("won", 10)], "won is no stage"),
        ([Stage("a", 101)], "must be between 0 and 100"),
    ],
)
def test_a_cycle_that_cannot_work_is_refused_with_the_reason(stages: list[Stage], complaint: str) -> None:
    with pytest.raises(Misconfigured, match=complaint):
        build(stages)


def test_modes_that_cannot_work_are_refused() -> None:
    with pytest.raises(Misconfigured, match="mode = mirror cannot work"):
        build(adapted={"lead": "mirror"})
    with pytest.raises(Misconfigured, match="switch orders off"):
        build(adapted={"quote": "off"})
