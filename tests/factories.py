"""Records for tests, made through the actions as the doors make them. All people are invented."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from core.actions.advance import advance
from core.actions.create import create
from core.actions.employ import employ
from core.actions.lines import add_line
from core.actions.preview import CREATE
from core.actions.promote import promote
from core.crm import Actor, Crm
from core.model import User
from core.settings import load


def hire(
    crm: Crm, slack_id: str = "U0CAMILLE", name: str = "Camille Moreau", language: str = "fr", *, role: str = "rep"
) -> User:
    """A colleague."""
    with crm.transaction(Actor(None, "test")) as tx:
        user = employ(tx, slack_id, name, language=language)
        user.role = role
        return user


def configured(crm: Crm, toml: str) -> Crm:
    """The same core as a company with these settings has it."""
    path = crm.settings.home / "filon.toml"
    path.write_text(toml, "utf-8")
    return Crm(load(home=crm.settings.home, database_url=crm.settings.database_url, config=path), crm.database)


def actor(user: User | None = None) -> Actor:
    """Somebody who acts in Slack."""
    return Actor(user.id if user else None, "slack")


def make_lead(crm: Crm, user: User | None = None, **fields: Any) -> Any:
    """A lead of a person at a company, unless other fields are given."""
    given = {
        "first_name": "Marie",
        "last_name": "Curie",
        "company": "Radium SA",
        "email": "marie@radium.example",
        "phone": "06 39 98 12 34",
    } | fields
    with crm.transaction(actor(user)) as tx:
        return create(tx, "lead", **given)


def make_opportunity(crm: Crm, user: User | None = None, **fields: Any) -> Any:
    """The opportunity of a promoted lead."""
    lead = make_lead(crm, user, **fields)
    with crm.transaction(actor(user)) as tx:
        return promote(tx, lead, account=CREATE, contact=CREATE)[-1]


def make_quote(crm: Crm, user: User | None = None, **fields: Any) -> Any:
    """A draft quote of two lines at two rates: 1,724.50 EUR net, 341.35 VAT, 2,065.85 gross."""
    opportunity = make_opportunity(crm, user, **fields)
    with crm.transaction(actor(user)) as tx:
        add_line(tx, opportunity, "Audit énergétique", Decimal(2), Decimal(850), unit="j", vat_rate=Decimal(20))
        add_line(tx, opportunity, "Guide imprimé", Decimal(1), Decimal("24.50"), vat_rate=Decimal("5.5"))
    with crm.transaction(actor(user)) as tx:
        return promote(tx, opportunity)[0]


def send_quote(crm: Crm, user: User | None = None) -> Any:
    """A quote that was sent."""
    quote = make_quote(crm, user)
    with crm.transaction(actor(user)) as tx:
        return advance(tx, quote, "sent")


def make_product(crm: Crm, **fields: Any) -> Any:
    """A service of the catalogue, unless other fields are given."""
    given = {
        "code": "AUD-1",
        "name": "Audit énergétique",
        "name_en": "Energy audit",
        "details": "Visite et rapport",
        "unit": "j",
        "unit_price": Decimal(850),
        "vat_rate": Decimal(20),
    } | fields
    with crm.transaction(actor()) as tx:
        return create(tx, "product", **given)
