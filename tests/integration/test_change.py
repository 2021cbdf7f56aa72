"""Changing fields: what each takes, what it brings along, what is refused and why; on both databases."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import select

from core.actions.advance import advance
from core.actions.bill import bill
from core.actions.change import change
from core.actions.create import create
from core.actions.lines import add_line
from core.actions.promote import promote
from core.crm import Crm
from core.errors import Changed, Forbidden, Missing, NotUnderstood, ReadOnly, SalesError
from core.language import Language
from core.model import Event
from core.queries import search
from tests.factories import actor, hire, make_lead, make_opportunity, make_quote, send_quote
from tests.refusals import contents
from tests.sales import make_order

NINE = "732829320"


def changed(crm: Crm, record: Any, **fields: Any) -> Any:
    with crm.transaction(actor()) as tx:
        return change(tx, record, **fields)


def make(crm: Crm, kind: str, **fields: Any) -> Any:
    with crm.transaction(actor()) as tx:
        return create(tx, kind, **fields)


def events_of(crm: Crm, record: Any) -> list[Event]:
    with crm.read() as session:
        mine = select(Event).where(Event.record_kind == record.kind, Event.record_id == record.id)
        return list(session.scalars(mine.order_by(Event.id)))


def test_the_audit_trail_has_each_field_before_and_after(any_crm: Crm) -> None:
    opportunity = make_opportunity(any_crm)
    changed(any_crm, opportunity, name="Audit", expected_close_on=date(2027, 3, 31), competitor="Polonium SA")
    last = events_of(any_crm, opportunity)[-1]
    assert last.name == "opportunity.changed"
    assert last.changes == {
        "name": ["Radium SA", "Audit"],
        "expected_close_on": [None, "2027-03-31"],
        "competitor": [None, "Polonium SA"],
    }


def test_what_changes_nothing_leaves_no_trace(any_crm: Crm) -> None:
    opportunity = make_opportunity(any_crm)
    before = contents(any_crm)
    assert changed(any_crm, opportunity, name="Radium SA", competitor=" ", probability=None).version == 1
    assert contents(any_crm) == before


def test_a_change_that_a_query_wrote_meanwhile_is_in_the_trail(any_crm: Crm) -> None:
    """Working out an invoice reads its deposits, which writes what was changed before."""
    invoice = make(any_crm, "invoice", account_id=make(any_crm, "account", name="Radium SA").id)
    changed(any_crm, invoice, vat_scheme="reverse_charge")
    assert events_of(any_crm, invoice)[-1].changes == {"vat_scheme": ["standard", "reverse_charge"]}


def test_a_typed_revenue_holds_until_it_is_left_to_the_lines(any_crm: Crm) -> None:
    opportunity = make_opportunity(any_crm)
    changed(any_crm, opportunity, revenue=Decimal(5000))
    with any_crm.transaction(actor()) as tx:
        held = add_line(tx, opportunity, "Audit", Decimal(2), Decimal(850))
        assert (held.revenue, held.revenue_is_typed) == (Decimal(5000), True)  # type: ignore[attr-defined]
    computed = changed(any_crm, opportunity, revenue=None)
    assert (computed.revenue, computed.revenue_is_typed) == (Decimal(1700), False)


def test_a_revenue_of_no_lines_is_none(any_crm: Crm) -> None:
    opportunity = make_opportunity(any_crm, budget=Decimal(100))
    assert changed(any_crm, opportunity, revenue=None).revenue is None


def test_a_typed_probability_holds_until_it_is_left_to_the_stage(any_crm: Crm) -> None:
    opportunity = make_opportunity(any_crm)
    changed(any_crm, opportunity, probability=75)
    with any_crm.transaction(actor()) as tx:
        assert advance(tx, opportunity, "propose").probability == 75  # type: ignore[attr-defined]
    back = changed(any_crm, opportunity, probability=None)
    assert (back.probability, back.probability_is_typed) == (60, False)


def test_without_vat_all_lines_bear_none_and_then_the_usual_rate_again(any_crm: Crm) -> None:
    quote = make_quote(any_crm)
    exempt = changed(any_crm, quote, vat_scheme="intra_eu")
    assert {line.vat_rate for line in exempt.lines} == {Decimal(0)}
    assert (exempt.net, exempt.vat, exempt.gross) == (Decimal("1724.50"), 0, Decimal("1724.50"))
    standard = changed(any_crm, quote, vat_scheme="standard")
    assert {line.vat_rate for line in standard.lines} == {Decimal(20)}
    assert (standard.vat, standard.gross) == (Decimal("344.90"), Decimal("2069.40"))


def test_a_share_of_an_order_keeps_the_orders_vat(any_crm: Crm) -> None:
    order = make_order(any_crm)
    with any_crm.transaction(actor()) as tx:
        invoice = bill(tx, order)
    assert changed(any_crm, invoice, vat_scheme="standard", subject="Solde").subject == "Solde"
    before = contents(any_crm)
    with pytest.raises(ReadOnly, match="takes its figures from BC-") as refusal:
        changed(any_crm, invoice, vat_scheme="reverse_charge")
    assert "viennent de BC-" in refusal.value.explain(Language("fr"))
    assert contents(any_crm) == before


def test_terms_are_kept_one_by_one(any_crm: Crm) -> None:
    quote = make_quote(any_crm)
    changed(any_crm, quote, delivery="15 jours", notes="Fragile")
    assert changed(any_crm, quote, notes="").terms == {"delivery": "15 jours"}


def test_identifiers_and_numbers_are_kept_in_one_form(any_crm: Crm) -> None:
    account = make(any_crm, "account", name="Radium SA")
    kept = changed(
        any_crm, account, siren="732 829 320", vat_id="fr 44 732 829 320", phone="01 99 00 12 34", country="fr"
    )
    assert (kept.siren, kept.vat_id, kept.phone, kept.country) == (NINE, "FR44732829320", "+33199001234", "FR")


def test_a_renamed_account_and_all_that_names_it_are_found_by_the_new_name(any_crm: Crm) -> None:
    quote = make_quote(any_crm)
    with any_crm.transaction(actor()) as tx:
        change(tx, tx.record("account", quote.account_id), name="Polonium SA")
    with any_crm.read() as session:
        assert {found.kind for found in search.find(session, "polonium")} == {
            "account", "contact", "opportunity", "quote",
        }  # fmt: skip
        assert "account" not in {found.kind for found in search.find(session, "radium")}


def test_a_contact_changes_its_employer(any_crm: Crm) -> None:
    account, contact = make(any_crm, "account", name="Radium SA"), make(any_crm, "contact", last_name="Curie")
    changed(any_crm, contact, account_id=account.id)
    with any_crm.read() as session:
        assert len(search.find(session, "radium curie")) == 1


def test_an_order_is_filled_in_while_it_is_open(any_crm: Crm) -> None:
    order = make(any_crm, "order", account_id=make(any_crm, "account", name="Radium SA").id)
    with any_crm.transaction(actor()) as tx:
        advance(tx, add_line(tx, order, "Audit", Decimal(1), Decimal(1)), "confirmed")
    assert changed(any_crm, order, customer_reference="4500012345").customer_reference == "4500012345"
    with pytest.raises(ReadOnly, match="confirmed: this cannot be changed any more: vat scheme"):
        changed(any_crm, order, vat_scheme="reverse_charge")


REFUSALS: dict[str, tuple[str, dict[str, Any], type[SalesError], str, str, str | None]] = {
    "an unknown field": ("account", {"mood": "x"}, NotUnderstood, "There are: name, siren", "Il y a", None),
    "a wrong SIREN": ("account", {"siren": "123456789"}, NotUnderstood, "is no SIREN", "pas un SIREN", "siren"),
    "a wrong VAT number": ("account", {"vat_id": "FR00732829320"}, NotUnderstood, "VAT number", "de TVA", "vat_id"),
    "no VAT number": ("account", {"vat_id": "hello"}, NotUnderstood, "VAT number", "numéro de TVA", "vat_id"),
    "an unknown scheme": ("account", {"vat_scheme": "x"}, NotUnderstood, "reverse charge", "autoliq", "vat_scheme"),
    "another's scheme": ("quote", {"vat_scheme": "franchise"}, NotUnderstood, "none of", "Au choix", "vat_scheme"),
    "an unknown language": ("account", {"language": "de"}, NotUnderstood, "none of: ", "français", "language"),
    "no name": ("account", {"name": " "}, Missing, "cannot be empty: name", "rester vide\u00a0: nom", "name"),
    "no website": ("account", {"website": "a b"}, NotUnderstood, "no web address", "pas une adresse web", "website"),
    "no country": ("account", {"country": "XX"}, NotUnderstood, "no country", "pas un pays", "country"),
    "too long": ("account", {"name": "x" * 201}, NotUnderstood, "longer than 200", "dépasse 200", "name"),
    "no e-mail": ("contact", {"email": "x@"}, NotUnderstood, "no e-mail address", "pas une adresse", "email"),
    "no phone": ("contact", {"phone": "soon"}, NotUnderstood, "no phone number", "pas un numéro", "phone"),
    "nobody": (
        "contact",
        dict.fromkeys(("first_name", "last_name", "email", "phone", "mobile")),
        Missing,
        "A contact needs",
        "Un contact",
        "first_name",
    ),
    "above 100 %": ("opportunity", {"probability": 101}, NotUnderstood, "from 0 to 100", "de 0 à 100", "probability"),
    "below 0": ("opportunity", {"revenue": Decimal(-1)}, NotUnderstood, "from 0 to", "de 0 à", "revenue"),
    "half cents": ("opportunity", {"revenue": Decimal("0.005")}, NotUnderstood, "2 decimals", "2 décimales", "revenue"),
    "no day": ("opportunity", {"expected_close_on": "soon"}, NotUnderstood, "no day", "une date", "expected_close_on"),
    "category x": ("opportunity", {"forecast_category": "x"}, NotUnderstood, "best case", "exclu", "forecast_category"),
    "good and bad": ("account", {"name": "Good", "siren": "1"}, NotUnderstood, "no SIREN", "pas un SIREN", "siren"),
    "no customer": ("quote", {"account_id": None, "contact_id": None}, Missing, "customer", "client", "account_id"),
    "a closed opportunity": ("won", {"name": "x"}, ReadOnly, "is won: it is read-only. Reopen", "Pour rouvrir", None),
    "a promoted lead": ("lead", {"topic": "x"}, ReadOnly, "is qualified: it is read-only", "plus rien ne s’y", None),
    "a sent quote": ("sent", {"subject": "x"}, ReadOnly, "is sent: it is read-only. Make a new", "/crm réviser", None),
    "an issued invoice": ("issued", {"subject": "x"}, ReadOnly, "is issued: it is read-only", "avoir", None),
    "a stale version": ("account", {"name": "x", "version": 0}, Changed, "was changed since", "a changé depuis", None),
}  # fmt: skip


@pytest.fixture
def records(any_crm: Crm) -> dict[str, Any]:
    """One of each thing that the refusals try."""
    lead = make_lead(any_crm)
    with any_crm.transaction(actor()) as tx:
        account, contact, opportunity = promote(tx, lead)
        invoice: Any = add_line(tx, create(tx, "invoice", account_id=account.id), "Audit", Decimal(1), Decimal(1))
        won = create(tx, "opportunity", name="Won")
        made = {
            "lead": lead,
            "account": account,
            "contact": contact,
            "opportunity": opportunity,
            "won": advance(tx, won, "won", revenue=Decimal(1)),
            "issued": advance(tx, invoice, "issued"),
        }
    return made | {"quote": make_quote(any_crm), "sent": send_quote(any_crm)}


@pytest.mark.parametrize("tried", REFUSALS)
def test_a_refusal_says_why_in_both_languages_and_changes_nothing(
    any_crm: Crm, records: dict[str, Any], tried: str
) -> None:
    name, fields, error, english, french, field = REFUSALS[tried]
    before = contents(any_crm)
    with pytest.raises(error) as refusal, any_crm.transaction(actor()) as tx:
        change(tx, records[name], **fields)
    assert english in refusal.value.explain(Language("en"))
    assert french in refusal.value.explain(Language("fr"))
    assert refusal.value.values.get("field") == field
    assert contents(any_crm) == before


def test_a_rep_changes_what_is_their_own_only(any_crm: Crm) -> None:
    camille, oliver = hire(any_crm), hire(any_crm, "U0OLIVER", "Oliver Hughes", "en")
    lead = make_lead(any_crm, camille)
    with pytest.raises(Forbidden, match="belongs to Camille"), any_crm.transaction(actor(oliver)) as tx:
        change(tx, lead, topic="Mine")
    with any_crm.transaction(actor(camille)) as tx:
        assert change(tx, lead, topic="Audit").topic == "Audit"  # type: ignore[attr-defined]
