"""What French law wants on an invoice, a row a mention: there when its condition holds, and only then.

The sources are CGI, annexe II, art. 242 nonies A, and Code de commerce, art. L. 441-9 and R. 123-237.
"""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from core.documents.legal import Situation, mentions
from tests.unit.core.documents.samples import filled, sample
from tests.unit.core.documents.word_files import spoken

Changes = dict[str, Any]
DAY = date(2026, 11, 24)
HOUSEHOLD: Changes = {"is_business": False}


@dataclass(frozen=True)
class Row:
    """A mention: the texts that say it, on what kind of invoice, and the fields without which they are not there.

    `variant` and `fields` make its condition hold; `other` and `without` make it fail, where it can.
    """

    texts: tuple[str, ...]
    kind: str = "invoice"
    variant: Changes = field(default_factory=dict)
    fields: Changes = field(default_factory=dict)
    other: Changes | None = None
    without: Changes | None = None


def said_of(*situation: Situation) -> Changes:
    """The sentences of the law in this situation."""
    return {"legal_mentions": mentions("invoice", DAY, set(situation), "fr")}


ROWS = {
    "seller's name and address": Row(("Lumière & Toitures", "12 rue de l’Exemple", "44000 Nantes")),
    "SIREN, RCS and head office": Row(
        ("SIREN 123 456 782", "RCS Nantes", "SARL au capital de 50 000 EUR – 12 rue de l’Exemple, 44000 Nantes"),
        without={"seller": {"siren": None, "rcs_city": None, "legal_form": None}},
    ),
    "legal form and capital": Row(
        ("SARL au capital de 50 000 EUR",), without={"seller": {"legal_form": None, "capital": None}}
    ),
    "EI beside the name": Row(
        ("Lumière & Toitures EI",), fields={"seller": {"is_ei": True}}, without={"seller": {"is_ei": False}}
    ),
    "seller's VAT number": Row(("N° TVA FR11123456782",), without={"seller": {"vat_id": None}}),
    "customer's name and address": Row(("Ateliers Brévent SAS", "7 allée du Modèle", "44200 Nantes")),
    "customer's SIREN": Row(("SIREN 987 654 324",), other=HOUSEHOLD),
    "customer's VAT number": Row(("N° TVA FR63987654324",), variant={"scheme": "intra_eu"}, other=HOUSEHOLD),
    "issue date and number": Row(("FA-2026-0012", "Date d’émission : 24 novembre 2026")),
    "delivery address": Row(
        ("Lieu de livraison ou d’exécution Entrepôt Nord 4 quai des Essais 44600 Saint-Nazaire",),
        without={"ship_to": None},
    ),
    "quantity, name, unit price and rate of each line": Row(
        ("2 Panneau photovoltaïque 425 Wc, cadre noir 36 pce 148,90 € remise 10 % 20 % 4 824,36 €",),
        other={"scheme": "franchise"},
    ),
    "exemption of each line": Row(
        ("36 pce 148,90 € remise 10 % Exonéré 4 824,36 €",), variant={"scheme": "franchise"}, other={}
    ),
    "goods": Row(
        ("Catégorie de l’opération : livraison de biens.",),
        fields=said_of(Situation.GOODS),
        without=said_of(Situation.SERVICES),
    ),
    "services": Row(
        ("Catégorie de l’opération : prestation de services.",),
        fields=said_of(Situation.SERVICES),
        without=said_of(Situation.GOODS),
    ),
    "goods and services": Row(
        ("Catégorie de l’opération : livraison de biens et prestation de services.",),
        without=said_of(Situation.GOODS),
    ),
    "discount of a line": Row(("remise 10 %",), without={"lines": sample("deposit")["lines"]}),
    "discount of the document": Row(
        ("Sous-total HT 13 229,86 € Remise 5 % − 661,49 €",),
        fields={"totals": {"discount": Decimal("661.49"), "discount_rate": Decimal(5)}},
        without={"totals": {"discount": None}},
    ),
    "supply date": Row(
        ("Date de livraison ou d’exécution : 20 novembre 2026",), without={"document": {"supplied_on": None}}
    ),
    "net and VAT of each rate": Row(
        ("20 % 8 360,86 € 1 672,17 €", "10 % 4 820,00 € 482,00 €", "5,5 % 49,00 € 2,70 €"),
        other={"scheme": "reverse_charge"},
    ),
    "VAT on debits": Row(
        ("Option pour le paiement de la taxe d’après les débits",),
        fields=said_of(Situation.VAT_ON_DEBITS),
        other={},
    ),
    "exemption of a franchise": Row(
        ("TVA non applicable, art. 293 B du CGI", "art. 293 B du CGI 13 229,86 € 0,00 €"),
        variant={"scheme": "franchise"},
        other={},
    ),
    "exemption within the EU": Row(
        ("exonérée de TVA, art. 262 ter, I du CGI", "art. 262 ter, I du CGI 13 229,86 € 0,00 €"),
        variant={"scheme": "intra_eu"},
        other={},
    ),
    "reverse charge": Row(
        ("Autoliquidation : la TVA est due par le preneur", "Autoliquidation 13 229,86 € 0,00 €"),
        variant={"scheme": "reverse_charge"},
        other={},
    ),
    "due date": Row(("Échéance : 24 décembre 2026",), without={"document": {"due_on": None}}),
    "early payment": Row(("Aucun escompte n’est accordé pour paiement anticipé",), other=HOUSEHOLD),
    "late penalties": Row(("au taux de refinancement de la Banque centrale européenne",), other=HOUSEHOLD),
    "recovery fee": Row(("indemnité forfaitaire pour frais de recouvrement de 40 €",), other=HOUSEHOLD),
    "buyer's order number": Row(("Votre référence : CONSULT-118",), without={"document": {"your_reference": None}}),
    "original of a credit note": Row(
        ("Facture d’origine : FA-2026-0012 du 3 novembre 2026",),
        kind="credit_note",
        without={"document": {"corrects": None}},
    ),
}


