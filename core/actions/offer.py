"""What a new product of the catalogue needs, and what of it is checked."""

from __future__ import annotations

from typing import Any

from core.actions.editable import FIELDS, TRANSLATIONS, put_translation
from core.crm import Transaction
from core.errors import Missing, NotUnderstood, SalesError
from core.language import Terms, mark
from core.model import Product

NEEDED = ("code", "name", "unit_price")
NEEDS = mark("A product needs a code, a name and a price.")


def offered(tx: Transaction, fields: dict[str, Any]) -> dict[str, Any]:
    """The fields of a new product as they are kept; without a VAT rate it bears the company's usual one.

    Raises `Missing` and `NotUnderstood`, naming the field in `values["field"]`.
    """
    for name in NEEDED:
        if fields.get(name) is None:
            raise Missing(NEEDS, field=name)
    configuration = tx.settings.configuration
    given = {"vat_rate": configuration.quote.vat_rate} | fields
    # What is no field that people fill in (the owner, say) is taken as it is.
    checked = {name: kept(tx, "product", None, name, value) if name in FIELDS["product"] else value
               for name, value in given.items()}  # fmt: skip
    return _translated(tx, {"currency": configuration.company.currency} | checked)


def kept(tx: Transaction, kind: str, record: Any, name: str, value: Any) -> Any:
    """The value of this field as it is kept. Raises `NotUnderstood`, naming the field in `values["field"]`."""
    if name not in FIELDS[kind]:
        raise NotUnderstood(
            "“{name}” is no field that can be changed here. There are: {fields}.", name=name, fields=shown(FIELDS[kind])
        )
    try:
        return FIELDS[kind][name].check(tx, record, value)
    except SalesError as refusal:
        refusal.values["field"] = name
        raise


def shown(names: Any) -> Terms:
    """The names of fields as people read them."""
    return Terms.of(spoken(name) for name in names)


def spoken(name: str) -> str:
    """A field's name as a term of ours."""
    return {"account_id": "account", "contact_id": "contact"}.get(name, name.replace("_", " "))


def _translated(tx: Transaction, fields: dict[str, Any]) -> dict[str, Any]:
    product = Product(names={}, details_in={})
    for name in TRANSLATIONS & fields.keys():
        put_translation(tx, product, name, fields[name])
    rest = {name: value for name, value in fields.items() if name not in TRANSLATIONS}
    return rest | {"names": product.names, "details_in": product.details_in}
