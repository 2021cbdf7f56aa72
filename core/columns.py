"""What the columns of a file of leads can mean."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from core.errors import NotUnderstood, Rejected
from core.identity import plain
from core.language import Terms, mark

# Kept with the lead under its heading, as what a form asked beside; and not taken at all.
KEPT, LEFT_OUT = "kept", "left out"
FULL_NAME = "full_name"
FIELDS: Mapping[str, str] = {
    "salutation": mark("Salutation"),
    "first_name": mark("First name"),
    "last_name": mark("Last name"),
    FULL_NAME: mark("First and last name"),
    "job_title": mark("Job title"),
    "company": mark("Company"),
    "email": mark("E-mail"),
    "phone": mark("Phone"),
    "mobile": mark("Mobile"),
    "website": mark("Website"),
    "address": mark("Address"),
    "country": mark("Country"),
    "siren": mark("SIREN"),
    "topic": mark("Topic"),
    "need": mark("Need"),
    "campaign": mark("Campaign"),
}
MEANINGS: Mapping[str, str] = {**FIELDS, KEPT: mark("kept beside"), LEFT_OUT: mark("left out")}
NAMING = frozenset({"first_name", "last_name", FULL_NAME, "company", "email", "phone", "mobile"})

Column = dict[str, Any]


def check_columns(columns: Sequence[Column]) -> None:
    """Raises `Rejected` where two columns are to fill one field, or none of them says whom a lead is about."""
    fields = [column["field"] for column in columns]
    for place, name in enumerate(fields):
        if name in FIELDS and name in fields[:place]:
            raise Rejected(
                "Two columns mean the same: {first} and {second}. Keep one of them.",
                first=columns[fields.index(name)]["heading"],
                second=columns[place]["heading"],
            )
    if not NAMING.intersection(fields):
        raise Rejected("No column says whom the leads are about. Say which one is the e-mail, the name or the company.")


def with_meaning(columns: Sequence[Column], heading: str, field: str) -> list[Column]:
    """The columns, the one of this heading with another meaning. Raises `NotUnderstood` for what there is not."""
    if field not in MEANINGS:
        known = ", ".join(sorted(MEANINGS))
        raise NotUnderstood("“{typed}” is no field of a lead. These are: {known}.", typed=field, known=known)
    if plain(heading) not in {plain(column["heading"]) for column in columns}:
        headings = Terms.of(column["heading"] for column in columns)
        raise NotUnderstood(
            "No column is called “{typed}”. The columns are: {headings}.", typed=heading, headings=headings
        )
    return [column | {"field": field} if plain(column["heading"]) == plain(heading) else column for column in columns]
