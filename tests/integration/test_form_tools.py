"""Every form tool's submission becomes its lead once, and nothing is taken that does not prove who made it."""

from __future__ import annotations

import hashlib
import json
import time
from dataclasses import replace

import pytest
from sqlalchemy import select

from core.crm import Crm
from core.model import Consent
from core.model.types import now
from intake import understanding
from intake.drain import drain, process_submission
from tests.fakes.form_tool import FakeRemote
from tests.form_samples import HUBSPOT, JOTFORM, KEPT, MARIE, META, SAMPLES, TALLY, google
from tests.form_tools import IN_ADDRESS, IN_HEADER, SECRET, SIGNED, TIMED, Post, jsonic, jws, proven
from tests.integration.hook_site import OLD_SECRET, connected, door, send
from tests.integration.intake_site import leads, submissions, work

HUBSPOT_CONTACT = {"properties": {"firstname": "Marie", "lastname": "Curie", "email": "marie@radium.example"}}
META_LEAD = {
    "id": "901",
    "field_data": [
        {"name": "full_name", "values": ["Marie Curie"]},
        {"name": "email", "values": ["marie@radium.example"]},
        {"name": "utm_source", "values": ["ig"]},
    ],
    "platform": "ig",
    "custom_disclaimer_responses": [
        {"checkbox_key": "lettre", "is_checked": "1"},
        {"checkbox_key": "autre", "is_checked": ""},
    ],
}
ASKED = {"hubspot": (HUBSPOT, HUBSPOT_CONTACT), "meta": (META, META_LEAD)}
PROVEN = [*SIGNED, *IN_HEADER, *IN_ADDRESS]


def sample_of(source: str) -> Post:
    return {name: post for name, post, _ in SAMPLES.values()}.get(source) or ASKED[source][0]


@pytest.mark.parametrize("name", SAMPLES)
def test_a_submission_becomes_one_lead_however_often_it_is_sent(
    crm: Crm, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    source, post, wanted = SAMPLES[name]
    crm = connected(crm, monkeypatch, source, 'lead_source = "call to action"\n')
    client = door(crm)
    answers = [send(client, proven(source, post, time.time())) for _ in range(2)]
    assert [(answer.status_code, answer.json["status"]) for answer in answers] == [
        (200, "accepted"),
        (200, "duplicate"),
    ]
    assert answers[0].json["id"] == answers[1].json["id"] == submissions(crm)[0].public_id
    work(crm)
    (lead,) = leads(crm)
    assert {field: getattr(lead, field) for field in wanted} == wanted
    assert lead.source == "call to action"
    kept = KEPT.get(name, {})
    assert {key: lead.details.get(key) for key in kept} == kept


@pytest.mark.parametrize("source", PROVEN)
def test_what_is_forged_is_refused_in_one_sentence_and_not_stored(
    crm: Crm, monkeypatch: pytest.MonkeyPatch, source: str
) -> None:
    crm = connected(crm, monkeypatch, source)
    client = door(crm)
    good = proven(source, sample_of(source), time.time())
    forged = [
        proven(source, sample_of(source), time.time(), secret=f"whsec_{'bm90LXRoZS1zZWNyZXQh' * 3}"),
        replace(good, headers={}, token=""),
        replace(good, headers=dict.fromkeys(good.headers, ""), token=""),
        replace(good, headers=dict.fromkeys(good.headers, "é\xff=,.:"), token="%C3%A9"),
    ]
    if source in SIGNED:
        forged.append(replace(good, body=good.body.replace(b"e", b"3", 1)))
    answers = [send(client, each) for each in forged]
    assert {answer.status_code for answer in answers} == {401}
    assert len({answer.json["detail"] for answer in answers}) == 1
    assert [*submissions(crm)] == []


@pytest.mark.parametrize("source", TIMED)
@pytest.mark.parametrize("seconds", [-400, 400])
def test_a_call_that_is_kept_and_sent_later_is_refused(
    crm: Crm, monkeypatch: pytest.MonkeyPatch, source: str, seconds: int
) -> None:
    client = door(connected(crm, monkeypatch, source))
    assert send(client, proven(source, sample_of(source), time.time() + seconds)).status_code == 401


@pytest.mark.parametrize("source", [each for each in PROVEN if each != "standard-webhooks"])
def test_the_old_secret_is_good_while_the_new_one_takes_its_place(
    crm: Crm, monkeypatch: pytest.MonkeyPatch, source: str
) -> None:
    client = door(connected(crm, monkeypatch, source))
    assert send(client, proven(source, sample_of(source), time.time(), secret=OLD_SECRET)).status_code == 200


def test_google_hears_what_is_wrong_in_its_own_words(crm: Crm, monkeypatch: pytest.MonkeyPatch) -> None:
    crm = connected(crm, monkeypatch, "google-ads")
    answer = send(door(crm), google(google_key="another"))
    assert answer.status_code == 401
    assert answer.json["message"] == answer.json["detail"]


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b"[" * 100_000, b'{"google_key": 1}', b"\xff\xfe"])
def test_rubbish_proves_nothing(crm: Crm, monkeypatch: pytest.MonkeyPatch, body: bytes) -> None:
    crm = connected(crm, monkeypatch, "google-ads")
    assert send(door(crm), Post(body)).status_code == 401


