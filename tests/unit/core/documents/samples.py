"""The sample of every kind of document that we ship a template for, and the template filled with it."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Literal, get_args

from core.documents.fields import SaleKind
from core.documents.filling import fill
from core.documents.sample import sample_sale
from core.documents.sample_sheets import sample_lead, sample_opportunity

SHIPPED = Path(__file__).parents[4] / "templates" / "documents"
SALES: tuple[SaleKind, ...] = get_args(SaleKind)
SHEETS = {"lead": sample_lead, "opportunity": sample_opportunity}
KINDS = (*SALES, *SHEETS)
SHARED = {"deposit": "invoice", "final": "invoice"}


def sample(kind: str, language: Literal["fr", "en"] = "fr", **variant: Any) -> dict[str, Any]:
    """The fields of one kind of document; `variant` is what `sample_sale` knows."""
    if kind in SHEETS:
        return dict(SHEETS[kind](language))
    return dict(sample_sale(kind, language, **variant))  # type: ignore[arg-type]  # the kinds of tests are plain text


def shipped(kind: str, language: Literal["fr", "en"] = "fr") -> bytes:
    """The template that prints this kind."""
    return (SHIPPED / f"{SHARED.get(kind, kind)}.{language}.docx").read_bytes()


def filled(fields: dict[str, Any], language: Literal["fr", "en"] = "fr") -> bytes:
    """The shipped template of the fields' own kind, filled with them."""
    return fill(shipped(fields["document"]["kind"], language), fields, language)
