"""What is true of every change, whoever made it: what was closed or has left us stays, and all is in the trail."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from core.crm import Actor
from core.cycle import Step
from core.events import plain
from core.settings import Settings
from tests.machine.money import DOCUMENTS, excess
from tests.machine.world import Key, Row, World

# What counts and dates a change, and is no news itself.
UNTOLD = frozenset({"id", "version", "created_at", "updated_at"})
# Who looks after a record, and what becomes of a document after it is closed or has left us, is not its content.
LIFE = {
    "lead": {"owner_id"},
    "opportunity": {"owner_id"},
    "quote": {"owner_id", "state", "reason", "reason_note"},
    "order": {"owner_id", "state", "reason", "reason_note"},
    "invoice": {"owner_id", "state", "paid", "credited", "deducted_in_id"},
}
# An order is worked on while it is open, but for these.
FIGURES = frozenset(
    {"number", "account_id", "contact_id", "language", "vat_scheme", "currency", "bill_to", "ordered_on", "quote_id"}
    | {"subtotal", "discount_rate", "discount", "net", "vat", "gross", "vat_lines"}
)
# The copy of another system's document, or what that system has settled, is as that system says.
THEIRS = "external_system"


@dataclass(frozen=True)
class Change:
    """The world before and after somebody did something."""

    before: World
    after: World
    actor: Actor
    settings: Settings
    deed: str

    @property
    def events(self) -> list[Row]:
        """What the audit trail says of it."""
        known = len(self.before.tables["events"])
        return self.after.tables["events"][known:]

    def kept(self) -> list[tuple[Key, Row, Row]]:
        """Every record that was there and still is, before and after."""
        rows = self.after.records
        return [(key, was, rows[key]) for key, was in self.before.records.items() if key in rows]


def check_moves(change: Change) -> None:
    """A record only moves as its step has it. What is of 0 is issued and paid at once, so there may be two moves."""
    for key, was, now in change.kept():
        if "state" in was and not now.get(THEIRS):
            step = change.settings.cycle.step(key[0])
            once = _reached(step, {was["state"]})
            assert now["state"] in {was["state"]} | once | _reached(step, once), (key, was["state"], now["state"])


def _reached(step: Step, states: set[str]) -> set[str]:
    return {move.end for move in step.moves if move.start & states}


def check_closed(change: Change) -> None:
    """A closed record is as it was, as long as it is closed so; what is never deleted is there."""
    for key, was, now in change.kept():
        is_ours = key[0] in LIFE and was["state"] == now["state"] and not now.get(THEIRS)
        if is_ours and change.settings.cycle.step(key[0]).state(was["state"]).closed:
            _check_same(change, key, LIFE[key[0]])
    for key, was in change.before.records.items():
        if key not in change.after.records:
            assert key[0] in DOCUMENTS, key
            assert was["state"] == "draft", key


def check_left(change: Change) -> None:
    """A document that has left us keeps its content, whatever becomes of it; an order keeps its figures."""
    for key, was, now in change.kept():
        if key[0] not in DOCUMENTS or now.get(THEIRS) or _is_draft(change.settings.cycle.step(key[0]), was, now):
            continue
        _check_same(change, key, set(was) - FIGURES if key[0] == "order" else LIFE[key[0]])


def _is_draft(step: Step, was: Row, now: Row) -> bool:
    """One that the other system refused is a draft again."""
    return step.first_state in {was["state"], now["state"]}


def _check_same(change: Change, key: Key, free: set[str]) -> None:
    was, now = change.before, change.after
    for name, value in was.records[key].items():
        assert name in free | UNTOLD or now.records[key][name] == value, (key, name, value, now.records[key][name])
    assert _sold(was, key) == _sold(now, key), (key, "lines")


def _sold(world: World, key: Key) -> list[Row]:
    return [{name: value for name, value in line.items() if name != "fulfilled"} for line in world.lines[key]]


def check_trail(change: Change) -> None:
    """Every change of a column is told with before and after, by whoever made it; so is each new record and line."""
    told = _told(change.events)
    after = change.after.records
    for event in change.events:
        assert (event["user_id"], event["door"]) == (change.actor.user_id, change.actor.door), event
    for key in before_or(change, after):
        assert key in told, (key, "made or deleted")
    for key, was, now in change.kept():
        for name in now.keys() - UNTOLD:
            # The other system's own time alone is no change.
            if was[name] != now[name] and name != "external_updated_at":
                pair = told.get(key, {}).get(name, [])
                assert [*map(_same, pair)] == [_same(plain(was[name])), _same(plain(now[name]))], (key, name, pair)
        if change.before.lines[key] != change.after.lines[key]:
            assert key in told, (key, "lines")
    for table, of in (("payments", "invoice"), ("promotions", "lead")):
        for row in change.after.tables[table]:
            assert row in change.before.tables[table] or (of, row[f"{of}_id"]) in told, (table, row)


def before_or(change: Change, after: dict[Key, Row]) -> set[Key]:
    """The records that were made or deleted."""
    return change.before.records.keys() ^ after.keys()


def _same(value: Any) -> Any:
    """The trail says 10 where 10.00 is kept."""
    try:
        return Decimal(value)
    except (TypeError, ValueError, ArithmeticError):
        return value


def _told(events: list[Row]) -> dict[Key, dict[str, Any]]:
    """What the events say of each record: the first value before, the last one after."""
    merged: dict[Key, dict[str, Any]] = {}
    for event in events:
        changes = merged.setdefault((event["record_kind"], event["record_id"]), {})
        for column, pair in event["changes"].items():
            if isinstance(pair, list) and len(pair) == 2:
                changes[column] = [changes.get(column, pair)[0], pair[1]]
    return merged


def check_trail_is_kept(change: Change) -> None:
    """The trail is only added to."""
    known = change.before.tables["events"]
    assert change.after.tables["events"][: len(known)] == known


def check_billed(change: Change) -> None:
    """Invoices never come to more than their order, unless the other system lowers the order afterwards."""
    if not change.deed.startswith("mirror"):
        before = excess(change.before)
        for key, over in excess(change.after).items():
            assert over <= max(Decimal(0), before.get(key, Decimal(0))), (key, over)


def check_approved(change: Change) -> None:
    """Beyond the company's limit a manager sends a quote, or has approved it."""
    limit = change.settings.configuration.quote.discount_limit
    for key, was, now in change.kept():
        if limit is None or key[0] != "quote" or (was["state"], now["state"]) != ("draft", "sent"):
            continue
        full = sum((round(line["quantity"] * line["unit_price"], 2) for line in change.after.lines[key]), Decimal(0))
        roles = {row["id"]: row["role"] for row in change.after.tables["users"]}
        is_manager = roles.get(change.actor.user_id, "manager") == "manager"
        is_beyond = full and (full - now["net"]) / full * 100 > limit + Decimal("0.1")
        assert not is_beyond or is_manager or now["approved_by_id"], (key, full, now["net"])


CHANGES = (check_moves, check_closed, check_left, check_trail, check_trail_is_kept, check_billed, check_approved)
