"""What holds for every verb: who may use it, and that what it changes is in the audit trail."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from core.crm import Actor, Crm, Transaction
from core.errors import Forbidden, SalesError
from core.events import UNTOLD, plain
from core.model import RECORDS, Event
from core.settings import load
from tests.factories import hire
from tests.integration.every_verb import Verb, records, verbs

VERBS = {verb.name: verb for verb in verbs()}
# Everybody may log on, claim, and have on paper what they see.
ON_ANY_RECORD = frozenset(
    {
        "ask_document.ask_document",
        "assign.claim",
        "consent.suppress",
        "distinguish.distinguish",
        "log.log",
        "photo.ask_photo",
    }
)
OF_INTEGRATIONS = frozenset(name for name in VERBS if name.startswith("mirror."))


def tried(tx: Transaction, verb: Verb, owner_id: int | None) -> Iterator[tuple[Callable[[], Any], str]]:
    """Each way to use the verb on records of this owner, and a word for it."""
    subjects = [record for record in records(tx, owner_id) if verb.fits(record)] if verb.record else [None]
    for subject in subjects:
        for number, call in enumerate(verb.calls(tx, subject)):
            yield call, f"{getattr(subject, 'reference', '')} {getattr(subject, 'state', '')} ({number})"


def outcomes(crm: Crm, verb: Verb, actor: Actor, owner_id: int) -> dict[str, str]:
    """What became of each try: `done`, or the name of the refusal. Nothing of it is kept."""
    results = {}
    with crm.transaction(actor) as tx:
        for call, word in tried(tx, verb, owner_id):
            part = tx.session.begin_nested()
            try:
                call()
                results[word] = "done"
            except SalesError as error:
                results[word] = type(error).__name__
            part.rollback()
    return results


@pytest.fixture
def crm(crm: Crm, tmp_path: Path) -> Crm:
    """Of a company where discounts need a manager's approval."""
    path = tmp_path / "filon.toml"
    path.write_text("[quote]\ndiscount_limit = 5\n")
    return Crm(load(home=crm.settings.home, config=path), crm.database)


@pytest.fixture
def people(crm: Crm) -> dict[str, Any]:
    """A rep, another one, a manager, an admin."""
    hire(crm, "U0OLIVER", "Oliver Hughes", "en")
    return {
        "rep": hire(crm),
        "other": hire(crm, "U0ANNE", "Anne Petit"),
        "manager": hire(crm, "U0NADIA", "Nadia Lefèvre", role="manager"),
        "admin": hire(crm, "U0ADA", "Ada Roux", role="admin"),
    }


@pytest.mark.parametrize("name", VERBS)
def test_a_rep_is_refused_on_a_record_of_somebody_else(crm: Crm, people: dict[str, Any], name: str) -> None:
    if name in ON_ANY_RECORD | {"create.create"}:
        pytest.skip("everybody may")
    results = outcomes(crm, VERBS[name], Actor(people["rep"].id, "slack"), people["other"].id)
    assert "done" not in results.values(), results
    assert Forbidden.__name__ in results.values(), results


@pytest.mark.parametrize("name", sorted(VERBS.keys() - OF_INTEGRATIONS))
def test_an_integration_is_refused_all_but_what_mirrors_its_system(crm: Crm, people: dict[str, Any], name: str) -> None:
    results = outcomes(crm, VERBS[name], Actor(None, "api", role="integration"), people["other"].id)
    assert "done" not in results.values(), results
    assert Forbidden.__name__ in results.values(), results


@pytest.mark.parametrize("name", VERBS)
def test_what_a_verb_changes_is_in_the_audit_trail_with_before_and_after(
    crm: Crm, people: dict[str, Any], name: str
) -> None:
    done = 0
    with crm.transaction(Actor(people["admin"].id, "slack")) as tx:
        for call, word in tried(tx, VERBS[name], None):
            before, last = rows(tx), last_event(tx)
            part = tx.session.begin_nested()
            try:
                call()
            except SalesError:
                part.rollback()
                continue
            done += 1
            tx.session.flush()
            assert untold(before, rows(tx), told(tx, last)) == {}, word
            part.rollback()
    assert done or name in OF_INTEGRATIONS, f"{name} was never done: give it what it needs in ARGUMENTS"


def rows(tx: Transaction) -> dict[tuple[str, int], dict[str, Any]]:
    tables = {kind: model.__table__ for kind, model in RECORDS.items()}
    return {
        (kind, row["id"]): {name: plain(value) for name, value in row.items() if name not in UNTOLD}
        for kind, table in tables.items()
        for row in tx.session.execute(select(table)).mappings()
    }


def last_event(tx: Transaction) -> int:
    return tx.session.scalar(select(Event.id).order_by(Event.id.desc()).limit(1)) or 0


def told(tx: Transaction, after: int) -> dict[tuple[str, int], dict[str, Any]]:
    """What the events after this one say of each record: the first value before, the last one after."""
    merged: dict[tuple[str, int], dict[str, Any]] = {}
    for event in tx.session.scalars(select(Event).where(Event.id > after).order_by(Event.id)):
        changes = merged.setdefault((event.record_kind, event.record_id), {})
        for column, change in event.changes.items():
            if isinstance(change, list) and len(change) == 2:
                changes[column] = [changes.get(column, change)[0], change[1]]
    return merged


def untold(before: Any, after: Any, events: Any) -> dict[Any, Any]:
    """The columns that changed and are in no event as they did, and the records that were made without one."""
    missing: dict[Any, Any] = {key: "made" for key in after.keys() - before.keys() if key not in events}
    for key in before.keys() & after.keys():
        for column, value in after[key].items():
            change = [before[key][column], value]
            if change[0] != value and events.get(key, {}).get(column) != change:
                missing[(*key, column)] = (change, events.get(key, {}).get(column))
    return missing
