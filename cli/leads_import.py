"""Take in a file of leads from the command line: show it, ask, tell how far it is, write down what was not taken."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import click
from sqlalchemy import select

from cli.tongue import confirm, language, say
from core.actions.batches import locked, show_batch, start_batch
from core.actions.undo_batch import DOOR, start_undo
from core.columns import with_meaning
from core.crm import Actor, Crm
from core.errors import NotUnderstood, Rejected
from core.model import Batch
from core.model.batch import FAILED, RUNNING
from core.rejected import write_rejected
from intake.imports.look import look
from intake.imports.take import take_back, take_in

COMPANY = Actor(None, DOOR)
BOUGHT, FILE = "bought file", "file"
MOST_NAMED = 20
LONGEST_CELL = 24


def run(crm: Crm, file: Path, meanings: Sequence[str], rejected: Path | None, *, ask: bool, **given: Any) -> None:
    """Raises `SalesError` where the file or what was said of it cannot be used; nothing is written then."""
    _check_folder((rejected or file).absolute().parent)
    with tempfile.TemporaryDirectory() as folder:
        # What is taken in is what was shown, whatever somebody saves over the file meanwhile.
        copy = Path(shutil.copyfile(file, Path(folder) / "leads"))
        batch = _shown(crm, copy, file.name, meanings, given)
        if batch.state == RUNNING:
            click.echo(say("This file was stopped on its way: going on behind row {row}.", row=batch.row))
        else:
            _show(batch)
            if ask and not confirm(say("Take this file in?")):
                click.echo(say("Nothing was made."))
                return
            with crm.transaction(COMPANY) as tx:
                batch = start_batch(tx, batch)
        batch = _take(crm, batch, copy)
    _tell(crm, batch, rejected or file.with_name(f"{file.stem}-rejected-{batch.id}.csv"))


def _check_folder(folder: Path) -> None:
    """Raises `Rejected` now rather than when all is taken in."""
    if not os.access(folder, os.W_OK):
        raise Rejected("Nothing can be written to {folder}. Say where to: --rejected PATH", folder=str(folder))


def undo(crm: Crm, number: int) -> None:
    """Raises `Rejected` for no such file, `IllegalMove` where nothing was made of it."""
    with crm.transaction(COMPANY) as tx:
        start_undo(tx, locked(tx, number))
    batch = take_back(crm, number)
    gone = batch.created - len(batch.kept)
    click.echo(
        say(
            "File {number} is taken back: {gone} of {made} leads are gone.",
            number=number,
            gone=gone,
            made=batch.created,
        )
    )
    if batch.kept:
        named = ", ".join(batch.kept[:MOST_NAMED]) + ("…" if len(batch.kept) > MOST_NAMED else "")
        count = len(batch.kept)
        click.echo(say("Somebody has worked on these since, so they stay ({count}): {named}", count=count, named=named))


def show_files(crm: Crm) -> None:
    """One line a file."""
    with crm.read() as session:
        for batch in session.scalars(select(Batch).order_by(Batch.id.desc()).limit(100)):
            counts = say(
                "{created} leads, {rejected} rejected", created=f"{batch.created:>7}", rejected=f"{batch.rejected:>6}"
            )
            click.echo(f"{batch.id:>5}  {batch.created_at:%Y-%m-%d}  {batch.state:<9}  {counts}  {batch.name}")
        if not session.scalar(select(Batch.id).limit(1)):
            click.echo(say("No file was taken in yet. To begin: filon leads import"))


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
    rows = batch.total - batch.has_header
    click.echo(say("{name}: {count} rows. What its columns mean, and its first rows:", name=batch.name, count=rows))
    for place, column in enumerate(batch.columns):
        cells = [row[place][:LONGEST_CELL] if place < len(row) else "" for row in batch.sample[:3]]
        click.echo(f"  {column['heading'][:LONGEST_CELL]:<{LONGEST_CELL}}  {column['field']:<12}  {' | '.join(cells)}")
    click.echo(say('To change a column: --map "HEADING=field"; “kept” keeps it beside, “left out” does not take it.'))


def _take(crm: Crm, batch: Batch, path: Path) -> Batch:
    with click.progressbar(length=batch.total, label=say("Rows")) as bar:
        bar.update(batch.row)
        return take_in(crm, batch.id, path, lambda now: bar.update(now.row - bar.pos))


def _tell(crm: Crm, batch: Batch, rejected: Path) -> None:
    counts = {"created": batch.created, "rejected": batch.rejected}
    click.echo(say("File {number}: {created} leads made, {rejected} rows not taken.", number=batch.id, **counts))
    if batch.doubtful:
        click.echo(say("{count} of the leads may be known already: see /crm duplicates on them.", count=batch.doubtful))
    if batch.rejected:
        with crm.read() as session:
            write_rejected(session, batch, rejected, language())
        click.echo(
            say("What was not taken, with the reasons: {path}. Mend it and send it like any file.", path=str(rejected))
        )
    if batch.state == FAILED:
        raise NotUnderstood(str(batch.reason), **batch.values)
    click.echo(say("To take it all back: filon leads undo {number}", number=batch.id))
