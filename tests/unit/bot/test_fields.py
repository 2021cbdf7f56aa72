"""The fields that people can change: their words, their inputs, and the form."""

from __future__ import annotations

from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import pytest

from bot import fields, words
from bot.mrkdwn import speech
from bot.sandbox.blocks import check_view
from bot.views.edit_modal import edit_modal
from core import cycle
from core.actions.editable import FIELDS as EDITABLE
from core.errors import NotUnderstood
from core.language import Language
from core.model import Product
from tests.unit.bot.records import a_contact, a_lead, a_quote, an_account, an_opportunity

ENGLISH, FRENCH = Language("en"), Language("fr")
CYCLE = cycle.build()
LONG = "<!channel> & \n" * 400


def a_product(**given: Any) -> Product:
    usual = {"id": 12, "version": 1, "code": "AUD-1", "name": "Audit", "names": {}, "details_in": {}, "nature": "goods"}
    figures = {"unit_price": Decimal("850.0000"), "vat_rate": Decimal("5.50"), "currency": "EUR", "is_active": True}
    return Product(**usual | figures | given)


@pytest.mark.parametrize("kind", fields.FIELDS)
def test_every_field_that_core_lets_change_has_a_word(kind: str) -> None:
    named = {field.name for field in fields.typed(kind)} - {"customer"}
    customer = {"account_id", "contact_id"} if fields.CUSTOMER in fields.typed(kind) else set()
    assert named | customer == set(EDITABLE[kind])


@pytest.mark.parametrize("kind", fields.FIELDS)
@pytest.mark.parametrize("language", [FRENCH, ENGLISH], ids=["fr", "en"])
def test_no_field_is_hidden_behind_another(kind: str, language: Language) -> None:
    choices = [field.word for field in fields.typed(kind)]
    for field in fields.typed(kind):
        assert words.choose_beginning(f"{field.word.shown(language)} x", choices, language) == (field.name, "x")


@pytest.mark.parametrize(
    ("field", "typed", "value"),
    [
        ("revenue", "12 k€", Decimal(12000)),
        ("revenue", "from lines", None),
        ("probability", "70 %", Decimal(70)),
        ("probability", "selon l’étape", None),
        ("expected_close_on", "31/03/2027", "2027-03-31"),
        ("forecast_category", "engagé", "committed"),
        ("forecast_category", "best", "best case"),
        ("competitor", "-", None),
        ("competitor", "Polonium SA", "Polonium SA"),
    ],
)
def test_what_is_typed_is_read_as_people_write_it(field: str, typed: str, value: Any) -> None:
    (wanted,) = (each for each in fields.FIELDS["opportunity"] if each.name == field)
    read = fields.read(None, FRENCH, wanted, typed)[field]  # type: ignore[arg-type]
    assert (str(read) if field == "expected_close_on" else read) == value


@pytest.mark.parametrize(
    ("name", "typed"), [("revenue", "much"), ("expected_close_on", "31/02/2027"), ("forecast_category", "sure")]
)
def test_nonsense_is_refused_for_its_field(name: str, typed: str) -> None:
    (field,) = (each for each in fields.FIELDS["opportunity"] if each.name == name)
    with pytest.raises(NotUnderstood) as refusal:
        fields.filled(ENGLISH, field, typed)
    assert refusal.value.values["field"] == name


def test_what_stands_in_the_form_is_read_back_as_it_was() -> None:
    records = (
        an_opportunity(revenue=Decimal("12345.60"), probability=70, forecast_category="best case"),
        an_account(language="fr", vat_scheme="intra_eu", country="FR"),
        a_product(names={"en": "Energy audit"}),
    )
    for language in (FRENCH, ENGLISH):
        for record in records:
            for field in fields.FIELDS[record.kind]:
                shown = field.shown(language, record)
                assert fields.filled(language, field, shown) == fields._value(record, field.name)


@pytest.mark.parametrize("code", ["fr", "en"])
def test_the_form_fits_whatever_stands_in_it(code: str) -> None:
    for record in (
        a_lead(first_name=LONG, address=LONG, need=LONG),
        an_account(name=LONG, language="fr"),
        a_contact(first_name=LONG),
        a_product(name=LONG, details=LONG),
        an_opportunity(name=LONG, forecast_category="pipeline"),
        a_quote(subject=LONG, terms={"notes": LONG}, language="fr", vat_scheme="standard"),
    ):
        step = CYCLE.step(record.kind) if hasattr(record, "state") else None
        assert check_view(edit_modal(speech(code), record, step)) == []


def test_the_form_leaves_out_what_is_frozen() -> None:
    confirmed = SimpleNamespace(kind="order", state="confirmed")
    names = {field.name for field in fields.in_form(confirmed, CYCLE.step("order"))}
    assert "customer_reference" in names
    assert not {"vat_scheme", "language"} & names
