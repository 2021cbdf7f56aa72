"""What goes into the reader, a line of text, and what comes out of it, a contact."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

PhoneType = Literal["mobile", "work", "fax", "other"]


@dataclass(frozen=True)
class Line:
    """One line of text; geometry, where the text comes from a photo, is in pixels of that photo.

    `other` is a second recogniser's reading of the same line: where the two agree, the text is sure.
    """

    text: str
    height: float | None = None
    top: float | None = None
    left: float | None = None
    right: float | None = None
    other: str | None = None


@dataclass(frozen=True)
class Phone:
    """A telephone number: in E.164, and as it was written."""

    e164: str
    type: PhoneType
    raw: str


@dataclass(frozen=True)
class Contact:
    """The fields of a person and their company, each None or empty where nothing was found.

    `confidence` is between 0 and 1 for each field found, `uncertain` names those that a person should check, and
    `rest` holds the words that no field used.
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
    rest: tuple[str, ...] = ()
