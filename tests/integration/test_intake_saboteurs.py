"""What nobody should send, and a database that goes away: a clear refusal, no server error, nothing half done."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from sqlalchemy import create_engine, make_url, text

from core.crm import Crm
from intake.app import build
from intake.payload import MOST_BYTES
from tests.integration.intake_site import BEARER, BROWSER, MARIE, configured, submissions

FORM = "application/x-www-form-urlencoded"


@pytest.fixture
def any_crm(any_crm: Crm, monkeypatch: pytest.MonkeyPatch) -> Crm:
    return configured(any_crm, monkeypatch)


@pytest.fixture
def client(any_crm: Crm) -> FlaskClient:
    client = build(any_crm).test_client()
    client.environ_base["HTTP_ACCEPT_LANGUAGE"] = "en"
    return client


@pytest.mark.parametrize(
    ("status", "target", "body"),
    [
        (400, "POST /f/contact", {"data": b'{"name": "Mar', "content_type": "application/json"}),
        (400, "POST /f/contact", {"data": b'{"a":' * 40_000, "content_type": "application/json"}),
        (
            400,
            "POST /f/contact",
            {"data": b"--cut\r\nContent-Dis", "content_type": "multipart/form-data; boundary=cut"},
        ),
        (400, "POST /f/contact", {"data": b"x", "content_type": "multipart/form-data"}),
        (400, "POST /v1/leads", {"data": b"\xff\xfe\x00", "content_type": "application/json", "headers": BEARER}),
        (400, "POST /v1/leads", {"data": b"[]", "content_type": "application/json", "headers": BEARER}),
        (404, "GET /f/unknown", {}),
        (404, "POST /f/unknown", {"data": MARIE}),
        (404, "POST /f/contact%00", {"data": MARIE}),
        (404, "POST /f/..%2fcontact", {"data": MARIE}),
        (404, "GET /elsewhere", {}),
        (405, "DELETE /f/contact", {}),
        (405, "DELETE /v1/leads", {"headers": BEARER}),
        (413, "POST /f/contact", {"data": b"m=" + b"x" * MOST_BYTES, "content_type": FORM}),
        (413, "POST /f/contact", {"data": b"k=v&" * 100_000, "content_type": FORM}),
        (413, "POST /f/contact", {"data": b"k=v&" * 10_000, "content_type": FORM}),
        (415, "POST /f/contact", {"data": b"<name/>", "content_type": "text/xml"}),
        (415, "POST /f/contact", {"data": b"name=Marie"}),
        (415, "POST /v1/leads", {"data": MARIE, "headers": BEARER}),
    ],
)
def test_rubbish_is_refused_and_nothing_is_stored(
    any_crm: Crm, client: FlaskClient, status: int, target: str, body: dict[str, object]
) -> None:
    method, path = target.split()
    answer = client.open(path, method=method, **body)
    assert (answer.status_code, answer.content_type) == (status, "application/problem+json")
    assert answer.json.keys() == {"type", "title", "status", "detail"}
    assert submissions(any_crm) == []


def test_a_body_that_does_not_tell_its_size_is_cut_off_at_the_limit(any_crm: Crm, client: FlaskClient) -> None:
    environ = {"wsgi.input_terminated": True, "CONTENT_LENGTH": ""}
    post = partial(client.post, "/f/contact", content_type=FORM, environ_overrides=environ)
    assert post(data=b"m=" + b"x" * (MOST_BYTES - 1)).status_code == 413
    assert submissions(any_crm) == []
    assert post(data=b"m=" + b"x" * (MOST_BYTES - 2)).status_code == 303


def test_half_a_body_is_no_submission(any_crm: Crm, client: FlaskClient) -> None:
    """Granian hands on what came before its sender went away."""
    environ = {"wsgi.input_terminated": True, "CONTENT_LENGTH": "100"}
    answer = client.post("/f/contact", data=b"name=Mar", content_type=FORM, environ_overrides=environ)
    assert (answer.status_code, submissions(any_crm)) == (400, [])


@pytest.mark.parametrize(
    "body",
    [
        {"data": b"name=Mar%00ie&em%00ail=%00", "content_type": FORM},
        {"data": b"name=\xff\xfe\xc3", "content_type": FORM + "; charset=utf-16"},
        {"json": {"name": "Marie\0", "🪨" * 5000: "\ud800"}},
        {"data": b'{"name": "a", "name": "b", "n": 1e999, "m": NaN}', "content_type": "application/json"},
        {"json": {"name": MARIE["name"], "phone": 10**400}},
    ],
)
def test_strange_but_readable_bodies_are_stored(any_crm: Crm, client: FlaskClient, body: dict[str, object]) -> None:
    assert client.post("/f/contact", headers={"Accept": "application/json"}, **body).status_code == 200
    assert len(submissions(any_crm)) == 1


def test_a_refusal_says_which_methods_an_address_takes(client: FlaskClient) -> None:
    assert set(client.delete("/f/contact").headers["Allow"].split(", ")) == {"GET", "HEAD", "OPTIONS", "POST"}


def test_a_person_sees_a_page_where_a_program_gets_a_document(client: FlaskClient) -> None:
    answer = client.get("/f/unknown", headers=BROWSER)
    assert (answer.status_code, answer.mimetype) == (404, "text/html")
    assert "There is no form at this address" in answer.text


def test_what_breaks_unforeseen_is_told_by_a_reference_only(crm: Crm, capsys: pytest.CaptureFixture[str]) -> None:
    app = build(crm)

    @app.get("/f/broken/page")
    def broken() -> str:
        message = "marie@radium.example"
        raise RuntimeError(message)

    answer = app.test_client().get("/f/broken/page", headers={"Accept-Language": "en"})
    log = capsys.readouterr().out
    reference = answer.json["detail"].split("reference ")[1][:8]
    assert answer.status_code == 500
    assert reference in log
    assert "marie" not in answer.text + log


def unplug(crm: Crm) -> Callable[[], None]:
    """Take the database away from under the application; the answer puts it back."""
    return _hide_file(crm) if crm.database.is_sqlite else _refuse_connections(crm)


def _hide_file(crm: Crm) -> Callable[[], None]:
    crm.database.close()
    path = Path(make_url(crm.database.url).database or "")
    hidden = path.with_suffix(".hidden")
    path.rename(hidden)
    path.mkdir()

    def put_back() -> None:
        shutil.rmtree(path)
        hidden.rename(path)

    return put_back


def _refuse_connections(crm: Crm) -> Callable[[], None]:
    url = make_url(crm.database.url)
    server = create_engine(url.set(database="postgres"), isolation_level="AUTOCOMMIT")
    name = url.database

    def allow(*, yes: bool) -> None:
        with server.connect() as connection:
            connection.execute(text(f"ALTER DATABASE {name} ALLOW_CONNECTIONS {yes}"))
            ours = text("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = :name")
            connection.execute(ours, {"name": name})
        server.dispose()

    allow(yes=False)
    return lambda: allow(yes=True)


def test_an_unplugged_database_is_never_acknowledged(any_crm: Crm, client: FlaskClient) -> None:
    assert client.post("/f/contact", json={"name": "Pierre"}).status_code == 200
    put_back = unplug(any_crm)
    lead = client.post("/v1/leads", json=MARIE, headers=BEARER)
    form = client.post("/f/contact?lang=en", data={**MARIE, "message": "Un devis\nSVP", "_id": "7c"}, headers=BROWSER)
    ready = client.get("/readyz")
    put_back()
    assert [answer.status_code for answer in (lead, form, ready)] == [503, 503, 503]
    assert [answer.headers["Retry-After"] for answer in (lead, form)] == ["5", "5"]
    assert len(submissions(any_crm)) == 1
    assert "<dd>Un devis\nSVP</dd>" in form.text
    assert 'name="_id" value="7c"' in form.text
    assert "Send it again" in form.text
    assert client.post("/f/contact", json=MARIE).status_code == 200
    assert client.get("/readyz").status_code == 200
    assert len(submissions(any_crm)) == 2
