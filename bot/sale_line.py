"""The grammar of a sales line: `[quantity [unit] x] description @ price [-discount%] [VAT%]`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from bot.figures import NUMBER, number
from core.errors import NotUnderstood
from core.money import ZERO

# What looks like a quantity and can be none must not be read as a part of the description.
NEGATIVE = rf"[-−]\s*{NUMBER}\s*[^\W\d]*\.?\s*[x×*]\s"
LINE = re.compile(
    rf"""(?:(?P<quantity>{NUMBER})\s*(?P<unit>[^\W\d]+\.?)?\s*[x×*]\s+)?
         (?!{NEGATIVE})(?P<description>\S.*?)\s*(?:@|\sà\s)\s*
         (?P<price>{NUMBER})\s*€?
         (?:\s*[-−]\s*(?P<discount>{NUMBER})\s*%)?
         (?:\s*(?P<vat>{NUMBER})\s*%)?""",
    re.VERBOSE | re.DOTALL,
)

# A product by its code or reference, whose price stands in the catalogue: `2 x AUD-1 -10%`.
OFFER = re.compile(
    rf"""(?:(?P<quantity>{NUMBER})\s*(?P<unit>[^\W\d]+\.?)?\s*[x×*]\s+)?
         (?P<description>\S+)
         (?:\s*@\s*(?P<price>{NUMBER})\s*€?)?
         (?:\s+[-−]\s*(?P<discount>{NUMBER})\s*%)?
         (?:\s+(?P<vat>{NUMBER})\s*%)?""",
    re.VERBOSE,
)
FIGURES = ("quantity", "price", "discount", "vat")


@dataclass(frozen=True)
class SaleLine:
    """A line as it was typed. Discount and VAT rate in percent; no rate means the company's usual one."""

    description: str
    unit_price: Decimal
    quantity: Decimal = Decimal(1)
    unit: str | None = None
    discount: Decimal = ZERO
    vat_rate: Decimal | None = None


def read_line(text: str) -> SaleLine:
    """The line. Raises `NotUnderstood`, showing how one looks."""
    found = LINE.fullmatch(text.strip())
    figures = _figures(found) if found else {}
    if found is None or len(figures) < sum(found[name] is not None for name in FIGURES):
        raise NotUnderstood(
            "A line looks like this: 2 x Audit @ 450, or with discount and VAT: 2.5 days x Advice @ 600 -10% 20%"
        )
    return SaleLine(
        description=found["description"],
        unit_price=figures["price"],
        quantity=figures.get("quantity", Decimal(1)),
        unit=found["unit"],
        discount=figures.get("discount", ZERO),
        vat_rate=figures.get("vat"),
    )


@dataclass(frozen=True)
class OfferLine:
    """A line as it was typed that may name a product; what is None is the catalogue's."""

    code: str
    quantity: Decimal = Decimal(1)
    unit: str | None = None
    unit_price: Decimal | None = None
    discount: Decimal = ZERO
    vat_rate: Decimal | None = None


def read_offer(text: str) -> OfferLine | None:
    """The line, if one word of it can be a product's code; whether there is such a product is for others to see."""
    found = OFFER.fullmatch(text.strip())
    figures = _figures(found) if found else {}
    if found is None or len(figures) < sum(found[name] is not None for name in FIGURES):
        return None
    return OfferLine(
        code=found["description"],
        quantity=figures.get("quantity", Decimal(1)),
        unit=found["unit"],
        unit_price=figures.get("price"),
        discount=figures.get("discount", ZERO),
        vat_rate=figures.get("vat"),
    )


def _figures(found: re.Match[str]) -> dict[str, Decimal]:
    read = ((name, number(found[name])) for name in FIGURES if found[name])
    return {name: figure for name, figure in read if figure is not None}
