"""Roles: who has which, who gives them, and that they count at the moment of the click."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from click.testing import CliRunner, Result
from sqlalchemy import select

from core.actions.advance import advance
from core.actions.employ import give_role
from core.actions.lines import add_line
from core.crm import Actor, Crm
from core.errors import Forbidden, NotUnderstood
from core.language import Language
from core.model import Event, User
from filon import main
from tests.factories import actor, hire, make_lead, make_quote
from tests.integration.talk import CAMILLE, NADIA, OLIVER, Talk, texts
from tests.integration.test_races import all_at_once

FRENCH = Language("fr")


def promoted(crm: Crm, user: User, role: str) -> None:
    with crm.transaction(Actor(None, "test")) as tx:
        give_role(tx, user, role)


def role_of(crm: Crm, slack_id: str) -> str:
    with crm.read() as session:
        return session.scalars(select(User).where(User.slack_id == slack_id)).one().role


def test_an_admin_gives_roles_and_the_trail_tells_so(any_crm: Crm) -> None:
    admin, camille = hire(any_crm, "U0ADA", "Ada Roux", role="admin"), hire(any_crm)
    with any_crm.transaction(actor(admin)) as tx:
        assert give_role(tx, camille, "manager").role == "manager"
        give_role(tx, camille, "manager")
    with any_crm.read() as session:
        events = session.scalars(select(Event).where(Event.record_kind == "user")).all()
    assert [(event.name, event.user_id, event.changes) for event in events] == [
        ("user.role_given", admin.id, {"role": ["rep", "manager"]})
    ]


@pytest.mark.parametrize("role", ["rep", "manager"])
def test_nobody_else_gives_roles(any_crm: Crm, role: str) -> None:
    user, camille = hire(any_crm, "U0ADA", "Ada Roux", role=role), hire(any_crm)
    with pytest.raises(Forbidden, match="Ask one of: admin") as refusal, any_crm.transaction(actor(user)) as tx:
        give_role(tx, camille, "admin")
    assert "Demandez à" in refusal.value.explain(FRENCH)
    assert role_of(any_crm, CAMILLE) == "rep"


def test_the_last_admin_stays_one(any_crm: Crm) -> None:
    ada, camille = hire(any_crm, "U0ADA", "Ada Roux", role="admin"), hire(any_crm)
    with pytest.raises(Forbidden, match="Ada Roux is the last admin") as refusal, any_crm.transaction(actor(ada)) as tx:
        give_role(tx, ada, "rep")
    assert refusal.value.explain(FRENCH).startswith("Ada Roux est le dernier administrateur.")
    with any_crm.transaction(actor(ada)) as tx:
        give_role(tx, camille, "admin")
        give_role(tx, ada, "rep")
    assert role_of(any_crm, "U0ADA") == "rep"


def test_of_admins_who_resign_all_at_once_one_stays(any_crm: Crm) -> None:
    admins = [hire(any_crm, f"U{number}", f"Person {number}", role="admin") for number in range(8)]
    results = all_at_once(any_crm, lambda tx, number: give_role(tx, admins[number], "rep"))
    assert sum(isinstance(result, Forbidden) for result in results) == 1
    with any_crm.read() as session:
        assert len(session.scalars(select(User).where(User.role == "admin")).all()) == 1


def test_a_person_is_no_integration(any_crm: Crm) -> None:
    ada, camille = hire(any_crm, "U0ADA", "Ada Roux", role="admin"), hire(any_crm)
    with pytest.raises(NotUnderstood, match="There are: rep, manager, admin"), any_crm.transaction(actor(ada)) as tx:
        give_role(tx, camille, "integration")


def test_a_managers_word_is_needed_above_the_limit(crm: Crm, monkeypatch: pytest.MonkeyPatch) -> None:
    terms = crm.settings.configuration.quote.model_copy(update={"discount_limit": 10})
    configuration = crm.settings.configuration.model_copy(update={"quote": terms})
    monkeypatch.setitem(crm.settings.__dict__, "configuration", configuration)
    camille, nadia = hire(crm), hire(crm, NADIA, "Nadia Lefèvre", role="manager")
    quote: Any = make_quote(crm, camille)
    with crm.transaction(actor(camille)) as tx:
        quote = add_line(tx, quote, "Conseil", Decimal(1), Decimal(1000), discount=Decimal(90))
    with pytest.raises(Forbidden, match="/crm approve") as refusal, crm.transaction(actor(camille)) as tx:
        advance(tx, quote, "sent")
    assert quote.reference in refusal.value.explain(FRENCH)
    with crm.transaction(actor(nadia)) as tx:
        quote = advance(tx, quote, "sent")
    assert quote.state == "sent"


@pytest.fixture
def filon(crm: Crm, monkeypatch: pytest.MonkeyPatch) -> Any:
    """The command line on the test's own database."""
    monkeypatch.setenv("FILON_HOME", str(crm.settings.home))

    def run(*words: str) -> Result:
        return CliRunner().invoke(main, words)

    return run


def test_the_first_admin_is_made_on_the_command_line(crm: Crm, filon: Any) -> None:
    hire(crm)
    made = filon("person", "role", "u0camille", "admin")
    assert (made.exit_code, made.output) == (0, "Camille Moreau is now admin.\n")
    assert "U0CAMILLE      admin        Camille Moreau" in filon("person", "list").output
    refused = filon("person", "role", "U0CAMILLE", "rep")
    assert (refused.exit_code, "Camille Moreau is the last admin" in refused.output) == (1, True)
    assert "no single person" in filon("person", "role", "nobody@radium.example", "admin").output


def test_roles_are_given_and_seen_in_slack(slack: Talk) -> None:
    slack.type(CAMILLE, "mes")
    slack.type(OLIVER, "mine")
    assert "Ask one of: admin" in slack.type(OLIVER, "role @camille manager")["text"]
    with slack.crm.transaction(Actor(None, "test")) as tx:
        tx.session.query(User).filter_by(slack_id=CAMILLE).one().role = "admin"
    assert "Oliver Hughes est maintenant\xa0: responsable." in slack.type(CAMILLE, "rôle @oliver responsable")["text"]
    assert "Ask one of: admin" in slack.type(OLIVER, "role @camille rep")["text"]
    assert "Camille Moreau est le dernier" in slack.type(CAMILLE, "rôle moi commercial")["text"]
    seen = texts(slack.type(OLIVER, "people"))
    assert "*Camille Moreau* · admin" in seen
    assert "*Oliver Hughes* · manager" in seen
    assert "then the role: rep, manager, admin" in slack.type(OLIVER, "role")["text"]


def test_a_right_is_looked_at_when_the_button_is_pressed_not_when_it_was_shown(slack: Talk) -> None:
    camille = hire(slack.crm)
    nadia = hire(slack.crm, NADIA, "Nadia Lefèvre", role="manager")
    make_lead(slack.crm, camille)
    card = slack.type(NADIA, "show L-1")
    promoted(slack.crm, nadia, "rep")
    before = slack.happened()
    refusal = slack.click(NADIA, card, "advance.contacted")
    assert "Camille Moreau" in texts(refusal)
    assert slack.happened() == before
    promoted(slack.crm, nadia, "manager")
    assert "L-1" in slack.click(NADIA, card, "advance.contacted")["text"]


def test_the_demo_has_a_manager(crm: Crm) -> None:
    from cli.stage import _give_roles, make_sandbox  # noqa: PLC0415 - it wires every part

    _give_roles(crm, make_sandbox(crm.settings.cycle))
    _give_roles(crm, make_sandbox(crm.settings.cycle))
    assert role_of(crm, NADIA) == "manager"