def test_a_test_of_the_tool_makes_no_lead(crm: Crm, monkeypatch: pytest.MonkeyPatch) -> None:
    crm = connected(crm, monkeypatch, "google-ads")
    assert send(door(crm), google(is_test=True)).json["status"] == "test"
    work(crm)
    assert [submission.state for submission in submissions(crm)] == ["test"]
    assert leads(crm) == []


@pytest.mark.parametrize("source", ["google-ads", "jotform"])
def test_a_secret_that_stands_in_a_body_is_not_kept(crm: Crm, monkeypatch: pytest.MonkeyPatch, source: str) -> None:
    crm = connected(crm, monkeypatch, source)
    post = google() if source == "google-ads" else JOTFORM
    send(door(crm), proven(source, post, time.time()))
    (submission,) = submissions(crm)
    assert SECRET.encode() in post.body
    assert SECRET.encode() not in submission.body
    assert not any(SECRET in value for value in submission.headers.values())
    work(crm)
    assert [submission.state for submission in submissions(crm)] == ["lead"]


def test_a_short_key_is_taken_out_where_it_stands_alone_only(crm: Crm, monkeypatch: pytest.MonkeyPatch) -> None:
    crm = connected(crm, monkeypatch, "google-ads", secret="639")
    assert send(door(crm), google(google_key="639")).status_code == 200
    work(crm)
    assert leads(crm)[0].phone == "+33639981234"
    assert b'"google_key": "(secret)"' in submissions(crm)[0].body


@pytest.mark.parametrize("source", ASKED)
def test_each_event_of_a_post_is_a_lead_of_its_own(any_crm: Crm, monkeypatch: pytest.MonkeyPatch, source: str) -> None:
    post, person = ASKED[source]
    remote = FakeRemote({"901": person, "902": person})
    monkeypatch.setattr(understanding, "REMOTE", remote)
    crm = connected(any_crm, monkeypatch, source)
    client = door(crm)
    assert send(client, proven(source, post, time.time())).json["status"] == "accepted"
    assert send(client, proven(source, post, time.time())).json["status"] == "duplicate"
    assert len(submissions(crm)) == 2
    process_submission(crm, submissions(crm)[0].id)
    (lead,) = leads(crm)
    assert (lead.first_name, lead.last_name, lead.email) == tuple(MARIE.values())
    assert {token for _, _, token in remote.asked} == {"a-token-for-tests"}
    process_submission(crm, submissions(crm)[1].id)
    assert {host for host, _, _ in remote.asked} == {
        {"hubspot": "api.hubapi.com", "meta": "graph.facebook.com"}[source]
    }
    assert [path.partition("?")[0][-3:] for _, path, _ in remote.asked] == ["901", "902"]


def test_an_event_that_comes_again_in_another_post_is_known(crm: Crm, monkeypatch: pytest.MonkeyPatch) -> None:
    crm = connected(crm, monkeypatch, "hubspot")
    client = door(crm)
    first, second = json.loads(HUBSPOT.body)
    for post in ([first], [first, second], [second]):
        send(client, proven("hubspot", jsonic(post), time.time()))
    assert len(submissions(crm)) == 2


