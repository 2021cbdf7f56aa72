"""Take in a file of leads from the command line: show it, ask, tell how far it is, write down what was not taken."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import click
from sqlalchemy import select

from core.actions.batches import locked, show_batch, start_batch
from core.actions.undo_batch import DOOR, start_undo
from core.columns import with_meaning
from core.crm import Actor, Crm
from core.errors import NotUnderstood
from core.language import Language
from core.model import Batch
from core.model.batch import FAILED, RUNNING
from core.rejected import write_rejected
from intake.imports.look import look
from intake.imports.take import take_back, take_in

COMPANY = Actor(None, DOOR)
BOUGHT, FILE = "bought file", "file"
MOST_NAMED = 20
LONGEST_CELL = 24
ENGLISH = Language("en")


def run(crm: Crm, file: Path, meanings: Sequence[str], rejected: Path | None, *, ask: bool, **given: Any) -> None:
    """Raises `SalesError` where the file or what was said of it cannot be used; nothing is written then."""
    with tempfile.TemporaryDirectory() as folder:
        # What is taken in is what was shown, whatever somebody saves over the file meanwhile.
        copy = Path(shutil.copyfile(file, Path(folder) / "leads"))
        batch = _shown(crm, copy, file.name, meanings, given)
        if batch.state == RUNNING:
            click.echo(f"This file was stopped on its way: going on behind row {batch.row}.")
        else:
            _show(batch)
            if ask and not click.confirm("Take this file in?"):
                click.echo("Nothing was made.")
                return
            with crm.transaction(COMPANY) as tx:
                batch = start_batch(tx, batch)
        batch = _take(crm, batch, copy)
    _tell(crm, batch, rejected or file.with_name(f"{file.stem}-rejected-{batch.id}.csv"))


def undo(crm: Crm, number: int) -> None:
    """Raises `Rejected` for no such file, `IllegalMove` where nothing was made of it."""
    with crm.transaction(COMPANY) as tx:
        start_undo(tx, locked(tx, number))
    batch = take_back(crm, number)
    click.echo(f"File {number} is taken back: {batch.created - len(batch.kept)} of {batch.created} leads are gone.")
    if batch.kept:
        more = f" and {len(batch.kept) - MOST_NAMED} more" if len(batch.kept) > MOST_NAMED else ""
        click.echo(f"Somebody has worked on these since, so they stay: {', '.join(batch.kept[:MOST_NAMED])}{more}.")


def show_files(crm: Crm) -> None:
    """One line a file."""
    with crm.read() as session:
        for batch in session.scalars(select(Batch).order_by(Batch.id.desc()).limit(100)):
            day = f"{batch.created_at:%Y-%m-%d}"
            click.echo(
                f"{batch.id:>5}  {day}  {batch.state:<9}  {batch.created:>7} leads, {batch.rejected:>6} rejected"
                f"  {batch.name}"
            )


def _shown(crm: Crm, copy: Path, name: str, meanings: Iterable[str], given: dict[str, Any]) -> Batch:
    seen = look(copy, has_header=False if given["no_header"] else None)
    columns = seen.columns
    for meaning in meanings:
        heading, sign, field = meaning.rpartition("=")
        if not sign:
            raise NotUnderstood('“{typed}” is not understood. Write it like --map "Mail=email".', typed=meaning)
        columns = with_meaning(columns, heading, field)
    with crm.transaction(COMPANY) as tx:
        return show_batch(
            tx,
            seen.digest,
            name=name,
            columns=columns,
            has_header=seen.has_header,
            sample=seen.sample,
            total=seen.total,
            source=given["source"] or (BOUGHT if given["bought"] else FILE),
            campaign=given["campaign"],
            keeps_duplicates=given["keep_duplicates"],
        )


def _show(batch: Batch) -> None:
    click.echo(f"{batch.name}: {batch.total - batch.has_header} rows. What its columns mean, and its first rows:")
    for place, column in enumerate(batch.columns):
        cells = [row[place][:LONGEST_CELL] if place < len(row) else "" for row in batch.sample[:3]]
        click.echo(f"  {column['heading'][:LONGEST_CELL]:<{LONGEST_CELL}}  {column['field']:<12}  {' | '.join(cells)}")
    click.echo('To change a column: --map "HEADING=field"; “kept” keeps it beside, “left out” does not take it.')


def _take(crm: Crm, batch: Batch, path: Path) -> Batch:
    with click.progressbar(length=batch.total, label="Rows") as bar:
        bar.update(batch.row)
        return take_in(crm, batch.id, path, lambda now: bar.update(now.row - bar.pos))


def _tell(crm: Crm, batch: Batch, rejected: Path) -> None:
    click.echo(f"File {batch.id}: {batch.created} leads made, {batch.rejected} rows not taken.")
    if batch.doubtful:
        click.echo(f"{batch.doubtful} of the leads may be known already: see /crm duplicates on them.")
    if batch.rejected:
        with crm.read() as session:
            write_rejected(session, batch, rejected, ENGLISH)
        click.echo(f"What was not taken, with the reasons: {rejected}. Mend it and send it like any file.")
    if batch.state == FAILED:
        raise NotUnderstood(str(batch.reason), **batch.values)
    click.echo(f"To take it all back: filon leads undo {batch.id}")
