"""What may stand behind the question mark of our API's addresses."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import Field

from core.given import Given, Moment, Text
from core.given import Words as SomeWords
from core.queries.pipeline import Group

MOST = 100
NOBODY = "none"


class Query(Given):
    """What every address takes: the language of refusals."""

    lang: Literal["en", "fr"] | None = None


class Page(Query):
    """A part of a list. `cursor` is the `next` of the answer before."""

    limit: Annotated[int, Field(ge=1, le=MOST)] = 20
    cursor: Annotated[Text, Field(min_length=1)] | None = None


class Listing(Page):
    """Of whom (a Slack id, an e-mail address, or `none`), and changed since when."""

    owner: SomeWords | None = None
    updated_since: Moment | None = None


class StatedListing(Listing):
    """In which state, too."""

    state: SomeWords | None = None


class Pipeline(Query):
    """What the opportunities are counted by."""

    by: Group = "stage"


class Words(Page):
    """The beginnings of words, or a phone number."""

    q: SomeWords


STATELESS = ("account", "contact", "product")
STATED = ("lead", "opportunity", "quote", "order", "invoice")
LISTINGS: Mapping[str, type[Listing]] = dict.fromkeys(STATELESS, Listing) | dict.fromkeys(STATED, StatedListing)
