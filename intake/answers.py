"""What our API answers, as OpenAPI describes it; the routes fill what they tell of parts from the same fields."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, RootModel, WithJsonSchema

# A record as `core.queries.portrait` draws it; `intake/openapi/portraits.py` has its schema, which stands here.
RECORD = {"format": "record"}
Portrait = Annotated[dict[str, Any], WithJsonSchema(RECORD)]
Figure = Annotated[str, Field(pattern=r"^-?\d+(\.\d+)?$", description="A figure as text, so that none is rounded.")]
Moment = Annotated[str, Field(json_schema_extra={"format": "date-time"})]
Next = Annotated[str | None, Field(description="The cursor of what follows; null at the end.")]


class Answer(BaseModel):
    """Every field is always there unless it says otherwise."""

    model_config = ConfigDict(json_schema_serialization_defaults_required=True)


class Anything(RootModel[dict[str, Any]]):
    """An object that describes itself."""


class Whole(RootModel[Portrait]):
    """A record with all its fields, lines and totals."""


class Stored(Answer):
    """What was sent is kept; it becomes a lead, or a card to review, in a moment."""

    id: str
    status: Literal["accepted", "duplicate"]


class CardReading(Answer):
    """The fields as they stand now, which of them are uncertain, and what else those may be."""

    fields: dict[str, Any]
    uncertain: list[str]
    alternatives: dict[str, list[str]]


class Card(Answer):
    """What became of a photo. A person looks at it before it is a lead.

    A photo of several cards is `parted`: it has no reading, and `cards` are the ids of each.
    """

    id: str
    state: str
    reason: str | None
    reading: CardReading | None
    lead: Annotated[str | None, Field(description="The reference of the lead that was made of it.")]
    cards: Annotated[list[str], Field(description="The ids of its cards, where the photo shows several.")]


class Listed(Answer):
    """Records in the order of change, the longest unchanged first."""

    records: list[Portrait]
    next: Next


class Made(Answer):
    """The new record."""

    record: Portrait


class Activity(Answer):
    """What was logged."""

    id: int
    type: str
    state: str
    text: str
    happened_at: Moment


class Done(BaseModel):
    """The record as it is then, and what was made of it; or the reference of what was deleted."""

    record: Portrait | None = None
    made: list[Portrait] | None = None
    activity: Activity | None = None
    deleted: str | None = None


class Entry(Answer):
    """One thing that happened: an event's name or an activity's type, and by whom."""

    happened_at: Moment
    what: str
    who: str
    text: str
    changes: dict[str, Any]
    state: str
    tracking_number: str


class Timeline(Answer):
    """The newest first."""

    entries: list[Entry]
    next: Next


class Row(Answer):
    """One group of the pipeline and its currency."""

    group: str
    currency: str
    count: int
    total: Figure
    weighted: Figure


class Pipeline(Answer):
    """In the order of the cycle."""

    rows: list[Row]


class Named(Answer):
    """A record in a few words. What has no state has none here."""

    kind: str
    reference: str
    title: str
    version: int
    state: str | None


class Found(Answer):
    """The newest first."""

    records: list[Named]
    next: Next


class Mirrored(Answer):
    """Our record of theirs, and what came of the message."""

    reference: str
    state: str
    result: Literal["created", "updated", "unchanged", "ignored"]
    warnings: list[str]


class Problem(BaseModel):
    """A refusal (RFC 9457): what is wrong and what to do, in French or English as Accept-Language asks."""

    type: Literal["about:blank"]
    title: str
    status: int
    detail: str
    field: Annotated[str, Field(description="What it is about, where that has a name.")] = ""
