"""French and English: every sentence that a person reads passes through `Language.say`.

The English sentence is the key, and `locale/fr.po` holds the French one (gettext).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from gettext import GNUTranslations, NullTranslations
from io import BytesIO
from pathlib import Path
from typing import Any

from babel import Locale, dates, numbers
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from core.money import Money

CATALOGUES = Path(__file__).parent / "locale"
LOCALES = {"fr": Locale("fr", "FR"), "en": Locale("en", "GB")}
DEFAULT = "fr"


class Term(str):
    """A word of our own (a state, a field's name) that is translated where it stands in a sentence."""

    __slots__ = ()


class Terms(tuple[Term, ...]):
    """Several of our own words; a sentence shows them with commas between."""

    __slots__ = ()

    @classmethod
    def of(cls, words: Iterable[str]) -> Terms:
        """Make terms of the words."""
        return cls(Term(word) for word in words)


class Verbatim(str):
    """Text that is safe already: markup of our own making, which `say` must not escape."""

    __slots__ = ()


class Spoken:
    """A value that says itself in the reader's language where it stands in a sentence."""

    __slots__ = ()

    def in_language(self, language: Language) -> str:
        """The value in words, escaped."""
        raise NotImplementedError


def mark(message: str) -> str:
    """Name a sentence for the catalogue without translating it yet (gettext's `N_`)."""
    return message


def closest(tag: str | None) -> str:
    """The language that we have for a locale tag such as `fr-FR`; other people read English."""
    if not tag:
        return DEFAULT
    code = tag.replace("_", "-").split("-")[0].lower()
    return code if code in LOCALES else "en"


@lru_cache
def _catalogue(code: str) -> NullTranslations:
    source = CATALOGUES / f"{code}.po"
    if not source.exists():
        return NullTranslations()
    compiled = BytesIO()
    with source.open("rb") as file:
        write_mo(compiled, read_po(file, locale=code))
    compiled.seek(0)
    return GNUTranslations(compiled)


@dataclass(frozen=True)
class Language:
    """One language, and the escaping that its surface asks for (none unless given)."""

    code: str
    escape: Callable[[str], str] = str

    @property
    def locale(self) -> Locale:
        """Babel's locale, which knows how this language writes numbers and dates."""
        return LOCALES[self.code]

    def say(self, message: str, /, **values: Any) -> str:
        """The sentence in this language, with its `{values}` formatted and escaped."""
        return self._fill(_catalogue(self.code).gettext(message), values)

    def say_many(self, one: str, many: str, count: int, /, **values: Any) -> str:
        """The sentence for a count, which stands in it as `{count}`."""
        chosen = _catalogue(self.code).ngettext(one, many, count)
        return self._fill(chosen, {"count": count, **values})

    def write(self, value: Any) -> str:
        """One value as this language writes it, escaped."""
        for kind, form in _FORMS.items():
            if isinstance(value, kind):
                return form(self, value)
        return self.escape(str(value))

    def _fill(self, sentence: str, values: dict[str, Any]) -> str:
        if not values:
            return sentence
        return sentence.format(**{name: self.write(value) for name, value in values.items()})


def _money(language: Language, money: Money) -> str:
    # A unit price may have four places, of which none is rounded away; cents are always there.
    exact = money.amount.normalize()
    is_finer = exact != round(exact, 2)
    amount = exact if is_finer else money.amount
    return str(
        numbers.format_currency(amount, money.currency, locale=language.locale, decimal_quantization=not is_finer)
    )


def _number(language: Language, number: Decimal) -> str:
    return str(numbers.format_decimal(number, locale=language.locale, decimal_quantization=False))


def long_date(day: date, locale: Locale) -> str:
    """As in 21 March 2026; the first of a month is “1er” in French."""
    written = str(dates.format_date(day, format="long", locale=locale))
    return written.replace("1 ", "1er ", 1) if locale.language == "fr" and day.day == 1 else written


def _date(language: Language, day: date) -> str:
    return long_date(day, language.locale)


def _moment(language: Language, moment: datetime) -> str:
    return str(dates.format_datetime(moment, format="short", locale=language.locale))


# The first kind that matches wins, so a datetime stands before the date that it also is.
_FORMS: dict[type, Callable[[Language, Any], str]] = {
    Verbatim: lambda _language, text: str(text),
    Spoken: lambda language, value: value.in_language(language),
    Term: lambda language, term: language.say(str(term)),
    Terms: lambda language, terms: ", ".join(language.say(str(term)) for term in terms),
    # Several values, such as rates; commas would be read as their decimals.
    tuple: lambda language, values: " · ".join(map(language.write, values)),
    Money: _money,
    Decimal: _number,
    datetime: _moment,
    date: _date,
}
