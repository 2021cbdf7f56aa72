"""The filters that a template may use, writing as the document's language does."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

from babel import Locale, numbers
from jinja2.filters import FILTERS

from core.errors import Rejected
from core.language import LOCALES, long_date

PLAIN = ("capitalize", "first", "join", "last", "length", "lower", "title", "trim", "upper")
NO_BREAK = "\u00a0"

Filter = Callable[..., Any]


def filters(language: str, currency: str) -> dict[str, Filter]:
    """All filters by name, for one language (`fr` or `en`) and one currency (ISO 4217)."""
    locale = LOCALES[language]
    own: dict[str, Filter] = {
        "money": lambda amount: _money(amount, currency, locale),
        "number": lambda number: _number(number, locale),
        "rate": lambda percent: _rate(percent, locale),
        "date": lambda day: _date(day, locale),
        "grouped": _grouped,
    }
    return {name: FILTERS[name] for name in PLAIN} | own


def _money(amount: Any, currency: str, locale: Locale) -> str:
    """To the cent, or finer where a unit price is."""
    exact = _shortest(amount, "money")
    return str(numbers.format_currency(exact, currency, locale=locale, decimal_quantization=False))


def _number(number: Any, locale: Locale) -> str:
    return str(numbers.format_decimal(_shortest(number, "number"), locale=locale, decimal_quantization=False))


def _rate(percent: Any, locale: Locale) -> str:
    share = _shortest(percent, "rate") / 100
    return str(numbers.format_percent(share, locale=locale, decimal_quantization=False))


def _date(day: Any, locale: Locale) -> str:
    return long_date(_expected(day, date, "date"), locale)


def _grouped(identifier: Any) -> str:
    """An identifier in readable groups: a SIREN or SIRET as 3-3-3(-5), anything else (an IBAN) by fours."""
    plain = str(identifier).replace(" ", "")
    company = re.fullmatch(r"(\d{3})(\d{3})(\d{3})(\d{5})?", plain)
    groups = company.groups(default="") if company else re.findall(".{1,4}", plain)
    return NO_BREAK.join(groups).strip(NO_BREAK)


def _shortest(number: Any, name: str) -> Decimal:
    """The number without the zeros that a database column adds: 1.5000 is 1.5, 100 stays 100."""
    exact = _expected(number, (Decimal, int), name)
    return Decimal(f"{Decimal(exact).normalize():f}")


def _expected(value: Any, kinds: type | tuple[type, ...], name: str) -> Any:
    if isinstance(value, kinds):
        return value
    raise Rejected(
        "The template writes “{value}” with the filter “{filter}”, which is for another kind of field. "
        "Take the filter away, or use the field that you meant, and send the template again.",
        value=str(value),
        filter=name,
    )
