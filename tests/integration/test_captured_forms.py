"""What real tools sent becomes the right lead or the right refusal. The captures are not ours, so they stay outside."""

from __future__ import annotations

import hashlib
import json
import time
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import urlencode

import pytest
from werkzeug.datastructures import Headers

from core.crm import Crm
from intake import understanding
from intake.hooks import is_proven
from intake.sources import SOURCES
from intake.sources.source import Call
from tests.conftest import SHARED
from tests.fakes.form_tool import FakeRemote
from tests.form_tools import FORM, JSON, Post, multipart, proven
from tests.integration.hook_site import connected, door, send
from tests.integration.intake_site import leads, submissions, work

FORMS = SHARED / "forms"
BOUNDARIES = {
    "jotform-1-multipart.txt": "------------------------BIoxRptelgempTlOi8T0XA",
    "jotform-2-multipart.txt": "------------------------J1JNT4vbVO4FCC1qLG4HSv",
}
pytestmark = pytest.mark.skipif(not FORMS.is_dir(), reason="The captured submissions of others are not here.")


@dataclass(frozen=True)
class Case:
    """A capture with its source, what becomes of it, and what the lead has; `kept` is some of what stands beside."""

    source: str
    state: str = "lead"
    fields: dict[str, Any] = field(default_factory=dict)
    kept: dict[str, Any] = field(default_factory=dict)
    rules: str = ""
    count: int = 1


def person(first: str | None, last: str | None, email: str | None, **more: Any) -> dict[str, Any]:
    return {"first_name": first, "last_name": last, "email": email, **more}


GRAVITY = """[intake.hooks.form.fields]
full_name = ["key:1"]
phone = ["key:3"]
email = ["key:4"]
country = ["key:12"]
need = ["key:10"]
"""
MARIA = person("Maria", "Silva", "maria@example.com", phone="+5511999998888")
CASES = {
    "calcom-1.json": Case("calcom", "lead", person("John", "Doe", "john.doe@example.com"), {"location": "inPerson"}),
    "cf7-1-derived.json": Case(
        "contact-form-7",
        "lead",
        person("Ada", "Lovelace", "ada@example.org", topic="Quote", need="Hello"),
        {"services": ["Web", "SEO"]},
    ),
    "elementor-1-simple.json": Case("elementor", "lead", person(None, "Test", "test@gmail.com", phone="1234567890")),
    "elementor-1-simple.txt": Case("elementor", "lead", person(None, "Test", "test@gmail.com", need="test")),
    "elementor-2-advanced.json": Case("elementor", "lead", {"email": "teste@gmail.com", "campaign": "organico"}),
    "elementor-2-advanced.txt": Case(
        "elementor",
        "lead",
        {"email": "teste@gmail.com", "phone": "(85) 98769-6383", "campaign": "organico"},
        {"utm_source": "acesso"},
    ),
    "elementor-3-emptyphone.json": Case("elementor", "lead", {"email": "redacted@example.org"}),
    "formspree-1.json": Case(
        "formspree",
        "lead",
        person("Sarah", "Nguyen", "sarah@example.com", topic="New contact enquiry from rohanstutoring.com"),
        {"service": "1-1 Classes"},
    ),
    "framer-1-synthetic.json": Case("framer", "lead", person("Ada", "Lovelace", "ada@example.org", need="Hello")),
    "googleads-1.json": Case("google-ads", "test", {"email": "test@example.com", "phone": "+16505550123"}),
    "googleads-2-work.json": Case(
        "google-ads",
        "test",
        {"email": "work-test@example.com", "company": "CompanyName", "job_title": "JobTitle"},
    ),
    "googleads-3-names.json": Case("google-ads", "test", person("FirstName", "LastName", "test@example.com")),
    "gravityforms-1-allfields.json": Case(
        "gravity-forms",
        "lead",
        {"email": "redacted@example.org", "phone": "+33610000000", "country": "ZA", "need": "test"},
        {"5": "Standard"},
        GRAVITY,
    ),
    "html-1-urlencoded.txt": Case(
        "html",
        "lead",
        person("Ada", "Lovelace", "ada@example.org", phone="+442079460958", need="Hello\r\nWorld"),
        {"interest": ["web", "seo"], "utm_source": "newsletter", "consent": "on"},
    ),
    "hubspot-1-contact-creation.json": Case("hubspot", "lead", person("Ada", "Lovelace", "ada@example.org")),
    "hubspot-2-form-change.json": Case("hubspot", "lead", person("Ada", "Lovelace", "ada@example.org"), count=2),
    "jotform-1-multipart.txt": Case("jotform", "quarantined"),
    "jotform-2-multipart.txt": Case("jotform", "lead", person("Niloth", "P", None), {"subjectFor": "Math"}),
    "jotform-3-fields.json": Case(
        "jotform",
        "lead",
        person("gerd", "sfds", None, address="asfdsf, dsgd, asd, grgr, 165"),
        {"signature": "(signature)"},
    ),
    "meta-1-leadgen.json": Case("meta", "lead", MARIA, {"utm_source": "ig_stories_jun"}, count=2),
    "netlify-1.json": Case(
        "netlify", "lead", person("Raymond", "Testing", "redacted@example.org", need="Default value")
    ),
    "netlify-2-outgoing.json": Case("netlify", "lead", {"first_name": "Kevin", "email": "redacted@example.org"}),
    "standardwebhooks-2-body.json": Case(
        "standard-webhooks",
        "lead",
        person("John", "Smith", None, address="800 W NASA Pkwy, Webster, TX 77598, USA", phone="(281) 332-2575"),
        {"occupation": "Engineer, ACME"},
    ),
    "tally-1.json": Case("tally", "quarantined"),
    "tally-2-allfields.json": Case(
        "tally",
        "lead",
        {
            "email": "camille.martin@example.org",
            "phone": "+32491223344",
            "website": "example.com",
            "campaign": "newsletter",
        },
        {"Checkboxes": ["Swimming", "Skiing"], "Matrix": ["Quality: Satisfied", "Speed: Neutral"]},
    ),
    "typeform-1.json": Case("typeform", "lead", {"email": "laura@example.com"}, {"user_id": "abc123456"}),
    "typeform-2.json": Case("typeform", "lead", {"last_name": "Name"}),
    "typeform-3-choices-file.json": Case("typeform", "quarantined"),
    "typeform-4-nofields.json": Case("typeform", "quarantined"),
    "webflow-1-v1.json": Case("webflow", "lead", person("Some", "One", "some.one@home.com")),
    "webflow-2-v2beta.json": Case("webflow", "lead", person("Some", "One", "some.one@home.com")),
    "webflow-3-v2.json": Case(
        "webflow", "lead", person("Zaphod", "Beeblebrox", "zaphod@heartofgold.ai", phone="15550000000")
    ),
    "webflow-4-v2-http.txt": Case("webflow", "lead", {"email": "hello@gmail.com"}),
}
# They hold no submission: what tools answer when asked, and signatures, which have tests of their own below.
OTHERS = {"README.md", "VECTORS-computed.json", "hubspot-3-vectors.json", "meta-2-lead-node.json",
          "standardwebhooks-1-vector.json"}  # fmt: skip


