"""A marketing site's forms for the tests: an application with a configuration, and what became of what it took."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from itsdangerous import TimestampSigner
from sqlalchemy import select

from core.crm import Crm
from core.model import Lead, Submission
from core.settings import load
from intake.app import build
from intake.asgi import Application
from intake.drain import drain, process_submission
from intake.stamp import stamp

TOKEN = "a-token-for-tests"
BEARER = {"Authorization": f"Bearer {TOKEN}"}
BROWSER = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}
MARIE = {"name": "Marie Curie", "email": "marie@radium.example", "company": "Radium SA"}

CONFIGURATION = """
[intake]
api_tokens = ["env:FILON_TEST_TOKEN", "env:FILON_TEST_TOKEN_OLD"]
[intake.forms.contact]
[intake.forms.shop]
redirect = "https://www.radium.example/merci"
origins = ["https://www.radium.example"]
campaign = "printemps"
"""


def application() -> Application:
    """What a web server loads; the environment says which database."""
    return Application(build(Crm(load())))


def configured(crm: Crm, monkeypatch: pytest.MonkeyPatch) -> Crm:
    """The same core with two forms and two tokens."""
    monkeypatch.setenv("FILON_TEST_TOKEN", TOKEN)
    monkeypatch.setenv("FILON_TEST_TOKEN_OLD", "the-token-of-last-year")
    path = Path(crm.settings.home) / "filon.toml"
    path.write_text(CONFIGURATION, encoding="utf-8")
    settings = load(config=path, home=crm.settings.home, database_url=crm.settings.database_url)
    return Crm(settings, crm.database)


def stamped(crm: Crm, ago: int = 60, form: str = "contact") -> str:
    """The stamp of our own form that was shown so many seconds ago."""
    now = TimestampSigner.get_timestamp
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TimestampSigner, "get_timestamp", lambda signer: now(signer) - ago)
        return stamp(crm.settings, form)


def work(crm: Crm) -> None:
    """Do all that waits, and what a tool must be asked for, twice, as after a crash."""
    while drain(crm):
        pass
    for submission in [*submissions(crm)] * 2:
        if submission.door in {"form", "hook", "api"}:
            process_submission(crm, submission.id)


def submissions(crm: Crm) -> Sequence[Submission]:
    """Everything that was stored, in order."""
    with crm.read() as session:
        return session.scalars(select(Submission).order_by(Submission.id)).all()


def leads(crm: Crm) -> Sequence[Lead]:
    """Every lead, in order."""
    with crm.read() as session:
        return session.scalars(select(Lead).order_by(Lead.id)).all()
