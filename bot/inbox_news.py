"""What the leads channel hears of the inbox: what could not be used, and who wrote again."""

from __future__ import annotations

from slack_sdk import WebClient

from bot.messages import held, language_of
from bot.posting import Place, Topic, known, leads_channel, post_once, update
from bot.request import Reply
from bot.views.blocks import section
from core.crm import Actor, Crm, Transaction
from core.language import Verbatim
from core.model import Event, Submission, User
from core.queries.submissions import HELD, held_at, outcome

NOBODY = Actor(None, "job")


def report_held(crm: Crm, client: WebClient, event_id: int) -> None:
    """Say that something cannot be used: one message a form or tool, which counts, until its first one is settled."""
    with crm.look(NOBODY) as tx:
        submission = _submission(tx, event_id)
        waiting = [
            each
            for each in held_at(tx.session, submission.endpoint)
            if each.door == submission.door and each.state in HELD
        ]
        if not waiting:
            return
        topic, reply = Topic("submission", waiting[0].id, "held"), held(tx, waiting[0])
    standing = known(crm, topic)
    if standing:
        update(crm, client, standing, reply)
    else:
        post_once(crm, client, topic, leads_channel(crm), reply)


def tell_of_return(crm: Crm, client: WebClient, event_id: int) -> None:
    """Say that somebody who is known wrote again: where their lead was announced, or with the leads."""
    with crm.look(NOBODY) as tx:
        submission = _submission(tx, event_id)
        person = outcome(tx.session, submission)
        if person is None:
            return
        reply = _returned(tx, person)
    announced = known(crm, Topic(person.kind, person.id, "announcement"))
    place = Place(announced.channel, announced.ts) if announced else leads_channel(crm)
    post_once(crm, client, Topic("submission", submission.id, "return"), place, reply)


def _returned(tx: Transaction, person: object) -> Reply:
    owner = tx.session.get(User, getattr(person, "owner_id", None) or 0)
    text = language_of(tx, None).say(
        "{title} wrote again. It is noted on {reference}, which `/crm show {reference}` shows. {owner}",
        title=getattr(person, "title", ""),
        reference=getattr(person, "reference", ""),
        owner=Verbatim(f"<@{owner.slack_id}>" if owner and owner.slack_id else ""),
    )
    return Reply(text.strip(), [section(text.strip())])


def _submission(tx: Transaction, event_id: int) -> Submission:
    return tx.session.get_one(Submission, tx.session.get_one(Event, event_id).record_id)
