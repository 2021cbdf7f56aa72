"""What a record's card is made of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from core.cycle import Cycle
from core.model import Record
from core.queries.timeline import Entry


@dataclass(frozen=True)
class Card:
    """A record with what is shown around it: its owner's name, linked records, its latest history."""

    record: Any
    cycle: Cycle
    zone: ZoneInfo
    owner: str = ""
    linked: tuple[Record, ...] = ()
    history: tuple[Entry, ...] = ()
    # Of a draft quote whose discount waits for a manager: whether the reader may `ask` for the approval or `give` it.
    approval: str = ""
