"""JSON schemas of our objects, gathered under `components`."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel

from intake.answers import RECORD

Json = dict[str, Any]
TEMPLATE = "#/components/schemas/{model}"


class Schemas:
    """Gives a schema for each object, and keeps the named parts of them."""

    def __init__(self) -> None:
        self._named: Json = {}

    def of(self, model: type[BaseModel], mode: Literal["validation", "serialization"], kind: str | None = None) -> Json:
        """The schema of an object as it comes or goes; in an answer about one kind, the records are of that kind."""
        schema: Json = _tidied(model.model_json_schema(mode=mode, ref_template=TEMPLATE), kind or "record")
        self._named |= schema.pop("$defs", {})
        return schema

    def components(self) -> Json:
        """The named parts of all that was asked for."""
        return self._named


def _tidied(schema: Any, kind: str) -> Any:
    """With records in their places, and without the titles that pydantic makes of names, which say nothing more."""
    if isinstance(schema, list):
        return [_tidied(each, kind) for each in schema]
    if not isinstance(schema, dict):
        return schema
    if RECORD.items() <= schema.items():
        return {"$ref": TEMPLATE.format(model=kind.capitalize())}
    return {name: _tidied(part, kind) for name, part in schema.items() if name != "title" or isinstance(part, dict)}
