"""Whether every series of invoices and credit notes is whole: no gap, no duplicate, dates in order, counter right.

One unbroken chronological series is the law's demand (CGI, annexe II, art. 242 nonies A, I, 7°).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any, Literal

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.model import Counter, Invoice
from core.model.invoice import UNNUMBERED
from core.numbers import Pattern
from core.settings import Settings

KINDS = ("invoice", "credit_note")
What = Literal["gap", "duplicate", "order", "counter", "outside"]


@dataclass(frozen=True)
class Fault:
    """What is wrong, and where: the number at which it shows, and what stands before it, or should stand there."""

    what: What
    place: str
    before: str = ""


@dataclass(frozen=True)
class Series:
    """One series with its faults; first and last of what was issued in it."""

    name: str
    count: int
    first: str
    last: str
    faults: tuple[Fault, ...]


def check(session: Session, settings: Settings) -> list[Series]:
    """Every series, in order; under no name, what was issued outside any."""
    counters = _counters(session, settings)
    issued = groupby(session.execute(_issued()), key=lambda row: row.series)
    found = [_series(name or "", list(rows), counters.pop(name or "", None)) for name, rows in issued]
    # A counter that has counted, though nothing of its series is there.
    found += [_series(name, [], last) for name, last in counters.items() if last]
    return sorted(found, key=lambda series: series.name)


def _issued() -> Any:
    """What we numbered ourselves, in the order of the series; another system's numbers are its own affair."""
    columns = (Invoice.series, Invoice.sequence, Invoice.number, Invoice.issued_on)
    is_issued = Invoice.state.not_in(UNNUMBERED)
    ours = select(*columns).where(Invoice.external_system.is_(None), is_issued)
    return ours.order_by(Invoice.series, Invoice.sequence, Invoice.id)


def _counters(session: Session, settings: Settings) -> dict[str, int]:
    """The last number of each series that invoices and credit notes have, or should have."""
    patterns = [Pattern.of(getattr(settings.configuration.numbers, kind)) for kind in KINDS]
    in_use = set(session.scalars(select(Invoice.series).distinct()))
    return {
        counter.series: counter.last
        for counter in session.scalars(select(Counter))
        if counter.series in in_use or _is_ours(counter, patterns)
    }


def _is_ours(counter: Counter, patterns: Iterable[Pattern]) -> bool:
    return counter.last_on is not None and any(p.series(counter.last_on.year) == counter.series for p in patterns)


def _series(name: str, rows: list[Any], last: int | None) -> Series:
    if not name:
        outside = tuple(Fault("outside", row.number or "?") for row in rows)
        return Series("", len(rows), "", "", outside)
    faults = [*_sequence_faults(rows), *_counter_faults(rows, last)]
    first, last_number = (rows[0].number, rows[-1].number) if rows else ("", "")
    return Series(name, len(rows), first, last_number, tuple(faults))


def _sequence_faults(rows: list[Any]) -> Iterator[Fault]:
    before, number, day = 0, "", date.min
    for row in rows:
        if row.sequence == before or row.number == number:
            yield Fault("duplicate", row.number, number)
        elif row.sequence != before + 1:
            yield Fault("gap", row.number, number)
        if row.issued_on is None or row.issued_on < day:
            yield Fault("order", row.number, number)
        before, number, day = row.sequence, row.number, row.issued_on or day


def _counter_faults(rows: list[Any], last: int | None) -> Iterator[Fault]:
    highest = rows[-1].sequence if rows else 0
    if last != highest:
        yield Fault("counter", str(last or 0), str(highest))
