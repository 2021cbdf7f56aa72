"""Sell something of the catalogue."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from core.actions.lines import add_line
from core.crm import Transaction
from core.errors import IllegalMove
from core.model import Product, Record
from core.money import ZERO


def add_product(
    tx: Transaction,
    record: Record,
    product: Product,
    quantity: Decimal = Decimal(1),
    *,
    unit: str | None = None,
    unit_price: Decimal | None = None,
    vat_rate: Decimal | None = None,
    discount: Decimal = ZERO,
    version: int | None = None,
) -> Record:
    """The record with one more line: the product's name and details in the customer's language, its unit and price.

    What is given stands instead of the product's own. Raises `IllegalMove` for a retired product or one in another
    currency, and as `add_line` does.
    """
    _check_sold(product, record)
    language = _language(tx, record)
    return add_line(
        tx,
        record,
        product.named(language),
        quantity,
        product.unit_price if unit_price is None else unit_price,
        unit=unit or product.unit,
        vat_rate=vat_rate,
        discount=discount,
        nature=product.nature,
        details=product.detailed(language),
        product_id=product.id,
        version=version,
    )


def _check_sold(product: Product, record: Any) -> None:
    if not product.is_active:
        raise IllegalMove(
            "{reference} ({name}) is retired: it is not sold any more. See what is: /crm catalogue",
            reference=product.reference,
            name=product.name,
            field="product",
        )
    if product.currency != getattr(record, "currency", product.currency):
        raise IllegalMove(
            "{reference} is sold in {currency}, {sale} is in {other}. Write the line as free text with its own price.",
            reference=product.reference,
            currency=product.currency,
            sale=record.reference,
            other=record.currency,
            field="product",
        )


def _language(tx: Transaction, record: Any) -> str:
    """The document's language; an opportunity has its customer's."""
    own = getattr(record, "language", None)
    account = getattr(record, "account", None)
    return str(own or (account.language if account else tx.settings.configuration.company.language))
