"""The JSON of a request as the object that its address takes. A mistake is named with the field that it is in."""

from __future__ import annotations

import json
from collections.abc import Mapping
from decimal import Decimal
from typing import Any, TypeVar

from flask import request
from pydantic import ValidationError
from pydantic_core import ErrorDetails

from core.given import Given
from core.language import mark
from intake.body import whole
from intake.refusal import Refusal

M = TypeVar("M", bound=Given)
MOST_DIGITS = 400

# By the beginning of pydantic's name for the mistake.
SENTENCES: Mapping[str, str] = {
    "missing": mark("This field is missing: {field}."),
    "extra": mark("There is no field {field} here. Check its spelling."),
    "decimal_max_places": mark("{field} has more than {decimal_places} decimals."),
    "decimal": mark("{field} is no number that can be used."),
    "finite": mark("{field} is no number that can be used."),
    "int": mark("{field} is no number that can be used."),
    "literal": mark("{field} must be one of: {expected}."),
    "unknown_currency": mark("{field} is no currency of ISO 4217, as EUR is one."),
    "unclean": mark("{field} has a character that cannot be kept."),
    "string_too_long": mark("{field} is longer than {max_length} characters."),
    "impossible_moment": mark("{field} is no date that can be used. Write 2026-11-24, and a time with its zone."),
    "date": mark("{field} is no date that can be used. Write 2026-11-24, and a time with its zone."),
    "timezone": mark("{field} is no date that can be used. Write 2026-11-24, and a time with its zone."),
}
OTHERWISE = mark("{field} cannot be used as it is. Check it against the documentation of the API.")


def arguments(model: type[M]) -> M:
    """The request's JSON as this object. Raises `Refusal`: 415 for no JSON, 400 for rubbish, 422 for mistakes."""
    value = read_json()
    try:
        return model.model_validate(value)
    except ValidationError as error:
        raise _refusal(error.errors(include_url=False, include_input=False)[0]) from None


def parameters(model: type[M]) -> M:
    """What stands behind the address's question mark, as this object. Raises `Refusal`: 422."""
    try:
        return model.model_validate(request.args.to_dict())
    except ValidationError as error:
        raise _refusal(error.errors(include_url=False, include_input=False)[0]) from None


def read_json() -> dict[str, Any]:
    """The request's JSON object, its numbers exact. Raises `Refusal`."""
    if not request.is_json:
        raise Refusal(415, mark("Send this as JSON, with Content-Type: application/json."))
    try:
        value = json.loads(whole() or b"{}", parse_float=_decimal, parse_int=_integer, parse_constant=_no_number)
    except RecursionError:
        raise Refusal(400, mark("This JSON is nested too deep. Make it flatter.")) from None
    except (ValueError, ArithmeticError):
        raise Refusal(400, mark("This is no valid JSON in UTF-8. Check the body.")) from None
    if not isinstance(value, dict):
        raise Refusal(400, mark("This JSON is no object. Send one with named fields."))
    return value


def _no_number(written: str) -> Any:
    raise ValueError(written)


def _decimal(written: str) -> Decimal:
    """A few letters can say a number whose digits no memory holds, and some field would want to have them all."""
    number = Decimal(written) if len(written) <= MOST_DIGITS else None
    if number is None or abs(number.adjusted()) > MOST_DIGITS:
        raise Refusal(400, mark("This JSON has a number with too many digits. None of ours needs more than {most}."),
                      most=MOST_DIGITS)  # fmt: skip
    return number


def _integer(written: str) -> int:
    return int(_decimal(written))


def _refusal(mistake: ErrorDetails) -> Refusal:
    kind = mistake["type"]
    sentence = next((SENTENCES[name] for name in SENTENCES if kind.startswith(name)), OTHERWISE)
    field = ".".join(str(part) for part in mistake["loc"])[:200]
    return Refusal(422, sentence, **(mistake.get("ctx") or {}) | {"field": field})
