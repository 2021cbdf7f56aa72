"""Values that programs give us as JSON: exact, bounded, and such that both databases can keep them."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Annotated

from pydantic import AfterValidator, AwareDatetime, BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints
from pydantic_core import PydanticCustomError

LONGEST = 2000
YEARS = range(1970, 2200)


class Given(BaseModel):
    """An object of which every field has a name that we know."""

    model_config = ConfigDict(extra="forbid", frozen=True)


def _clean(text: str) -> str:
    """PostgreSQL keeps no NUL, and no database keeps half of a surrogate pair."""
    if "\0" in text or any("\ud800" <= character <= "\udfff" for character in text):
        raise PydanticCustomError("unclean_text", "a character that cannot be kept")
    return text


def _in_our_times(moment: datetime) -> datetime:
    if moment.year not in YEARS:
        raise PydanticCustomError("impossible_moment", "a moment out of all times")
    return moment.astimezone(UTC)


def _sensible(day: date) -> date:
    if day.year not in YEARS:
        raise PydanticCustomError("impossible_moment", "a day out of all times")
    return day


def _no_number(value: object) -> object:
    """A moment is written as text with dashes; pydantic would take a number for seconds, in a text too."""
    if not isinstance(value, str) or "-" not in value.strip()[1:]:
        raise PydanticCustomError("impossible_moment", "no text")
    return value


Text = Annotated[str, StringConstraints(strip_whitespace=True, max_length=LONGEST), AfterValidator(_clean)]
Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=LONGEST),
                  AfterValidator(_clean)]  # fmt: skip
Moment = Annotated[AwareDatetime, BeforeValidator(_no_number), AfterValidator(_in_our_times)]
Day = Annotated[date, BeforeValidator(_no_number), AfterValidator(_sensible)]
Amount = Annotated[Decimal, Field(max_digits=14, decimal_places=2)]
UnitPrice = Annotated[Decimal, Field(max_digits=16, decimal_places=4)]
Quantity = Annotated[Decimal, Field(max_digits=15, decimal_places=3)]
Percent = Annotated[Decimal, Field(ge=-100, le=100, decimal_places=2)]
