"""Web forms: what is posted is stored and becomes a lead; a browser sees a page, a program JSON."""

from __future__ import annotations

import re
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from flask import Flask
from flask.testing import FlaskClient

from core.crm import Crm
from core.database import Database
from intake.app import build
from tests.integration.intake_site import BROWSER, MARIE, configured, leads, stamped, submissions, work

FILLED = {**MARIE, "_id": "0d6f"}


@pytest.fixture
def crm(crm: Crm, monkeypatch: pytest.MonkeyPatch) -> Crm:
    return configured(crm, monkeypatch)


@pytest.fixture
def any_crm(any_crm: Crm, monkeypatch: pytest.MonkeyPatch) -> Crm:
    return configured(any_crm, monkeypatch)


@pytest.fixture
def app(crm: Crm) -> Flask:
    return build(crm)


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


@pytest.mark.parametrize(
    "body", [{"data": MARIE}, {"json": MARIE}, {"data": MARIE, "content_type": "multipart/form-data"}]
)
def test_a_form_of_any_kind_becomes_a_lead(any_crm: Crm, body: dict[str, object]) -> None:
    answer = build(any_crm).test_client().post("/f/contact", headers={"Accept": "application/json"}, **body)
    assert (answer.status_code, answer.json["status"]) == (200, "accepted")
    work(any_crm)
    (lead,) = leads(any_crm)
    (submission,) = submissions(any_crm)
    assert (lead.full_name, lead.email, lead.company) == ("Marie Curie", MARIE["email"], MARIE["company"])
    assert (lead.source, lead.submission_id, submission.state) == ("web form", submission.id, "lead")
    assert (submission.public_id, submission.result) == (answer.json["id"], {"lead_id": lead.id})


def test_a_browser_is_sent_to_our_thanks(client: FlaskClient) -> None:
    answer = client.post("/f/contact?lang=en", data=MARIE, headers=BROWSER)
    assert (answer.status_code, answer.location) == (303, "/f/contact/thanks?lang=en")
    assert "Thank you" in client.get(answer.location, headers=BROWSER).text


def test_a_browser_is_sent_where_the_site_says_and_nowhere_else(client: FlaskClient) -> None:
    answer = client.post("/f/shop", data={**MARIE, "_next": "https://evil.example"}, headers=BROWSER)
    assert (answer.status_code, answer.location) == (303, "https://www.radium.example/merci")


def test_a_repeat_is_answered_as_success_and_makes_nothing(crm: Crm, client: FlaskClient) -> None:
    hosted = FILLED | {"_hosted": stamped(crm)}
    first, second = (client.post("/f/contact", json=hosted) for _ in range(2))
    assert (second.status_code, second.json) == (200, {"id": first.json["id"], "status": "duplicate"})
    work(crm)
    assert len(leads(crm)) == len(submissions(crm)) == 1


def test_a_double_click_on_our_form_makes_one_lead(crm: Crm, client: FlaskClient) -> None:
    form = client.get("/f/contact", headers=BROWSER).text
    hidden = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]+)"', form))
    for _ in range(2):
        # Werkzeug takes a new boundary each time, as browsers do.
        answer = client.post("/f/contact", data=MARIE | hidden, content_type="multipart/form-data", headers=BROWSER)
        assert answer.status_code == 303
    assert len(submissions(crm)) == 1


def test_what_was_mended_after_going_back_is_a_new_submission(crm: Crm, client: FlaskClient) -> None:
    for message in ("Un devis", "Un devis, et un audit"):
        client.post("/f/contact", data={**FILLED, "_hosted": stamped(crm), "message": message})
    assert len(submissions(crm)) == 2


def test_sixteen_at_once_make_one_lead(any_crm: Crm) -> None:
    """Two applications, as two web processes have two writers."""
    apps = [build(any_crm) for _ in range(2)]
    gate = threading.Barrier(16)

    def post(number: int) -> tuple[int, str]:
        client = apps[number % 2].test_client()
        gate.wait()
        answer = client.post("/f/contact", json=FILLED)
        return answer.status_code, answer.json["id"]

    with ThreadPoolExecutor(16) as pool:
        answers = set(pool.map(post, range(16)))
    work(any_crm)
    assert len(leads(any_crm)) == len(submissions(any_crm)) == 1
    assert answers == {(200, submissions(any_crm)[0].public_id)}


def test_a_filled_trap_is_answered_like_success_and_kept_as_spam(crm: Crm, client: FlaskClient) -> None:
    answer = client.post("/f/contact", data={**MARIE, "_gotcha": "cheap pills"}, headers=BROWSER)
    assert (answer.status_code, answer.location) == (303, "/f/contact/thanks")
    work(crm)
    assert ([submission.state for submission in submissions(crm)], leads(crm)) == (["spam"], [])


