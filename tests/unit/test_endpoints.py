"""`filon intake`: what to paste into a tool, and what a payload would become."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from core.tools import TOOLS
from filon import main
from intake.sources import SOURCES
from tests.form_samples import ANY, ELEMENTOR, HUBSPOT, JOTFORM, TALLY, google
from tests.form_tools import SECRET, Post

CONFIGURATION = """
[intake.hooks.site]
source = "tally"
secrets = ["env:HOOK_SECRET", "env:OLD_SECRET"]
campaign = "printemps"
[intake.hooks.site.fields]
consent.marketing = {match = ["label:minerai"], text = "v3"}
[intake.hooks.inscription]
source = "jotform"
secrets = ["env:HOOK_SECRET"]
[intake.hooks.ads]
source = "google-ads"
secrets = ["env:HOOK_SECRET"]
[intake.hooks.leads]
source = "meta"
secrets = ["env:HOOK_SECRET"]
access_token = "env:OLD_SECRET"
verify_token = "env:VERIFY"
[intake.forms.contact]
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "filon.toml").write_text(CONFIGURATION, "utf-8")
    monkeypatch.setenv("FILON_CONFIG", str(tmp_path / "filon.toml"))
    monkeypatch.setenv("FILON_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("FILON_PUBLIC_URL", "https://crm.radium.example")
    for name in ("HOOK_SECRET", "OLD_SECRET", "VERIFY"):
        monkeypatch.setenv(name, SECRET)
    return tmp_path


def run(*words: str) -> tuple[int, str]:
    answer = CliRunner().invoke(main, ["intake", *words])
    return answer.exit_code, answer.output


def tried(folder: Path, endpoint: str, post: Post, name: str = "payload.txt", *more: str) -> tuple[int, str]:
    (folder / name).write_bytes(post.body)
    return run("try", endpoint, str(folder / name), *more)


def test_every_tool_that_may_be_configured_is_one_that_is_known() -> None:
    assert SOURCES.keys() == TOOLS.keys()


def test_the_addresses_are_listed_with_what_to_set_where_and_no_secret(folder: Path) -> None:
    code, said = run("endpoints")
    assert code == 0
    assert "contact (web form)\n  https://crm.radium.example/f/contact\n" in said
    assert "site (Tally)\n  https://crm.radium.example/hooks/site\n  Integrations → Webhooks" in said
    assert "Secret: $HOOK_SECRET or $OLD_SECRET" in said
    assert "https://crm.radium.example/hooks/inscription/$HOOK_SECRET\n" in said
    assert "Verify token: $VERIFY" in said
    assert SECRET not in said


def test_a_payload_shows_what_it_would_become_and_is_not_stored(folder: Path) -> None:
    code, said = tried(folder, "site", TALLY)
    assert code == 0
    lines = [line.split() for line in said.splitlines()]
    for line in (
        ["A", "lead:"],
        ["first_name", "Marie"],
        ["campaign", "printemps"],
        ["Consents:", "marketing", "(v3)"],
    ):
        assert line in lines
    assert "key:question_c  type:INPUT_EMAIL  label:Où vous écrire ?" in said
    assert not (folder / "home").exists()


@pytest.mark.parametrize(
    ("endpoint", "post", "words"),
    [("inscription", JOTFORM, "Marie"), ("contact", ELEMENTOR, "Marie"), ("contact", ANY, "Marie")],
)
def test_the_type_of_a_file_is_guessed(folder: Path, endpoint: str, post: Post, words: str) -> None:
    code, said = tried(folder, endpoint, post)
    assert (code, words in said) == (0, True)


def test_a_test_says_that_it_is_one(folder: Path) -> None:
    assert tried(folder, "ads", google(is_test=True))[1].startswith("A test: no lead is made of it.\n")


def test_what_makes_no_lead_says_why(folder: Path) -> None:
    code, said = tried(folder, "site", Post(b'{"data": {"fields": [{"key": "q", "value": "or"}]}}'))
    assert (code, said.splitlines()[0]) == (
        1,
        "No lead: A lead needs at least a person, a company, an e-mail or a phone number.",
    )
    assert tried(folder, "site", HUBSPOT)[0] == 1
    code, said = tried(folder, "contact", Post(b"<x/>"), "payload.xml", "--type", "text/xml")
    assert (code, said.splitlines()[0]) == (1, "No lead: The content type text/xml is not taken. Send a form or JSON.")


def test_an_unknown_endpoint_names_those_that_there_are(folder: Path) -> None:
    code, said = tried(folder, "elsewhere", TALLY)
    assert (code, said.strip()) == (
        1,
        "filon.toml has no form or hook elsewhere. There are: contact, site, inscription, ads, leads.",
    )


def test_it_is_said_in_the_language_of_the_terminal(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "fr_FR.UTF-8")
    said = run("endpoints")[1]
    assert "contact (formulaire web)" in said
    assert "Secret\xa0: $HOOK_SECRET ou $OLD_SECRET" in said
    assert "collez l’adresse" in said
    assert "Un prospect\xa0:" in tried(folder, "site", TALLY)[1]
    assert "Un essai\xa0: aucun prospect" in tried(folder, "ads", google(is_test=True))[1]
    assert "Il y a\xa0:" in run("try", "nowhere", str(folder / "payload.txt"))[1]
