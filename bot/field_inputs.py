"""How a field is filled in: what was typed to its value, its value to what stands in a form, and the form's element."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from bot import figures, words
from bot.request import Block
from bot.views.blocks import option, text_input
from bot.words import Word
from core.cycle import FORECAST_CATEGORIES
from core.errors import NotUnderstood
from core.identity import plain
from core.language import Language
from core.model.product import NATURES
from core.reading.vocabulary import countries

SHORT, LONG = 200, 2000


@dataclass(frozen=True)
class Input:
    """Reads what was typed (raising `NotUnderstood`), and writes what is there."""

    read: Callable[[Language, str], Any] = lambda _language, typed: typed
    write: Callable[[Language, Any], str] = lambda _language, value: str(value)
    longest: int = SHORT
    choices: tuple[Word, ...] = field(default=())
    is_day: bool = False

    def element(self, language: Language, shown: str) -> Block:
        """What is filled in, starting with what is shown there."""
        if self.is_day:
            return {"type": "datepicker"} | ({"initial_date": shown} if shown else {})
        if self.choices:
            options = {choice.value: option(choice.shown(language), choice.value) for choice in self.choices}
            initial = {"initial_option": options[shown]} if shown in options else {}
            return {"type": "static_select", "options": list(options.values()), **initial}
        return text_input(shown, longest=self.longest, multiline=self.longest > SHORT)


def _figure(read: Callable[[str], Decimal | None]) -> Callable[[Language, str], Decimal]:
    def reader(_language: Language, typed: str) -> Decimal:
        value = read(typed.rstrip("%€ \u00a0\u202f"))
        if value is None:
            raise NotUnderstood("“{typed}” is no figure. Write it like 1 234,50 or 1,234.50.", typed=typed)
        return value

    return reader


def _written(language: Language, value: Any) -> str:
    return language.write(Decimal(value).normalize() + 0)


def _day(_language: Language, typed: str) -> date:
    rest, day = figures.ending_day(typed)
    if rest or day is None:
        raise NotUnderstood("“{typed}” is no day. Write it like 2027-03-31 or 31/03/2027.", typed=typed)
    return day


def _country(_language: Language, typed: str) -> str:
    """Its code, by its name in any language that the reader of cards knows; core judges the rest."""
    return typed if len(typed) == 2 else countries().get(plain(typed), typed)


def _one_of(*choices: Word) -> Input:
    return Input(lambda language, typed: words.choose(typed, choices, language), choices=choices)


YES, NO = Word("yes", ("yes", "true"), ("oui", "vrai")), Word("no", ("no", "false"), ("non", "faux"))

TEXT, LONG_TEXT = Input(), Input(longest=LONG)
AMOUNT = Input(_figure(figures.amount), _written, longest=40)
FIGURE = Input(_figure(figures.number), _written, longest=40)
DAY = Input(_day, lambda _language, value: str(value.isoformat()), is_day=True)
COUNTRY = Input(_country)
LANGUAGE = _one_of(Word("fr", ("French",), ("français",)), Word("en", ("English",), ("anglais",)))
NATURE = _one_of(*(words.term(nature) for nature in NATURES))
CATEGORY = _one_of(*(words.term(category) for category in FORECAST_CATEGORIES))
VAT_SCHEME = _one_of(
    Word("standard", ("standard", "usual VAT"), ("TVA normale", "standard")),
    Word("reverse_charge", ("reverse charge",), ("autoliquidation",)),
    Word("intra_eu", ("intra-EU",), ("intracommunautaire", "livraison intracommunautaire")),
    Word("franchise", ("franchise",), ("franchise", "franchise en base")),
)
YES_OR_NO = Input(
    lambda language, typed: words.choose(typed, (YES, NO), language) == "yes",
    lambda _language, value: "yes" if value else "no",
    choices=(YES, NO),
)
