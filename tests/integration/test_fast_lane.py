"""The fast lane takes what it is sure of, and gives the answer that the routes would give."""

from __future__ import annotations

import json
import time
from dataclasses import dataclass, replace
from typing import Any

import pytest

from core.crm import Crm
from core.model import Submission
from intake import asgi, fast_lane
from intake.app import build
from intake.asgi import Application
from intake.payload import MOST_BYTES
from intake.writer import Writer
from tests.asgi import Answered, post
from tests.form_samples import SAMPLES
from tests.form_tools import proven
from tests.integration.hook_site import connected
from tests.integration.intake_site import configured, submissions
from tests.integration.test_hostile import HOSTILE, octets

FORM = ("Content-Type", "application/x-www-form-urlencoded")
JSON = ("Content-Type", "application/json")
WANTS_JSON = ("Accept", "application/json")


@dataclass
class Site:
    """The application, and what went the slow way."""

    application: Application
    left_to_routes: list[str]


def site_of(crm: Crm, monkeypatch: pytest.MonkeyPatch) -> Site:
    site = Site(Application(build(crm)), [])
    routes = site.application._routes

    async def counted(scope: Any, receive: Any, send: Any) -> None:
        site.left_to_routes.append(scope["path"])
        await routes(scope, receive, send)

    monkeypatch.setattr(site.application, "_routes", counted)
    return site


@pytest.fixture
def site(crm: Crm, monkeypatch: pytest.MonkeyPatch) -> Site:
    return site_of(configured(crm, monkeypatch), monkeypatch)


def by_routes(site: Site, *arguments: Any, **options: Any) -> Answered:
    """The same request, as if there were no fast lane."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(fast_lane, "LANES", {"/nowhere": None})
        return post(site.application, *arguments, **options)


def told(answer: Answered) -> tuple[int, str, Any]:
    """The answer without what is another's each time."""
    if "json" not in answer.headers.get("content-type", ""):
        return answer.status, answer.headers.get("content-type", ""), None
    said = json.loads(answer.body)
    return answer.status, answer.headers["content-type"], {name: said[name] for name in said if name != "status"}


def kept(submission: Submission) -> dict[str, Any]:
    """What is stored of a submission, but for what is each one's own."""
    own = {"id", "public_id", "key", "digest", "body", "created_at", "updated_at", "due_at"}
    return {
        column.name: getattr(submission, column.name)
        for column in Submission.__table__.columns
        if column.name not in own
    }


@pytest.mark.parametrize(
    ("body", "headers"),
    [
        ("name=Marie+{}&email=marie%40radium.example&_page=https%3A%2F%2Fa.example", [FORM, WANTS_JSON]),
        ('{{"name": "Marie {}", "email": "marie@radium.example"}}', [JSON]),
        (
            '{{"name": "Marie {}"}}',
            [("Content-Type", "Application/JSON; charset=utf-8"), ("Accept-Language", "de, fr")],
        ),
        ("name={}", [FORM, WANTS_JSON, ("Referer", "https://a.example/p"), ("Cookie", "a=b"), ("X-Twice", "1")]),
        ("name={}", [FORM, WANTS_JSON, ("X-Twice", "1"), ("X-Twice", "2"), ("Authorization", "Bearer x")]),
    ],
)
def test_both_ways_store_the_same(site: Site, crm: Crm, body: str, headers: list[tuple[str, str]]) -> None:
    slow = by_routes(site, "/f/contact", body.format("slow").encode(), headers)
    site.left_to_routes.clear()
    fast = post(site.application, "/f/contact", body.format("fast").encode(), headers)
    assert site.left_to_routes == []
    assert {**slow.headers, "content-length": fast.headers["content-length"]} == fast.headers
    assert json.loads(fast.body)["status"] == json.loads(slow.body)["status"] == "accepted"
    one, other = submissions(crm)
    assert kept(one) == kept(other)


