"""What a record's card is made of."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from core.cycle import Cycle
from core.model import Record
from core.queries.tasks import Task
from core.queries.timeline import Entry


@dataclass(frozen=True)
class Card:
    """A record with what is shown around it: its owner's name, linked records, its latest history, its open tasks.

    `older` tells that there is more of the history. `today` is the company's, against which tasks are due.
    """

    record: Any
    cycle: Cycle
    zone: ZoneInfo
    owner: str = ""
    linked: tuple[Record, ...] = ()
    history: tuple[Entry, ...] = ()
    older: bool = False
    tasks: tuple[Task, ...] = ()
    today: date = date.max
