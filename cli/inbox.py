"""`filon inbox`: what came in, for those who look after it on the machine itself."""

from __future__ import annotations

from pathlib import Path

import click

from cli.tongue import language, say
from core.actions.discard import discard
from core.actions.replay import replay
from core.crm import Actor, Crm
from core.errors import IllegalMove, Missing
from core.identity import plain
from core.model import Submission
from core.model.submission import STATES
from core.queries import submissions
from core.settings import load

NOBODY = Actor(None, "cli")


@click.group()
def inbox() -> None:
    """What came in by forms, tools and photos, and what became of it."""


@inbox.command("list")
@click.argument("state", required=False)
def show_list(state: str | None) -> None:
    """Show what somebody has to look at, or what is in a STATE; without personal data."""
    with _crm().read() as session:
        for submission in submissions.listed(session, _state(state)):
            click.echo(_line(submission))
        counted = [f"{count} {say(each)}" for each, count in submissions.counts(session).items()]
        click.echo(", ".join(counted) or say("The inbox is empty."))


@inbox.command()
@click.argument("reference")
@click.option("--body", is_flag=True, help="What was sent too: personal data, without secrets.")
def show(reference: str, *, body: bool) -> None:
    """Show one, as in: filon inbox show S-12."""
    with _crm().read() as session:
        submission = submissions.find(session, reference)
        made = submissions.outcome(session, submission)
        click.echo(_line(submission))
        if made:
            click.echo("  " + say("became {reference}", reference=made.reference))
        tried = say("tries: {count}", count=submission.tries)
        click.echo(f"  {submission.content_type}, {len(submission.body)} B, {tried}")
        if body:
            click.echo(submissions.said(submission))


@inbox.command()
@click.argument("reference")
@click.option("--to", "folder", type=click.Path(file_okay=False, path_type=Path), default=".", help="Into this folder.")
def files(reference: str, folder: Path) -> None:
    """Take out the files that came with one, as in: filon inbox files S-12 --to folder."""
    from cli import attachments  # noqa: PLC0415 - only this command needs the intake

    with _crm().read() as session:
        attachments.take_out(submissions.find(session, reference), folder)


@inbox.command("replay")
@click.argument("references", nargs=-1)
@click.option("--endpoint", help="All that wait of this form or tool.")
def work_again(references: tuple[str, ...], endpoint: str | None) -> None:
    """Have it worked on again, as after a mapping was mended. What is a lead already stays it."""
    crm = _crm()
    with crm.read() as session:
        found = [submissions.find(session, reference) for reference in references]
        found += submissions.held_at(session, endpoint) if endpoint else []
    if not (found or endpoint):
        raise Missing("Name what came in, as in S-12, or a form or tool with --endpoint.")
    for submission in found:
        click.echo(_work_again(crm, submission))
    if not found:
        click.echo(say("Nothing of {endpoint} waits. What does: filon inbox list", endpoint=str(endpoint)))


@inbox.command("discard")
@click.argument("reference")
@click.option("--confirm", "confirmed", is_flag=True, help="Yes, nothing shall come of it.")
def put_aside(reference: str, *, confirmed: bool) -> None:
    """Put one aside for good. It stays in the inbox as it came, and the audit trail has it."""
    with _crm().transaction(NOBODY) as tx:
        submission = submissions.find(tx.session, reference)
        if not confirmed:
            raise Missing(
                "Nothing will come of {reference}, for good. If that is right, add --confirm.",
                reference=submission.reference,
            )
        discard(tx, submission)
    click.echo(say("{reference} was put aside.", reference=submission.reference))


def _crm() -> Crm:
    crm = Crm(load())
    crm.database.upgrade()
    return crm


def _work_again(crm: Crm, submission: Submission) -> str:
    try:
        with crm.transaction(NOBODY) as tx:
            replay(tx, submission)
    except IllegalMove as refusal:
        return refusal.explain(language())
    return say("{reference} is worked on again.", reference=submission.reference)


def _state(typed: str | None) -> str | None:
    """The state of this name in the reader's language, or in ours; what is none stays as it was typed."""
    return next((each for each in STATES if typed and plain(typed) in {plain(each), plain(say(each))}), typed)


def _line(submission: Submission) -> str:
    """What it is, without what was said in it."""
    values = submission.result.get("values", {})
    why = say(submission.reason, **values) if submission.reason else ""
    came = submission.created_at.isoformat(sep=" ", timespec="minutes")
    place = f"{submission.door}/{submission.endpoint}"
    return f"{submission.reference:<8} {say(submission.state):<12} {place}  {came}  {why}".rstrip()
