"""`filon intake`: what to set up in form tools, and what they send. The door itself is loaded when a command runs."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from core.settings import load


@click.group()
def intake() -> None:
    """Web forms and form tools."""


@intake.command()
def endpoints() -> None:
    """List the addresses to paste into each form tool, with what to set where."""
    from cli import endpoints  # noqa: PLC0415

    endpoints.show(load())


@intake.command("try")
@click.argument("endpoint")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--type", "content_type", help="The file's content type, where it cannot be guessed.")
def try_payload(endpoint: str, file: Path, content_type: str | None) -> None:
    """Show what a payload would become, and store nothing. HubSpot and Meta are asked who wrote."""
    from cli import endpoints  # noqa: PLC0415

    sys.exit(endpoints.attempt(load(), endpoint, file, content_type))
