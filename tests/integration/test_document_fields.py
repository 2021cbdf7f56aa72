"""From records to the fields of their documents, on both databases."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from core.actions.advance import advance
from core.actions.log import log
from core.actions.promote import made_from, promote
from core.crm import Crm, Transaction
from core.documents.filling import fill
from core.documents.paper import FINAL, Paper, paper
from core.documents.sales import sale_fields
from core.documents.sheets import lead_fields, opportunity_fields
from core.model import User
from core.settings import Company
from tests.factories import actor, hire, make_lead, make_opportunity, make_quote, send_quote
from tests.unit.core.documents.word_files import spoken

Fields = dict[str, Any]


@contextmanager
def changed(crm: Crm, model: Any, record_id: int, **values: Any) -> Iterator[tuple[Transaction, Any]]:
    """The record with some values that no action of ours sets yet."""
    with crm.transaction(actor()) as tx:
        record = tx.session.get_one(model, record_id)
        for name, value in values.items():
            setattr(record, name, value)
        tx.session.flush()
        yield tx, record


def fields_of(crm: Crm, record: Any, language: str = "fr", **values: Any) -> Fields:
    with changed(crm, type(record), record.id, **values) as (tx, changed_record):
        return dict(sale_fields(tx, changed_record, language))  # type: ignore[arg-type]


def sold(crm: Crm, camille: User) -> tuple[Any, Any, Any]:
    """A quote, its confirmed order, the issued invoice."""
    quote = send_quote(crm, camille)
    with crm.transaction(actor(camille)) as tx:
        quote = advance(tx, quote, "accepted")
        (order,) = made_from(tx, quote)
        order = advance(tx, order, "confirmed")
        (invoice,) = promote(tx, order)
        return quote, order, advance(tx, invoice, "issued")


@pytest.fixture
def camille(any_crm: Crm) -> User:
    """Whose records these are."""
    return hire(any_crm)


@pytest.fixture
def sales(any_crm: Crm, camille: User) -> tuple[Any, Any, Any]:
    """A sale that went all the way."""
    return sold(any_crm, camille)


def test_each_document_cites_the_one_before(any_crm: Crm, sales: tuple[Any, Any, Any]) -> None:
    quote, order, invoice = sales
    cited = {"number": quote.number, "date": quote.issued_on}
    document = fields_of(any_crm, order)["document"]
    assert (document["kind"], document["quote"], document["date"]) == ("order", cited, order.ordered_on)
    document = fields_of(any_crm, invoice)["document"]
    assert document["order"] == {"number": order.number, "date": order.ordered_on}
    assert (document["kind"], document["quote"], document["due_on"]) == ("invoice", None, invoice.due_on)


def test_figures_are_those_that_are_stored(any_crm: Crm, sales: tuple[Any, Any, Any]) -> None:
    fields = fields_of(any_crm, sales[2], paid=Decimal(1000), credited=Decimal(65), discount_rate=Decimal(5))
    totals = fields["totals"]
    assert (totals["net"], totals["vat"], totals["gross"]) == (Decimal("1724.5"), Decimal("341.35"), Decimal("2065.85"))
    assert (totals["paid"], totals["credited"], totals["due"]) == (1000, 65, Decimal("1000.85"))
    assert totals["discount_rate"] == 5
    assert [(part["rate"], part["vat"]) for part in fields["vat_lines"]] == [
        (20, 340),
        (Decimal("5.5"), Decimal("1.35")),
    ]


def test_the_customer_is_the_one_of_that_day(any_crm: Crm, sales: tuple[Any, Any, Any]) -> None:
    quote = sales[0]
    with any_crm.transaction(actor()) as tx:
        account = tx.record("account", quote.account_id)
        account.name = "Polonium SA"  # type: ignore[attr-defined]
    assert fields_of(any_crm, quote)["customer"]["name"] == "Radium SA"
    draft = fields_of(any_crm, quote, bill_to=None)
    assert draft["customer"]["name"] == "Polonium SA"


def test_a_draft_is_one(any_crm: Crm, camille: User) -> None:
    quote = make_quote(any_crm, camille)
    assert fields_of(any_crm, quote)["document"]["is_draft"] is True
    assert fields_of(any_crm, send_quote(any_crm, camille))["document"]["is_draft"] is False


def test_what_was_agreed_is_printed(any_crm: Crm, camille: User) -> None:
    terms = {"delivery": "6 semaines", "payment": "Comptant", "notes": ""}
    where = "Entrepôt Nord\n4 quai des Essais, 44600 Saint-Nazaire"
    given = {"terms": terms, "ship_to": where, "customer_reference": "PO 7", "supplied_on": date(2026, 11, 2)}
    fields = fields_of(any_crm, make_quote(any_crm, camille), **given)
    assert {name: text for name, text in fields["terms"].items() if text} == {
        "delivery": "6 semaines",
        "payment": "Comptant",
    }
    assert fields["ship_to"] == ["Entrepôt Nord", "4 quai des Essais", "44600 Saint-Nazaire"]
    assert fields["document"]["your_reference"] == "PO 7"
    assert fields["document"]["supplied_on"] == date(2026, 11, 2)


def test_payment_is_at_the_usual_term_in_the_documents_language(any_crm: Crm, camille: User) -> None:
    quote = make_quote(any_crm, camille)
    assert fields_of(any_crm, quote)["terms"]["payment"].startswith("30 jours")
    assert fields_of(any_crm, quote, "en")["terms"]["payment"].startswith("30 days")


def test_a_final_invoice_names_its_deposits(any_crm: Crm, sales: tuple[Any, Any, Any]) -> None:
    invoice = sales[2]
    other = sold(any_crm, None)[2]  # type: ignore[arg-type]
    with changed(any_crm, type(other), other.id, type="deposit", deducted_in_id=invoice.id):
        pass
    totals = fields_of(any_crm, invoice, type="final")["totals"]
    assert totals["deposits"] == [{"number": other.number, "date": other.issued_on, "net": other.net}]


def test_a_credit_note_cites_its_invoice_and_says_why(any_crm: Crm, sales: tuple[Any, Any, Any]) -> None:
    invoice = sales[2]
    note = sold(any_crm, None)[2]  # type: ignore[arg-type]
    values = {
        "type": "credit_note",
        "corrects_id": invoice.id,
        "reason": "other",
        "reason_note": "Deux panneaux rendus",
    }
    fields = fields_of(any_crm, note, **values)
    assert fields["document"]["corrects"] == {"number": invoice.number, "date": invoice.issued_on}
    assert fields["document"]["due_on"] is None
    assert fields["terms"]["reason"] == "Deux panneaux rendus"


SITUATIONS = {
    "franchise": ({"vat_scheme": "franchise"}, "TVA non applicable", "Exonéré"),
    "reverse charge": ({"vat_scheme": "reverse_charge"}, "Autoliquidation", "Autoliq."),
    "intra EU": ({"vat_scheme": "intra_eu"}, "262 ter", "Exonéré"),
}


@pytest.mark.parametrize(("values", "sentence", "word"), SITUATIONS.values(), ids=SITUATIONS)
def test_the_scheme_says_why_there_is_no_vat(
    any_crm: Crm, sales: tuple[Any, Any, Any], values: Fields, sentence: str, word: str
) -> None:
    fields = fields_of(any_crm, sales[2], **values)
    assert any(sentence in mention for mention in fields["legal_mentions"])
    assert {line["exemption"] for line in fields["lines"]} == {word}
    assert all(part["exemption"] for part in fields["vat_lines"])


def test_the_category_of_operation_follows_from_the_lines(any_crm: Crm, sales: tuple[Any, Any, Any]) -> None:
    invoice = sales[2]
    for natures, sentence in (
        (("service", "service"), "prestation de services."),
        (("goods", "goods"), "livraison de biens."),
        (("goods", "service"), "livraison de biens et prestation de services."),
    ):
        with changed(any_crm, type(invoice), invoice.id) as (tx, record):
            for line, nature in zip(record.lines, natures, strict=True):
                line.nature = nature
            said = sale_fields(tx, record, "fr")["legal_mentions"][0]
        assert said == f"Catégorie de l’opération\u00a0: {sentence}"


def test_a_consumer_is_told_of_withdrawal_and_not_of_the_recovery_fee(any_crm: Crm) -> None:
    said = " ".join(fields_of(any_crm, make_quote(any_crm, company=None))["legal_mentions"])
    assert "quatorze jours" in said
    assert "recouvrement" not in said


def test_the_option_for_debits_is_said_where_vat_is_charged(any_crm: Crm, sales: tuple[Any, Any, Any]) -> None:
    any_crm.settings.__dict__["configuration"] = any_crm.settings.configuration.model_copy(
        update={"company": Company(vat_on_debits=True, iban="FR7612345678901234567890123", bic="EXMPFRPPXXX")}
    )
    fields = fields_of(any_crm, sales[2])
    assert fields["legal_mentions"][1].startswith("Option pour le paiement")
    assert (fields["seller"]["iban"], fields["seller"]["bic"]) == ("FR7612345678901234567890123", "EXMPFRPPXXX")
    assert not any("débits" in said for said in fields_of(any_crm, sales[2], vat_scheme="franchise")["legal_mentions"])


def test_a_lead_sheet_says_all_we_know_in_the_readers_language(any_crm: Crm, camille: User) -> None:
    given = {
        "job_title": "PDG", "topic": "Audit", "need": "Avant l’été", "budget": Decimal(15000),
        "details": {"Surface": "240 m²", "Rien": ""},
    }  # fmt: skip
    lead = make_lead(any_crm, camille, **given)
    with any_crm.transaction(actor(camille)) as tx:
        log(tx, lead, "call", "Rappeler lundi")
    with any_crm.look(actor()) as tx:
        record = tx.record("lead", lead.id)
        french, english = lead_fields(tx, record, "fr"), lead_fields(tx, record, "en")
    assert (french["lead"]["state"], english["lead"]["state"]) == ("nouveau", "new")
    assert french["lead"]["phone"] == "+33 6 39 98 12 34"
    assert french["details"] == [{"name": "Surface", "value": "240 m²"}]
    assert [(entry["what"], entry["text"]) for entry in french["history"]] == [
        ("appel", "Rappeler lundi"),
        ("créé", None),
    ]
    assert french["document"]["owner"] == {"name": "Camille Moreau", "email": None, "phone": None}


def test_an_opportunity_sheet_weighs_what_is_open(any_crm: Crm, camille: User) -> None:
    opportunity = make_opportunity(any_crm, camille, estimated_value=Decimal(12345))
    with any_crm.look(actor()) as tx:
        record: Any = tx.record("opportunity", opportunity.id)
        fields = opportunity_fields(tx, record, "fr")
    assert fields["opportunity"]["weighted"] == Decimal("1234.50")
    assert fields["customer"] is not None
    assert (fields["customer"]["name"], fields["customer"]["contact"]) == ("Radium SA", "Marie Curie")
    with any_crm.transaction(actor(camille)) as tx:
        record = advance(tx, opportunity, "won", revenue=Decimal(12000))
        fields = opportunity_fields(tx, record, "fr")
    assert fields["opportunity"]["weighted"] is None
    assert fields["opportunity"]["actual_revenue"] == 12000


def on_paper(crm: Crm, record: Any, reader: User | None = None) -> Paper:
    with crm.look(actor()) as tx:
        return paper(tx, tx.record(record.kind, record.id), reader)


def test_every_record_has_a_template_that_prints_it(any_crm: Crm, camille: User, sales: tuple[Any, Any, Any]) -> None:
    lead = make_lead(any_crm, camille, email="pierre@radium.example", last_name="Langevin", phone="06 39 98 12 35")
    opportunity = make_opportunity(any_crm, camille, email="irene@radium.example", phone="06 39 98 12 36")
    for record in (lead, opportunity, *sales):
        printed = on_paper(any_crm, record, camille)
        said = spoken(fill(printed.template.read_bytes(), dict(printed.fields), printed.language))
        assert record.reference in said
        assert "None" not in said


def test_what_left_its_draft_has_one_paper_and_the_rest_one_a_version(any_crm: Crm, camille: User) -> None:
    draft, sent = make_quote(any_crm, camille), send_quote(any_crm, camille)
    lead = make_lead(any_crm, camille, email="pierre@radium.example", last_name="Langevin", phone="06 39 98 12 35")
    papers = [on_paper(any_crm, record) for record in (draft, sent, lead)]
    assert [each.revision for each in papers] == [draft.version, FINAL, 1]
    assert [each.name for each in papers] == [
        f"{draft.number}-v{draft.version}.pdf",
        f"{sent.number}.pdf",
        f"{lead.reference}-v1.pdf",
    ]


def test_a_revision_and_a_slash_make_a_file_name_too(any_crm: Crm, camille: User) -> None:
    sent = send_quote(any_crm, camille)
    with changed(any_crm, type(sent), sent.id, revision=1, number="DV/2026/7"):
        pass
    assert on_paper(any_crm, sent).name == "DV-2026-7-r2.pdf"