def test_traces_and_unknown_questions_are_kept(crm: Crm, client: FlaskClient) -> None:
    client.post("/f/shop", data={**MARIE, "utm_source": "lettre", "Minerai": ["or", "argent"]})
    work(crm)
    (lead,) = leads(crm)
    assert lead.details == {"utm_source": "lettre", "Minerai": ["or", "argent"]}
    assert lead.campaign == "printemps"


def test_what_our_form_can_still_mend_is_shown_with_what_was_typed(crm: Crm, client: FlaskClient) -> None:
    shown = stamped(crm)
    typed = {**FILLED, "_hosted": shown, "email": "marie@", "message": "Un <b>devis</b>\nSVP",
             "consent": "Oui", "utm_source": "lettre"}  # fmt: skip
    answer = client.post("/f/contact?lang=en", data=typed, headers=BROWSER)
    assert (answer.status_code, submissions(crm)) == (422, [])
    assert "This e-mail address is incomplete" in answer.text
    assert 'aria-describedby="email-mistake"' in answer.text
    for kept in ('value="Marie Curie"', 'value="marie@"', "Un &lt;b&gt;devis&lt;/b&gt;\nSVP", " checked",
                 'name="utm_source" value="lettre"', 'name="_id" value="0d6f"',
                 f'value="{shown}"'):  # fmt: skip
        assert kept in answer.text


def test_what_another_site_asks_is_never_sent_back(crm: Crm, client: FlaskClient) -> None:
    assert client.post("/f/contact", data={"Kontakt": "unter Tage"}, headers=BROWSER).status_code == 303
    work(crm)
    (submission,) = submissions(crm)
    assert (submission.state, submission.reason) == (
        "quarantined",
        "A lead needs at least a person, a company, an e-mail or a phone number.",
    )


def test_our_form_hands_the_traces_of_its_link_on(client: FlaskClient) -> None:
    page = client.get("/f/contact?utm_source=lettre&gclid=g1&evil=x", headers=BROWSER).text
    assert 'name="utm_source" value="lettre"' in page
    assert 'name="gclid" value="g1"' in page
    assert "evil" not in page


@pytest.mark.parametrize(
    ("query", "accept", "code"),
    [("", "", "fr"), ("", "en-GB,en", "en"), ("", "de-DE", "en"), ("", "fr-CA", "fr"), ("?lang=fr", "en", "fr"),
     ("?lang=xx", "en", "en")],
)  # fmt: skip
def test_the_page_speaks_its_readers_language(client: FlaskClient, query: str, accept: str, code: str) -> None:
    headers = BROWSER | ({"Accept-Language": accept} if accept else {})
    assert f'<html lang="{code}">' in client.get(f"/f/contact{query}", headers=headers).text


def test_a_page_is_kept_in_no_cache_and_runs_no_script(client: FlaskClient) -> None:
    headers = client.get("/f/shop", headers=BROWSER).headers
    assert headers["Cache-Control"] == "no-store"
    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "form-action 'self' https://www.radium.example" in policy
    assert "frame-ancestors 'self' https://www.radium.example" in policy


def test_what_could_not_be_sent_may_go_on_to_the_site_when_it_is_sent_again(crm: Crm) -> None:
    client = build(Crm(crm.settings, Database("sqlite:////nowhere/at/all.sqlite"))).test_client()
    answer = client.post("/f/shop", data=MARIE, headers=BROWSER)
    assert answer.status_code == 503
    assert "form-action 'self' https://www.radium.example" in answer.headers["Content-Security-Policy"]


def test_a_page_of_a_listed_site_may_post_by_script(crm: Crm, client: FlaskClient) -> None:
    origin = {"Origin": "https://www.radium.example"}
    before = client.options("/f/shop", headers=origin)
    after = client.post("/f/shop", json=MARIE, headers=origin)
    assert (before.status_code, after.status_code) == (204, 200)
    assert "Content-Type" in before.headers["Access-Control-Allow-Headers"]
    assert {answer.headers["Access-Control-Allow-Origin"] for answer in (before, after)} == {origin["Origin"]}


def test_a_page_of_another_site_may_not_post(crm: Crm, client: FlaskClient) -> None:
    for origin in ("https://evil.example", "null"):
        answer = client.post("/f/shop", json=MARIE, headers={"Origin": origin})
        assert (answer.status_code, answer.json["status"]) == (403, 403)
        assert "Access-Control-Allow-Origin" not in answer.headers
    assert submissions(crm) == []


def test_our_own_page_may_always_post(client: FlaskClient) -> None:
    assert client.post("/f/shop", json=MARIE, headers={"Origin": "http://localhost"}).status_code == 200


def test_no_secret_of_the_request_is_stored(crm: Crm, client: FlaskClient) -> None:
    client.post("/f/contact", data=MARIE, headers={"Cookie": "session=s3cret", "Authorization": "Bearer s3cret"})
    assert "s3cret" not in str(submissions(crm)[0].headers)
