"""A catalogue out of a file: checked whole before anything is written; the same file twice changes nothing more."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Any

from core.actions.change import change
from core.actions.create import create
from core.actions.offer import kept, offered
from core.crm import Transaction
from core.errors import NotUnderstood, Rejected, SalesError
from core.figures import has_decimal_comma, number
from core.identity import plain
from core.language import Terms
from core.model import Product
from core.queries.catalogue import of_code
from core.rights import check
from intake.tables import rows, table

NEEDED = ("code", "name", "unit_price")
COLUMNS: dict[str, tuple[str, ...]] = {
    "code": ("code", "reference", "ref", "référence", "réf", "sku", "code article", "code produit", "product code"),
    "name": ("name", "product", "nom", "désignation", "libellé", "intitulé", "produit", "article"),
    "name_en": ("name en", "name in english", "english name", "nom en", "nom anglais", "désignation anglaise"),
    "name_fr": ("name fr", "name in french", "french name", "nom fr", "nom français", "désignation française"),
    "details": ("details", "description", "détails", "descriptif"),
    "details_en": ("details en", "description en", "english description", "description anglaise", "détails en"),
    "details_fr": ("details fr", "description fr", "french description", "description française", "détails fr"),
    "unit": ("unit", "unité"),
    "unit_price": ("price", "unit price", "net price", "prix", "prix unitaire", "prix ht", "pu", "pu ht", "p.u. ht",
                   "prix unitaire ht", "tarif"),
    "vat_rate": ("vat", "vat rate", "vat %", "tva", "taux tva", "taux de tva", "tva %"),
    "nature": ("nature", "type", "kind"),
    "is_active": ("active", "for sale", "actif", "en vente"),
    "currency": ("currency", "devise"),
}  # fmt: skip
NATURES = {
    "service": {"service", "services", "prestation", "prestations"},
    "goods": {"goods", "good", "product", "bien", "biens", "produit", "produits", "marchandise", "marchandises"},
}
YES, NO = {"true", "yes", "1", "x", "oui", "vrai", "o", "y"}, {"false", "no", "0", "non", "faux", "n"}
CURRENCY_SIGNS = ("€", "eur", "ht", "%")


@dataclass(frozen=True)
class Mistake:
    """A row that cannot be taken, and why."""

    row: int
    refusal: SalesError


@dataclass
class Report:
    """What an import did, or would do: how many products, the rows refused, the headings that were not understood."""

    created: int = 0
    updated: int = 0
    unchanged: int = 0
    mistakes: list[Mistake] = field(default_factory=list)
    unknown: tuple[str, ...] = ()
    is_written: bool = False


@dataclass(frozen=True)
class _Line:
    product: Product | None
    fields: dict[str, Any]


def import_catalogue(tx: Transaction, path: Path, *, skip_bad: bool = False) -> Report:
    """Make and change products; one with the row's code is changed. An empty cell leaves what is there.

    Where a row is wrong nothing is written, unless `skip_bad`. Raises `Rejected` for a file that is no catalogue.
    """
    check(tx, "catalogue")
    read = table(rows(path), COLUMNS)
    missing = [name for name in NEEDED if name not in read.columns]
    if missing:
        raise Rejected(
            "The first row must name the columns. Missing: {columns}.",
            columns=Terms.of(name.replace("_", " ") for name in missing),
        )
    report = Report(unknown=read.unknown)
    lines = _lines(tx, list(read.body), report)
    report.is_written = skip_bad or not report.mistakes
    for line in lines if report.is_written else ():
        _write(tx, line, report)
    return report


def _lines(tx: Transaction, body: list[tuple[int, dict[str, str]]], report: Report) -> list[_Line]:
    """The rows that can be taken; what is wrong with the others goes into the report."""
    comma = has_decimal_comma(_figures(body))
    seen: dict[str, int] = {}
    lines = []
    for row, texts in body:
        try:
            line = _line(tx, texts, decimal_comma=comma)
            code = line.fields["code"]
            if code in seen:
                raise NotUnderstood("The code {code} stands in row {row} already.", code=code, row=seen[code])
            seen[code] = row
            lines.append(line)
        except SalesError as refusal:
            report.mistakes.append(Mistake(row, refusal))
    return lines


def _figures(body: Iterable[tuple[int, dict[str, str]]]) -> Iterable[str]:
    return (texts[name] for _, texts in body for name in ("unit_price", "vat_rate") if name in texts)


def _line(tx: Transaction, texts: dict[str, str], *, decimal_comma: bool) -> _Line:
    figure: Callable[[str], Any] = partial(_figure, decimal_comma=decimal_comma)
    readers = READERS | {"unit_price": figure, "vat_rate": figure}
    fields = {name: readers[name](text) if name in readers else text for name, text in texts.items()}
    product = of_code(tx.session, texts.get("code", ""))
    if product is None:
        offered(tx, fields)
        return _Line(None, fields | {"code": texts["code"].upper()})
    currency = fields.pop("currency", product.currency)
    if currency != product.currency:
        raise NotUnderstood(
            "{code} is sold in {currency}. What is sold in another currency needs a code of its own.",
            code=product.code,
            currency=product.currency,
        )
    return _Line(product, {name: kept(tx, "product", product, name, value) for name, value in fields.items()})


def _write(tx: Transaction, line: _Line, report: Report) -> None:
    if line.product is None:
        create(tx, "product", **line.fields)
        report.created += 1
        return
    before = line.product.version
    if change(tx, line.product, **line.fields).version == before:
        report.unchanged += 1
    else:
        report.updated += 1


def _figure(text: str, *, decimal_comma: bool) -> Decimal:
    bare = text.casefold()
    for sign in CURRENCY_SIGNS:
        bare = bare.replace(sign, "")
    value = number(bare.strip(" \u00a0\u202f"), decimal_comma=decimal_comma)
    if value is None:
        raise NotUnderstood("“{typed}” is no figure. Write it like 1 234,50 or 1,234.50.", typed=text)
    return value


def _nature(text: str) -> str:
    """Ours for what people call it; what is neither is refused with the others' checks."""
    return next((nature for nature, known in NATURES.items() if plain(text) in known), text)


def _yes_or_no(text: str) -> bool:
    if plain(text) not in YES | NO:
        raise NotUnderstood("“{typed}” is neither yes nor no.", typed=text)
    return plain(text) in YES


def _currency(text: str) -> str:
    code = {"€": "EUR", "euro": "EUR", "euros": "EUR"}.get(plain(text), text.upper())
    if not (len(code) == 3 and code.isascii() and code.isalpha()):
        raise NotUnderstood("“{typed}” is no currency. Write its three letters, like EUR.", typed=text)
    return code


READERS: dict[str, Callable[[str], Any]] = {"nature": _nature, "is_active": _yes_or_no, "currency": _currency}
