"""One address in OpenAPI's words: what it takes, and what it answers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from http import HTTPStatus
from typing import Any

from pydantic import BaseModel

from core.actions.editable import FIELDS
from intake import idempotency, mirrors
from intake.openapi.addresses import Address
from intake.openapi.schemas import Schemas
from intake.payload import MOST_FIELDS
from intake.verbs import VERBS

Json = dict[str, Any]
PROBLEM = {"$ref": "#/components/responses/Problem"}
# What every address that needs a token can refuse.
USUAL = (400, 401, 403, 503)
NAME: Json = {"type": "string", "pattern": f"^{mirrors.NAME.pattern}$"}
PATH: Mapping[str, Json] = {
    "reference": {"type": "string", "minLength": 1, "examples": ["L-42", "DV-2026-0042"]},
    "system": NAME,
    "external_id": NAME,
    "public_id": NAME,
}
# Bodies that are no object of ours: any form's fields, a picture.
LEAD: Json = {
    "type": "object",
    "minProperties": 1,
    "maxProperties": MOST_FIELDS,
    "properties": {name: {"description": "As text, or as a number."} for name in FIELDS["lead"]},
    "description": "At least a person, a company, an e-mail or a phone number. What is not known is kept as it is.",
}
PICTURE: Json = {"type": "object", "properties": {"photo": {"type": "string", "format": "binary"}}}
BODIES: Mapping[str, Json] = {
    "api.create_lead": {"application/json": {"schema": LEAD}},
    "api.read_card": {
        **{f"image/{name}": {"schema": {"type": "string", "format": "binary"}} for name in ("jpeg", "png", "webp")},
        "multipart/form-data": {"schema": PICTURE},
    },
}


def described(address: Address, schemas: Schemas) -> Json:
    """The operation at this address."""
    operation = address.operation
    told: Json = {
        "operationId": address.name,
        "summary": _summary(address),
        "tags": [address.kind or "records"],
        "parameters": [*_of_path(address), *_of_query(address, schemas), *_of_headers(address)],
        "responses": _answers(address, schemas),
        "security": [{"token": [operation.scope]}] if operation.scope else [],
    }
    if content := _content(address, schemas):
        told["requestBody"] = {"required": True, "content": content}
    return told


def _summary(address: Address) -> str:
    named = {"kind": address.kind, "verb": address.verb}
    return address.operation.summary + "".join(f" ({value})" for value in named.values() if value)


def _of_path(address: Address) -> Iterable[Json]:
    for name in address.parameters:
        yield {"name": name, "in": "path", "required": True, "schema": PATH[name]}


def _of_query(address: Address, schemas: Schemas) -> Iterable[Json]:
    query = address.operation.query_of(address.kind)
    schema = schemas.of(query, "validation") if query else {"properties": {}}
    for name, part in schema["properties"].items():
        is_required = name in schema.get("required", ())
        yield {"name": name, "in": "query", "required": is_required, "schema": _not_null(part)}


def _not_null(schema: Json) -> Json:
    """An address's question cannot say null: it leaves the name out."""
    choices = [each for each in schema.get("anyOf", ()) if each != {"type": "null"}]
    return choices[0] if choices else schema


def _of_headers(address: Address) -> Iterable[Json]:
    if address.operation.has_key:
        schema = {"type": "string", "pattern": f"^{idempotency.KEY.pattern}$"}
        yield {"name": "Idempotency-Key", "in": "header", "required": False, "schema": schema}


def _content(address: Address, schemas: Schemas) -> Json | None:
    if address.endpoint in BODIES:
        return dict(BODIES[address.endpoint])
    models = _bodies(address)
    if not models:
        return None
    choices = [schemas.of(model, "validation") for model in models]
    return {"application/json": {"schema": choices[0] if len(choices) == 1 else {"anyOf": choices}}}


def _bodies(address: Address) -> list[type[BaseModel]]:
    if address.verb:
        takes = VERBS[address.verb].takes
        return [*takes.values()] if isinstance(takes, Mapping) else [takes]
    body = address.operation.body_of(address.kind)
    return [body] if body else []


def _answers(address: Address, schemas: Schemas) -> Json:
    operation = address.operation
    told = {status: _answer(model, address, schemas) for status, model in operation.answers.items()}
    refused = {*operation.refusals, *USUAL} if operation.scope else set(operation.refusals)
    told |= dict.fromkeys(sorted(refused), PROBLEM)
    return {str(status): answer for status, answer in sorted(told.items())}


def _answer(model: type[BaseModel], address: Address, schemas: Schemas) -> Json:
    kind = None if address.verb else address.kind
    schema = schemas.of(model, "serialization", kind)
    return {
        "description": model.__doc__ or HTTPStatus(200).phrase,
        "content": {"application/json": {"schema": schema}},
    }
