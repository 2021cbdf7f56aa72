"""Settings are read once and fail with the name of what is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.errors import Misconfigured
from core.settings import load


def configured(folder: Path, text: str) -> Path:
    path = folder / "filon.toml"
    path.write_text(text)
    return path


def test_everything_has_a_default(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    settings = load()
    assert settings.cycle.kinds == ("lead", "opportunity", "quote", "order", "invoice")
    assert settings.database.endswith("/var/filon.sqlite")


def test_the_file_adapts_the_cycle(tmp_path: Path) -> None:
    text = '[cycle.order]\nmode = "off"\n[cycle.opportunity]\nstages = [{name = "talk", probability = 5}]\n'
    settings = load(config=configured(tmp_path, text))
    assert settings.cycle.kinds == ("lead", "opportunity", "quote", "invoice")
    assert settings.cycle.step("opportunity").open_states == ("talk",)


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("[company\n", "is no valid TOML"),
        ("[compagny]\nname = 'x'\n", "compagny is wrong"),
        ("[cycle.order]\nmode = 'sometimes'\n", "cycle.order.mode is wrong"),
        ("[cycle.opportunity]\nstages = []\n", "stages is empty"),
    ],
)
def test_a_mistake_is_named(tmp_path: Path, text: str, complaint: str) -> None:
    with pytest.raises(Misconfigured, match=complaint):
        load(config=configured(tmp_path, text))


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(Misconfigured, match="cannot be read"):
        load(config=tmp_path / "absent.toml")


def test_the_secret_is_made_once_and_kept_private(tmp_path: Path) -> None:
    first = load(home=tmp_path).secret
    assert load(home=tmp_path).secret == first
    assert len(first) == 64
    assert (tmp_path / "secret-key").stat().st_mode & 0o777 == 0o600


def test_a_secret_in_the_file_itself_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = load(config=configured(tmp_path, '[intake]\napi_tokens = ["hunter2"]\n'))
    with pytest.raises(Misconfigured, match="env:NAME"):
        _ = settings.api_tokens
    monkeypatch.setenv("FILON_API_TOKEN", "from-the-environment")
    settings = load(config=configured(tmp_path, '[intake]\napi_tokens = ["env:FILON_API_TOKEN"]\n'))
    assert settings.api_tokens == {"from-the-environment"}


def test_a_postgresql_url_of_any_platform_is_understood() -> None:
    assert load(database_url="postgresql://u:p@h/d").database == "postgresql+psycopg://u:p@h/d"


def test_the_example_file_says_what_holds_without_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    example = load(config=Path(__file__).parents[3] / "filon.example.toml")
    assert example.configuration == load().configuration
