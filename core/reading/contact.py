"""What goes into the reader, a line of text, and what comes out of it, a contact."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

# Left, top, right and bottom in pixels of the photo, upright as its EXIF says.
Box = tuple[int, int, int, int]

PhoneType = Literal["mobile", "work", "fax", "other"]


@dataclass(frozen=True)
class Line:
    """One line of text; geometry, where the text comes from a photo, is in pixels along and across the text.

    `other` is a second recogniser's reading of the same line: where the two agree, the text is sure. `box` is where
    the line stands on the photo itself.
    """

    text: str
    height: float | None = None
    top: float | None = None
    left: float | None = None
    right: float | None = None
    other: str | None = None
    box: Box | None = None


@dataclass(frozen=True)
class Phone:
    """A telephone number: in E.164, and as it was written."""

    e164: str
    type: PhoneType
    raw: str


@dataclass(frozen=True)
class Doubt:
    """What else a field might be, likeliest first, and where on the photo it stands; None where that is not known."""

    alternatives: tuple[str, ...] = ()
    box: Box | None = None


@dataclass(frozen=True)
class Contact:
    """The fields of a person and their company, each None or empty where nothing was found.

    `confidence` is between 0 and 1 for each field found, `uncertain` names those that a person should check, `doubts`
    says of each of them what else it might be, and `rest` holds the words that no field used.
    """

    first_name: str | None = None
    last_name: str | None = None
    job_title: str | None = None
    company: str | None = None
    emails: tuple[str, ...] = ()
    phones: tuple[Phone, ...] = ()
    website: str | None = None
    address: str | None = None
    country: str | None = None
    confidence: dict[str, float] = field(default_factory=dict)
    uncertain: tuple[str, ...] = ()
    doubts: Mapping[str, Doubt] = field(default_factory=dict)
    rest: tuple[str, ...] = ()
