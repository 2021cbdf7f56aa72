"""What a record's card is made of."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from core.cycle import Cycle
from core.duplicates import Matches
from core.model import Record
from core.queries.customers import Belongings
from core.queries.tasks import Task
from core.queries.timeline import Entry


@dataclass(frozen=True)
class Card:
    """A record with what is shown around it: its owner's name, linked records, its history.

    `belongings` are a customer's, `duplicates` the strong ones of an open lead. Of a draft quote whose discount
    waits for a manager, `approval` says whether the reader may `ask` for it or `give` it. `older` tells that there is
    more of the history, `has_photo` that the photo of a lead's card is kept. `today` is the company's, against which
    tasks and invoices are due.
    """

    record: Any
    cycle: Cycle
    zone: ZoneInfo
    owner: str = ""
    linked: tuple[Record, ...] = ()
    history: tuple[Entry, ...] = ()
    belongings: tuple[Belongings, ...] = ()
    duplicates: Matches = Matches()  # noqa: RUF009 - an empty tuple, which nobody can change
    approval: str = ""
    older: bool = False
    tasks: tuple[Task, ...] = ()
    today: date = date.min
    has_photo: bool = False
