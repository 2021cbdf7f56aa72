"""The command line, and the only place that knows all doors: it wires them to the core."""

from __future__ import annotations

import json
import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
import structlog

from cli import tongue
from cli.consent import consent
from cli.inbox import inbox
from cli.intake import intake
from cli.leads import leads
from cli.numbering import numbers
from cli.openapi import openapi
from cli.tokens import tokens
from core.crm import Crm
from core.errors import SalesError
from core.rights import PEOPLE
from core.settings import load

if TYPE_CHECKING:
    from slack_bolt import App

LOOPBACK = "127.0.0.1"
WEB_PORT = 8000
SERVER = "FILON_SERVER_PID"
log = structlog.get_logger()


class Explained(click.Group):
    """Refusals are shown as sentences with exit code 1; tracebacks are for our own mistakes."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command."""
        try:
            return super().invoke(ctx)
        except SalesError as error:
            click.secho(error.explain(tongue.language()), fg="red", err=True)
            ctx.exit(1)


@click.group(cls=Explained, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="filon")
@click.pass_context
def main(ctx: click.Context) -> None:
    """Filon: sales from Slack."""
    ctx.obj = _crm
    _log_to_stderr()


def _log_to_stderr() -> None:
    renderer: Any = structlog.dev.ConsoleRenderer() if sys.stderr.isatty() else structlog.processors.JSONRenderer()
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso"),
            structlog.processors.format_exc_info,
            renderer,
        ],
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
    )


def _crm() -> Crm:
    crm = Crm(load())
    crm.database.upgrade()
    return crm


# --- The processes -------------------------------------------------------------------------------------------


def listen(default: int) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """The options of a command that listens: `--port` or PORT, loopback unless told otherwise."""

    def decorate(command: Callable[..., Any]) -> Callable[..., Any]:
        port = click.option("--port", envvar="PORT", default=default, show_default=True, help="Port to listen on.")
        host = click.option("--host", default=LOOPBACK, show_default=True, help="Address to listen on.")
        return port(host(command))

    return decorate


@main.command()
@listen(WEB_PORT)
def web(host: str, port: int) -> None:
    """Serve the web forms, the API and Slack's requests over HTTP."""
    from granian.constants import Interfaces  # noqa: PLC0415 - only the web process needs the server
    from granian.log import LogLevels  # noqa: PLC0415
    from granian.server import Server  # noqa: PLC0415

    os.environ[SERVER] = str(os.getpid())
    crm = _crm()
    is_sqlite = crm.database.is_sqlite
    crm.database.close()
    # SQLite has one writer: several web processes would only starve each other there.
    Server(
        "filon:web_application",
        address=host,
        port=port,
        interface=Interfaces.ASGINL,
        factory=True,
        workers=1 if is_sqlite else 2,
        log_level=LogLevels.warning,
    ).serve()


def web_application() -> Any:
    """The ASGI application: the intake, and Slack's door where a signing secret is set."""
    from bot import http  # noqa: PLC0415 - each process loads the doors that it serves
    from intake import app as intake_app  # noqa: PLC0415
    from intake.asgi import Application, collect_rarely  # noqa: PLC0415

    if server := os.environ.get(SERVER):
        threading.Thread(target=_end_with, args=[int(server)], name="server", daemon=True).start()
    crm = Crm(load())
    application = intake_app.build(crm)
    if crm.settings.slack_signing_secret and crm.settings.slack_bot_token:
        application.register_blueprint(http.blueprint(slack_application(crm)))
    collect_rarely()
    return Application(application)


def _end_with(server: int) -> None:
    """The server's processes must not outlive a server that was killed, even while they start: it leaves its port."""
    while os.getppid() == server:
        time.sleep(0.2)
    os._exit(1)


def slack_application(crm: Crm) -> App:
    """The Bolt app with the tokens of the settings."""
    from bot import app, client  # noqa: PLC0415 - each process loads the doors that it serves

    settings = crm.settings
    token, secret = settings.slack_bot_token, settings.slack_signing_secret
    web_client = client.web_client(token.get_secret_value() if token else "", settings.slack_api_url)
    return app.build(crm, web_client, secret.get_secret_value() if secret else None)


