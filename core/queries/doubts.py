"""What does not add up in a document whose figures are another system's: kept as given, and said."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from core.language import mark
from core.money import ZERO

Doubt = tuple[str, dict[str, Decimal]]


def doubts(record: Any) -> list[Doubt]:
    """Each sum that is not the sum of its parts, as a sentence with its figures."""
    return [(sentence, {"told": told, "sum": summed}) for sentence, told, summed in _sums(record) if told != summed]


def _sums(record: Any) -> Iterator[tuple[str, Decimal, Decimal]]:
    yield mark("The gross amount is {told}, but net and VAT make {sum}."), record.gross, record.net + record.vat
    if record.vat_lines:
        parts = record.totals.vat_lines
        yield mark("The VAT is {told}, but the VAT lines make {sum}."), record.vat, sum((p.vat for p in parts), ZERO)
        yield mark("The net is {told}, but the VAT lines make {sum}."), record.net, sum((p.net for p in parts), ZERO)
    if record.lines:
        nets = sum((line.net for line in record.lines), ZERO)
        yield mark("The subtotal is {told}, but the lines make {sum}."), record.subtotal, nets
