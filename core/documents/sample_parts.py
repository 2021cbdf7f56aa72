"""Who and what the fictional documents are about."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from core.documents.fields import Code, Customer, Line, Person, Seller, Terms
from core.documents.legal import Exemption
from core.money import ZERO, line_net

DAY = date(2026, 11, 24)
SELLER = Seller(
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
    iban="FR7612345678901234567890123",
    bic="EXMPFRPPXXX",
)
CUSTOMER = Customer(
    name="Ateliers Brévent SAS",
    contact="Maëlle Durand",
    address=["7 allée du Modèle", "44200 Nantes"],
    siren="987654324",
    vat_id="FR63987654324",
)
CONSUMER = Customer(
    name="Maëlle Durand", contact=None, address=["7 allée du Modèle", "44200 Nantes"], siren=None, vat_id=None
)
WAREHOUSE = ["Entrepôt Nord", "4 quai des Essais", "44600 Saint-Nazaire"]
OWNER = Person(name="Jeanne Martin", email="jeanne@lumiere-toitures.example", phone="06 39 98 12 34")
SUBJECT = "Centrale solaire en toiture, 15 kWc"


def sample_line(
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
    """A line with its net amount; figures as they are written."""
    return Line(
        position=position,
        description=description,
        details=details,
        quantity=Decimal(quantity),
        unit=unit,
        unit_price=Decimal(unit_price),
        discount=Decimal(discount) if discount else None,
        vat_rate=Decimal(vat_rate),
        exemption=None,
        net=line_net(Decimal(quantity), Decimal(unit_price), Decimal(discount or 0)),
    )


LINES = (
    sample_line(
        1,
        "Étude & dimensionnement <avant-projet>",
        "12.5",
        "95",
        unit="h",
        details="Relevés sur place, plans d’exécution\nRéunion de lancement incluse",
    ),
    sample_line(2, "Panneau photovoltaïque 425 Wc, cadre noir", "36", "148.90", unit="pce", discount="10"),
    sample_line(3, "Onduleur triphasé 15 kVA", "1", "2349", unit="pce", details="Garantie 10 ans"),
    sample_line(4, "Pose et raccordement en logement de plus de deux ans", "1", "4820", vat_rate="10"),
    sample_line(5, "Guide d’exploitation, édition papier", "2", "24.5", vat_rate="5.5", unit="ex."),
)
DEPOSIT_LINES = (
    sample_line(1, "Acompte de 30 % sur le devis DV-2026-0042, taux normal", "1", "2508.26"),
    sample_line(2, "Acompte de 30 % sur le devis DV-2026-0042, taux intermédiaire", "1", "1446", vat_rate="10"),
)


def exempted(line: Line, exemption: Exemption | None, language: Code) -> Line:
    """The line under a scheme that charges no VAT."""
    if exemption is None:
        return line
    return {**line, "vat_rate": ZERO, "exemption": exemption.fr if language == "fr" else exemption.en}


NO_TERMS = Terms(
    payment=None,
    delivery=None,
    place=None,
    start=None,
    duration=None,
    travel=None,
    preparation=None,
    reason=None,
    notes=None,
)
PAYMENT = {
    "fr": "30 jours à compter de la date de facture, par virement",
    "en": "30 days from the date of invoice, by bank transfer",
}
WORK: dict[Code, Terms] = {
    "fr": {
        **NO_TERMS,
        "payment": PAYMENT["fr"],
        "delivery": "6 semaines après votre accord",
        "start": "Février 2027",
        "duration": "10 jours ouvrés",
        "travel": "Compris dans les prix",
        "preparation": "Devis gratuit",
    },
    "en": {
        **NO_TERMS,
        "payment": PAYMENT["en"],
        "delivery": "6 weeks after your acceptance",
        "start": "February 2027",
        "duration": "10 working days",
        "travel": "Included in the prices",
        "preparation": "This quote is free",
    },
}
REASON = {"fr": "Deux panneaux rendus", "en": "Two panels returned"}
