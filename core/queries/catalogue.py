"""What we sell: by code, by reference, by words."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.model import Product
from core.queries import search
from core.queries.references import SHORT

MOST = 30


def named(session: Session, text: str) -> Product | None:
    """The product of this code, whatever its case, or of this reference (P-12); retired ones too."""
    found = of_code(session, text)
    reference = SHORT.fullmatch(text.strip())
    if found is None and reference and reference[1] in "Pp":
        found = session.get(Product, int(reference[2]))
    return found


def of_code(session: Session, code: str) -> Product | None:
    """The product of this code, whatever its case."""
    return session.scalar(select(Product).where(Product.code == code.strip().upper()))


def catalogue(session: Session, text: str = "", most: int = MOST) -> list[Product]:
    """The products for sale, by code; with a text only those that have its words."""
    if text.strip():
        # Retired ones are found too, and left out after.
        found = search.find(session, text, kinds=("product",), most=3 * most)
        return sorted((p for p in found if isinstance(p, Product) and p.is_active), key=lambda p: p.code)[:most]
    return list(session.scalars(select(Product).where(Product.is_active).order_by(Product.code).limit(most)))
