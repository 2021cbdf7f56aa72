"""`filon inbox` and `filon tokens`, in the language of the terminal, typed well and badly."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from click.testing import CliRunner

from core.crm import Crm
from filon import main
from intake.app import build
from tests.integration.intake_site import work

Run = Callable[..., str]


@pytest.fixture
def run(crm: Crm, monkeypatch: pytest.MonkeyPatch) -> Run:
    """`filon …` on this database, as a French terminal runs it."""
    monkeypatch.setenv("FILON_HOME", str(crm.settings.home))
    monkeypatch.setenv("LC_ALL", "fr_FR.UTF-8")

    def run(*words: str) -> str:
        result = CliRunner().invoke(main, words)
        assert result.exception is None or isinstance(result.exception, SystemExit)
        return result.output

    return run


def test_the_inbox_speaks_french(crm: Crm, run: Run) -> None:
    assert "La réception est vide." in run("inbox", "list")
    build(crm).test_client().post("/f/contact", json={"message": "Bonjour"})
    work(crm)
    shown = run("inbox", "list")
    assert "en quarantaine" in shown
    assert "Un prospect a besoin au moins d’une personne" in shown
    assert "essais\u00a0: 1" in run("inbox", "show", "S-1")
    assert "est retraité" in run("inbox", "replay", "S-1")
    assert "S-1 est écarté." in run("inbox", "discard", "S-1", "--confirm")


@pytest.mark.parametrize("state", ["quarantined", "en quarantaine", "EN QUARANTAINE"])
def test_a_state_may_be_named_in_either_language(crm: Crm, run: Run, state: str) -> None:
    build(crm).test_client().post("/f/contact", json={"message": "Bonjour"})
    work(crm)
    assert "S-1" in run("inbox", "list", state)
    assert "S-1" not in run("inbox", "list", "echoue")
    assert "n’est pas un état" in run("inbox", "list", "perdu")


def test_a_form_of_which_nothing_waits_is_said(run: Run) -> None:
    assert "Rien n’attend de nowhere." in run("inbox", "replay", "--endpoint", "nowhere")


def test_tokens_are_told_of_in_french(run: Run) -> None:
    assert "pas encore de jeton" in run("tokens", "list")
    assert "il n’est montré que maintenant" in run("tokens", "create", "boutique", "--scope", "leads:write")
    assert "jamais utilisé" in run("tokens", "list")
    assert "est révoqué" in run("tokens", "revoke", "1")
    assert "révoqué le" in run("tokens", "list")
