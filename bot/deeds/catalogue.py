"""Take a product out of the catalogue, or put it back."""

from __future__ import annotations

from bot.deeds.press import Press
from bot.request import Reply
from core.actions.change import change


def retire(press: Press) -> Reply:
    """Retire what is for sale, sell again what is retired; what was sold of it stays as it is."""
    product = change(press.tx, press.record, version=press.version, is_active=not press.record.is_active)
    if product.is_active:  # type: ignore[attr-defined]
        return press.card(product, "{reference} is for sale again.")
    return press.card(product, "{reference} is retired: it is not offered any more.")
