"""Random people do random things to the whole cycle, and what must hold holds at every moment.

To play longer: `FILON_MACHINE_EXAMPLES=2000 python -m pytest tests/machine`.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, note, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule, run_state_machine_as_test

from core.crm import Actor
from core.errors import SalesError
from core.model.types import now
from core.queries.numbering import check
from tests.machine import money
from tests.machine.attempt import Attempt
from tests.machine.changes import CHANGES, Change
from tests.machine.company import CONFIGURATIONS, SECRET, Company, found
from tests.machine.deeds import DEEDS
from tests.machine.invariants import INVARIANTS, check_refusal
from tests.machine.world import World, look

# Those who do most stand first.
ACTORS = ("Nadia", "Camille", "Nadia")
EVERYBODY = ("Nadia", "Camille", "Oliver", "the system", "the integration")
# Also a day back: the clocks of two machines may differ a little.
TIME_PASSES = "time passes"


class CycleMachine(RuleBasedStateMachine):
    """One company with three colleagues, on a fresh database."""

    home: Path
    configuration: str
    fresh_database: Callable[[], str]

    def __init__(self) -> None:
        super().__init__()
        self.company: Company
        self.world: World

    @initialize()
    def open(self) -> None:
        CLOCK["ahead"] = timedelta()
        self.company = found(type(self).home, type(self).configuration, type(self).fresh_database())
        self.world = self._look()

    @rule(data=st.data())
    def do(self, data: Any) -> None:
        cycle = self.company.crm.settings.cycle
        fitting = [name for name, deed in DEEDS.items() if deed.fits(self.world, cycle)]
        deed = data.draw(st.sampled_from([*fitting, TIME_PASSES, TIME_PASSES]), label="deed")
        if deed == TIME_PASSES:
            CLOCK["ahead"] += timedelta(days=data.draw(st.sampled_from([31, 1, 7, -1])))
            return
        usual = ["the integration"] if DEEDS[deed].modes else ACTORS
        actor = self.company.actors[data.draw(st.sampled_from([*usual] * 3 + [*EVERYBODY]), label="who")]
        self._try(deed, actor, data.draw)

    def _try(self, deed: str, actor: Actor, draw: Callable[..., Any]) -> None:
        try:
            with self.company.crm.transaction(actor) as tx:
                DEEDS[deed].do(Attempt(tx, draw, self.world))
        except SalesError as refusal:
            self._check_refused(refusal)
            return
        before, self.world = self.world, self._look()
        change = Change(before, self.world, actor, self.company.crm.settings, deed)
        for check_change in CHANGES:
            check_change(change)
        self._check_world()

    def _check_refused(self, refusal: SalesError) -> None:
        note(f"refused: {refusal}")
        check_refusal(refusal, self.company.crm.settings.cycle)
        after = self._look()
        assert after.tables == self.world.tables
        assert after.jobs == self.world.jobs

    def _look(self) -> World:
        with self.company.crm.read() as session:
            return look(session)

    def _check_world(self) -> None:
        for invariant in INVARIANTS:
            invariant(self.world, self.company.crm.settings)
        for invariant in (money.check_sums, money.check_settlement, money.check_deposits):
            invariant(self.world)
        with self.company.crm.read() as session:
            assert [series for series in check(session, self.company.crm.settings) if series.faults] == []

    def teardown(self) -> None:
        if hasattr(self, "company"):
            self.company.crm.database.close()


CLOCK = {"ahead": timedelta()}


def play(home: Path, configuration: str, fresh_database: Callable[[], str], examples: int) -> None:
    """Run the machine; what it prints at a failure reproduces it."""
    members = {"home": home, "configuration": configuration, "fresh_database": staticmethod(fresh_database)}
    slow = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]
    longer = os.environ.get("FILON_MACHINE_EXAMPLES")
    played = settings(
        max_examples=int(longer or examples),
        # The suite plays the same games each time, so that a change is judged by itself; a longer run finds new ones.
        derandomize=not longer,
        stateful_step_count=50,
        suppress_health_check=slow,
        database=None,
        print_blob=True,
    )
    run_state_machine_as_test(type("CycleMachine", (CycleMachine,), members), settings=played)


@pytest.fixture(autouse=True)
def company(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its secret, and a clock that can be wound on."""
    monkeypatch.setenv("FILON_TEST_SECRET", SECRET)
    monkeypatch.setattr("core.crm.now", lambda: now() + CLOCK["ahead"])


@pytest.mark.parametrize("configuration", CONFIGURATIONS)
def test_no_invariant_breaks_on_sqlite(sqlite_template: Path, tmp_path: Path, configuration: str) -> None:
    def fresh() -> str:
        for left in tmp_path.glob("filon.sqlite-*"):
            left.unlink()
        shutil.copy(sqlite_template, tmp_path / "filon.sqlite")
        return ""

    play(tmp_path, configuration, fresh, examples=5)


@pytest.mark.parametrize("configuration", CONFIGURATIONS)
def test_no_invariant_breaks_on_postgresql(
    fresh_postgres_database: Callable[[], str], tmp_path: Path, configuration: str
) -> None:
    play(tmp_path, configuration, fresh_postgres_database, examples=3)
