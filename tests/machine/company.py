"""The companies on which the machine plays, and who works there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from core.actions.advance import advance
from core.actions.create import create
from core.actions.discount import give_discount
from core.actions.employ import employ
from core.actions.lines import add_line
from core.crm import Actor, Crm, Transaction
from core.model import Record
from core.settings import load

SECRET = "whsec_" + "Zmlsb24ncyBvd24gdGVzdCBzZWNyZXQsIDMyIGJ5dGVzIQ=="
CONFIGURATIONS = {
    "everything own": "",
    "a limit on discounts": "[quote]\ndiscount_limit = 10\n",
    "mirror and export": '[cycle.order]\nmode = "mirror"\n[cycle.invoice]\nmode = "export"\n'
    'url = "https://erp.example/filon"\nsecret = "env:FILON_TEST_SECRET"\n',
    "orders off": '[cycle.order]\nmode = "off"\n',
    "both off": '[cycle.order]\nmode = "off"\n[cycle.invoice]\nmode = "off"\n',
}
PEOPLE = (("Camille", "rep"), ("Oliver", "rep"), ("Nadia", "manager"))
SYSTEM, INTEGRATION = Actor(None, "job"), Actor(None, "api", role="integration")
Seed = Callable[[Transaction], None]


@dataclass(frozen=True)
class Company:
    """Its core, and the actors by name."""

    crm: Crm
    actors: dict[str, Actor]


def found(home: Path, configuration: str, url: str) -> Company:
    """A company with a customer, two leads, and a document of each kind that it makes."""
    config = home / "filon.toml"
    config.write_text(CONFIGURATIONS[configuration])
    crm = Crm(load(home=home, config=config, database_url=url))
    actors = {"the system": SYSTEM, "the integration": INTEGRATION}
    with crm.transaction(SYSTEM) as tx:
        for name, role in PEOPLE:
            user = employ(tx, f"U0{name.upper()}", name)
            user.role = role
            tx.session.flush()
            actors[name] = Actor(user.id, "slack")
    with crm.transaction(actors["Camille"]) as tx:
        _begin(tx)
    return Company(crm, actors)


def _begin(tx: Transaction) -> None:
    for name in ("Curie", "Diallo"):
        create(tx, "lead", last_name=name, company="Radium SA")
    account = create(tx, "account", name="Hélianthe")
    own = [kind for kind in ("quote", "order", "invoice") if tx.settings.cycle.steps[kind].mode in {"own", "export"}]
    for kind in own:
        advance(tx, _sale(tx, kind, account.id))
    if tx.settings.configuration.quote.discount_limit is not None:
        give_discount(tx, _sale(tx, "quote", account.id), rate=Decimal(20))
    # Of orders and invoices that are made here, this makes the first.
    advance(tx, advance(tx, _sale(tx, "quote", account.id)), "accepted")


def _sale(tx: Transaction, kind: str, account_id: int) -> Record:
    sale = create(tx, kind, account_id=account_id)
    add_line(tx, sale, "Audit", Decimal(3), Decimal("99.99"), vat_rate=Decimal(20))
    return add_line(tx, sale, "Guide", Decimal("0.5"), Decimal("12.35"), vat_rate=Decimal("5.5"), nature="goods")
