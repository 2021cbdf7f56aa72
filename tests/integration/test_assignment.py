"""Leads that come in by themselves are given out by the company's rules, in turn."""

from __future__ import annotations

from collections import Counter
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from core.actions.create import create
from core.crm import Actor, Crm
from core.database import Database
from core.model import Event, User
from core.settings import load
from tests.factories import hire, make_lead
from tests.integration.desk import Desk
from tests.integration.talk import LEADS, Talk, texts
from tests.integration.test_races import AT_ONCE, all_at_once

RULES = """
[[assignment]]
when = {country = "fr", topic = "*Énergie*"}
to = ["U0CAMILLE", "U0NADIA"]

[[assignment]]
when = {source = "web form"}
to = ["U0NEVER"]

[[assignment]]
to = ["U0NEVER", "U0OLIVER"]
"""


def ruled(crm: Crm, folder: Path) -> Crm:
    path = folder / "filon.toml"
    path.write_text(RULES)
    return Crm(load(home=crm.settings.home, config=path, database_url=crm.settings.database_url), crm.database)


@pytest.fixture
def company(any_crm: Crm, tmp_path: Path) -> Crm:
    """With rules, and with three people whom Filon has met."""
    for slack_id, name in (
        ("U0CAMILLE", "Camille Moreau"),
        ("U0NADIA", "Nadia Lefèvre"),
        ("U0OLIVER", "Oliver Hughes"),
    ):
        hire(any_crm, slack_id, name)
    return ruled(any_crm, tmp_path)


def come_in(crm: Crm, **fields: Any) -> str:
    """The name of whoever got the lead."""
    with crm.transaction(Actor(None, "form")) as tx:
        lead = create(tx, "lead", **{"first_name": "Awa", "country": "FR", "topic": "audit énergie"} | fields)
        return tx.session.get_one(User, lead.owner_id).name if lead.owner_id else ""


def test_the_people_of_the_first_rule_that_fits_get_leads_in_turn(company: Crm) -> None:
    assert [come_in(company) for _ in range(3)] == ["Camille Moreau", "Nadia Lefèvre", "Camille Moreau"]
    assert come_in(company, country="GB") == "Oliver Hughes"
    assert come_in(company) == "Nadia Lefèvre"


def test_somebody_whom_filon_has_never_met_is_passed_over(company: Crm) -> None:
    assert [come_in(company, topic="jobs", source="web form") for _ in range(2)] == ["Oliver Hughes"] * 2


def test_the_turn_survives_a_restart(company: Crm) -> None:
    assert come_in(company) == "Camille Moreau"
    again = Crm(company.settings, Database(company.database.url))
    assert come_in(again) == "Nadia Lefèvre"
    again.database.close()


def test_a_lead_that_was_not_kept_takes_nobodys_turn(company: Crm) -> None:
    with suppress(InterruptedError), company.transaction(Actor(None, "form")) as tx:
        create(tx, "lead", first_name="Awa", country="FR", topic="énergie")
        raise InterruptedError
    assert come_in(company) == "Camille Moreau"


def test_leads_that_come_at_once_are_shared_out_evenly(company: Crm) -> None:
    fields = {"first_name": "Awa", "country": "FR", "topic": "énergie"}
    leads = all_at_once(company, lambda tx, _number: create(tx, "lead", **fields))
    assert set(Counter(lead.owner_id for lead in leads).values()) == {AT_ONCE // 2}


def test_the_trail_tells_to_whom_and_by_which_rule(company: Crm) -> None:
    come_in(company, country="GB")
    with company.read() as session:
        event = session.scalars(select(Event).where(Event.name == "lead.assigned")).one()
        oliver = session.scalars(select(User).where(User.slack_id == "U0OLIVER")).one()
    assert event.changes == {"to": "Oliver Hughes", "rule": 2, "owner_id": [None, oliver.id]}


def test_what_somebody_makes_by_hand_stays_with_them(company: Crm) -> None:
    with company.read() as session:
        oliver = session.scalars(select(User).where(User.slack_id == "U0OLIVER")).one()
    assert make_lead(company, oliver, country="FR", topic="énergie").owner_id == oliver.id


def test_without_rules_a_lead_is_nobodys(any_crm: Crm) -> None:
    assert make_lead(any_crm).owner_id is None


@pytest.fixture
def crm(request: pytest.FixtureRequest, crm: Crm, tmp_path: Path) -> Crm:
    """The core of such a company where the test talks in Slack."""
    return ruled(crm, tmp_path) if "slack" in request.fixturenames else crm


def test_the_announcement_says_whose_lead_it_is(slack: Talk, desk: Desk) -> None:
    hire(slack.crm)
    come_in(slack.crm)
    desk.work()
    (message,) = [each for each in slack.sandbox.messages(LEADS) if not each["ephemeral"]]
    assert message["text"].startswith("Nouveau prospect pour <@U0CAMILLE>")
    assert "Camille Moreau" in texts(message)
    assert "claim" not in str(message["blocks"])
