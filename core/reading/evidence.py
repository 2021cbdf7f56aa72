"""Everything that was found in a text, before it becomes the fields of a contact."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from core.reading.addresses import Address
from core.reading.choose import Chosen
from core.reading.contact import Line
from core.reading.emails import Email
from core.reading.parts import Part
from core.reading.phones import FoundPhone
from core.reading.websites import Website


@dataclass(frozen=True)
class Evidence:
    """What each step found; `parts` are those that `chosen` chose from, some of them are `in_address`."""

    lines: Sequence[Line]
    emails: Sequence[Email]
    websites: Sequence[Website]
    domains: Sequence[str]
    phones: Sequence[FoundPhone]
    address: Address | None
    parts: Sequence[Part]
    chosen: Chosen
    in_address: frozenset[int] = frozenset()
