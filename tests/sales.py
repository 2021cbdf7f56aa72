"""Orders and invoices for tests, made through the actions. Companies and people are invented."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from core.actions.advance import advance
from core.actions.create import create
from core.actions.lines import LINES, settle
from core.crm import Crm
from core.model import User
from core.settings import load
from tests.factories import actor

# Description, quantity, unit price, discount and VAT rate in percent.
Spec = tuple[str, str, str, str, str]
LINES_OF_TWO_RATES: tuple[Spec, ...] = (("Audit", "10", "100", "0", "20"), ("Guide imprimé", "4", "12.50", "0", "5.5"))


def configured(crm: Crm, toml: str) -> Crm:
    """The same core as a company with these settings has it."""
    path = crm.settings.home / "filon.toml"
    path.write_text(toml, "utf-8")
    return Crm(load(home=crm.settings.home, database_url=crm.settings.database_url, config=path), crm.database)


def make_order(
    crm: Crm, user: User | None = None, lines: Sequence[Spec] = LINES_OF_TWO_RATES, kind: str = "order", **fields: Any
) -> Any:
    """A confirmed order (or an accepted quote): of 1,050.00 EUR net, 1,252.75 gross, unless other lines are given."""
    with crm.transaction(actor(user)) as tx:
        account = create(tx, "account", name="Radium SA", language=fields.pop("language", "fr"))
        tx.session.flush()
        sale: Any = create(tx, kind, account_id=account.id, subject="Audit", **fields)
        sale.lines = [new_line(kind, place, spec) for place, spec in enumerate(lines, start=1)]
        settle(sale)
        tx.session.flush()
        if kind == "quote":
            sale.state = "accepted"
            return sale
        return advance(tx, sale, "confirmed")


def new_line(kind: str, place: int, spec: Spec) -> Any:
    """A line of the record of this kind."""
    description, *figures = spec
    quantity, price, discount, rate = map(Decimal, figures)
    return LINES[kind](
        position=place, description=description, quantity=quantity, unit_price=price, discount=discount, vat_rate=rate
    )