def post_of(name: str) -> Post:
    """The capture as its tool sends it."""
    body = (FORMS / name).read_bytes()
    if name in BOUNDARIES:
        return Post(body, f"multipart/form-data; boundary={BOUNDARIES[name]}")
    if name == "jotform-3-fields.json":
        return multipart(json.loads(body))
    if name.startswith("elementor") and name.endswith(".json"):
        return Post(urlencode(json.loads(body)).encode(), FORM)
    if name == "webflow-4-v2-http.txt":
        return Post(body[body.index(b"{") :], JSON)
    return Post(body, FORM if name.endswith(".txt") else JSON)


def key_of(name: str) -> str:
    """The secret with which a capture proves itself, where it holds one."""
    found = json.loads((FORMS / name).read_bytes()).get("google_key") if name.startswith("googleads") else ""
    return str(found)


@pytest.fixture
def remote(monkeypatch: pytest.MonkeyPatch) -> FakeRemote:
    """Knows who wrote what HubSpot and Meta only point to."""
    ada = {"properties": {"firstname": "Ada", "lastname": "Lovelace", "email": "ada@example.org"}}
    maria = json.loads((FORMS / "meta-2-lead-node.json").read_text("utf-8"))
    known = {"123": ada, "901": ada, "902": ada, "123123123123": maria, "123123123124": maria}
    fake = FakeRemote(known)
    monkeypatch.setattr(understanding, "REMOTE", fake)
    return fake


def test_every_capture_is_in_the_table() -> None:
    assert {path.name for path in FORMS.iterdir()} == CASES.keys() | OTHERS


