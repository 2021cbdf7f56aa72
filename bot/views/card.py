"""What a record's card is made of."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from core.cycle import Cycle
from core.model import Record
from core.model.types import now
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

    @property
    def today(self) -> date:
        """The date in the company's time zone."""
        return now().astimezone(self.zone).date()
