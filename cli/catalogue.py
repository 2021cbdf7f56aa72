"""Fill the catalogue from a file, and say what became of each row that cannot be taken."""

from __future__ import annotations

from pathlib import Path

import click

from core.crm import Actor, Crm
from intake.catalogue import Report, import_catalogue

MOST_MISTAKES = 50


def run(crm: Crm, path: Path, *, dry_run: bool, skip_bad: bool) -> int:
    """The exit code: 1 where rows are wrong and nothing was written. Raises `Rejected` for a file that is none."""
    with crm.transaction(Actor(None, "file")) as tx:
        report = import_catalogue(tx, path, skip_bad=skip_bad)
        if dry_run:
            tx.session.rollback()
    _tell(report, dry_run=dry_run)
    return 0 if report.is_written else 1


def _tell(report: Report, *, dry_run: bool) -> None:
    if report.unknown:
        click.echo(f"Columns that are not used: {', '.join(report.unknown)}")
    for mistake in report.mistakes[:MOST_MISTAKES]:
        click.secho(f"row {mistake.row}: {mistake.refusal}", fg="red", err=True)
    if len(report.mistakes) > MOST_MISTAKES:
        click.echo(f"… and {len(report.mistakes) - MOST_MISTAKES} more", err=True)
    if not report.is_written:
        click.echo("Nothing was written. Mend these rows, or take the others with --skip-bad.", err=True)
        return
    skipped = f", {len(report.mistakes)} skipped" if report.mistakes else ""
    click.echo(f"{report.created} created, {report.updated} updated, {report.unchanged} unchanged{skipped}.")
    if dry_run:
        click.echo("Nothing was written: this was a dry run.")
