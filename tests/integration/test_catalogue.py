"""Products and services: made, sold as lines, retired; on both databases."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy.orm import Session

from core.actions.advance import abandon, advance
from core.actions.change import change
from core.actions.create import create
from core.actions.lines import add_line
from core.actions.product_line import add_product
from core.actions.promote import promote
from core.crm import Crm, Transaction
from core.cycle import build
from core.errors import Forbidden, IllegalMove, Missing, NotUnderstood, SalesError
from core.language import Language
from core.model import Account, Contact
from core.queries import search
from core.queries.catalogue import catalogue, named
from core.queries.customers import belongings
from tests.factories import actor, hire, make_opportunity, make_product, make_quote
from tests.integration.plans import scanned
from tests.integration.test_cycle_end_to_end import contents

ONE = Decimal(1)


def test_a_product_is_kept_with_its_translations_and_found_by_them(any_crm: Crm) -> None:
    product = make_product(any_crm, code="aud-1", details_en="Visit and report")
    assert (product.code, product.names, product.details_in) == (
        "AUD-1",
        {"en": "Energy audit"},
        {"en": "Visit and report"},
    )
    with any_crm.read() as session:
        for typed in ("AUD", "energetique", "energy"):
            assert [found.reference for found in search.find(session, typed)] == ["P-1"]
        assert named(session, "aud-1") == named(session, "p1") == named(session, "P-1")
        assert named(session, "AUD-2") is None


def test_a_product_bears_the_usual_vat_rate_unless_another_is_said(any_crm: Crm) -> None:
    assert make_product(any_crm, vat_rate=None).vat_rate == Decimal(20)
    assert make_product(any_crm, code="B", vat_rate=Decimal("5.5")).vat_rate == Decimal("5.5")


def test_a_line_takes_all_from_the_catalogue_in_the_customers_language(any_crm: Crm) -> None:
    product = make_product(any_crm, vat_rate=Decimal(10), nature="goods")
    quote = make_quote(any_crm, country="GB")
    with any_crm.transaction(actor()) as tx:
        line = add_product(tx, quote, product, Decimal(2)).lines[-1]
        assert (line.description, line.details, line.unit) == ("Energy audit", "Visite et rapport", "j")
        assert (line.unit_price, line.vat_rate, line.nature) == (Decimal(850), Decimal(10), "goods")
        assert line.product_id == product.id


def test_an_opportunitys_line_speaks_its_customers_language(any_crm: Crm) -> None:
    product, french, english = make_product(any_crm), make_opportunity(any_crm), make_opportunity(any_crm, country="GB")
    with any_crm.transaction(actor()) as tx:
        names = [add_product(tx, each, product).lines[0].description for each in (french, english)]
    assert names == ["Audit énergétique", "Energy audit"]


def test_price_discount_and_rate_may_be_others_than_the_catalogues(any_crm: Crm) -> None:
    product, opportunity = make_product(any_crm), make_opportunity(any_crm)
    with any_crm.transaction(actor()) as tx:
        sold = add_product(
            tx, opportunity, product, unit_price=Decimal(800), discount=Decimal(10), vat_rate=Decimal(10), unit="jour"
        )
        (line,) = sold.lines
        assert (line.net, line.vat_rate, line.unit) == (Decimal(720), Decimal(10), "jour")


def test_under_a_scheme_without_vat_a_product_bears_none(any_crm: Crm) -> None:
    product, quote = make_product(any_crm), make_quote(any_crm)
    with any_crm.transaction(actor()) as tx:
        exempt = change(tx, quote, vat_scheme="reverse_charge")
        assert add_product(tx, exempt, product).lines[-1].vat_rate == 0


def test_what_was_sold_stays_as_it_was_when_the_catalogue_changes(any_crm: Crm) -> None:
    product, opportunity = make_product(any_crm), make_opportunity(any_crm)
    with any_crm.transaction(actor()) as tx:
        add_product(tx, opportunity, product)
        change(tx, product, unit_price=Decimal(900), name="Audit complet")
    with any_crm.transaction(actor()) as tx:
        (line,) = promote(tx, opportunity)[0].lines
        assert (line.description, line.unit_price, line.product_id) == ("Audit énergétique", Decimal(850), product.id)


def test_the_catalogue_lists_what_is_for_sale_by_code_or_by_word(any_crm: Crm) -> None:
    for code, name in (("B", "Guide imprimé"), ("A", "Audit"), ("C", "Guide retiré")):
        make_product(any_crm, code=code, name=name, name_en=None)
    with any_crm.transaction(actor()) as tx:
        change(tx, named(tx.session, "C"), is_active=False)  # type: ignore[arg-type]
    with any_crm.read() as session:
        assert [product.code for product in catalogue(session)] == ["A", "B"]
        assert [product.code for product in catalogue(session, "guid")] == ["B"]
        assert [product.code for product in catalogue(session, most=1)] == ["A"]


def _create(**fields: Any) -> Any:
    def act(tx: Transaction, _made: dict[str, Any]) -> Any:
        return create(tx, "product", **{"code": "NEW", "name": "New", "unit_price": Decimal(1)} | fields)

    return act


def _sell(name: str, **fields: Any) -> Any:
    return lambda tx, made: add_product(tx, made["opportunity"], made[name], **fields)


REFUSALS: dict[str, tuple[Any, type[SalesError], str, str]] = {
    "no code": (_create(code=None), Missing, "needs a code, a name and a price", "a besoin d’un code"),
    "no price": (_create(unit_price=None), Missing, "needs a code, a name and a price", "a besoin d’un code"),
    "a code that is taken": (_create(code="aud-1"), NotUnderstood, "AUD-1 belongs to P-1", "appartient déjà à P-1"),
    "a code like a reference": (_create(code="p-12"), NotUnderstood, "cannot be a code", "ne peut pas être un code"),
    "a code with a space": (_create(code="A 1"), NotUnderstood, "cannot be a code", "ne peut pas être un code"),
    "five decimals": (_create(unit_price=Decimal("0.00001")), NotUnderstood, "4 decimals", "4 décimales"),
    "a price below 0": (_create(unit_price=Decimal(-1)), NotUnderstood, "from 0 to", "de 0 à"),
    "no number": (_create(unit_price=Decimal("NaN")), NotUnderstood, "from 0 to", "de 0 à"),
    "a VAT rate that is none": (_create(vat_rate=Decimal(19)), NotUnderstood, "no VAT rate of 19", "taux de TVA de 19"),
    "no nature": (_create(nature="magic"), NotUnderstood, "none of: goods, service", "Au choix\u00a0: biens, service"),
    "a retired product": (_sell("retired"), IllegalMove, "is retired", "est retiré de la vente"),
    "another currency": (_sell("dollars"), IllegalMove, "is sold in USD", "se vend en USD"),
    "no quantity": (_sell("product", quantity=Decimal(0)), NotUnderstood, "must be above 0", "supérieure à 0"),
}


@pytest.mark.parametrize("tried", REFUSALS)
def test_a_refusal_says_why_in_both_languages_and_changes_nothing(any_crm: Crm, tried: str) -> None:
    act, error, english, french = REFUSALS[tried]
    made = {
        "product": make_product(any_crm),
        "retired": make_product(any_crm, code="OLD", is_active=False),
        "dollars": make_product(any_crm, code="USD", currency="USD"),
        "opportunity": make_opportunity(any_crm),
    }
    before = contents(any_crm)
    with pytest.raises(error) as refusal, any_crm.transaction(actor()) as tx:
        act(tx, made)
    assert english in refusal.value.explain(Language("en"))
    assert french in refusal.value.explain(Language("fr"))
    assert contents(any_crm) == before


def test_the_catalogue_is_for_managers(any_crm: Crm) -> None:
    rep, product = hire(any_crm), make_product(any_crm)
    for act in (_create(), lambda tx, _made: change(tx, product, name="Other")):
        with pytest.raises(Forbidden, match="admin, manager"), any_crm.transaction(actor(rep)) as tx:
            act(tx, {})
        manager = replace(actor(rep), role="manager")
        with any_crm.transaction(manager) as tx:
            act(tx, {})


def test_what_belongs_to_a_customer_is_what_is_open(any_crm: Crm) -> None:
    quote = make_quote(any_crm)
    with any_crm.transaction(actor()) as tx:
        issued = advance(tx, add_line(tx, create(tx, "invoice", account_id=quote.account_id), "A", ONE, ONE), "issued")
        create(tx, "invoice", account_id=quote.account_id)
        abandon(tx, create(tx, "opportunity", name="Lost", account_id=quote.account_id), "no budget")
        for _ in range(7):
            create(tx, "contact", last_name="Curie", account_id=quote.account_id)
    with any_crm.read() as session:
        account, contact = session.get_one(Account, quote.account_id), session.get_one(Contact, quote.contact_id)
        found = {each.kind: each for each in belongings(session, any_crm.settings.cycle, account)}
        assert {kind: len(each.records) for kind, each in found.items()} == {
            "contact": 5, "opportunity": 1, "quote": 1, "invoice": 1,
        }  # fmt: skip
        assert found["contact"].more
        assert found["invoice"].records[0].reference == issued.reference
        assert {each.kind for each in belongings(session, any_crm.settings.cycle, contact)} == {"opportunity", "quote"}


def test_nothing_belongs_to_a_customer_of_a_step_that_is_off(any_crm: Crm) -> None:
    quote = make_quote(any_crm)
    without = build(adapted={"quote": "off", "order": "off", "invoice": "off"})
    with any_crm.read() as session:
        account = session.get_one(Account, quote.account_id)
        assert [each.kind for each in belongings(session, without, account)] == ["contact", "opportunity"]


def test_customers_and_products_are_read_from_indexes(any_crm: Crm) -> None:
    quote = make_quote(any_crm)

    def ask(session: Session) -> None:
        belongings(session, any_crm.settings.cycle, session.get_one(Account, quote.account_id))
        belongings(session, any_crm.settings.cycle, session.get_one(Contact, quote.contact_id))
        named(session, "AUD-1")
        named(session, "P-1")

    assert scanned(any_crm, ask) == []
