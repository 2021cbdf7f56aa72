"""The figures of an evaluation as a table of text."""

from __future__ import annotations

import statistics
from collections.abc import Iterator, Sequence
from itertools import groupby

from benchmarks.cards.judge import FIELDS, Outcome, share

Group = Sequence[Outcome]


def table(outcomes: Group) -> Iterator[str]:
    """The lines of the table: how often each field is right, by level, and whether “sure” can be believed."""
    levels = list(dict.fromkeys(outcome.level for outcome in outcomes))
    groups = [[outcome for outcome in outcomes if outcome.level == level] for level in levels]
    yield _row("right on % of cards", *levels, "all", "sure", "of these right")
    for field in FIELDS:
        sure = [outcome.right[field] for outcome in outcomes if outcome.sure[field]]
        yield _row(field, *(_percent(share(group, field)) for group in [*groups, outcomes]), len(sure), _mean(sure))
    sure = [outcome.right[field] for outcome in outcomes for field in FIELDS if outcome.sure[field]]
    yield _row("all fields", *("" for _ in groups), "", len(sure), _mean(sure))
    yield _row("phones: precision", *(_percent(precision(group)) for group in [*groups, outcomes]))
    yield _row("median seconds", *(f"{_seconds(group):.2f}" for group in [*groups, outcomes]))
    yield _row("cards", *(len(group) for group in [*groups, outcomes]))


def precision(outcomes: Group) -> float:
    """Which part of the telephone numbers found stand on their card (0 to 1); 1 where none was found."""
    found = [(outcome, number) for outcome in outcomes for number in outcome.found["phones"]]
    return statistics.fmean(number in outcome.wanted["phones"] for outcome, number in found) if found else 1.0


def misses(outcomes: Group) -> Iterator[str]:
    """One line a field that is not right."""
    wrong = ((outcome, field) for outcome in outcomes for field in outcome.wrong)
    for file, fields in groupby(wrong, key=lambda one: one[0].file):
        for outcome, field in fields:
            mark = "sure" if outcome.sure[field] else "uncertain"
            yield f"  {file} {field} ({mark}): {outcome.found[field]!r}, not {outcome.wanted[field]!r}"


def _seconds(group: Group) -> float:
    return statistics.median(outcome.seconds for outcome in group)


def _mean(right: Sequence[bool]) -> str:
    return _percent(statistics.fmean(right)) if right else "-"


def _percent(part: float) -> str:
    return f"{part:.1%}"


def _row(name: str, *values: object) -> str:
    return f"{name:<20}" + "".join(f"{value!s:>10}" for value in values)
