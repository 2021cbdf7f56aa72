"""Many hands at once, on both databases: the app answers everybody and does the work once."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from sqlalchemy import func, select

from bot.client import web_client
from bot.colleagues import Colleagues
from bot.sandbox import Sandbox
from core.crm import Crm
from core.model import Account, Contact, Lead, Opportunity, User
from tests.integration.talk import CAMILLE, NADIA, OLIVER, Talk, texts

HANDS = 8


@pytest.fixture
def crm(any_crm: Crm) -> Crm:
    """Everything here happens on each database."""
    return any_crm


def at_once(*deeds: Callable[[], Any]) -> list[Any]:
    with ThreadPoolExecutor(len(deeds)) as pool:
        return [done.result() for done in [pool.submit(deed) for deed in deeds]]


def count(crm: Crm, model: type[Any]) -> int:
    with crm.read() as session:
        return session.scalar(select(func.count()).select_from(model)) or 0


def told(slack: Talk, user: str) -> str:
    """All that this person reads in their conversation with the app."""
    return "\n".join(texts(message) for message in slack.sandbox.messages(slack.sandbox.dm(user), user))


def test_eight_promotions_at_once_make_one_of_each_and_seven_clear_answers(slack: Talk) -> None:
    slack.type(OLIVER, "create lead Marie Curie, Radium SA, marie@radium.example")
    at_once(*[lambda: slack.sandbox.command(OLIVER, "/crm promote L-1")] * HANDS)
    slack.sandbox.wait_for(lambda: told(slack, OLIVER).count("was promoted already: A-1, C-1, O-1.") == HANDS - 1)
    assert told(slack, OLIVER).count("L-1 became: A-1, C-1, O-1.") == 1
    assert [count(slack.crm, model) for model in (Account, Contact, Opportunity)] == [1, 1, 1]


def test_of_many_who_claim_at_once_one_wins_and_the_others_learn_who(slack: Talk) -> None:
    slack.type(OLIVER, "create lead Marie Curie, Radium SA, marie@radium.example")
    with slack.crm.database.write() as session:
        session.query(Lead).update({Lead.owner_id: None})
    people = (OLIVER, CAMILLE, NADIA)
    cards = {user: slack.type(user, "L-1") for user in people}
    answers = at_once(*[lambda user=user: slack.click(user, cards[user], "claim") for user in people])
    with slack.crm.read() as session:
        winner = session.scalars(select(User).join(Lead, Lead.owner_id == User.id)).one()
    assert all(winner.name in texts(answer) for answer in answers)


def test_a_person_seen_first_by_two_processes_at_once_is_one_colleague(sandbox: Sandbox, crm: Crm) -> None:
    client = web_client(sandbox.settings.bot_token, sandbox.api_url)
    users = at_once(*[lambda: Colleagues(crm).meet(client, OLIVER)] * HANDS)
    assert len({user.id for user in users}) == 1
    assert count(crm, User) == 1
