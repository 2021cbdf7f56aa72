"""What each address of our API is for, takes and answers: one table for the gate, for the routes, and for OpenAPI."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pydantic import BaseModel

from core.given import Given
from core.theirs import THEIRS
from intake import answers, queries
from intake.verb_arguments import RECORD_FIELDS

# Answers by HTTP's status.
Answers = Mapping[int, type[BaseModel]]


@dataclass(frozen=True)
class Operation:
    """An address with its method. `scope` is what a token needs for it; None where everybody may.

    `body` is what its JSON is, by kind of record where kinds differ; `refusals` are the statuses that it alone has.
    """

    summary: str
    scope: str | None
    answers: Answers
    query: type[Given] | Mapping[str, type[Given]] | None = None
    body: type[Given] | Mapping[str, type[Given]] | None = None
    has_key: bool = False
    refusals: tuple[int, ...] = ()

    def query_of(self, kind: str | None) -> type[Given] | None:
        """What may stand behind the question mark, for this kind of record."""
        return self.query[kind or ""] if isinstance(self.query, Mapping) else self.query

    def body_of(self, kind: str | None) -> type[Given] | None:
        """What its JSON is, for this kind of record."""
        return self.body[kind or ""] if isinstance(self.body, Mapping) else self.body


# By the name of the route.
OPERATIONS: Mapping[str, Operation] = {
    "api.describe": Operation("This description of the API", None, {200: answers.Anything}),
    "api.create_lead": Operation(
        "Send a lead, in the fields of any form",
        "leads:write",
        {201: answers.Stored, 200: answers.Stored},
        has_key=True,
        refusals=(400, 413, 415, 422),
    ),
    "api.read_card": Operation(
        "Send a photo of a business card",
        "cards:write",
        {202: answers.Stored},
        has_key=True,
        refusals=(400, 413, 415, 422),
    ),
    "api.show_card": Operation(
        "See what became of a card, and what was read", "cards:write", {200: answers.Card}, refusals=(404,)
    ),
    "api.browse": Operation(
        "Read a list, in the order of change",
        "records:read",
        {200: answers.Listed},
        query=queries.LISTINGS,
        refusals=(409, 422),
    ),
    "api.make": Operation(
        "Make a record",
        "records:write",
        {201: answers.Made},
        body=RECORD_FIELDS,
        has_key=True,
        refusals=(400, 409, 413, 415, 422),
    ),
    "api.show_one": Operation("Read a record", "records:read", {200: answers.Whole}, refusals=(404, 409)),
    "api.show": Operation("Read a record of any kind", "records:read", {200: answers.Whole}, refusals=(404, 409)),
    "api.tell": Operation(
        "Read what happened to a record, the newest first",
        "records:read",
        {200: answers.Timeline},
        query=queries.Page,
        refusals=(404, 409, 422),
    ),
    "api.do": Operation(
        "Do something with a record",
        "records:write",
        {200: answers.Done},
        has_key=True,
        refusals=(400, 404, 409, 413, 415, 422),
    ),
    "api.sum_up": Operation(
        "Sum the open opportunities up",
        "records:read",
        {200: answers.Pipeline},
        query=queries.Pipeline,
        refusals=(409, 422),
    ),
    "api.find": Operation(
        "Find records by words, the newest first",
        "records:read",
        {200: answers.Found},
        query=queries.Words,
        refusals=(422,),
    ),
    "api.take_over": Operation(
        "Keep the copy of another system’s document up to date",
        "mirrors:write",
        {200: answers.Mirrored, 201: answers.Mirrored},
        body=THEIRS,
        refusals=(400, 409, 413, 415, 422),
    ),
}
