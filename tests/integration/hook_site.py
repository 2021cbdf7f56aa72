"""A company with one form tool, for the tests: its door, and what a tool sends to it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

from core.crm import Crm
from core.settings import load
from intake.app import build
from tests.form_tools import PUBLIC_URL, Post, secret_of

OLD_SECRET = "the-secret-of-last-year-0000"


def connected(crm: Crm, monkeypatch: pytest.MonkeyPatch, source: str, more: str = "", secret: str = "") -> Crm:
    """The same core with the tool at `/hooks/form`, with two secrets and all tokens."""
    monkeypatch.setenv("FILON_TEST_SECRET", secret or secret_of(source))
    old = secret_of(source) if source == "standard-webhooks" else OLD_SECRET
    monkeypatch.setenv("FILON_TEST_SECRET_OLD", old)
    monkeypatch.setenv("FILON_TEST_TOKEN", "a-token-for-tests")
    tokens = '\naccess_token = "env:FILON_TEST_TOKEN"\nverify_token = "env:FILON_TEST_TOKEN"\n'
    section = f'source = "{source}"\nsecrets = ["env:FILON_TEST_SECRET", "env:FILON_TEST_SECRET_OLD"]{tokens}'
    path = Path(crm.settings.home) / "filon.toml"
    path.write_text(f"[intake.hooks.form]\n{section}{more}", encoding="utf-8")
    settings = load(config=path, home=crm.settings.home, database_url=crm.settings.database_url, public_url=PUBLIC_URL)
    return Crm(settings, crm.database)


def door(crm: Crm) -> FlaskClient:
    return build(crm).test_client()


def send(client: FlaskClient, post: Post, endpoint: str = "form") -> Any:
    """The tool's call, and the answer to it."""
    path = f"/hooks/{endpoint}/{post.token}" if post.token else f"/hooks/{endpoint}"
    return client.post(path, data=post.body, content_type=post.content_type, headers=dict(post.headers))
