"""What another system may say of its orders and invoices: new and stale, whole and in part, however odd."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from core.actions.mirror import mirror
from core.money import by_rate, line_net, round_cents
from core.theirs import THEIRS, TheirDocument
from tests.machine.attempt import AMOUNTS, QUANTITIES, Attempt

BEGINNING = datetime(2026, 1, 5, 10, tzinfo=UTC)
ODD = st.sampled_from([Decimal(0), Decimal(0), Decimal(0), Decimal("0.01")])
NAMES = st.sampled_from(["Radium SA", "Hélianthe", "Polonium"])
LINE = st.fixed_dictionaries(
    {
        "quantity": QUANTITIES,
        "unit_price": st.decimals(0, 500, places=2),
        "vat_rate": st.sampled_from([Decimal(20), Decimal("5.5")]),
    }
)


def their_message(this: Attempt) -> None:
    """A message about one of few documents, of one of few hours, so that many of them are stale."""
    kind = this.draw(st.sampled_from(["order", "invoice"]))
    external_id = str(this.draw(st.integers(1, 3)))
    theirs = THEIRS[kind].model_validate(_message(this, kind, external_id))
    copied = mirror(this.tx, kind, "erp", external_id, theirs)
    if copied.result == "ignored":
        assert copied.record.external_updated_at > theirs.updated_at
    elif copied.record.external_id:
        _check_kept(copied.record, theirs)


def _check_kept(record: Any, theirs: TheirDocument) -> None:
    """What was given is kept as it was given."""
    assert record.external_updated_at == theirs.updated_at, record
    for name in ("number", "net", "vat", "gross", "paid"):
        given = getattr(theirs, name, None)
        assert given is None or getattr(record, name) == given, (record, name)
    lines: Any = getattr(theirs, "lines", None)
    assert lines is None or [line.net for line in record.lines] == [line.net for line in lines], record


def _message(this: Attempt, kind: str, external_id: str) -> dict[str, Any]:
    states = [state.name for state in this.tx.settings.cycle.steps[kind].states]
    said = {
        "updated_at": (BEGINNING + timedelta(hours=this.draw(st.integers(0, 9)))).isoformat(),
        "state": this.draw(st.sampled_from([*states, "perdu"])),
    }
    if kind == "invoice":
        said |= _invoice(this)
    if this.draw(st.integers(0, 3)):
        said |= {"number": f"X-{external_id}", "customer": {"name": this.draw(NAMES)}} | _figures(this)
    return said


def _invoice(this: Attempt) -> dict[str, Any]:
    drafts = [f"I-{key[1]}" for key, row in this.world.of("invoice").items() if row["state"] != "draft"]
    ours = this.maybe(st.sampled_from([*drafts, "I-99"]))
    paid = this.maybe(AMOUNTS)
    return ({"filon": ours} if ours else {}) | ({"paid": paid} if paid else {})


def _figures(this: Attempt) -> dict[str, Any]:
    """Consistent ones, but for cents that the other system counts in its own way."""
    lines = [
        {**line, "description": "Audit", "net": line_net(line["quantity"], line["unit_price"]) + this.draw(ODD)}
        for line in this.draw(st.lists(LINE, min_size=1, max_size=3))
    ]
    nets = by_rate((line["net"], line["vat_rate"]) for line in lines)
    parts = [{"rate": rate, "net": net, "vat": round_cents(net * rate / 100)} for rate, net in nets.items()]
    net, vat = (sum((part[name] for part in parts), Decimal(0)) for name in ("net", "vat"))
    figures = {"net": net, "vat": vat, "gross": net + vat + this.draw(ODD), "lines": lines}
    return figures | ({"vat_lines": parts} if this.draw(st.integers(0, 3)) else {})
