"""The document as a whole: its head, its paths, its schemas."""

from __future__ import annotations

from typing import Any

from werkzeug.routing import Map

from core.model.api_token import SCOPES
from core.settings import Settings
from intake import answers
from intake.openapi.addresses import addresses
from intake.openapi.paths import described
from intake.openapi.portraits import portraits
from intake.openapi.schemas import Schemas

Json = dict[str, Any]
VERSION = "1"
ABOUT = (
    "What people do in Slack, programs do here. Amounts in answers are texts; records are named by reference; "
    "a refusal is a problem document (RFC 9457) and has changed nothing. Scopes of tokens: " + ", ".join(SCOPES) + "."
)


def document(routes: Map, settings: Settings) -> Json:
    """The OpenAPI document of these routes, as the company's cycle has them."""
    schemas = Schemas()
    paths: Json = {}
    for address in addresses(routes, settings.cycle):
        paths.setdefault(address.path, {})[address.method.lower()] = described(address, schemas)
    return {
        "openapi": "3.1.0",
        "info": {"title": "Filon", "version": VERSION, "description": ABOUT},
        "servers": [{"url": settings.public_url}],
        "paths": paths,
        "components": {
            "schemas": schemas.components() | portraits(),
            "responses": {"Problem": _problem(schemas)},
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
        },
    }


def _problem(schemas: Schemas) -> Json:
    schema = schemas.of(answers.Problem, "serialization")
    return {"description": "A refusal", "content": {"application/problem+json": {"schema": schema}}}