def merged(fields: Changes, changes: Changes) -> Changes:
    """The fields with some of them changed."""
    result = deepcopy(fields)
    for name, change in changes.items():
        result[name] = {**result[name], **change} if isinstance(change, dict) else change
    return result


@pytest.mark.parametrize("row", ROWS.values(), ids=ROWS)
def test_the_mention_is_there_when_its_condition_holds(row: Row) -> None:
    said = spoken(filled(merged(sample(row.kind, **row.variant), row.fields)))
    assert [text for text in row.texts if text not in said] == []


@pytest.mark.parametrize(
    "row",
    [row for row in ROWS.values() if row.other is not None or row.without],
    ids=[name for name, row in ROWS.items() if row.other is not None or row.without],
)
def test_the_mention_is_not_there_otherwise(row: Row) -> None:
    variant = row.variant if row.other is None else row.other
    changes = row.without if row.without is not None else {}
    fields = merged(merged(sample(row.kind, **variant), row.fields if row.without else {}), changes)
    said = spoken(filled(fields))
    assert [text for text in row.texts if text in said] == []


@pytest.mark.parametrize(
    "name", ["services", "exemption of a franchise", "reverse charge", "early payment", "late penalties"]
)
def test_an_english_reader_gets_the_french_sentence_with_the_english_one_beside_it(name: str) -> None:
    row = ROWS[name]
    fields = sample("invoice", "en", **row.variant)
    if "legal_mentions" in row.fields:
        fields["legal_mentions"] = mentions("invoice", DAY, {Situation.SERVICES}, "en")
    said = spoken(filled(fields, "en"))
    french = row.texts[0].rstrip(".")
    assert french in said
    assert " / " in said[said.index(french) :].partition("Lumière")[0]
