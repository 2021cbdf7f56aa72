"""`filon openapi`: our API, described for programs."""

from __future__ import annotations

import json

import click

from core.settings import load


@click.command()
def openapi() -> None:
    """Print the OpenAPI document of the API, as your cycle has it."""
    from intake.app import routes  # noqa: PLC0415 - few commands need the door
    from intake.openapi import document  # noqa: PLC0415

    click.echo(json.dumps(document(routes(), load()), ensure_ascii=False, indent=2))
