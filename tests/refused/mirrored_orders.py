"""What is refused where another system makes the orders, and we bill them."""

from __future__ import annotations

from typing import Any

from core.actions.advance import advance
from core.actions.bill import bill
from core.actions.deposit import bill_deposit
from core.actions.fulfil import fulfil
from core.actions.mirror import mirror
from core.crm import Actor, Crm
from core.errors import IllegalMove, ReadOnly
from core.theirs import TheirOrder
from tests.factories import actor
from tests.integration.erp import ORDER
from tests.refused import D, Refusal

TOML = '[cycle.order]\nmode = "mirror"\n'
LESS = {
    "updated_at": "2026-11-25T08:00:00Z",
    "lines": [ORDER["lines"][0] | {"quantity": 1, "net": 850}],
    "net": 850,
    "vat": 170,
    "gross": 1020,
    "vat_lines": [{"rate": 20, "net": 850, "vat": 170}],
}


def scene(crm: Crm) -> dict[str, Any]:
    """An order that became smaller than the deposit on it."""
    with crm.transaction(Actor(None, "api", role="integration")) as tx:
        order = mirror(tx, "order", "erp", "7", TheirOrder(**ORDER)).record
    with crm.transaction(actor()) as tx:
        advance(tx, bill_deposit(tx, order, percent=D(80)), "issued")
    with crm.transaction(Actor(None, "api", role="integration")) as tx:
        mirror(tx, "order", "erp", "7", TheirOrder(**(ORDER | LESS)))
    return {"order": order}


REFUSALS = (
    Refusal(
        "billing less than the deposits",
        lambda tx, r: bill(tx, r.order),
        IllegalMove,
        "The deposits of {order} come to €1,379.60 without VAT, more than is left to bill. Credit a deposit first.",
        (
            "Les acomptes de {order} s’élèvent à 1\u202f379,60~€ HT, plus qu’il ne reste à facturer. Faites d’abord "
            "un avoir sur un acompte."
        ),
    ),
    Refusal(
        "fulfilling a mirror",
        lambda tx, r: fulfil(tx, r.order),
        ReadOnly,
        "This step mirrors another system: order. Make the change there; it will show here.",
        "Cette étape reflète un autre système~: commande. Faites la modification là-bas~; elle apparaîtra ici.",
    ),
)
