"""Create a record of any kind, directly."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from core import events
from core.actions.distribute import distribute
from core.actions.number import take_number
from core.actions.offer import offered
from core.crm import Transaction
from core.errors import Missing, NotUnderstood
from core.identity import comparable_phone
from core.language import Terms, mark
from core.model import RECORDS, Account, Record
from core.rights import check

LONGEST = 2000


@dataclass(frozen=True)
class Rule:
    """What a new record needs: at least one of `any_of`, else the refusal.

    `check` gives the fields as they are kept, `start` fills the rest.
    """

    any_of: tuple[str, ...]
    refusal: str
    start: Callable[[Transaction, dict[str, Any]], dict[str, Any]] = lambda _tx, _fields: {}
    check: Callable[[Transaction, dict[str, Any]], dict[str, Any]] = lambda _tx, fields: fields


def create(tx: Transaction, kind: str, /, **fields: Any) -> Record:
    """A new record, owned by whoever makes it unless `owner_id` says otherwise.

    Raises `Missing` where it would say nothing, `NotUnderstood` for a product that cannot be, `SwitchedOff` and
    `ReadOnly` where the step is not made here.
    """
    if kind not in RULES:
        kinds = Terms.of(sorted(tx.settings.cycle.made_kinds))
        raise NotUnderstood("“{kind}” cannot be created. These can: {kinds}.", kind=kind, kinds=kinds)
    check(tx, "catalogue" if kind == "product" else "create")
    record = RECORDS[kind](**begin(tx, kind, fields))
    tx.session.add(record)
    events.record(tx, record, "created")
    if kind == "lead" and tx.actor.user_id is None and record.owner_id is None:
        distribute(tx, record)
    return record


def begin(tx: Transaction, kind: str, fields: dict[str, Any]) -> dict[str, Any]:
    """The fields with which a new record begins. Raises as `create` does."""
    rule = RULES[kind]
    fields = tidied(fields)
    if not any(fields.get(name) for name in rule.any_of):
        raise Missing(rule.refusal)
    fields = rule.check(tx, fields)
    start = {"owner_id": tx.actor.user_id} | _first_state(tx, kind) | rule.start(tx, fields)
    return start | fields


def tidied(fields: dict[str, Any]) -> dict[str, Any]:
    """The fields as they are kept: none empty, texts trimmed, numbers in E.164 where they are numbers."""
    tidy = {name: value.strip()[:LONGEST] if isinstance(value, str) else value for name, value in fields.items()}
    tidy = {name: value for name, value in tidy.items() if value not in (None, "") or name == "owner_id"}
    for name in ("phone", "mobile"):
        if name in tidy:
            tidy[name] = comparable_phone(tidy[name]) or tidy[name]
    return tidy


def _first_state(tx: Transaction, kind: str) -> dict[str, Any]:
    if kind in {"account", "contact", "product"}:
        return {}
    return {"state": tx.settings.cycle.writable(kind).first_state}


def _opportunity(tx: Transaction, _fields: dict[str, Any]) -> dict[str, Any]:
    stage = tx.settings.cycle.stages[0]
    return {
        "probability": stage.probability,
        "forecast_category": stage.forecast_category,
        "currency": tx.settings.configuration.company.currency,
    }


def _numbered(kind: str) -> Callable[[Transaction, dict[str, Any]], dict[str, Any]]:
    def start(tx: Transaction, fields: dict[str, Any]) -> dict[str, Any]:
        return {"number": take_number(tx, kind).number} | _sale(tx, fields)

    return start


def _sale(tx: Transaction, fields: dict[str, Any]) -> dict[str, Any]:
    account = tx.session.get(Account, fields["account_id"]) if fields.get("account_id") else None
    company = tx.settings.configuration.company
    scheme = "franchise" if company.vat_scheme == "franchise" else (account and account.vat_scheme) or "standard"
    language = account.language if account else company.language
    return {"currency": company.currency, "language": language, "vat_scheme": scheme}


_CUSTOMER = ("account_id", "contact_id")
_NO_CUSTOMER = mark("This needs a customer: name an account (A-3) or a contact (C-5).")
RULES: dict[str, Rule] = {
    "lead": Rule(
        ("first_name", "last_name", "company", "email", "phone", "mobile"),
        mark("A lead needs at least a person, a company, an e-mail or a phone number."),
        lambda _tx, fields: {"source": fields.get("source", "slack")},
    ),
    "account": Rule(("name",), mark("An account needs a name.")),
    "contact": Rule(
        ("first_name", "last_name", "email", "phone", "mobile"),
        mark("A contact needs a name, an e-mail or a phone number."),
    ),
    "product": Rule(("code", "name"), mark("A product needs a code, a name and a price."), check=offered),
    "opportunity": Rule(("name",), mark("An opportunity needs a name."), _opportunity),
    "quote": Rule(_CUSTOMER, _NO_CUSTOMER, _numbered("quote")),
    "order": Rule(_CUSTOMER, _NO_CUSTOMER, _numbered("order")),
    "invoice": Rule(_CUSTOMER, _NO_CUSTOMER, _sale),
}