@pytest.mark.parametrize("source", ASKED)
def test_a_tool_that_does_not_answer_is_asked_again(crm: Crm, monkeypatch: pytest.MonkeyPatch, source: str) -> None:
    post, person = ASKED[source]
    remote = FakeRemote({"901": person})
    monkeypatch.setattr(understanding, "REMOTE", remote)
    crm = connected(crm, monkeypatch, source)
    send(door(crm), proven(source, post, time.time()))
    known, unknown = (submission.id for submission in submissions(crm))
    remote.failure = 503
    drain(crm)
    assert remote.asked == []
    process_submission(crm, known)
    waiting = submissions(crm)[0]
    assert (waiting.state, waiting.tries) == ("received", 0)
    assert waiting.due_at is not None
    assert waiting.due_at > now()
    remote.failure = None
    for number in (known, unknown):
        process_submission(crm, number)
    assert [submission.state for submission in submissions(crm)] == ["lead", "quarantined"]
    assert submissions(crm)[1].result["values"]["status"] == 404


@pytest.mark.parametrize("number", [None, "../me", "1?fields=x", "901\r\nHost: x", {"a": 1}])
def test_nobody_is_asked_for_what_is_no_number(crm: Crm, monkeypatch: pytest.MonkeyPatch, number: object) -> None:
    remote = FakeRemote({})
    monkeypatch.setattr(understanding, "REMOTE", remote)
    crm = connected(crm, monkeypatch, "meta")
    event = {"entry": [{"changes": [{"value": {"leadgen_id": number}}]}]}
    assert send(door(crm), proven("meta", jsonic(event), time.time())).status_code == 200
    work(crm)
    assert ([submission.state for submission in submissions(crm)], remote.asked) == (["quarantined"], [])


def test_a_lead_that_metas_tool_made_up_is_a_test(crm: Crm, monkeypatch: pytest.MonkeyPatch) -> None:
    dummy = {"field_data": [{"name": "full_name", "values": ["<test lead: dummy data for full_name>"]}]}
    monkeypatch.setattr(understanding, "REMOTE", FakeRemote({"901": dummy, "902": dummy}))
    crm = connected(crm, monkeypatch, "meta")
    send(door(crm), proven("meta", META, time.time()))
    work(crm)
    assert {submission.state for submission in submissions(crm)} == {"test"}


