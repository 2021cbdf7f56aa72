"""Change what a record sells."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from bot.deeds.press import Press, check_version, figure
from bot.request import Reply
from bot.views.record_modals import line_modal
from core.actions.lines import add_line
from core.actions.product_line import add_product
from core.errors import Missing
from core.model import Product
from core.queries.catalogue import catalogue, named

# Slack's limit for the options of a menu; the products beyond it are named by their code.
MOST_PRODUCTS = 100


def ask_line(press: Press) -> Reply:
    """Ask for a sales line."""
    check_version(press)
    return Reply(modal=line_modal(press.speech, press.record, catalogue(press.tx.session, most=MOST_PRODUCTS)))


def new_line(press: Press) -> Reply:
    """Add the line that was filled in: a product, chosen or named by its code, or free text."""
    figures = {name: figure(press, name) for name in ("quantity", "unit_price", "vat_rate", "discount")}
    product = _product(press)
    record: Any = _sell(press, product, figures) if product else _write(press, figures)
    return press.card(record, "Added to {reference}: {description}.", description=record.lines[-1].description)


def _product(press: Press) -> Product | None:
    if "product" in press.given:
        return press.tx.session.get(Product, int(press.given["product"]))
    return named(press.tx.session, press.given.get("description", ""))


def _sell(press: Press, product: Product, figures: dict[str, Decimal | None]) -> Any:
    return add_product(press.tx, press.record, product, **_common(press, figures), unit_price=figures["unit_price"])


def _write(press: Press, figures: dict[str, Decimal | None]) -> Any:
    description, price = press.given.get("description", ""), figures["unit_price"]
    if not description:
        raise Missing("A line needs a description.", field="description")
    if price is None:
        raise Missing("A line that is not in the catalogue needs a price.", field="unit_price")
    return add_line(press.tx, press.record, description, unit_price=price, **_common(press, figures))


def _common(press: Press, figures: dict[str, Decimal | None]) -> dict[str, Any]:
    quantity = figures["quantity"]
    return {
        "quantity": Decimal(1) if quantity is None else quantity,
        "unit": press.given.get("unit"),
        "vat_rate": figures["vat_rate"],
        "discount": figures["discount"] or Decimal(0),
        "version": press.version,
    }