@pytest.mark.parametrize("name", CASES)
def test_a_capture_becomes_what_it_should(
    crm: Crm, monkeypatch: pytest.MonkeyPatch, remote: FakeRemote, name: str
) -> None:
    case, post = CASES[name], post_of(name)
    crm = connected(crm, monkeypatch, case.source, case.rules, key_of(name))
    client = door(crm)
    assert send(client, post).status_code == (200 if case.source == "google-ads" else 401)
    signed = proven(case.source, post, time.time())
    answer = send(client, signed)
    assert answer.status_code == 200
    assert send(client, signed).json["id"] == answer.json["id"]
    work(crm)
    # The other events of a post are of the same person here, who said the same.
    assert [submission.state for submission in submissions(crm)] == [case.state] + ["duplicate"] * (case.count - 1)
    assert len(leads(crm)) == (1 if case.state == "lead" else 0)
    understood = understanding.understand(crm.settings, submissions(crm)[0])
    found = [{key: getattr(lead, key) for key in case.fields} for lead in leads(crm)] or [
        {key: understood.fields.get(key) for key in case.fields}
    ]
    assert found == [case.fields]
    assert {key: understood.unmapped.get(key) for key in case.kept} == case.kept


def call(body: bytes, headers: dict[str, str], url: str, now: float) -> Call:
    return Call("POST", url, "", JSON, Headers(headers), body, now)


def vectors(name: str) -> list[dict[str, Any]]:
    path = FORMS / name
    return json.loads(path.read_text("utf-8")) if path.exists() else []


def when(headers: dict[str, str]) -> float:
    """The moment that a vector was signed for."""
    stamp = headers.get("x-webflow-timestamp", "1700000000")
    return int(stamp) / (1000 if len(stamp) > 10 else 1)


def signed_body(vector: dict[str, Any]) -> bytes:
    """The bytes that were signed: one capture got its address only afterwards."""
    body = (FORMS / vector["body_file"]).read_bytes()
    if hashlib.sha256(body).hexdigest() != vector.get("body_sha256"):
        return body.replace(b"camille.martin@example.org", b"[email protected]")
    return body


@pytest.mark.parametrize("vector", vectors("VECTORS-computed.json"), ids=lambda vector: vector["body_file"])
def test_the_signature_of_a_capture_is_right_and_of_no_other_body(vector: dict[str, Any]) -> None:
    body, source, secret = signed_body(vector), SOURCES[vector["source"]], vector["secret"]
    good = call(body, vector["headers"], "https://crm.example/hooks/form", when(vector["headers"]))
    assert is_proven(source, good, [secret.encode()])
    assert not is_proven(source, replace(good, body=body + b" "), [secret.encode()])
    assert not is_proven(source, good, [b"another"])
    assert not is_proven(source, good, [])


@pytest.mark.parametrize("vector", vectors("hubspot-3-vectors.json")[3:], ids=lambda vector: vector["id"])
def test_hubspots_own_vectors_are_right(vector: dict[str, Any]) -> None:
    stamp = vector["timestamp"]
    headers = {"X-HubSpot-Request-Timestamp": stamp, "X-HubSpot-Signature-v3": vector["signature"]}
    url, secret, now = vector.get("rawRequestUri", vector["url"]), vector["secret"].encode(), int(stamp) / 1000
    good = call(vector["body"].encode(), headers, url, now)
    assert is_proven(SOURCES["hubspot"], good, [secret])
    assert not is_proven(SOURCES["hubspot"], replace(good, now=now + 301), [secret])
    assert not is_proven(SOURCES["hubspot"], replace(good, url=url + "x"), [secret])
    assert not is_proven(SOURCES["hubspot"], replace(good, method="PUT"), [secret])


@pytest.mark.parametrize("vector", vectors("hubspot-3-vectors.json")[:3], ids=lambda vector: vector["id"])
def test_hubspots_older_signatures_are_not_taken(vector: dict[str, Any]) -> None:
    headers = {"X-HubSpot-Signature": vector["signature"], "X-HubSpot-Signature-v3": vector["signature"]}
    old = call(vector["body"].encode(), headers, vector.get("url", ""), time.time())
    assert not is_proven(SOURCES["hubspot"], old, [vector["secret"].encode()])


def test_the_vector_of_standard_webhooks_is_right(crm: Crm, monkeypatch: pytest.MonkeyPatch) -> None:
    vector = json.loads((FORMS / "standardwebhooks-1-vector.json").read_text("utf-8"))
    crm = connected(crm, monkeypatch, "standard-webhooks", secret=vector["secret"])
    headers = {name: vector[name] for name in ("webhook-id", "webhook-timestamp", "webhook-signature")}
    good = call(vector["body"].encode(), headers, "", int(vector["webhook-timestamp"]))
    keys = crm.settings.hook_keys["form"].secrets
    assert is_proven(SOURCES["standard-webhooks"], good, keys)
    assert not is_proven(SOURCES["standard-webhooks"], replace(good, now=good.now + 301), keys)
    assert not is_proven(SOURCES["standard-webhooks"], replace(good, body=b"{}"), keys)
