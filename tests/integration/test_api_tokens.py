"""Tokens of `filon tokens`: made, used for their scopes, told in the audit trail, revoked."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from click.testing import CliRunner, Result
from sqlalchemy import event, select

from core.actions.log import log
from core.actions.token import issue_token, revoke_token
from core.crm import Actor, Crm
from core.errors import Forbidden, NotUnderstood
from core.model import ApiToken, Event
from core.model.api_token import SCOPES, hashed
from core.queries.timeline import timeline
from filon import main
from intake.operations import OPERATIONS
from tests.factories import hire, make_lead
from tests.integration.erp import MIRRORED, Erp, configured
from tests.integration.intake_site import leads, submissions, work

MARIE = {"name": "Marie Curie", "email": "marie@radium.example"}
COMPANY = Actor(None, "cli")


def issued(crm: Crm, *scopes: str, name: str = "site", role: str = "integration") -> tuple[ApiToken, Erp]:
    """A token, and a program that has it."""
    with crm.transaction(COMPANY) as tx:
        token, secret = issue_token(tx, name, scopes, role)
    return token, Erp(crm, secret)


def test_the_secret_is_kept_nowhere(any_crm: Crm) -> None:
    with any_crm.transaction(COMPANY) as tx:
        token, secret = issue_token(tx, "site", ["leads:write"])
    assert len(secret) > 45
    assert token.secret_hash == hashed(secret)
    with any_crm.read() as session:
        trail = session.scalars(select(Event)).one()
    assert (trail.name, trail.changes["name"]) == ("api_token.created", [None, "site"])
    assert secret not in str(trail.changes)
    assert token.secret_hash not in str(trail.changes)


def test_a_token_is_for_its_scopes_and_for_nothing_else(any_crm: Crm) -> None:
    lead = make_lead(any_crm)
    _, site = issued(any_crm, "leads:write")
    assert site.post("leads", **MARIE).status_code == 201
    refused = [site.get("records/L-1"), site.get("leads"), site.post("accounts", name="x"), site.put("orders/site/1")]
    assert [answer.status_code for answer in refused] == [403] * 4
    assert "records:read" in refused[0].json["detail"]
    _, reader = issued(any_crm, "records:read")
    assert reader.get(f"records/{lead.reference}").status_code == 200
    assert [reader.post("leads", **MARIE).status_code, reader.post("accounts", name="x").status_code] == [403, 403]
    assert len(submissions(any_crm)) == 1


def test_a_scope_gives_no_right_that_the_role_has_not(any_crm: Crm) -> None:
    _, erp = issued(any_crm, *SCOPES)
    _, boss = issued(any_crm, "records:write", name="boss", role="manager")
    assert erp.post("accounts", name="Radium SA").status_code == 403
    assert boss.post("accounts", name="Radium SA").status_code == 201


def test_an_integration_mirrors_the_system_of_its_name(crm: Crm, monkeypatch: pytest.MonkeyPatch) -> None:
    _, shop = issued(configured(crm, monkeypatch, MIRRORED), "mirrors:write", name="shop")
    assert [shop.put("orders/shop/1").status_code, shop.put("orders/erp/1").status_code] == [201, 403]


def test_the_trail_says_which_program_it_was(any_crm: Crm) -> None:
    _, boss = issued(any_crm, "records:write", "leads:write", name="boss", role="manager")
    boss.post("accounts", name="Radium SA")
    boss.post("leads", **MARIE)
    work(any_crm)
    with any_crm.read() as session:
        by = {event.name: (event.door, event.caller) for event in session.scalars(select(Event))}
        (lead,) = leads(any_crm)
        who = {entry.who for entry in timeline(session, lead)}
    assert (by["account.created"], by["lead.created"], who) == (("api", "boss"), ("api", "boss"), {"boss"})
    assert boss.app.test_client().get("/v1/records/A-1/timeline", headers=boss.headers).status_code == 403


def test_a_call_that_a_program_logged_names_it(any_crm: Crm) -> None:
    lead = make_lead(any_crm)
    _, boss = issued(any_crm, "records:read", "records:write", name="boss", role="manager")
    assert boss.post("records/L-1/log", type="call", text="Rappeler lundi").status_code == 200
    with any_crm.transaction(Actor(hire(any_crm).id, "slack")) as tx:
        log(tx, lead, "note", "Vu")
    who = {entry["what"]: entry["who"] for entry in boss.get("records/L-1/timeline").json["entries"]}
    assert (who["call"], who["note"]) == ("boss", "Camille Moreau")


def test_a_revoked_token_lets_nobody_in(any_crm: Crm) -> None:
    token, site = issued(any_crm, "leads:write")
    assert site.post("leads", **MARIE).status_code == 201
    with any_crm.transaction(COMPANY) as tx:
        revoke_token(tx, tx.session.get_one(ApiToken, token.id))
    refused = site.post("leads", **MARIE)
    unknown = Erp(any_crm, "filon_nothing").post("leads", **MARIE)
    assert (refused.status_code, refused.json) == (401, unknown.json)
    with any_crm.transaction(COMPANY) as tx, pytest.raises(NotUnderstood, match="revoked before"):
        revoke_token(tx, tx.session.get_one(ApiToken, token.id))


def test_a_program_changes_to_a_new_token_of_the_same_name(any_crm: Crm) -> None:
    _, old = issued(any_crm, "records:write", name="boss", role="manager")
    _, new = issued(any_crm, "records:write", name="boss", role="manager")
    for boss in (old, new):
        boss.headers["Idempotency-Key"] = "k-1"
    first, again = old.post("accounts", name="Radium SA"), new.post("accounts", name="Radium SA")
    assert (first.status_code, first.json) == (again.status_code, again.json)


def test_the_day_of_the_last_use_is_written_once_a_day(crm: Crm) -> None:
    token, site = issued(crm, "records:read")
    writes: list[str] = []
    event.listen(crm.database.connect(), "before_cursor_execute", lambda *said: writes.append(said[2]))
    for _ in range(3):
        assert site.get("leads").status_code == 200
    with crm.read() as session:
        assert session.get_one(ApiToken, token.id).last_used_on == crm.today
    assert sum(statement.startswith("UPDATE api_tokens") for statement in writes) == 1


@pytest.mark.parametrize(
    ("name", "scopes", "role", "why"),
    [
        ("with space", ["leads:write"], "integration", "name"),
        ("a/b", ["leads:write"], "integration", "name"),
        ("site", ["leads:burn"], "integration", "leads:burn"),
        ("site", [], "integration", "no scope"),
        ("site", ["leads:write"], "admin", "no role"),
    ],
)
def test_a_token_that_cannot_be_is_refused(crm: Crm, name: str, scopes: list[str], role: str, why: str) -> None:
    with crm.transaction(COMPANY) as tx, pytest.raises(NotUnderstood, match=why):
        issue_token(tx, name, scopes, role)


def test_only_admins_make_tokens(crm: Crm) -> None:
    manager, admin = hire(crm, "U0NADIA", role="manager"), hire(crm, "U0ADA", role="admin")
    with crm.transaction(Actor(manager.id, "slack")) as tx, pytest.raises(Forbidden):
        issue_token(tx, "site", ["leads:write"])
    with crm.transaction(Actor(admin.id, "slack")) as tx:
        issue_token(tx, "site", ["leads:write"])


def test_every_scope_is_of_some_address_and_the_other_way_round() -> None:
    assert {operation.scope for operation in OPERATIONS.values()} - {None} == {*SCOPES}


@pytest.fixture
def filon(crm: Crm, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    """The command line on this database."""
    monkeypatch.setenv("FILON_HOME", str(crm.settings.home))
    return lambda *words: CliRunner().invoke(main, words)


def test_the_command_line_shows_a_secret_once(crm: Crm, filon: Callable[..., Result]) -> None:
    made = filon("tokens", "create", "site", "--scope", "leads:write", "--scope", "records:read")
    secret = made.output.splitlines()[-1]
    assert Erp(crm, secret).get("leads").status_code == 200
    told = filon("tokens", "list").output
    assert f"last used {crm.today}" in told
    assert "leads:write, records:read" in told
    assert secret not in told
    assert "is revoked" in filon("tokens", "revoke", "1").output
    assert f"revoked {date.today():%Y}" in filon("tokens", "list").output  # noqa: DTZ011 - the year will do
    assert Erp(crm, secret).get("leads").status_code == 401
    again = filon("tokens", "revoke", "9")
    assert (again.exit_code, "There is no token 9" in again.output) == (1, True)
