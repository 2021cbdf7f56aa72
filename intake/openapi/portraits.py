"""The schemas of records, from the columns that `core.queries.portrait` draws them from."""

from __future__ import annotations

from typing import Any

from sqlalchemy import JSON, Boolean, Date, Integer, inspect
from sqlalchemy.orm import ColumnProperty

from core.model import RECORDS
from core.model.types import Scaled, UtcDateTime
from core.queries.portrait import UNTOLD

Schema = dict[str, Any]
TEXT: Schema = {"type": "string"}
FIGURE: Schema = {"type": "string", "pattern": r"^-?\d+(\.\d+)?$"}
REFERENCE: Schema = {"type": ["string", "null"], "description": "Another record’s reference, or a person’s name."}
# By the type of the column, the narrower first.
TYPES: tuple[tuple[Any, Schema], ...] = (
    (Scaled, FIGURE),
    (UtcDateTime, {"type": "string", "format": "date-time"}),
    (Date, {"type": "string", "format": "date"}),
    (Boolean, {"type": "boolean"}),
    (Integer, {"type": "integer"}),
    (JSON, {"type": ["object", "array"]}),
)
PARTS = ("lines", "payments")


def portraits() -> dict[str, Schema]:
    """The schema of each kind of record under its name, and of any record as `Record`."""
    named = {kind.capitalize(): _portrait(kind, model) for kind, model in RECORDS.items()}
    return named | {"Record": {"anyOf": [{"$ref": f"#/components/schemas/{name}"} for name in named]}}


def _portrait(kind: str, model: Any) -> Schema:
    properties: Schema = {"kind": {"const": kind}, "reference": TEXT, "title": TEXT} | _fields(model)
    for name in PARTS:
        if relation := inspect(model).relationships.get(name):
            properties[name] = {"type": "array", "items": _part(relation.mapper.class_)}
    if hasattr(model, "due"):
        properties["due"] = FIGURE
    return _object(properties)


def _part(model: Any) -> Schema:
    return _object(_fields(model) | ({"net": FIGURE} if hasattr(model, "net") else {}))


def _object(properties: Schema) -> Schema:
    return {"type": "object", "properties": properties, "required": sorted(properties)}


def _fields(model: Any) -> Schema:
    columns = [each for each in inspect(model).column_attrs if each.key not in UNTOLD]
    return dict(_field(each) for each in columns)


def _field(column: ColumnProperty[Any]) -> tuple[str, Schema]:
    stored = column.columns[0]
    if stored.foreign_keys:
        return column.key.removesuffix("_id"), REFERENCE
    schema = next((schema for kind, schema in TYPES if isinstance(stored.type, kind)), TEXT)
    return column.key, _or_null(schema) if getattr(stored, "nullable", True) else schema


def _or_null(schema: Schema) -> Schema:
    types = schema["type"]
    return schema | {"type": [*([types] if isinstance(types, str) else types), "null"]}
