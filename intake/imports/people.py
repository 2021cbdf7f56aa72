"""From a row of a file to the fields of a lead."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from openpyxl.utils import get_column_letter

from core.columns import FULL_NAME, KEPT, LEFT_OUT, Column
from core.errors import NotUnderstood
from core.identity import comparable_email
from core.rejected import unguarded
from intake.imports.columns import is_empty
from intake.mapping import divided

Fields = dict[str, Any]


def fields_of(cells: Sequence[str], columns: Sequence[Column], given: Mapping[str, str]) -> Fields:
    """The lead's fields; `given` ones stand instead of the file's. Raises `NotUnderstood` for what is no e-mail."""
    fields: Fields = {}
    details: dict[str, str] = {}
    for place, cell in enumerate(cells):
        text = unguarded(cell)
        column = columns[place] if place < len(columns) else {"heading": get_column_letter(place + 1), "field": KEPT}
        if is_empty(text) or column["field"] == LEFT_OUT:
            continue
        if column["field"] == KEPT:
            details[column["heading"]] = text
        else:
            fields[column["field"]] = text
    email = fields.get("email", "")
    if email and comparable_email(email) is None:
        raise NotUnderstood("“{email}” is no e-mail address: it looks like name@company.com.", email=email)
    if whole := fields.pop(FULL_NAME, None):
        fields = divided(whole, email) | fields
    return {**fields, **given, **({"details": details} if details else {})}
