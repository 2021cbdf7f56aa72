"""Programs that fill in our forms: what gives them away, and how much anybody may send."""

from __future__ import annotations

import base64
import json
import re
from datetime import timedelta

import pytest
from altcha.v1 import solve_challenge
from flask.testing import FlaskClient

from core.crm import Crm
from core.model.types import now
from intake import captcha
from intake.app import build
from intake.spam import HASTY, REUSED, TRAPPED, UNSOLVED
from intake.stamp import HOURS
from tests.factories import configured
from tests.integration.intake_site import BROWSER, MARIE, leads, stamped, submissions, work

LIMITED = '[intake]\nproxies = 1\n[intake.limits]\nvisitor = "2/hour"\ntool = "3/hour"\n[intake.forms.contact]\n'
ADDRESS = {"REMOTE_ADDR": "192.0.2.7"}


@pytest.fixture
def client(crm: Crm) -> FlaskClient:
    return build(crm).test_client()


def hosted(crm: Crm, ago: int, **more: str) -> dict[str, str]:
    return {**MARIE, "_hosted": stamped(crm, ago), "_id": "0d6f", **more}


@pytest.mark.parametrize(
    ("ago", "more", "reason"),
    [
        (60, {}, None),
        (4, {}, None),
        (1, {}, HASTY),
        (60, {"homepage": "http://pills.example"}, TRAPPED),
        (60, {"_gotcha": "pills"}, TRAPPED),
    ],
)
def test_what_gives_a_program_away_is_kept_as_spam_and_answered_like_success(
    crm: Crm, client: FlaskClient, ago: int, more: dict[str, str], reason: str | None
) -> None:
    answer = client.post("/f/contact", data=hosted(crm, ago, **more), headers=BROWSER)
    assert (answer.status_code, answer.location) == (303, "/f/contact/thanks")
    work(crm)
    (submission,) = submissions(crm)
    assert (submission.state, submission.reason) == ("spam" if reason else "lead", reason)
    assert len(leads(crm)) == (0 if reason else 1)


def test_another_sites_form_may_ask_for_a_homepage(crm: Crm, client: FlaskClient) -> None:
    client.post("/f/contact", data={**MARIE, "homepage": "https://radium.example"})
    work(crm)
    assert [lead.full_name for lead in leads(crm)] == ["Marie Curie"]


@pytest.mark.parametrize("stale", ["old", "forged", "of another form"])
def test_a_page_that_was_open_for_too_long_is_shown_again_and_loses_nothing(
    crm: Crm, client: FlaskClient, stale: str
) -> None:
    stamps = {
        "old": stamped(crm, HOURS * 3600 + 60),
        "forged": "contact.abc.def",
        "of another form": stamped(crm, form="x"),
    }
    typed = {**hosted(crm, 60), "_hosted": stamps[stale], "message": "Un audit"}
    page = client.post("/f/contact?lang=en", data=typed, headers=BROWSER)
    assert (page.status_code, submissions(crm)) == (422, [])
    assert "open for a long time" in page.text
    assert "Un audit</textarea>" in page.text
    fresh = re.search(r'name="_hosted" value="([^"]+)"', page.text)
    assert fresh
    # Whoever took so long is believed to be a person: the second click may follow at once.
    assert client.post("/f/contact", data={**typed, "_hosted": fresh[1]}, headers=BROWSER).status_code == 303
    work(crm)
    assert submissions(crm)[0].state == ("lead" if stale == "old" else "spam")


GUARDED = "[intake.forms.contact]\ncaptcha = true\n"


def solution(crm: Crm, filling: str) -> dict[str, object]:
    """What a browser sends, calculated here."""
    task = json.loads(captcha.challenge(crm.settings, filling))
    solved = solve_challenge(task["challenge"], task["salt"], max_number=captcha.NUMBERS)
    assert solved
    return {name: task[name] for name in ("algorithm", "challenge", "salt", "signature")} | {"number": solved.number}


def coded(value: object) -> str:
    return base64.b64encode(json.dumps(value).encode()).decode()


def test_the_proof_of_work_holds_for_one_filling_in(crm: Crm) -> None:
    right = solution(crm, "0d6f")
    assert captcha.is_solved(crm.settings, {"altcha": coded(right), "_id": "0d6f"})
    assert not captcha.is_solved(crm.settings, {"altcha": coded(right), "_id": "another"})
    assert not captcha.is_solved(crm.settings, {"altcha": coded(right)})


