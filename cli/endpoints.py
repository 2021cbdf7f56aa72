"""`filon intake`: the addresses to paste into form tools, and what a payload would become."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import click
from werkzeug.datastructures import Headers

from cli.tongue import language, say
from core.errors import NotFound
from core.hook import Hook
from core.model import Submission
from core.settings import Settings
from core.tools import TOOLS
from intake.hooks import events_of
from intake.sources import SOURCES
from intake.understanding import Understood, understand

# What files with these endings hold, unless it is said; the others are forms.
TYPES = {".json": "application/json"}
FORM = "application/x-www-form-urlencoded"
BOUNDARY = re.compile(rb"--([!-~]{1,70})\r?\n")


def show(settings: Settings) -> None:
    """Every form's and every hook's address, with what to set where."""
    base, intake = settings.public_url.rstrip("/"), settings.configuration.intake
    for name in intake.forms:
        click.echo(f"{name} ({say('web form')})\n  {base}/f/{name}\n")
    for name, hook in intake.hooks.items():
        source = SOURCES[hook.source]
        click.echo(f"{name} ({source.title})\n  {_address(base, name, hook)}\n  {say(source.setup)}")
        click.echo("".join(f"  {line}\n" for line in _secrets(hook)))


def _address(base: str, name: str, hook: Hook) -> str:
    """The secret itself is not printed: terminals are read over shoulders, and kept."""
    secret = f"/{_variable(hook.secrets[0])}" if TOOLS[hook.source] == "address" else ""
    return f"{base}/hooks/{name}{secret}"


def _secrets(hook: Hook) -> Iterator[str]:
    yield say("Secret: {names}", names=say(" or ").join(map(_variable, hook.secrets)))
    if hook.verify_token:
        yield say("Verify token: {name}", name=_variable(hook.verify_token))


def _variable(reference: str) -> str:
    return "$" + reference.removeprefix("env:")


def attempt(settings: Settings, endpoint: str, file: Path, content_type: str | None) -> int:
    """Print what each event in the file would become; nothing is stored. The exit code is 1 where one is no lead."""
    body = file.read_bytes()
    said = content_type or _guessed(file, body)
    door, parts = _parts(settings, endpoint, said, body)
    results = [
        understand(settings, Submission(door=door, endpoint=endpoint, content_type=said, body=part)) for part in parts
    ]
    for number, understood in enumerate(results, start=1):
        heading = [say("Event {number}", number=number)] if len(results) > 1 else []
        click.echo("\n".join([*heading, *_told(understood), ""]))
    return 1 if any(understood.problem for understood in results) else 0


def _guessed(file: Path, body: bytes) -> str:
    if found := BOUNDARY.match(body):
        return f"multipart/form-data; boundary={found[1].decode()}"
    return TYPES.get(file.suffix, "application/json" if body.lstrip()[:1] in {b"{", b"["} else FORM)


def _parts(settings: Settings, endpoint: str, content_type: str, body: bytes) -> tuple[str, list[bytes]]:
    intake = settings.configuration.intake
    if hook := intake.hooks.get(endpoint):
        return "hook", [event.body for event in events_of(SOURCES[hook.source], content_type, Headers(), body)]
    if endpoint in intake.forms:
        return "form", [body]
    known = ", ".join([*intake.forms, *intake.hooks])
    raise NotFound("filon.toml has no form or hook {endpoint}. There are: {known}.", endpoint=endpoint, known=known)


def _told(understood: Understood) -> Iterator[str]:
    if understood.is_test:
        yield say("A test: no lead is made of it.")
    elif understood.problem:
        yield say("No lead: {problem}", problem=understood.problem.explain(language()))
    else:
        yield say("A lead:")
    yield from (f"  {name:<14} {value}" for name, value in understood.fields.items())
    if understood.consents:
        given = ", ".join(f"{name} ({consent.text})" for name, consent in understood.consents.items())
        yield say("Consents: {given}", given=given)
    if understood.unmapped:
        yield say("Kept beside, under no field:")
    for name, value in understood.unmapped.items():
        yield f"  {name:<14} {value if isinstance(value, str) else ', '.join(value)}"
    if understood.answers:
        yield say("To map one, write its key, type or label into the fields of this endpoint:")
    for answer in understood.answers:
        yield f"  key:{answer.key}  type:{answer.type or '-'}  label:{answer.label or '-'}"
