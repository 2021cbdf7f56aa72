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
    return frozenset((trait, value[:LONGEST]) for trait, value in _all(record) if value)


def company_of(record: Any) -> str:
    """The company's name in comparable form, empty where the record has none."""
    if isinstance(record, Account):
        return comparable_company(record.name)
    name = (record.account.name if record.account else None) if isinstance(record, Contact) else record.company
    return comparable_company(name or "")


def person_of(record: Any) -> str:
    """The person's name in comparable form, empty where the record has none."""
    return "" if isinstance(record, Account) else comparable_name(record.first_name or "", record.last_name or "")


def _all(record: Any) -> Iterator[tuple[str, str | None]]:
    email, website = getattr(record, "email", None), getattr(record, "website", None)
    yield "siren", _siren(getattr(record, "siren", None) or "")
    yield "email", comparable_email(email or "")
    for name in ("phone", "mobile"):
        yield "phone", comparable_phone(getattr(record, name, None) or "")
    domains = {web_domain(email or ""), web_domain(website or "")}
    for domain in domains:
        yield "domain", domain
    yield "company", company_of(record)
    yield "name", person_of(record)
    for block in _blocks(record, domains):
        yield "near", block


def _siren(typed: str) -> str | None:
    """The nine digits, out of a SIRET too; nothing where they are none, or only zeros."""
    digits = re.sub(r"\D", "", typed)[:9]
    return digits if digits.strip("0") and valid_siren(digits) else None


def _blocks(record: Any, domains: set[str | None]) -> Iterator[str]:
    """The beginnings that two spellings of one company, or of one person in it, have in common as a rule."""
    company = company_of(record).replace(" ", "")
    family = plain(getattr(record, "last_name", None) or "")[:NAMES_IN_PART]
    if company:
        yield f"{company[:COMPANY_ALONE]} "
    if family:
        wheres = {company[:COMPANY_IN_PART], *filter(None, domains)} - {""}
        yield from (f"{where} {family}" for where in wheres)