@main.command()
def bot() -> None:
    """Listen to Slack over Socket Mode."""
    from bot.socket import Connection  # noqa: PLC0415 - each process loads the doors that it serves

    crm = _crm()
    token = crm.settings.slack_app_token
    if not (token and crm.settings.slack_bot_token):
        log.info("bot.idle", why="SLACK_APP_TOKEN is not set: Slack reaches the web process at /slack/events")
        _until_told_to_stop()
        return
    connection = Connection(slack_application(crm), token.get_secret_value())
    connection.start()
    log.info("bot.connected")
    _until_told_to_stop()
    connection.stop()


@main.command()
@click.option("--at-once", default=4, show_default=True, help="Jobs done at the same time.")
def worker(at_once: int) -> None:
    """Do the jobs: read cards, make leads of submissions, make PDFs, post to Slack."""
    from core import freed  # noqa: PLC0415 - only the worker needs them
    from core.chores import DAILY  # noqa: PLC0415
    from core.worker import Daily, Worker  # noqa: PLC0415 - DBOS starts threads of its own
    from intake.drain import drain  # noqa: PLC0415

    freed.give_back()
    crm = _crm()
    daily = Daily(DAILY, lambda: crm.today)
    running = Worker(
        crm.database, crm.settings.home, jobs(crm), at_once=at_once, daily=daily, drain=partial(drain, crm)
    )
    running.start()
    _until_told_to_stop()
    running.stop()


def jobs(crm: Crm) -> dict[str, Callable[..., None]]:
    """Every job by its name, from all doors."""
    from bot import notifications  # noqa: PLC0415 - only the worker needs all of them
    from core import chores  # noqa: PLC0415
    from intake import processing  # noqa: PLC0415
    from intake.imports import jobs as imports  # noqa: PLC0415

    return {**chores.jobs(crm), **processing.jobs(crm), **imports.jobs(crm), **notifications.jobs(crm)}


def _until_told_to_stop() -> None:
    stop = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stop.set())
    stop.wait()


@main.command()
@listen(WEB_PORT)
def up(host: str, port: int) -> None:
    """Run everything for real use: web, bot and worker."""
    from cli import processes  # noqa: PLC0415

    _crm().database.close()
    sys.exit(processes.run(("web", "bot", "worker"), host=host, port=port))


@main.command()
@click.option("--tour", is_flag=True, help="Play the main job through the real doors, then stop.")
@listen(WEB_PORT)
@click.option("--sandbox-port", default=0, help="Port of the chat page; the next after the web's unless given.")
def demo(host: str, port: int, sandbox_port: int, *, tour: bool) -> None:
    """Try Filon here: everything on SQLite under var/demo, with a local stand-in for Slack."""
    from cli import stage  # noqa: PLC0415

    sys.exit(stage.run(host, port, sandbox_port or port + 1, tour=tour))


# --- The database --------------------------------------------------------------------------------------------


@main.group()
def db() -> None:
    """Look after the database."""


@db.command()
def upgrade() -> None:
    """Bring the tables up to date. Safe to repeat."""
    _crm().database.close()
    click.echo("The database is up to date.")


@main.group()
def person() -> None:
    """Who works with Filon, and what each may do."""


@person.command("list")
def list_people() -> None:
    """Show everybody whom Filon has met in Slack, with their roles."""
    from cli import people  # noqa: PLC0415

    people.show(_crm())


@person.command("role")
@click.argument("who", metavar="SLACK_ID|EMAIL")
@click.argument("role", type=click.Choice(PEOPLE))
def give_role(who: str, role: str) -> None:
    """Say what a person may do; so the first admin is made."""
    from cli import people  # noqa: PLC0415

    people.make(_crm(), who, role)


@main.group()
def cycle() -> None:
    """The sales cycle as your company has it."""