def test_a_proof_of_work_does_not_hold_for_ever(crm: Crm) -> None:
    given = {"altcha": coded(solution(crm, "0d6f")), "_id": "0d6f"}
    assert captcha.is_solved(crm.settings, given, now() + timedelta(hours=HOURS - 1))
    assert not captcha.is_solved(crm.settings, given, now() + timedelta(hours=HOURS + 1))


def test_one_solution_makes_one_lead_and_the_rest_is_kept_as_spam(any_crm: Crm) -> None:
    crm = configured(any_crm, GUARDED)
    client, proof = build(crm).test_client(), coded(solution(crm, "0d6f"))
    for name in ("Marie Curie", "Somebody Else", "Another One"):
        fields = hosted(crm, 60, altcha=proof) | {"_id": "0d6f", "name": name}
        assert client.post("/f/contact", data=fields, headers=BROWSER).status_code == 303
    for _ in range(2):
        work(crm)
    first, *others = submissions(crm)
    assert first.state == "lead"
    assert {(each.state, each.reason) for each in others} == {("spam", REUSED)}
    assert len(leads(crm)) == 1


@pytest.mark.parametrize(
    "proof",
    ["", "no base64", coded([]), coded({}), coded({"salt": 1}), coded("x"), base64.b64encode(b"[" * 90_000).decode(),
     coded({"salt": "x?filling=0d6f&", "algorithm": "SHA-256", "challenge": "0", "number": 1, "signature": "0"}),
     coded({"salt": 1, "algorithm": [], "challenge": {}, "number": None, "signature": 0})],
)  # fmt: skip
def test_what_comes_without_the_proof_is_kept_as_spam(crm: Crm, proof: str) -> None:
    crm = configured(crm, GUARDED)
    client = build(crm).test_client()
    assert client.post("/f/contact", data=hosted(crm, 60, altcha=proof), headers=BROWSER).status_code == 303
    work(crm)
    (submission,) = submissions(crm)
    assert (submission.state, submission.reason) == ("spam", UNSOLVED)


def test_a_mailbox_for_ten_minutes_is_told_to_the_rep(crm: Crm, client: FlaskClient) -> None:
    for email in ("marie@yopmail.com", "marie@fr.yopmail.com", "pierre@radium.example"):
        client.post("/f/contact", data={**MARIE, "email": email})
    work(crm)
    assert [lead.details.get("disposable e-mail") for lead in leads(crm)] == ["yopmail.com", "fr.yopmail.com", None]


def post(client: FlaskClient, number: int, **more: object) -> int:
    return client.post(
        "/f/contact", environ_base=ADDRESS, **{"data": {"name": f"Visitor {number}"}, **more}
    ).status_code


def test_one_address_may_send_only_so_much_to_a_form(crm: Crm) -> None:
    client = build(configured(crm, LIMITED)).test_client()
    of_marie = {"X-Forwarded-For": "198.51.100.1"}
    assert [post(client, number, headers=of_marie) for number in range(3)] == [303, 303, 429]
    assert post(client, 3, headers={"X-Forwarded-For": "203.0.113.9, 198.51.100.2"}) == 303
    # Only the last address was written by our proxy; the one before it is anybody's claim.
    assert post(client, 4, headers={"X-Forwarded-For": "198.51.100.3, 198.51.100.1"}) == 429
    assert len(submissions(crm)) == 3


def test_a_program_is_counted_by_its_endpoint(crm: Crm) -> None:
    client = build(configured(crm, LIMITED)).test_client()
    tried = [post(client, number, data=None, json={"name": f"V{number}"}) for number in range(4)]
    assert tried == [200, 200, 200, 429]


def test_who_sent_too_much_is_told_when_to_send_again_and_keeps_what_was_typed(crm: Crm) -> None:
    client = build(configured(crm, LIMITED)).test_client()
    for number in range(2):
        post(client, number)
    page = client.post("/f/contact?lang=en", data=MARIE, headers=BROWSER, environ_base=ADDRESS)
    assert (page.status_code, 0 < int(page.headers["Retry-After"]) <= 3600) == (429, True)
    assert "Send it again" in page.text
    assert 'name="email" value="marie@radium.example"' in page.text
    problem = client.post("/f/contact", data=MARIE, headers={"Accept": "application/json"}, environ_base=ADDRESS)
    assert (problem.status_code, problem.content_type) == (429, "application/problem+json")


def test_without_limits_everything_is_taken(crm: Crm) -> None:
    client = build(configured(crm, LIMITED.replace("2/hour", "").replace("3/hour", ""))).test_client()
    assert {post(client, number) for number in range(5)} == {303}
