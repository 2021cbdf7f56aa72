"""The page about form tools says what is so."""

from __future__ import annotations

import re
import textwrap
from pathlib import Path

import pytest
from click.testing import CliRunner

from core.checks import requirable, texts
from core.settings import load
from core.tools import TOOLS
from filon import main
from intake.sources import SOURCES
from tests.form_tools import jsonic

PAGE = (Path(__file__).parents[2] / "docs" / "how-to" / "connect-a-form.md").read_text("utf-8")
BLOCKS = [textwrap.dedent(block) for block in re.findall(r"^ *```toml\n(.*?)^ *```", PAGE, re.MULTILINE | re.DOTALL)]
SESSIONS = re.findall(r"^ *```console\n *\$ filon (.*?)\n(.*?)^ *```", PAGE, re.MULTILINE | re.DOTALL)
QUESTIONS = {
    "question_b": ("Votre nom", "INPUT_TEXT", "Marie Curie"),
    "question_c": ("Où vous écrire ?", "INPUT_EMAIL", "marie@radium.example"),
    "question_d": ("Minerai", "INPUT_TEXT", "or"),
}
FIELDS = [{"key": key, "label": label, "type": kind, "value": value} for key, (label, kind, value) in QUESTIONS.items()]


@pytest.fixture(autouse=True)
def configured(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in re.findall(r"env:(\w+)", PAGE):
        monkeypatch.setenv(name, "a-secret-for-tests-0123456789")
    monkeypatch.setenv("FILON_PUBLIC_URL", "https://crm.radium.example")
    monkeypatch.setenv("FILON_CONFIG", str(tmp_path / "filon.toml"))
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("block", BLOCKS)
def test_filon_starts_with_every_configuration_that_is_shown(configured: Path, block: str) -> None:
    (configured / "filon.toml").write_text(block, "utf-8")
    assert load().configuration.intake.hooks


@pytest.mark.parametrize(("command", "shown"), SESSIONS)
def test_every_command_prints_what_is_shown(configured: Path, command: str, shown: str) -> None:
    (configured / "filon.toml").write_text(BLOCKS[0] + "\n[intake.forms]\n", "utf-8")
    (configured / "payload.json").write_bytes(jsonic({"eventId": "1", "data": {"fields": FIELDS}}).body)
    answer = CliRunner().invoke(main, command.split())
    assert (answer.exit_code, answer.output.strip()) == (0, textwrap.dedent(shown).strip())


def test_the_table_has_every_tool_with_its_proof() -> None:
    _, *rows = re.findall(r"^\| ([^|]+) \| `([\w-]+)` \| (\w+)", PAGE, re.MULTILINE)
    assert [(title, name, proof) for title, name, proof in rows] == [
        (source.title, name, TOOLS[name]) for name, source in SOURCES.items()
    ]


def test_the_page_names_every_field_that_a_rule_may_fill() -> None:
    (sentence,) = re.findall(r"fields are (.*?)\. A consent", PAGE, re.DOTALL)
    assert set(re.findall(r"`(\w+)`", sentence)) == texts("lead") & requirable("lead") | {"full_name"}
