"""Random people do random things to the whole cycle, and what must hold holds at every moment."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from core.actions.create import create
from core.actions.employ import employ
from core.crm import Actor, Crm
from core.errors import SalesError
from core.settings import load
from tests.machine import invariants, snapshot
from tests.machine.deeds import DEEDS, Try, new_lead, new_quote

CONFIGURATIONS = {
    "everything own": "",
    "mirror and export": '[cycle.order]\nmode = "mirror"\n[cycle.invoice]\nmode = "export"\n'
    'url = "https://erp.example/filon"\nsecret = "env:FILON_TEST_SECRET"\n',
    "both off": '[cycle.order]\nmode = "off"\n[cycle.invoice]\nmode = "off"\n',
    "orders off": '[cycle.order]\nmode = "off"\n',
    "a limit on discounts": "[quote]\ndiscount_limit = 10\n",
}
PEOPLE = (("U0CAMILLE", "Camille", "rep"), ("U0OLIVER", "Oliver", "rep"), ("U0NADIA", "Nadia", "manager"))


class CycleMachine(RuleBasedStateMachine):
    """One company with three colleagues on a database of its own."""

    fresh_database: Callable[[Path], str]

    def __init__(self) -> None:
        super().__init__()
        self.home = Path(mkdtemp(prefix="filon-machine-"))
        self.crm: Crm
        self.before: dict[snapshot.Key, snapshot.Fields] = {}

    @initialize(configuration=st.sampled_from(sorted(CONFIGURATIONS)))
    def open(self, configuration: str) -> None:
        config = self.home / "filon.toml"
        config.write_text(CONFIGURATIONS[configuration])
        url = type(self).fresh_database(self.home)
        self.crm = Crm(load(home=self.home, config=config, database_url=url))
        with self.crm.transaction(Actor(None, "test")) as tx:
            self.people = [employ(tx, slack_id, name) for slack_id, name, _role in PEOPLE]
            for user, (_id, _name, role) in zip(self.people, PEOPLE, strict=True):
                user.role = role
            for name in ("Curie", "Diallo"):
                create(tx, "lead", last_name=name, company="Radium SA")
        self._remember()

    def _remember(self) -> None:
        with self.crm.read() as session:
            self.before = snapshot.records(session)
            self.last_event = snapshot.last_event(session)

    @rule(data=st.data(), who=st.integers(0, 2))
    def make(self, data: Any, who: int) -> None:
        self._attempt(data, who, lambda this: data.draw(st.sampled_from([new_lead, new_quote]))(this))

    @rule(data=st.data(), who=st.integers(0, 2), which=st.integers(0, len(DEEDS) - 1))
    def do(self, data: Any, who: int, which: int) -> None:
        deed, kinds = DEEDS[which]

        def tried(this: Try) -> None:
            record = this.any(*(kind for kind in kinds if kind in this.tx.settings.cycle.record_kinds))
            if record is not None:
                deed(this, record)

        self._attempt(data, who, tried)

    def _attempt(self, data: Any, who: int, deed: Callable[[Try], Any]) -> None:
        everything = snapshot.tables(self.crm)
        try:
            with self.crm.transaction(Actor(self.people[who].id, "slack")) as tx:
                deed(Try(tx, data.draw))
        except SalesError as refusal:
            assert str(refusal)
            assert snapshot.tables(self.crm) == everything
            return
        self._check_change()

    def _check_change(self) -> None:
        with self.crm.read() as session:
            after = snapshot.records(session)
            invariants.check_audit_trail(self.before, after, snapshot.events_since(session, self.last_event))
            invariants.check_closed_is_unchanged(self.crm.settings.cycle, self.before, after)
        self._remember()

    @invariant()
    def holds(self) -> None:
        if not self.before:
            return
        with self.crm.read() as session:
            invariants.check_states(self.crm.settings.cycle, self.before)
            invariants.check_figures(session)
            invariants.check_revisions(self.before)
            invariants.check_settlement(session)
            invariants.check_numbers(session, self.crm.settings.configuration)

    def teardown(self) -> None:
        if hasattr(self, "crm"):
            self.crm.database.close()
        shutil.rmtree(self.home, ignore_errors=True)


def machine_on(fresh_database: Callable[[Path], str]) -> type[CycleMachine]:
    return type("CycleMachine", (CycleMachine,), {"fresh_database": staticmethod(fresh_database)})


def played(examples: int, steps: int) -> settings:
    slow = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]
    return settings(
        max_examples=examples, stateful_step_count=steps, deadline=None, suppress_health_check=slow, database=None
    )


def test_no_invariant_breaks_on_sqlite(sqlite_template: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FILON_TEST_SECRET", "whsec_ZmlsbG9u")

    def fresh(home: Path) -> str:
        shutil.copy(sqlite_template, home / "filon.sqlite")
        return ""

    run_state_machine_as_test(machine_on(fresh), settings=played(examples=60, steps=40))


def test_no_invariant_breaks_on_postgresql(new_postgres_database: Callable[[], str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FILON_TEST_SECRET", "whsec_ZmlsbG9u")
    run_state_machine_as_test(machine_on(lambda _home: new_postgres_database()), settings=played(examples=15, steps=40))
