"""The verbs of the core over HTTP: `POST /v1/records/{reference}/{verb}`. A new verb is one entry of the table."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from core.actions.advance import abandon, advance
from core.actions.approve import ask_approval
from core.actions.ask_document import ask_document
from core.actions.assign import assign
from core.actions.bill import bill
from core.actions.change import change
from core.actions.credit import credit
from core.actions.delete import delete
from core.actions.deposit import bill_deposit
from core.actions.discount import give_discount
from core.actions.distinguish import distinguish
from core.actions.fulfil import fulfil
from core.actions.lines import add_line, remove_line
from core.actions.log import log
from core.actions.merge import merge
from core.actions.pay import pay
from core.actions.preview import CREATE, Choice
from core.actions.product_line import add_product
from core.actions.promote import promote
from core.actions.revise import revise
from core.crm import Transaction
from core.errors import Missing
from core.given import Given
from core.model import Record
from core.queries import references
from intake import verb_arguments as takes
from intake.named import colleague, product, referenced, with_ids

NEW = "new"
Act = Callable[[Transaction, Record, Any], Any]


@dataclass(frozen=True)
class Verb:
    """What it takes, and what it does with a record; a model by kind where records differ in their fields."""

    takes: type[Given] | Mapping[str, type[Given]]
    act: Act

    def arguments(self, record: Record) -> type[Given]:
        """What it takes for this record."""
        return self.takes[record.kind] if isinstance(self.takes, Mapping) else self.takes


def _plain(action: Callable[..., Any]) -> Act:
    """An action whose arguments have the names that they have over HTTP."""
    return lambda tx, record, given: action(tx, record, **_given(given))


def _given(given: Any) -> dict[str, Any]:
    return {name: getattr(given, name) for name in given.model_fields_set}


def _promote(tx: Transaction, record: Record, given: takes.Promote) -> Any:
    fields = _given(given)
    for kind in fields.keys() & {"account", "contact"}:
        fields[kind] = _choice(tx, kind, fields[kind])
    return promote(tx, record, **fields)


def _choice(tx: Transaction, kind: str, name: str | None) -> Choice:
    if name is None or name == NEW:
        return CREATE if name else None
    return referenced(tx, kind, name, kind).id


def _other(tx: Transaction, reference: str) -> Record:
    return references.find(tx.session, tx.settings, reference)


def _merge(tx: Transaction, record: Record, given: takes.Merge) -> Any:
    versions = {"version": given.version, "other_version": given.other_version}
    return merge(tx, record, _other(tx, given.other), **versions)


def _distinguish(tx: Transaction, record: Record, given: takes.Other) -> Any:
    return distinguish(tx, record, _other(tx, given.other))


def _add_line(tx: Transaction, record: Record, given: takes.AddLine) -> Any:
    fields = _given(given)
    if given.product:
        sold = product(tx, fields.pop("product"))
        return add_product(tx, record, sold, fields.pop("quantity", given.quantity), **fields)
    if given.unit_price is None:
        raise Missing("A line needs a price, or a product of the catalogue.", field="unit_price")
    fields = {name: value for name, value in fields.items() if value is not None and name != "product"}
    text, price = fields.pop("description", ""), fields.pop("unit_price")
    return add_line(tx, record, text, fields.pop("quantity", given.quantity), price, **fields)


def _assign(tx: Transaction, record: Record, given: takes.Assign) -> Any:
    return assign(tx, record, colleague(tx, given.to), version=given.version)


def _log(tx: Transaction, record: Record, given: takes.Log) -> Any:
    others = [_other(tx, reference) for reference in given.also]
    when: dict[str, Any] = {
        "happened_at": given.happened_at,
        "due_on": given.due_on,
        "tracking_number": given.tracking_number,
    }
    return log(tx, [record, *others], given.type, given.text, **when)


def _change(tx: Transaction, record: Record, given: takes.Arguments) -> Any:
    fields = with_ids(tx, _given(given))
    return change(tx, record, version=fields.pop("version", None), **fields)


def _unversioned(action: Callable[..., Any]) -> Act:
    """An action that leaves the record as it is, so that no version of it is stale."""
    return lambda tx, record, _given: action(tx, record)


VERBS: dict[str, Verb] = {
    "abandon": Verb(takes.Reasoned, _plain(abandon)),
    "add_line": Verb(takes.AddLine, _add_line),
    "advance": Verb(takes.Advance, _plain(advance)),
    "ask_approval": Verb(takes.Arguments, _plain(ask_approval)),
    "assign": Verb(takes.Assign, _assign),
    "bill": Verb(takes.Parts, _plain(bill)),
    "change": Verb(takes.RECORD_FIELDS, _change),
    "credit": Verb(takes.Credit, _plain(credit)),
    "delete": Verb(takes.Arguments, _plain(delete)),
    "deposit": Verb(takes.Deposit, _plain(bill_deposit)),
    "distinguish": Verb(takes.Other, _distinguish),
    "discount": Verb(takes.Discount, _plain(give_discount)),
    "document": Verb(Given, _unversioned(ask_document)),
    "fulfil": Verb(takes.Parts, _plain(fulfil)),
    "log": Verb(takes.Log, _log),
    "merge": Verb(takes.Merge, _merge),
    "pay": Verb(takes.Pay, _plain(pay)),
    "promote": Verb(takes.Promote, _promote),
    "remove_line": Verb(takes.RemoveLine, _plain(remove_line)),
    "revise": Verb(takes.Arguments, _plain(revise)),
}
