"""The words of the templates in each language; French typography has its no-break spaces."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Words:
    """What a quote says in one language. Names are those of the fields that the words stand beside."""

    locale: str
    colon: str
    title: str
    date: str
    valid_until: str
    your_reference: str
    contact: str
    revision: str
    draft: str
    ship_to: str
    customer: str
    attention: str
    siren: str
    vat_id: str
    subject: str
    head: tuple[str, str, str, str, str, str, str]
    discount: str
    vat_head: tuple[str, str, str]
    subtotal: str
    total_discount: str
    net: str
    vat: str
    gross: str
    terms: str
    payment: str
    delivery: str
    place: str
    start: str
    duration: str
    travel: str
    preparation: str
    notes: str
    iban: str
    acceptance: str
    how_to_accept: str
    accepted_on: str
    signatory: str
    signature: str
    capital: str
    sole_trader: str
    page: str


FRENCH = Words(
    locale="fr-FR",
    colon="\u00a0: ",
    title="Devis",
    date="Date",
    valid_until="Valable jusqu’au",
    your_reference="Votre référence",
    contact="Votre contact",
    revision="version",
    draft="BROUILLON – document de travail, sans valeur d’engagement",
    ship_to="Lieu de livraison ou d’exécution",
    customer="Client",
    attention="À l’attention de",
    siren="SIREN",
    vat_id="N°\u00a0TVA",
    subject="Objet",
    head=("N°", "Désignation", "Qté", "Unité", "P.U. HT", "TVA", "Montant HT"),
    discount="remise",
    vat_head=("Taux de TVA", "Base HT", "Montant TVA"),
    subtotal="Sous-total HT",
    total_discount="Remise",
    net="Total HT",
    vat="Total TVA",
    gross="Total TTC",
    terms="Conditions",
    payment="Paiement",
    delivery="Livraison",
    place="Lieu",
    start="Début des travaux",
    duration="Durée estimée",
    travel="Frais de déplacement",
    preparation="Établissement du devis",
    notes="Remarques",
    iban="IBAN",
    acceptance="Bon\u00a0pour\u00a0accord",
    how_to_accept="À retourner daté et signé avec cette mention manuscrite.",
    accepted_on="Date",
    signatory="Nom et qualité",
    signature="Signature et cachet",
    capital="au capital de",
    sole_trader="EI",
    page="page",
)

ENGLISH = Words(
    locale="en-GB",
    colon=": ",
    title="Quote",
    date="Date",
    valid_until="Valid until",
    your_reference="Your reference",
    contact="Your contact",
    revision="version",
    draft="DRAFT – working document, not binding",
    ship_to="Place of delivery or work",
    customer="Customer",
    attention="For the attention of",
    siren="SIREN",
    vat_id="VAT no.",
    subject="Subject",
    head=("No.", "Description", "Qty", "Unit", "Unit price", "VAT", "Net amount"),
    discount="discount",
    vat_head=("VAT rate", "Net base", "VAT amount"),
    subtotal="Subtotal excl. VAT",
    total_discount="Discount",
    net="Total excl. VAT",
    vat="Total VAT",
    gross="Total incl. VAT",
    terms="Terms",
    payment="Payment",
    delivery="Delivery",
    place="Place",
    start="Start of work",
    duration="Expected duration",
    travel="Travel costs",
    preparation="Preparing this quote",
    notes="Remarks",
    iban="IBAN",
    acceptance="Approved and accepted",
    how_to_accept="Please return it dated and signed with these words in handwriting.",
    accepted_on="Date",
    signatory="Name and position",
    signature="Signature and stamp",
    capital="with a share capital of",
    sole_trader="EI (sole trader)",
    page="page",
)

LANGUAGES = {"fr": FRENCH, "en": ENGLISH}