def test_what_comes_with_metas_lead_is_kept(crm: Crm, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(understanding, "REMOTE", FakeRemote({"901": META_LEAD, "902": META_LEAD}))
    crm = connected(
        crm,
        monkeypatch,
        "meta",
        '[intake.hooks.form.fields]\nconsent.marketing = {match = ["key:lettre"], text = "v3"}\n',
    )
    send(door(crm), proven("meta", META, time.time()))
    work(crm)
    details = leads(crm)[0].details
    assert details["utm_source"] == "ig"
    assert (details["consent_marketing"], details["consent_marketing_text"]) == ("1", "v3")
    with crm.read() as session:
        consent = session.scalars(select(Consent)).all()[0]
    assert (consent.purpose, consent.value, consent.wording_version, consent.lead_id) == ("marketing", "1", "v3", 1)
    assert consent.given_at


@pytest.mark.parametrize(
    ("query", "status", "said"),
    [
        ("hub.mode=subscribe&hub.verify_token=a-token-for-tests&hub.challenge=1158201444", 200, "1158201444"),
        ("hub.mode=subscribe&hub.verify_token=another&hub.challenge=1", 401, None),
        ("hub.mode=subscribe&hub.challenge=1", 401, None),
        ("", 401, None),
    ],
)
def test_meta_hears_its_challenge_where_it_knows_the_word(
    crm: Crm, monkeypatch: pytest.MonkeyPatch, query: str, status: int, said: str | None
) -> None:
    answer = door(connected(crm, monkeypatch, "meta")).get(f"/hooks/form?{query}")
    assert answer.status_code == status
    assert said is None or answer.text == said


def test_an_address_takes_only_what_its_tool_does(crm: Crm, monkeypatch: pytest.MonkeyPatch) -> None:
    client = door(connected(crm, monkeypatch, "tally"))
    answer = client.get("/hooks/form")
    assert (answer.status_code, answer.headers["Allow"]) == (405, "POST")
    assert client.put("/hooks/form").status_code == 405
    assert send(client, TALLY, "elsewhere").status_code == 404
    assert send(client, Post(b"x" * 2_100_000)).status_code == 413


@pytest.mark.parametrize(
    "body", [b"{", b"\xff", b"[1, 2]", b'{"data": 5}', b'{"data": {"fields": {"a": [1]}}}', b"null"]
)
def test_what_proves_itself_and_cannot_be_used_is_taken_and_kept(
    crm: Crm, monkeypatch: pytest.MonkeyPatch, body: bytes
) -> None:
    crm = connected(crm, monkeypatch, "tally")
    answer = send(door(crm), proven("tally", Post(body), time.time()))
    assert (answer.status_code, answer.json["status"]) == (200, "accepted")
    work(crm)
    assert [(submission.state, submission.body) for submission in submissions(crm)] == [("quarantined", body)]
    assert submissions(crm)[0].reason
    assert "Something broke" not in (submissions(crm)[0].reason or "")


@pytest.mark.parametrize("name", ["\0", "\ud800", "x" * 100_000, "été"])
def test_a_strange_id_is_known_again(any_crm: Crm, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    crm = connected(any_crm, monkeypatch, "json")
    client = door(crm)
    post = proven("json", Post(json.dumps({"id": name, "name": "Marie\0 Curie\ud800"}).encode()), time.time())
    assert [send(client, post).json["status"] for _ in range(2)] == ["accepted", "duplicate"]
    work(crm)
    assert len(leads(crm)) == 1


def test_a_mapping_that_was_mended_makes_the_lead(crm: Crm, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = {"key": "question_9", "label": "À qui l’honneur ?", "type": "INPUT_TEXT", "value": "Marie Curie"}
    crm = connected(crm, monkeypatch, "tally")
    send(door(crm), proven("tally", jsonic({"eventId": "9", "data": {"fields": [asked]}}), time.time()))
    assert understanding.understand(crm.settings, submissions(crm)[0]).problem
    mended = connected(crm, monkeypatch, "tally", '[intake.hooks.form.fields]\nfull_name = ["label:honneur"]\n')
    work(mended)
    assert (leads(mended)[0].first_name, leads(mended)[0].last_name) == ("Marie", "Curie")


def test_the_secret_of_an_unsigned_webflow_hook_stands_in_the_address(
    crm: Crm, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = door(connected(crm, monkeypatch, "webflow"))
    post = sample_of("webflow")
    assert send(client, replace(post, token=SECRET)).status_code == 200
    stale = proven("webflow", post, time.time() - 400)
    assert send(client, replace(stale, token=SECRET)).status_code == 401


@pytest.mark.parametrize("algorithm", ["none", "HS512"])
def test_a_signature_names_no_algorithm_of_its_own(crm: Crm, monkeypatch: pytest.MonkeyPatch, algorithm: str) -> None:
    client = door(connected(crm, monkeypatch, "netlify"))
    post = sample_of("netlify")
    claims = {"iss": "netlify", "sha256": hashlib.sha256(post.body).hexdigest()}
    other, right = (
        replace(post, headers={"X-Webhook-Signature": jws(SECRET, claims, name)}) for name in (algorithm, "HS256")
    )
    assert send(client, other).status_code == 401
    assert send(client, right).status_code == 200


@pytest.mark.parametrize("scheme", ["Bearer {secret}", "Basic {basic}"])
def test_the_secret_may_come_as_a_token_or_as_a_password(
    crm: Crm, monkeypatch: pytest.MonkeyPatch, scheme: str
) -> None:
    import base64  # noqa: PLC0415

    client = door(connected(crm, monkeypatch, "gravity-forms"))
    value = scheme.format(secret=SECRET, basic=base64.b64encode(f"filon:{SECRET}".encode()).decode())
    post = replace(sample_of("gravity-forms"), headers={"Authorization": value})
    assert send(client, post).status_code == 200
    assert send(client, replace(post, headers={"Authorization": value[:-4]})).status_code == 401
