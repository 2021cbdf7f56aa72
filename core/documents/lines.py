"""What is sold, as documents print it: lines, VAT by rate, totals."""

from __future__ import annotations

from typing import Any

from core.documents.fields import Code, Deposit, Line, Totals, VatLine
from core.documents.legal import Exemption


def line(row: Any, why: Exemption | None, language: Code) -> Line:
    """One line; `why` is the exemption of the whole document, if it has one."""
    return Line(
        position=row.position,
        description=row.description,
        details=row.details,
        quantity=row.quantity,
        unit=row.unit,
        unit_price=row.unit_price,
        discount=row.discount or None,
        vat_rate=row.vat_rate,
        exemption=_word(why, language),
        net=row.net,
    )


def _word(why: Exemption | None, language: Code) -> str | None:
    if why is None:
        return None
    return why.fr if language == "fr" else why.en


def vat_lines(sale: Any, why: Exemption | None) -> list[VatLine]:
    """The stored breakdown by rate."""
    reference = why.reference if why else None
    return [VatLine(rate=part.rate, exemption=reference, net=part.net, vat=part.vat) for part in sale.totals.vat_lines]


def totals(sale: Any) -> Totals:
    """The stored figures; only an invoice can be paid, credited and due."""
    return Totals(
        subtotal=sale.subtotal,
        discount=sale.discount or None,
        discount_rate=sale.discount_rate or None,
        deposits=[Deposit(number=each.reference, date=each.issued_on, net=each.net) for each in _deposits(sale)],
        net=sale.net,
        vat=sale.vat,
        gross=sale.gross,
        paid=getattr(sale, "paid", None) or None,
        credited=getattr(sale, "credited", None) or None,
        due=getattr(sale, "due", sale.gross),
    )


def _deposits(sale: Any) -> list[Any]:
    return list(getattr(sale, "deposits", ()))
