"""The user guides tell one story each, and every command in it works when it is typed in order."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.app import build
from bot.client import web_client
from bot.commands import COMMANDS
from bot.router import route
from bot.sandbox import Sandbox
from core.crm import Crm
from core.language import Language
from tests.factories import configured, hire
from tests.integration.conftest import served
from tests.integration.talk import CAMILLE, NADIA, OLIVER, Json, Talk

DOCS = Path(__file__).parents[2] / "docs"
REP = {"fr": CAMILLE, "en": OLIVER}
COMMAND = re.compile(r"`/crm ([^`]+)`")


def story(code: str) -> Iterator[tuple[str, str]]:
    """Who types what, in order: the line says so where it is Nadia."""
    for line in (DOCS / "guide" / f"{code}.md").read_text("utf-8").splitlines():
        for typed in COMMAND.findall(line):
            yield NADIA if "Nadia" in line else REP[code], this_year(typed)


def this_year(typed: str) -> str:
    """The guide was written in 2026: its numbers and its days go with the year in which it is read."""
    year = datetime.now(UTC).year
    return re.sub(r"\b202([67])\b", lambda found: str(year + int(found[1]) - 6), typed)


@pytest.fixture
def talk(crm: Crm, sandbox: Sandbox) -> Iterator[Talk]:
    """The small firm of the examples; Nadia is its manager and looks after its settings."""
    company = configured(crm, (DOCS / "examples" / "small-firm.toml").read_text("utf-8"))
    hire(company, CAMILLE, "Camille Moreau")
    hire(company, OLIVER, "Oliver Hughes", "en")
    hire(company, NADIA, "Nadia Lefèvre", role="admin")
    app = build(company, web_client(sandbox.settings.bot_token, sandbox.api_url), sandbox.settings.signing_secret)
    with served(app) as address:
        sandbox.app_url = address
        yield Talk(sandbox, company)


@pytest.mark.parametrize("code", REP)
def test_every_command_of_the_guide_works_in_its_order(talk: Talk, code: str) -> None:
    for user, typed in story(code):
        assert refused(shown(talk, user, typed)) is None, typed


def shown(talk: Talk, user: str, typed: str) -> Json:
    """The answer to it, or the form that opens, which is closed again."""
    where, form = talk.sandbox.dm(user), talk.sandbox.view(user)
    before = talk.sandbox.messages(where, user)
    talk.sandbox.command(user, f"/crm {typed}", where)

    def answer() -> Json | None:
        if (view := talk.sandbox.view(user)) != form:
            return view
        return next((each for each in talk.sandbox.messages(where, user) if each not in before), None)

    found = talk.sandbox.wait_for(answer)
    if talk.sandbox.view(user):
        talk.sandbox.close(user, talk.sandbox.view(user))
    return found


def refused(answer: Json) -> str | None:
    """The sentence of a refusal: it is all that the answer says."""
    text = answer.get("text", "")
    sentences = [block["text"]["text"] for block in answer["blocks"] if block["type"] == "section" and "text" in block]
    return text if sentences[:1] == [f":warning: {text}"] else None


def test_a_refusal_is_seen(talk: Talk) -> None:
    assert "There is no L-7" in str(refused(shown(talk, OLIVER, "show L-7")))


@pytest.mark.parametrize("code", REP)
def test_the_guide_shows_every_command(code: str) -> None:
    language = Language(code)
    told = {route(typed, language)[0].NAME.value for _user, typed in story(code)}
    assert {command.NAME.value for command in COMMANDS} - told == set()


def test_both_guides_are_built_alike() -> None:
    pages = [(DOCS / "guide" / f"{code}.md").read_text("utf-8") for code in REP]
    headings, rows, commands = zip(*map(shape, pages), strict=True)
    assert headings[0] == headings[1]
    assert rows[0] == rows[1]
    assert commands[0] == commands[1]


def shape(page: str) -> tuple[list[str], int, list[str]]:
    """The depth of its headings, how many rows its tables have, and which commands follow each other."""
    depths = re.findall(r"^(#+) ", page, re.MULTILINE)
    typed = [route(each, Language("en"))[0].NAME.value for each in COMMAND.findall(page)]
    return depths, len(re.findall(r"^\|", page, re.MULTILINE)), typed
