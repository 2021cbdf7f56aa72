"""The demo: the real processes on SQLite, with the sandbox in Slack's place."""

from __future__ import annotations

import socket
import time
import urllib.error
import urllib.request
from pathlib import Path

import click

from bot.completion import completions
from bot.listeners.commands import COMMAND
from bot.listeners.shortcuts import FROM_MESSAGE, NEW_LEAD
from bot.sandbox import Bot, Command, Sandbox, Shortcut
from cli.processes import Processes, wait_for_the_end
from cli.tour import Tour, TourError
from core.actions.employ import employ, give_role
from core.crm import Actor, Crm
from core.cycle import Cycle
from core.language import closest
from core.settings import load

HOME = Path("var/demo")
START_SECONDS = 60


def run(host: str, port: int, sandbox_port: int, *, tour: bool) -> int:
    """Serve the demo until told to stop, or play the tour; the exit code."""
    if tour:
        port, sandbox_port = _free_port(), _free_port()
    settings = load(home=HOME, database_url="")
    sandbox = make_sandbox(settings.cycle).start(port=sandbox_port, host=host)
    _give_roles(Crm(settings), sandbox)
    processes = Processes(environment(sandbox, port), HOME / "filon.log")
    try:
        for name, arguments in (("web", ("--host", host, "--port", str(port))), ("bot", ()), ("worker", ())):
            processes.start(name, *arguments)
        web = f"http://{host}:{port}"
        _wait_until_ready(processes, sandbox, web)
        return _play(sandbox, web) if tour else _serve(processes, sandbox, web)
    except TourError as error:
        click.secho(str(error), fg="red", err=True)
        return 1
    finally:
        processes.stop()
        sandbox.stop()


def _give_roles(crm: Crm, sandbox: Sandbox) -> None:
    """Some of the cast are more than reps, so that an approval can be tried."""
    crm.database.upgrade()
    with crm.transaction(Actor(None, "demo")) as tx:
        for person in sandbox.settings.people:
            if person.role != "rep":
                user = employ(tx, person.id, person.real_name, email=person.email, language=closest(person.locale))
                give_role(tx, user, person.role)
    crm.database.close()


def make_sandbox(cycle: Cycle) -> Sandbox:
    """The stand-in for Slack, with what `manifest.json` says of the app."""
    description = {"en": "Sales without leaving Slack", "fr": "Les ventes sans quitter Slack"}
    return Sandbox(
        bot=Bot(name="Filon"),
        commands=(Command(COMMAND, description, completions(cycle)),),
        shortcuts=(Shortcut("global", NEW_LEAD, "New lead"), Shortcut("message", FROM_MESSAGE, "Create lead")),
    )


def tokens(sandbox: Sandbox) -> dict[str, str]:
    """The sandbox's tokens as the settings take them."""
    return {
        "SLACK_BOT_TOKEN": sandbox.settings.bot_token,
        "SLACK_APP_TOKEN": sandbox.settings.app_token,
        "SLACK_SIGNING_SECRET": sandbox.settings.signing_secret,
    }


def environment(sandbox: Sandbox, port: int) -> dict[str, str]:
    """What the processes need to find the sandbox and their own home."""
    return {
        **tokens(sandbox),
        "FILON_HOME": str(HOME),
        "FILON_DATABASE_URL": "",
        "FILON_SLACK_API_URL": sandbox.api_url,
        "FILON_PUBLIC_URL": f"http://127.0.0.1:{port}",
    }


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_until_ready(processes: Processes, sandbox: Sandbox, web: str) -> None:
    deadline = time.monotonic() + START_SECONDS
    while not (_answers(f"{web}/readyz") and sandbox.backend.sockets.connected):
        if name := processes.ended():
            raise TourError(f"start: the process {name} ended; see {HOME / 'filon.log'}")
        if time.monotonic() > deadline:
            raise TourError(f"start: not ready within {START_SECONDS} s; see {HOME / 'filon.log'}")
        time.sleep(0.2)


def _answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=2) as answer:  # noqa: S310 - our own address
            return bool(answer.status == 200)
    except (urllib.error.URLError, OSError):
        return False


def _serve(processes: Processes, sandbox: Sandbox, web: str) -> int:
    click.echo(f"""
  Filon is running, with a local stand-in for Slack.

    Chat page   {sandbox.url}/sandbox
    Web form    {web}/f/contact
    Files       {HOME}/

  Try   /crm create lead Marie Curie, PDG chez Radium SA, marie@radium.example, 06 39 98 12 34
  Stop  Ctrl-C
""")
    ended = wait_for_the_end(processes)
    if ended:
        click.secho(f"The process {ended} ended; see {HOME / 'filon.log'}", fg="red", err=True)
    return 1 if ended else 0


def _play(sandbox: Sandbox, web: str) -> int:
    Tour(sandbox, web, HOME, load()).play()
    return 0
