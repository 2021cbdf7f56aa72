"""The templates that are shipped are those that the script makes, and they say everything in their language."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import Any, Literal
from zipfile import ZipFile

import pytest

from core.documents.filling import fill
from core.documents.sample import sample_sale
from tests.unit.core.documents.samples import KINDS, SALES, SHIPPED, filled, sample, shipped
from tests.unit.core.documents.word_files import spoken, xml

ROOT = Path(__file__).parents[4]
NAMES = [f"{name}.{code}.docx" for name in sorted({*KINDS} - {"deposit", "final"}) for code in ("en", "fr")]
Code = Literal["fr", "en"]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("made")
    subprocess.run([sys.executable, "-m", "templates.make_documents", str(folder)], check=True, cwd=ROOT)
    return folder


def parts(docx: Path) -> dict[str, bytes]:
    with ZipFile(docx) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.mark.parametrize("name", NAMES)
def test_a_shipped_template_is_what_the_script_makes(made: Path, name: str) -> None:
    assert parts(SHIPPED / name) == parts(made / name)


def test_the_script_makes_every_shipped_template(made: Path) -> None:
    assert [file.name for file in sorted(SHIPPED.glob("*.docx"))] == NAMES
    assert [file.name for file in sorted(made.iterdir())] == NAMES


def emptied(value: Any) -> Any:
    """The fields with everything optional left out: what may be None is, and lists are empty."""
    if isinstance(value, dict):
        return {name: emptied(part) for name, part in value.items()}
    return [] if isinstance(value, list) else value


OPTIONAL = {
    "seller": ("siren", "siret", "rcs_city", "legal_form", "capital", "vat_id", "phone", "email", "website", "iban",
               "bic"),
    "customer": ("contact", "siren", "vat_id"),
    "document": ("valid_until", "due_on", "supplied_on", "subject", "your_reference", "quote", "order", "corrects",
                 "owner"),
    "lead": ("job_title", "company", "email", "phone", "mobile", "website", "siren", "reason", "campaign", "topic",
             "need", "budget", "value", "close_on", "time_frame", "decision_maker"),
    "opportunity": ("reason", "revenue", "weighted", "actual_revenue", "close_on", "closed_on", "competitor", "need"),
}  # fmt: skip


def bare(kind: str, language: Code) -> dict[str, Any]:
    """A document with nothing on it that it can do without."""
    fields = emptied(sample(kind, language)) | ({"ship_to": None} if kind in SALES else {})
    for part, names in OPTIONAL.items():
        if part in fields:
            fields[part] |= {name: None for name in names if name in fields[part]}
    if kind in SALES:
        fields["terms"] = dict.fromkeys(fields["terms"])
    return fields


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("kind", KINDS)
def test_a_document_needs_none_of_its_optional_fields(kind: str, language: Code) -> None:
    said = spoken(filled(bare(kind, language), language))
    assert "None" not in said
    assert not re.search(r"(Conditions|Règlement|Précisions|Historique|Terms|Details|History)\b", said)


def test_an_opportunity_without_a_customer_has_a_sheet() -> None:
    assert "Client" not in spoken(filled(sample("opportunity") | {"customer": None}))


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("kind", KINDS)
def test_only_a_draft_is_marked_as_one(kind: str, language: Code) -> None:
    word = {"fr": "BROUILLON", "en": "DRAFT"}[language]
    fields = sample(kind, language)
    assert word not in spoken(filled(fields, language))
    fields["document"]["is_draft"] = True
    assert word in spoken(filled(fields, language))


def test_only_a_revised_quote_says_its_version() -> None:
    fields = sample("quote")
    assert "– version" not in spoken(filled(fields))
    fields["document"]["revision"] = 2
    assert "DV-2026-0042 – version 2" in spoken(filled(fields))


TITLES = {
    "quote": ("Devis", "Quote"),
    "order": ("Confirmation de commande", "Order confirmation"),
    "invoice": ("Facture", "Facture Invoice"),
    "deposit": ("Facture d’acompte", "Facture d’acompte Deposit invoice"),
    "final": ("Facture de solde", "Facture de solde Final invoice"),
    "credit_note": ("Avoir", "Avoir Credit note"),
    "lead": ("Fiche prospect", "Lead sheet"),
    "opportunity": ("Fiche opportunité", "Opportunity sheet"),
}


@pytest.mark.parametrize(("language", "at"), [("fr", 0), ("en", 1)])
@pytest.mark.parametrize("kind", KINDS)
def test_a_document_is_called_what_it_is(kind: str, language: Code, at: int) -> None:
    fields = sample(kind, language)
    assert f" {TITLES[kind][at]} {fields['document']['number']}" in spoken(filled(fields, language))


def test_a_final_invoice_deducts_each_deposit_by_its_number_and_date() -> None:
    assert "Acompte FA-2026-0009 du 2 octobre 2026 − 3 954,26 €" in spoken(filled(sample("final")))
    assert "Acompte" not in spoken(filled(sample("invoice")))


def test_what_was_paid_and_credited_stands_before_what_is_due() -> None:
    fields = sample("invoice")
    assert "Total TTC 15 386,73 € Net à payer 15 386,73 €" in spoken(filled(fields))
    fields["totals"] |= {"paid": 5000, "credited": 300, "due": 10086}
    said = spoken(filled(fields))
    assert "Total TTC 15 386,73 € Déjà réglé − 5 000,00 € Avoirs − 300,00 € Net à payer 10 086,00 €" in said


def test_only_an_invoice_asks_for_money() -> None:
    for kind in ("quote", "order", "credit_note"):
        assert "Net à payer" not in spoken(filled(sample(kind)))


def test_the_companys_accent_takes_the_place_of_ours() -> None:
    fields = sample("quote")
    fields["brand"]["accent"] = "#0f766e"
    for part in ("word/document.xml", "word/styles.xml"):
        assert "1F4E79" not in xml(filled(fields), part)
        assert "0F766E" in xml(filled(fields), part)


def test_lines_have_a_repeated_head_and_are_never_split() -> None:
    rows = re.findall("<w:tr>.*?</w:tr>", xml(fill(shipped("quote"), dict(sample_sale()), "fr")), re.DOTALL)
    heads = [row for row in rows if "w:tblHeader" in row]
    assert [("Désignation" in row, "w:cantSplit" in row) for row in heads] == [(True, True)]
    assert all("w:cantSplit" in row for row in rows if "Onduleur" in row or "Panneau" in row)


@pytest.mark.parametrize(("language", "locale"), [("fr", "fr-FR"), ("en", "en-GB")])
@pytest.mark.parametrize("kind", KINDS)
def test_a_template_declares_its_language(kind: str, language: Code, locale: str) -> None:
    assert f'<w:lang w:val="{locale}"' in xml(shipped(kind, language), "word/styles.xml")
