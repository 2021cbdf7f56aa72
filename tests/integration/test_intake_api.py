"""Our own API: tokens, idempotency keys, photos."""

from __future__ import annotations

from io import BytesIO

import pytest
from flask.testing import FlaskClient

from core import inbox
from core.crm import Actor, Crm
from core.errors import Misconfigured
from core.lay_apart import lay_apart
from core.model import Submission
from core.settings import load
from intake.app import build
from tests.integration.intake_site import BEARER, MARIE, configured, leads, submissions, work

JPEG = b"\xff\xd8\xff\xe0 no real photo"


@pytest.fixture
def crm(crm: Crm, monkeypatch: pytest.MonkeyPatch) -> Crm:
    return configured(crm, monkeypatch)


@pytest.fixture
def client(crm: Crm) -> FlaskClient:
    client = build(crm).test_client()
    client.environ_base["HTTP_ACCEPT_LANGUAGE"] = "en"
    return client


def test_a_program_creates_a_lead(crm: Crm, client: FlaskClient) -> None:
    answer = client.post("/v1/leads", json={**MARIE, "crm_id": 42}, headers=BEARER)
    assert (answer.status_code, answer.json["status"]) == (201, "accepted")
    work(crm)
    (lead,) = leads(crm)
    assert (lead.title, lead.source, lead.details) == ("Marie Curie · Radium SA", "api", {"crm_id": "42"})


def test_a_key_used_again_is_answered_with_the_first(crm: Crm, client: FlaskClient) -> None:
    headers = BEARER | {"Idempotency-Key": "k-1"}
    first, again = (client.post("/v1/leads", json=MARIE, headers=headers) for _ in range(2))
    assert (first.status_code, again.status_code) == (201, 200)
    assert again.json == {"id": first.json["id"], "status": "duplicate"}
    assert len(submissions(crm)) == 1


def test_a_key_used_for_something_else_is_refused(crm: Crm, client: FlaskClient) -> None:
    headers = BEARER | {"Idempotency-Key": "k-1"}
    client.post("/v1/leads", json=MARIE, headers=headers)
    answer = client.post("/v1/leads", json={**MARIE, "name": "Pierre Curie"}, headers=headers)
    assert answer.status_code == 422
    assert "Take a new key" in answer.json["detail"]
    assert len(submissions(crm)) == 1


def test_without_a_key_every_lead_is_a_new_one(crm: Crm, client: FlaskClient) -> None:
    assert [client.post("/v1/leads", json=MARIE, headers=BEARER).status_code for _ in range(2)] == [201, 201]
    assert len(submissions(crm)) == 2


@pytest.mark.parametrize("key", ["", "k" * 256, "with space", "clé"])
def test_a_key_that_cannot_be_compared_is_refused(client: FlaskClient, key: str) -> None:
    answer = client.post("/v1/leads", json=MARIE, headers=BEARER | {"Idempotency-Key": key})
    assert answer.status_code == 400


def test_a_lead_without_anybody_is_refused_at_once(crm: Crm, client: FlaskClient) -> None:
    answer = client.post("/v1/leads", json={"message": "hello"}, headers=BEARER)
    assert (answer.status_code, submissions(crm)) == (422, [])
    assert "at least a person" in answer.json["detail"]


def test_the_token_before_the_last_is_still_good(client: FlaskClient) -> None:
    headers = {"Authorization": "bearer the-token-of-last-year"}
    assert client.post("/v1/leads", json=MARIE, headers=headers).status_code == 201


@pytest.mark.parametrize(
    "authorization",
    ["", "Bearer", "Bearer ", "Bearer wrong", "Basic a-token-for-tests", "a-token-for-tests", "Bearer é"],
)
@pytest.mark.parametrize("path", ["/v1/leads", "/v1/cards"])
def test_every_wrong_token_gets_the_same_answer(client: FlaskClient, path: str, authorization: str) -> None:
    answer = client.post(path, json=MARIE, headers={"Authorization": authorization})
    assert (answer.status_code, answer.headers["WWW-Authenticate"]) == (401, "Bearer")
    assert answer.json == client.post(path).json


def test_without_any_token_configured_nobody_gets_in(crm: Crm) -> None:
    client = build(crm).test_client()
    for header in ("Bearer ", "Bearer None", "Bearer x"):
        assert client.post("/v1/leads", json=MARIE, headers={"Authorization": header}).status_code == 401


def test_a_token_that_is_named_but_not_set_stops_the_start(crm: Crm) -> None:
    path = crm.settings.home / "filon.toml"
    path.write_text('[intake]\napi_tokens = ["env:FILON_NOT_SET"]\n')
    with pytest.raises(Misconfigured, match="FILON_NOT_SET"):
        build(Crm(load(config=path, home=crm.settings.home), crm.database))


