"""Whose account another system means by the customer of its document."""

from __future__ import annotations

import re
from typing import Any

from sqlalchemy import select

from core import events
from core.crm import Transaction
from core.errors import Missing, NotUnderstood, SalesError
from core.identity import comparable_company, valid_siren
from core.model import Account, SearchWord
from core.queries import references, search
from core.theirs import TheirCustomer

MOST_ALIKE = 100


def account_of(tx: Transaction, theirs: TheirCustomer, source: str) -> Account:
    """The account that our reference names, else that of the SIREN, else the only one of this name, else a new one.

    Raises `NotUnderstood` for a reference that is no account's.
    """
    if theirs.reference:
        return _referenced(tx, theirs.reference)
    return _of_siren(tx, theirs) or _of_name(tx, theirs) or _new(tx, theirs, source)


def as_billed(theirs: TheirCustomer) -> dict[str, Any]:
    """The customer as it stands on their document."""
    address = (theirs.address or "").replace("\n", ",").split(",")
    return {
        "name": theirs.name,
        "contact": None,
        "address": [part.strip() for part in address if part.strip()],
        "country": theirs.country,
        "siren": _siren(theirs),
        "vat_id": theirs.vat_id,
        "is_business": True,
    }


def _referenced(tx: Transaction, reference: str) -> Account:
    field = "customer.reference"
    try:
        record = references.find(tx.session, tx.settings, reference)
    except SalesError as error:
        raise Missing(error.message, **(error.values | {"field": field})) from error
    if not isinstance(record, Account):
        raise NotUnderstood("{reference} is no account.", reference=record.reference, field=field)
    return record


def _siren(theirs: TheirCustomer) -> str | None:
    return re.sub(r"\s", "", theirs.siren) if theirs.siren else None


def _of_siren(tx: Transaction, theirs: TheirCustomer) -> Account | None:
    siren = _siren(theirs)
    if not siren or not valid_siren(siren):
        return None
    # The index of words is read, because the accounts themselves have none by SIREN.
    wanted = (
        select(Account)
        .join(SearchWord, (SearchWord.record_kind == "account") & (SearchWord.record_id == Account.id))
        .where(SearchWord.word == siren, Account.siren == siren)
    )
    return tx.session.scalars(wanted.order_by(Account.id).limit(1)).first()


def _of_name(tx: Transaction, theirs: TheirCustomer) -> Account | None:
    """Several accounts of one name are left alone: which of them it is, only a person can say."""
    name, siren = comparable_company(theirs.name), _siren(theirs)
    words = " ".join(word for word in name.split() if word != "et") or name
    found: list[Any] = search.find(tx.session, words, {"account"}, MOST_ALIKE)
    alike = [account for account in found if comparable_company(account.name) == name]
    if len(alike) != 1 or (siren and alike[0].siren and alike[0].siren != siren):
        return None
    return alike[0]  # type: ignore[no-any-return]


def _new(tx: Transaction, theirs: TheirCustomer, source: str) -> Account:
    company = tx.settings.configuration.company
    account = Account(
        name=theirs.name,
        siren=_siren(theirs),
        vat_id=theirs.vat_id,
        address=theirs.address,
        country=theirs.country,
        language=company.language,
    )
    tx.session.add(account)
    events.record(tx, account, "created", source=source)
    return account