@pytest.mark.parametrize("path", ["/f/contact", "/hooks/form", "/hooks/form/a-token"])
def test_whatever_nobody_should_send_is_answered_alike_on_both_ways(
    crm: Crm, monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    """What the one way stored is a duplicate on the other, so both know it by the same key."""
    hook = connected(crm, monkeypatch, "json", "\n[intake.forms.contact]\n", secret="the-secret-for-tests-0000")
    site = site_of(hook, monkeypatch)
    for case in HOSTILE:
        body = b"".join(map(octets, case["body"]))
        typed = [("Content-Type", case["type"])] if case["type"] is not None else []
        headers = [*typed, ("Authorization", "Bearer the-secret-for-tests-0000"), *map(tuple, case["headers"])]
        slow, fast = by_routes(site, path, body, headers), post(site.application, path, body, headers)
        assert told(fast) == told(slow), case["name"]
        assert fast.status < 500, case["name"]
    assert len(site.left_to_routes) > len(HOSTILE)


@pytest.mark.parametrize("name", SAMPLES)
def test_the_form_tools_go_the_fast_way(crm: Crm, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    source, sample, _ = SAMPLES[name]
    site, sent = site_of(connected(crm, monkeypatch, source), monkeypatch), proven(source, sample, time.time())
    path = f"/hooks/form/{sent.token}" if sent.token else "/hooks/form"
    headers = [("Content-Type", sent.content_type), *sent.headers.items()]
    slow = by_routes(site, path, sent.body, headers)
    site.left_to_routes.clear()
    assert told(post(site.application, path, sent.body, headers)) == told(slow)
    assert bool(site.left_to_routes) == (len(sent.body) > MOST_BYTES)
    assert slow.status == 200


@pytest.mark.parametrize(
    ("headers", "options"),
    [
        ([FORM, ("Accept", "text/html")], {}),
        ([FORM, WANTS_JSON, ("Origin", "https://www.radium.example")], {}),
        ([FORM, WANTS_JSON], {"query": b"lang=fr"}),
        ([FORM, WANTS_JSON], {"query": b"a=\xff\xfe"}),
        ([("Content-Type", "text/plain"), WANTS_JSON], {}),
        ([FORM, WANTS_JSON], {"length": 500}),
    ],
    ids=["a browser", "a page's script", "a query", "a strange query", "another type", "a part of it"],
)
def test_what_needs_a_second_look_goes_to_the_routes(
    site: Site, headers: list[tuple[str, str]], options: dict[str, Any]
) -> None:
    answer = post(site.application, "/f/contact", b"name=Marie", headers, **options)
    assert site.left_to_routes == ["/f/contact"]
    assert answer.status in {200, 303, 400, 415}


def test_our_own_form_goes_to_the_routes_which_may_show_it_again(site: Site) -> None:
    assert post(site.application, "/f/contact", b"_hosted=x&name=Marie", [FORM, WANTS_JSON]).status == 422
    assert site.left_to_routes == ["/f/contact"]


def test_a_body_in_parts_is_put_together(site: Site, crm: Crm) -> None:
    parts = [b"name=Ma", b"rie&", b"email=marie%40radium.example"]
    assert post(site.application, "/f/contact", parts, [FORM, WANTS_JSON]).status == 200
    assert submissions(crm)[0].body == b"".join(parts)


def test_what_is_too_large_is_refused_by_the_routes_before_it_is_read(site: Site, crm: Crm) -> None:
    answer = post(site.application, "/f/contact", b"name=M", [FORM, WANTS_JSON], length=MOST_BYTES + 1)
    assert (answer.status, submissions(crm)) == (413, [])


def test_who_sends_too_much_hears_it(crm: Crm, monkeypatch: pytest.MonkeyPatch) -> None:
    site = site_of(configured(crm, monkeypatch), monkeypatch)
    limits = {"sender": "203.0.113.9"}
    answers = [
        post(site.application, "/f/contact", b"name=M%d" % number, [FORM, WANTS_JSON], **limits)
        for number in range(200)
    ]
    assert {answer.status for answer in answers} == {200, 429}
    assert answers[-1].headers["retry-after"]


def test_a_trusted_proxy_says_who_sent_it(crm: Crm, monkeypatch: pytest.MonkeyPatch) -> None:
    site = site_of(configured(crm, monkeypatch), monkeypatch)
    monkeypatch.setattr(site.application, "_proxies", 1)
    heard = ("X-Forwarded-For", "198.51.100.7, 203.0.113.9")
    post(site.application, "/f/contact", b"name=Marie", [FORM, WANTS_JSON, heard])
    assert submissions(crm)[0].origin["ip"] == "203.0.113.9"


def test_a_database_that_is_away_is_said_with_when_to_come_again(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    full = Writer(site.application._reception.crm, longest_queue=-1)
    monkeypatch.setattr(site.application, "_reception", replace(site.application._reception, writer=full))
    answer = post(site.application, "/f/contact", b"name=Marie", [FORM, WANTS_JSON])
    said = json.loads(answer.body)
    assert (answer.status, said["title"], answer.headers["retry-after"]) == (503, "Service Unavailable", "5")
    assert answer.headers["content-type"] == "application/problem+json"
    assert said["detail"].startswith("Trop d’envois arrivent en même temps")


def test_what_breaks_the_fast_lane_is_left_to_the_routes(
    site: Site, crm: Crm, monkeypatch: pytest.MonkeyPatch, clean_log: Any
) -> None:
    monkeypatch.setattr(asgi.fast_lane, "passage", lambda *_: 1 / 0)
    assert post(site.application, "/f/contact", b"name=Marie", [FORM, WANTS_JSON]).status == 200
    assert len(submissions(crm)) == 1


def test_both_ways_are_counted_under_one_name(site: Site) -> None:
    post(site.application, "/f/contact", b"name=Fast", [FORM, WANTS_JSON])
    by_routes(site, "/f/contact", b"name=Slow", [FORM, WANTS_JSON])
    figures = site.application._reception.figures.written(0).decode()
    assert 'filon_requests_total{endpoint="forms.submit",status="200"} 2.0' in figures
