"""Fictional documents of a sale, for dry runs of templates and for tests."""

from __future__ import annotations

from copy import deepcopy
from datetime import date
from decimal import Decimal

from core.documents.fields import (
    Brand,
    Code,
    Deposit,
    Document,
    Line,
    Reference,
    SaleFields,
    SaleKind,
    Terms,
    Totals,
    VatLine,
)
from core.documents.legal import Situation, exemption, mentions
from core.documents.sample_parts import (
    CONSUMER,
    CUSTOMER,
    DAY,
    DEPOSIT_LINES,
    LINES,
    NO_TERMS,
    OWNER,
    PAYMENT,
    REASON,
    SELLER,
    SUBJECT,
    WAREHOUSE,
    WORK,
    exempted,
)
from core.money import ZERO, round_cents

NUMBERS: dict[SaleKind, str] = {
    "quote": "DV-2026-0042",
    "order": "BC-2026-0007",
    "invoice": "FA-2026-0012",
    "deposit": "FA-2026-0009",
    "final": "FA-2026-0012",
    "credit_note": "AV-2026-0003",
}
SITUATIONS = {
    "franchise": Situation.FRANCHISE,
    "reverse_charge": Situation.REVERSE_CHARGE,
    "intra_eu": Situation.INTRA_EU,
}
TAKEN_OFF = {Decimal(20): Decimal("2508.26"), Decimal(10): Decimal(1446)}


def sample_sale(
    kind: SaleKind = "quote", language: Code = "fr", *, scheme: str = "standard", is_business: bool = True
) -> SaleFields:
    """A document of five lines at three rates, with a line discount, an ampersand and accents.

    `scheme` is how VAT is charged, as records have it; terms and legal sentences are in the language.
    """
    why = exemption(scheme, DAY)
    lines = [exempted(line, why, language) for line in _lines(kind)]
    deposits = [Deposit(number="FA-2026-0009", date=date(2026, 10, 2), net=sum(TAKEN_OFF.values(), ZERO))]
    taken_off = TAKEN_OFF if kind == "final" and why is None else {}
    vat_lines = _vat_lines(lines, taken_off, why.reference if why else None)
    return deepcopy(
        SaleFields(
            brand=Brand(accent=None, logo=None),
            currency="EUR",
            seller=SELLER,
            customer=CUSTOMER if is_business else CONSUMER,
            ship_to=WAREHOUSE,
            document=_document(kind),
            lines=lines,
            vat_lines=vat_lines,
            totals=_totals(lines, vat_lines, deposits if taken_off else []),
            terms=_terms(kind, language),
            legal_mentions=mentions(kind, DAY, _situation(scheme, is_business=is_business), language),
        )
    )


def _lines(kind: SaleKind) -> tuple[Line, ...]:
    if kind == "deposit":
        return DEPOSIT_LINES
    return ({**LINES[1], "position": 1},) if kind == "credit_note" else LINES


def _situation(scheme: str, *, is_business: bool) -> set[Situation]:
    customer = Situation.BUSINESS if is_business else Situation.CONSUMER
    return {customer, Situation.GOODS_AND_SERVICES} | ({SITUATIONS[scheme]} if scheme in SITUATIONS else set())


def _vat_lines(lines: list[Line], taken_off: dict[Decimal, Decimal], reference: str | None) -> list[VatLine]:
    """The VAT of each rate, what deposits were charged taken off."""
    nets: dict[Decimal, Decimal] = {}
    for line in lines:
        nets[line["vat_rate"]] = nets.get(line["vat_rate"], ZERO) + line["net"]
    left = {rate: net - taken_off.get(rate, ZERO) for rate, net in sorted(nets.items(), reverse=True)}
    return [
        VatLine(rate=rate, exemption=reference, net=net, vat=round_cents(net * rate / 100))
        for rate, net in left.items()
    ]


def _totals(lines: list[Line], vat_lines: list[VatLine], deposits: list[Deposit]) -> Totals:
    net = sum((part["net"] for part in vat_lines), ZERO)
    vat = sum((part["vat"] for part in vat_lines), ZERO)
    return Totals(
        subtotal=sum((line["net"] for line in lines), ZERO),
        discount=None,
        discount_rate=None,
        deposits=deposits,
        net=net,
        vat=vat,
        gross=net + vat,
        paid=None,
        credited=None,
        due=net + vat,
    )


def _document(kind: SaleKind) -> Document:
    is_invoice = kind in {"invoice", "deposit", "final"}
    return Document(
        kind=kind,
        number=NUMBERS[kind],
        revision=1,
        date=DAY,
        valid_until=date(2026, 12, 24) if kind == "quote" else None,
        due_on=date(2026, 12, 24) if is_invoice else None,
        supplied_on=date(2026, 11, 20) if kind in {"invoice", "final"} else None,
        subject=SUBJECT,
        your_reference="CONSULT-118",
        quote=Reference(number=NUMBERS["quote"], date=date(2026, 9, 14)) if kind == "order" else None,
        order=Reference(number=NUMBERS["order"], date=date(2026, 9, 28)) if is_invoice else None,
        corrects=Reference(number=NUMBERS["invoice"], date=date(2026, 11, 3)) if kind == "credit_note" else None,
        owner=OWNER,
        is_draft=False,
    )


def _terms(kind: SaleKind, language: Code) -> Terms:
    if kind in {"quote", "order"}:
        return {**WORK[language], "preparation": WORK[language]["preparation"] if kind == "quote" else None}
    if kind == "credit_note":
        return {**NO_TERMS, "reason": REASON[language]}
    return {**NO_TERMS, "payment": PAYMENT[language]}
