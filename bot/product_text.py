"""The grammar of a product: `code name @ price [/ unit] [VAT%] [goods|service]`."""

from __future__ import annotations

import re
from typing import Any

from bot import words
from bot.figures import NUMBER, number
from bot.words import Word
from core.errors import NotUnderstood
from core.language import Language

PRODUCT = re.compile(
    rf"""(?P<code>\S+)\s+(?P<name>\S.*?)\s*@\s*
         (?P<price>{NUMBER})\s*€?
         (?:\s*/\s*(?P<unit>[^\W\d][^\d%]*?))?
         (?:\s*(?<![\d.,])(?P<vat>{NUMBER})\s*%)?
         (?:\s+(?P<nature>[^\W\d]+))?""",
    re.VERBOSE | re.DOTALL,
)
NATURES = (
    Word("service", ("service",), ("service", "prestation")),
    Word("goods", ("goods",), ("bien", "biens", "marchandise", "marchandises")),
)


def read_product(text: str, language: Language) -> dict[str, Any]:
    """The fields of a product; without a nature it is a service. Raises `NotUnderstood`, showing how one looks."""
    found = PRODUCT.fullmatch(text.strip())
    price = number(found["price"]) if found else None
    rate = number(found["vat"]) if found and found["vat"] else None
    if found is None or price is None or (found["vat"] and rate is None):
        raise NotUnderstood(
            "A product looks like this: AUD-1 Energy audit @ 850 / day 20% service. The unit, the VAT rate and "
            "whether it is goods or a service may be left away."
        )
    nature = words.choose(found["nature"], NATURES, language) if found["nature"] else None
    fields = {"code": found["code"], "name": found["name"], "unit": found["unit"], "nature": nature}
    return fields | {"unit_price": price, "vat_rate": rate}