@cycle.command("show")
@click.option("--mermaid", is_flag=True, help="Print a Mermaid diagram instead of tables.")
@click.option("--language", type=click.Choice(["en", "fr"]), default="en", show_default=True, help="Of the words.")
def show_cycle(language: str, *, mermaid: bool) -> None:
    """Print every step: its mode, states, moves, reasons, required fields, and what it is promoted into."""
    from cli import cycle as shown  # noqa: PLC0415

    shown.show(load().cycle, language, mermaid=mermaid)


@db.command()
def reindex() -> None:
    """Make anew what records are found by: words and duplicates."""
    from cli.reindex import reindex  # noqa: PLC0415

    crm = _crm()
    click.echo(f"Records indexed: {reindex(crm)}.")
    crm.database.close()


for command in (leads, tokens, openapi, numbers, inbox, intake, consent):
    main.add_command(command)


# --- The catalogue -------------------------------------------------------------------------------------------


@main.group()
def catalogue() -> None:
    """Products and services."""


@catalogue.command(name="import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--dry-run", is_flag=True, help="Say what would be done, and write nothing.")
@click.option("--skip-bad", is_flag=True, help="Take the good rows where others are wrong.")
def import_catalogue(file: Path, *, dry_run: bool, skip_bad: bool) -> None:
    """Fill the catalogue from a CSV or XLSX file; products with a known code are updated. Safe to repeat."""
    from cli import catalogue  # noqa: PLC0415

    sys.exit(catalogue.run(_crm(), file, dry_run=dry_run, skip_bad=skip_bad))


@main.command()
def doctor() -> None:
    """Check what Filon needs and say what is missing and what to do."""
    from cli import checkup  # noqa: PLC0415

    sys.exit(checkup.run())


@main.group()
def quotes() -> None:
    """Quotes."""


@quotes.command()
def expire() -> None:
    """Let the sent quotes whose last day has passed expire, as the worker does once a day."""
    from core.expiry import expire_quotes  # noqa: PLC0415

    expired = expire_quotes(_crm())
    click.echo("\n".join([*expired, f"{len(expired)} expired."]))


# --- Slack and cards from the command line -------------------------------------------------------------------


@main.command()
@click.argument("command")
@click.option("--as", "person", default="U0CAMILLE", show_default=True, help="The Slack user who speaks.")
@click.option("--json", "as_json", is_flag=True, help="Print the messages as JSON.")
def say(command: str, person: str, *, as_json: bool) -> None:
    """Run a slash command, as in: filon say "/crm mine"."""
    from cli import spoken  # noqa: PLC0415

    sys.exit(spoken.run(_crm(), command, person, as_json=as_json, application=slack_application))


@main.group()
def card() -> None:
    """Business cards."""


@card.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object a line.")
@click.option("--region", metavar="FR", help="Country of national numbers; else the company's.")
def read(files: tuple[Path, ...], region: str | None, *, as_json: bool) -> None:
    """Read photos of business cards, of one or several each; a folder stands for the pictures in it."""
    from intake.cards.report import read_files  # noqa: PLC0415

    failed, configuration = False, load().configuration
    where, recognisers = region or configuration.company.country, configuration.cards.recognisers
    for result in read_files(_pictures(files), region=where, recognisers=recognisers):
        failed = failed or bool(result["error"])
        click.echo(json.dumps(result, ensure_ascii=False) if as_json else _told(result))
    sys.exit(1 if failed else 0)


def _pictures(paths: Iterable[Path]) -> list[Path]:
    folders = [sorted(path.iterdir()) if path.is_dir() else [path] for path in paths]
    return [found for folder in folders for found in folder if found.is_file()]


def _told(result: dict[str, Any]) -> str:
    where = f"{result['file']}, card {result['card']}" if result["card"] else result["file"]
    if result["error"]:
        return f"{where}: {result['error']}"
    fields = {name: value for name, value in result["fields"].items() if value}
    lines = [f"{where} ({result['seconds']:.1f} s)"]
    for name, value in fields.items():
        lines.append(f"  {name:<10} {_shown(value)}{' (uncertain)' * (name in result['uncertain'])}")
    return "\n".join(lines)


def _shown(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(f"{v['e164']} ({v['type']})" if isinstance(v, dict) else v for v in value)
    return str(value)


if __name__ == "__main__":
    main()
