"""The configurations that the docs show are ones that Filon starts with."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from core.settings import load

DOCS = Path(__file__).parents[2] / "docs"
HOW_TO = DOCS / "how-to" / "adapt-the-cycle.md"
BLOCKS = [
    block
    for page in (HOW_TO, DOCS / "how-to" / "web-form.md", DOCS / "how-to" / "consent.md")
    for block in re.findall(r"^```toml\n(.*?)^```", page.read_text("utf-8"), re.MULTILINE | re.DOTALL)
]
EXAMPLES = {path.stem: path.read_text("utf-8") for path in (DOCS / "examples").glob("*.toml")}
# What filon.toml names as env:NAME.
SECRETS = {"ERP_TOKEN": "c2VjcmV0LW9mLXRoZS1lcnA=", "ERP_WEBHOOK_SECRET": "whsec_" + "c2VjcmV0" * 8}
MODES = {
    "small-firm": ("own", "own"),
    "beside-an-erp": ("mirror", "export"),
    "quotes-only": ("off", "off"),
}


@pytest.fixture(autouse=True)
def secrets(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, secret in SECRETS.items():
        monkeypatch.setenv(name, secret)


def configured(folder: Path, toml: str) -> tuple[str, str]:
    """The modes of orders and invoices that Filon starts with."""
    (folder / "filon.toml").write_text(toml, "utf-8")
    company = load(home=folder, config=folder / "filon.toml").configuration.cycle
    return company.order.mode, company.invoice.mode


@pytest.mark.parametrize("name", MODES)
def test_an_example_starts_with_the_modes_that_are_told(tmp_path: Path, name: str) -> None:
    assert configured(tmp_path, EXAMPLES[name]) == MODES[name]
    assert "| {} | {} | [{}.toml]".format(*MODES[name], name) in HOW_TO.read_text("utf-8")


def test_every_example_is_told_of() -> None:
    assert EXAMPLES.keys() == MODES.keys()


@pytest.mark.parametrize("number", range(len(BLOCKS)))
def test_what_the_how_to_shows_can_be_added_to_any_company(tmp_path: Path, number: int) -> None:
    assert configured(tmp_path, BLOCKS[number]) == ("own", "own")


def test_all_that_the_how_to_shows_goes_together(tmp_path: Path) -> None:
    assert configured(tmp_path, "\n".join(BLOCKS)) == ("own", "own")
