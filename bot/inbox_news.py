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
from core.queries.submissions import outcome, useless_at

NOBODY = Actor(None, "job")


def report_held(crm: Crm, client: WebClient, event_id: int) -> None:
    """Say that something cannot be used: one message a form or tool, which counts, until its first one is settled."""
    with crm.look(NOBODY) as tx:
        submission = _submission(tx, event_id)
        count, first = useless_at(tx.session, submission.door, submission.endpoint)
        if first is None:
            return
        topic, reply = Topic("submission", first, "held"), held(tx, tx.session.get_one(Submission, first))
    standing = known(crm, topic)
    if standing is None:
        post_once(crm, client, topic, leads_channel(crm), reply)
    elif _is_round(count):
        update(crm, client, standing, reply)


def _is_round(count: int) -> bool:
    """Up to nine each is told, then each ten, each hundred: a form that is broken must not keep Slack busy."""
    return set(str(count)[1:]) <= {"0"}


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