@pytest.mark.parametrize(
    "body",
    [
        {"data": JPEG, "content_type": "image/jpeg"},
        {"data": {"photo": (BytesIO(JPEG), "card.jpg", "image/jpeg")}},
    ],
)
def test_a_photo_is_stored_as_it_is(crm: Crm, client: FlaskClient, body: dict[str, object]) -> None:
    answer = client.post("/v1/cards", headers=BEARER, **body)
    assert (answer.status_code, answer.json["status"]) == (202, "accepted")
    (card,) = submissions(crm)
    assert (card.door, card.body, card.content_type, card.state) == ("card", JPEG, "image/jpeg", "received")


def test_a_photo_sent_twice_is_read_once(crm: Crm, client: FlaskClient) -> None:
    answers = [client.post("/v1/cards", data=JPEG, content_type="image/jpeg", headers=BEARER) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [202, 202]
    assert len(submissions(crm)) == 1


def test_a_photo_may_be_larger_than_a_form(client: FlaskClient) -> None:
    body = JPEG * 100_000
    assert client.post("/v1/cards", data=body, content_type="image/heic", headers=BEARER).status_code == 202


@pytest.mark.parametrize(
    ("status", "body"),
    [
        (400, {"data": b"", "content_type": "image/jpeg"}),
        (400, {"data": {"photo": "no file"}, "content_type": "multipart/form-data"}),
        (413, {"data": b"x" * 20_000_001, "content_type": "image/jpeg"}),
        (415, {"data": b"hello", "content_type": "text/plain"}),
        (415, {"data": {"photo": (BytesIO(b"hello"), "card.txt")}}),
        (415, {}),
    ],
)
def test_what_is_no_photo_is_refused(crm: Crm, client: FlaskClient, status: int, body: dict[str, object]) -> None:
    answer = client.post("/v1/cards", headers=BEARER, **body)
    assert (answer.status_code, answer.content_type) == (status, "application/problem+json")
    assert submissions(crm) == []


def test_several_photos_in_one_request_are_refused(crm: Crm, client: FlaskClient) -> None:
    photos = {"front": (BytesIO(JPEG), "a.jpg", "image/jpeg"), "back": (BytesIO(JPEG), "b.jpg", "image/jpeg")}
    answer = client.post("/v1/cards", headers=BEARER, data=photos)
    assert (answer.status_code, submissions(crm)) == (400, [])


def test_a_card_tells_its_state_and_what_was_read(crm: Crm, client: FlaskClient) -> None:
    sent = client.post("/v1/cards", data=JPEG, content_type="image/jpeg", headers=BEARER).json["id"]
    address = f"/v1/cards/{sent}"
    assert client.get(address, headers=BEARER).json == {
        "id": sent, "state": "received", "reason": None, "reading": None, "lead": None, "cards": [],
    }  # fmt: skip
    doubt = {"alternatives": ["Radlum SA"], "box": None}
    read = {"company": "Radium SA", "emails": [], "phones": [], "doubts": {"company": doubt}}
    with crm.transaction(Actor(None, "card")) as tx:
        inbox.settle(tx, tx.session.get_one(Submission, 1), "review", contact=read, uncertain=["company"])
    shown = client.get(address, headers=BEARER).json
    assert (shown["state"], shown["reading"]["fields"]["company"]) == ("review", "Radium SA")
    assert (shown["reading"]["uncertain"], shown["reading"]["alternatives"]) == (
        ["company"],
        {"company": ["Radlum SA"]},
    )


def test_a_card_that_cannot_be_read_says_why(crm: Crm, client: FlaskClient) -> None:
    sent = client.post("/v1/cards", data=JPEG, content_type="image/jpeg", headers=BEARER).json["id"]
    with crm.transaction(Actor(None, "card")) as tx:
        card = tx.session.get_one(Submission, 1)
        inbox.settle(tx, card, "failed", reason="The picture has more than {limit} megapixels.", values={"limit": 50})
    shown = client.get(f"/v1/cards/{sent}", headers=BEARER).json
    assert (shown["state"], shown["reason"]) == ("failed", "The picture has more than 50 megapixels.")


def test_an_unknown_card_and_one_without_a_token_are_refused(client: FlaskClient) -> None:
    assert client.get("/v1/cards/unknown", headers=BEARER).status_code == 404
    assert client.get("/v1/cards/unknown").status_code == 401


def test_a_photo_of_several_cards_tells_the_id_of_each(crm: Crm, client: FlaskClient) -> None:
    sent = client.post("/v1/cards", data=JPEG, content_type="image/jpeg", headers=BEARER).json["id"]
    with crm.transaction(Actor(None, "card")) as tx:
        lay_apart(tx, tx.session.get_one(Submission, 1), [b"one", b"two"])
    shown = client.get(f"/v1/cards/{sent}", headers=BEARER).json
    assert (shown["state"], shown["reading"], len(shown["cards"])) == ("parted", None, 2)
    first = client.get(f"/v1/cards/{shown['cards'][0]}", headers=BEARER).json
    assert (first["state"], first["cards"]) == ("received", [])
