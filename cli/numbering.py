"""filon numbers check: a line a series of invoices and credit notes, and the place of each fault."""

from __future__ import annotations

import sys
from collections.abc import Callable

import click

from core.crm import Crm
from core.queries.numbering import Fault, Series, What, check

SAID: dict[What, str] = {
    "gap": "gap before {place}: after {before} at least one number is missing",
    "duplicate": "{place} stands there twice",
    "order": "{place} is dated before {before}",
    "counter": "the counter says {place}, but the last number issued is {before}",
    "outside": "{place} was issued outside any series",
}


@click.group()
def numbers() -> None:
    """Look after the numbers of invoices and credit notes."""


@numbers.command("check")
@click.pass_obj
def check_numbers(crm: Callable[[], Crm]) -> None:
    """Verify every series: no gap, no duplicate, dates in order. Exits 1 where something is wrong."""
    sys.exit(run(crm()))


def run(crm: Crm) -> int:
    """Print what is found; the exit code is 1 where something is wrong."""
    with crm.read() as session:
        found = check(session, crm.settings)
    for series in found:
        click.echo(_line(series))
        for fault in series.faults:
            click.secho(f"  {_said(fault)}", fg="red")
    if not found:
        click.echo("No invoice or credit note was issued yet.")
    return 1 if any(series.faults for series in found) else 0


def _line(series: Series) -> str:
    verdict = f"{len(series.faults)} wrong" if series.faults else "in order"
    reach = f", {series.first} to {series.last}" if series.count else ""
    return f"{series.name or 'no series'}: {series.count} issued{reach}: {verdict}"


def _said(fault: Fault) -> str:
    return SAID[fault.what].format(place=fault.place, before=fault.before or "the beginning")
