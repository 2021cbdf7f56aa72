"""The comparable traits of a record: what another record of the same person or company would have, too."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from core.identity import (
    comparable_company,
    comparable_email,
    comparable_name,
    comparable_phone,
    plain,
    valid_siren,
    web_domain,
)
from core.model import Account, Contact
from core.model.newcomer import Newcomer

Trait = tuple[str, str]

# What one of them is compared with: a contact is no duplicate of its account.
COMPARED: dict[str, tuple[str, ...]] = {
    "lead": ("lead", "account", "contact"),
    "account": ("account", "lead"),
    "contact": ("contact", "lead"),
}
LONGEST = 120
NAMES_IN_PART, COMPANY_IN_PART, COMPANY_ALONE = 3, 4, 8


def traits(record: Any) -> frozenset[Trait]:
    """The kind and value of each trait that a lead, an account or a contact has."""
    if not isinstance(record, Newcomer):
        return _found(record)
    if record.traits is None:
        record.traits = _found(record)
    return record.traits


def company_of(record: Any) -> str:
    """The company's name in comparable form, empty where the record has none."""
    if isinstance(record, Account):
        return comparable_company(record.name)
    name = (record.account.name if record.account else None) if isinstance(record, Contact) else record.company
    return comparable_company(name or "")


def person_of(record: Any) -> str:
    """The person's name in comparable form, empty where the record has none."""
    return "" if isinstance(record, Account) else comparable_name(record.first_name or "", record.last_name or "")


def _found(record: Any) -> frozenset[Trait]:
    return frozenset((trait, value[:LONGEST]) for trait, value in _all(record) if value)


def _all(record: Any) -> Iterator[tuple[str, str | None]]:
    email, website, siren = (getattr(record, name, None) for name in ("email", "website", "siren"))
    company = company_of(record)
    yield "company", company
    yield "name", person_of(record)
    if siren:
        yield "siren", _siren(siren)
    if email:
        yield "email", comparable_email(email)
    for name in ("phone", "mobile"):
        if number := getattr(record, name, None):
            yield "phone", comparable_phone(number)
    domains = {domain for address in (email, website) if address and (domain := web_domain(address))}
    for domain in domains:
        yield "domain", domain
    for block in _blocks(company.replace(" ", ""), getattr(record, "last_name", None) or "", domains):
        yield "near", block


def _siren(typed: str) -> str | None:
    """The nine digits, out of a SIRET too; nothing where they are none, or only zeros."""
    digits = re.sub(r"\D", "", typed)[:9]
    return digits if digits.strip("0") and valid_siren(digits) else None


def _blocks(company: str, last_name: str, domains: set[str]) -> Iterator[str]:
    """The beginnings that two spellings of one company, or of one person in it, have in common as a rule."""
    if company:
        yield f"{company[:COMPANY_ALONE]} "
    if family := plain(last_name)[:NAMES_IN_PART]:
        wheres = {company[:COMPANY_IN_PART], *domains} - {""}
        yield from (f"{where} {family}" for where in wheres)
