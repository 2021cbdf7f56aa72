"""What a field takes: each check gives the value as it is kept, or refuses it and shows how it is written.

A check gets the record, or None where there is none yet. A refusal's sentence shows what was `typed`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from datetime import date
from decimal import Decimal
from typing import Any

from babel import Locale
from sqlalchemy import select

from core.actions.lines import LARGEST
from core.crm import Transaction
from core.errors import NotUnderstood
from core.identity import comparable_email, comparable_phone, host, valid_siren, valid_vat_id
from core.language import LOCALES, Terms
from core.model import Product

Check = Callable[[Transaction, Any, Any], Any]
LONGEST_CODE = 40
OUR_REFERENCE = re.compile(r"P-?\d+")


def text(most: int = 200) -> Check:
    """Any text of at most this many characters."""

    def check(_tx: Transaction, _record: Any, value: Any) -> str:
        kept = str(value).strip()
        if len(kept) > most:
            raise NotUnderstood("This text is longer than {most} characters. Shorten it.", most=most)
        return kept

    return check


def one_of(*choices: str) -> Check:
    """One of our own terms."""

    def check(_tx: Transaction, _record: Any, value: Any) -> str:
        return _chosen(value, choices)

    return check


def _chosen(value: Any, choices: Collection[str]) -> str:
    if value not in choices:
        shown = Terms.of(choice.replace("_", " ") for choice in choices)
        raise NotUnderstood("“{typed}” is none of: {choices}.", typed=str(value), choices=shown)
    return str(value)


language = one_of(*LOCALES)


def vat_scheme(tx: Transaction, _record: Any, value: Any) -> str:
    """How a sale bears VAT. A company in the VAT franchise bears none on any (CGI, art. 293 B)."""
    is_exempt = tx.settings.configuration.company.vat_scheme == "franchise"
    return _chosen(value, ("franchise",) if is_exempt else ("standard", "reverse_charge", "intra_eu"))


def email(_tx: Transaction, _record: Any, value: Any) -> str:
    """An e-mail address, as it was written."""
    if not comparable_email(value):
        raise NotUnderstood("“{email}” is no e-mail address: it looks like name@company.com.", email=value)
    return str(value).strip()


def phone(tx: Transaction, _record: Any, value: Any) -> str:
    """A telephone number, in E.164; a national one is dialled in the company's country."""
    number = comparable_phone(value, tx.settings.configuration.company.country)
    if number is None:
        raise NotUnderstood("“{typed}” is no phone number. Write it like +33 1 99 00 12 34.", typed=value)
    return number


def website(_tx: Transaction, _record: Any, value: Any) -> str:
    """A web address, as it was written."""
    if "@" in value or host(value) is None:
        raise NotUnderstood("“{typed}” is no web address. Write it like www.company.com.", typed=value)
    return str(value).strip()


def siren(_tx: Transaction, _record: Any, value: Any) -> str:
    """Nine digits with their checksum."""
    if not valid_siren(value):
        raise NotUnderstood(
            "“{typed}” is no SIREN: it has nine digits, of which the last checks the others.", typed=value
        )
    return re.sub(r"\s", "", value)


def vat_id(_tx: Transaction, _record: Any, value: Any) -> str:
    """A VAT number, compact."""
    if not valid_vat_id(value):
        raise NotUnderstood("“{typed}” is no VAT number. It looks like FR44732829320 or DE123456789.", typed=value)
    return re.sub(r"[\s.-]", "", value).upper()


def country(_tx: Transaction, _record: Any, value: Any) -> str:
    """An ISO 3166 code of two letters."""
    code = str(value).strip().upper()
    if len(code) != 2 or code not in Locale("en").territories:
        raise NotUnderstood("“{typed}” is no country. Write its name, or two letters like FR.", typed=value)
    return code


def figure(places: int, most: Decimal = LARGEST) -> Check:
    """A number from 0 to `most`, with so many decimals at most."""

    def check(_tx: Transaction, _record: Any, value: Any) -> Decimal:
        number = Decimal(value)
        if not (number.is_finite() and 0 <= number <= most and number == number.quantize(Decimal(1).scaleb(-places))):
            raise NotUnderstood(
                "{typed} does not fit: a number from 0 to {most} with {places} decimals at most.",
                typed=number,
                most=most,
                places=places,
            )
        return number

    return check


def probability(tx: Transaction, record: Any, value: Any) -> int:
    """A whole number of percent."""
    return int(figure(0, Decimal(100))(tx, record, value))


def day(_tx: Transaction, _record: Any, value: Any) -> date:
    """A day."""
    if not isinstance(value, date):
        raise NotUnderstood("“{typed}” is no day. Write it like 2027-03-31 or 31/03/2027.", typed=str(value))
    return value


def boolean(_tx: Transaction, _record: Any, value: Any) -> bool:
    """Yes or no."""
    return bool(value)


def vat_rate(tx: Transaction, _record: Any, value: Any) -> Decimal:
    """One of the rates in force today, in percent."""
    rates = tx.settings.configuration.vat.on(tx.today)
    if value not in rates:
        known = " · ".join(f"{known:f}" for known in rates)
        raise NotUnderstood("There is no VAT rate of {rate} %. The rates are: {rates}.", rate=value, rates=known)
    return Decimal(value)


def code(tx: Transaction, product: Any, value: Any) -> str:
    """A product's code, in capitals; no other product has it."""
    kept = str(value).strip().upper()
    if not kept or re.search(r"\s", kept) or len(kept) > LONGEST_CODE or OUR_REFERENCE.fullmatch(kept):
        raise NotUnderstood("“{typed}” cannot be a code. Write it without spaces, and not like P-12.", typed=str(value))
    known = tx.session.scalar(select(Product).where(Product.code == kept))
    if known is not None and known is not product:
        raise NotUnderstood(
            "The code {code} belongs to {reference} already: {name}.",
            code=kept,
            reference=known.reference,
            name=known.name,
        )
    return kept


def record_of(kind: str) -> Check:
    """The identity of a record of this kind. Raises `NotFound`."""

    def check(tx: Transaction, _record: Any, value: Any) -> int:
        return tx.record(kind, value).id

    return check
