"""`filon leads`: files of leads taken in and taken back, from the command line."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from core.crm import Crm


@click.group()
def leads() -> None:
    """Files of leads."""


@leads.command(name="import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--map", "meanings", multiple=True, metavar="HEADING=FIELD", help="What a column means, if not that.")
@click.option("--no-header", is_flag=True, help="The first row is a lead, too; columns are called A, B, C.")
@click.option("--source", help="Where the leads come from; “file” unless given.")
@click.option("--bought", is_flag=True, help="The file was bought: its leads come from “bought file”.")
@click.option("--campaign", help="The campaign of all leads.")
@click.option("--keep-duplicates", is_flag=True, help="Make leads of people who are known already, too.")
@click.option("--rejected", type=click.Path(dir_okay=False, path_type=Path), help="Where to write what is not taken.")
@click.option("--yes", is_flag=True, help="Do not ask.")
def import_file(file: Path, meanings: tuple[str, ...], rejected: Path | None, *, yes: bool, **given: str) -> None:
    """Make leads of a CSV or XLSX file. It is shown first; the same file again goes on where it was stopped."""
    from cli import leads_import  # noqa: PLC0415

    leads_import.run(_crm(), file, meanings, rejected, ask=not yes, **given)


@leads.command()
@click.argument("number", type=click.IntRange(1, 2_000_000_000))
def undo(number: int) -> None:
    """Take the leads of a file back, all but those that somebody has worked on since."""
    from cli import leads_import  # noqa: PLC0415

    leads_import.undo(_crm(), number)


@leads.command()
def files() -> None:
    """The files that were taken in, the newest first."""
    from cli import leads_import  # noqa: PLC0415

    leads_import.show_files(_crm())


def _crm() -> Crm:
    from core.crm import Crm  # noqa: PLC0415
    from core.settings import load  # noqa: PLC0415

    crm = Crm(load())
    crm.database.upgrade()
    return crm
