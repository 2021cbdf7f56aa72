"""A fictional quote, for dry runs of templates and for tests."""

from __future__ import annotations

from copy import deepcopy
from datetime import date
from decimal import Decimal
from typing import Literal

from core.documents.fields import (
    Brand,
    Customer,
    Line,
    Person,
    Quote,
    QuoteFields,
    Seller,
    Terms,
    Totals,
    VatLine,
)
from core.documents.legal import Situation, mentions
from core.money import line_net, total


def sample_quote(language: Literal["fr", "en"] = "fr") -> QuoteFields:
    """A quote of five lines at three rates, with a line discount, an ampersand and accents; terms in the language."""
    figures = total((line["net"], line["vat_rate"]) for line in _LINES)
    return deepcopy(
        QuoteFields(
            brand=Brand(accent=None, logo=None),
            currency="EUR",
            seller=_SELLER,
            customer=_CUSTOMER,
            ship_to=["Entrepôt Nord", "4 quai des Essais", "44600 Saint-Nazaire"],
            quote=_QUOTE,
            lines=list(_LINES),
            vat_lines=[VatLine(rate=part.rate, net=part.net, vat=part.vat) for part in figures.vat_lines],
            totals=Totals(subtotal=figures.net, discount=None, net=figures.net, vat=figures.vat, gross=figures.gross),
            terms=_TERMS[language],
            legal_mentions=mentions("quote", _QUOTE["date"], {Situation.BUSINESS}, language),
        )
    )


def _line(
    position: int,
    description: str,
    quantity: str,
    unit_price: str,
    *,
    vat_rate: str = "20",
    details: str | None = None,
    unit: str | None = None,
    discount: str | None = None,
) -> Line:
    return Line(
        position=position,
        description=description,
        details=details,
        quantity=Decimal(quantity),
        unit=unit,
        unit_price=Decimal(unit_price),
        discount=Decimal(discount) if discount else None,
        vat_rate=Decimal(vat_rate),
        net=line_net(Decimal(quantity), Decimal(unit_price), Decimal(discount or 0)),
    )


_LINES = (
    _line(
        1,
        "Étude & dimensionnement <avant-projet>",
        "12.5",
        "95",
        unit="h",
        details="Relevés sur place, plans d’exécution\nRéunion de lancement incluse",
    ),
    _line(2, "Panneau photovoltaïque 425 Wc, cadre noir", "36", "148.90", unit="pce", discount="10"),
    _line(3, "Onduleur triphasé 15 kVA", "1", "2349", unit="pce", details="Garantie 10 ans"),
    _line(4, "Pose et raccordement en logement de plus de deux ans", "1", "4820", vat_rate="10"),
    _line(5, "Guide d’exploitation, édition papier", "2", "24.5", vat_rate="5.5", unit="ex."),
)
_SELLER = Seller(
    name="Lumière & Toitures",
    address=["12 rue de l’Exemple", "44000 Nantes"],
    siren="123456782",
    siret="12345678200010",
    rcs_city="Nantes",
    legal_form="SARL",
    capital=Decimal(50000),
    vat_id="FR11123456782",
    phone="01 99 00 12 34",
    email="bonjour@lumiere-toitures.example",
    website="lumiere-toitures.example",
    is_ei=False,
    iban=None,
)
_CUSTOMER = Customer(
    name="Ateliers Brévent SAS",
    contact="Maëlle Durand",
    address=["7 allée du Modèle", "44200 Nantes"],
    siren="987654324",
    vat_id="FR63987654324",
)
_QUOTE = Quote(
    number="DV-2026-0042",
    revision=1,
    date=date(2026, 11, 24),
    valid_until=date(2026, 12, 24),
    subject="Centrale solaire en toiture, 15 kWc",
    your_reference="CONSULT-118",
    owner=Person(name="Jeanne Martin", email="jeanne@lumiere-toitures.example", phone="06 39 98 12 34"),
    is_draft=False,
)
_TERMS = {
    "fr": Terms(
        payment="30 jours à compter de la date de facture, par virement",
        delivery="6 semaines après votre accord",
        place=None,
        start="Février 2027",
        duration="10 jours ouvrés",
        travel="Compris dans les prix",
        preparation="Devis gratuit",
        notes=None,
    ),
    "en": Terms(
        payment="30 days from the date of invoice, by bank transfer",
        delivery="6 weeks after your acceptance",
        place=None,
        start="February 2027",
        duration="10 working days",
        travel="Included in the prices",
        preparation="This quote is free",
        notes=None,
    ),
}
