"""`filon cycle show`: the company's cycle as tables and as a diagram."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from core.checks import requirable
from core.cycle import KINDS, Stage, build
from core.cycle.diagram import diagram
from core.language import Language
from filon import main

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "cycle.md"
ENGLISH = Language("en")
# Every line that a state diagram may have here: Mermaid's own grammar, as far as we use it.
LINES = (
    r"stateDiagram-v2",
    r'    state "[^"\n]+" as [a-z]+( \{)?',
    r'        state "[^"\n]+" as [a-z]+_\d+',
    r"        \[\*\] --> [a-z]+_0",
    r"        [a-z]+_\d+ --> [a-z]+_\d+ : [^:;\n]+",
    r"    [a-z]+ --> [a-z]+ : [^:;\n]+",
    r"    \}",
)
OTHERS = build([Stage('say "yes"; no: #1', 5), Stage("état", 9)], {"order": "mirror", "invoice": "export"})
CYCLES = {"own": build(), "others": OTHERS, "short": build(adapted={"order": "off", "invoice": "off"})}


def shown(*options: str) -> str:
    answer = CliRunner().invoke(main, ["cycle", "show", *options])
    assert answer.exit_code == 0, answer.output
    return answer.output


@pytest.mark.parametrize("code", ["en", "fr"])
@pytest.mark.parametrize("name", CYCLES)
def test_the_diagram_is_one_that_mermaid_draws(name: str, code: str) -> None:
    lines = diagram(Language(code), CYCLES[name]).splitlines()
    assert [line for line in lines if not any(re.fullmatch(each, line) for each in LINES)] == []
    assert sum(line.endswith("{") for line in lines) == lines.count("    }")
    ids = {line.rpartition(" as ")[2].removesuffix(" {") for line in lines if " as " in line}
    edges = [re.findall(r"\b[a-z]+(?:_\d+)?\b", line.partition(" : ")[0]) for line in lines if "-->" in line]
    assert {end for edge in edges for end in edge} <= ids


def test_a_step_that_is_off_is_in_no_diagram() -> None:
    drawn = diagram(ENGLISH, CYCLES["short"])
    assert not re.search("order|invoice|bill", drawn, re.IGNORECASE)
    assert "quote -->" not in drawn


def test_a_step_of_another_system_has_no_moves_and_is_made_of_nothing() -> None:
    drawn = diagram(ENGLISH, CYCLES["others"])
    assert 'state "Order (mirror)" as order' in drawn
    assert "order_" not in drawn
    assert "quote --> order" not in drawn
    assert "Hand over" in drawn


def test_the_table_tells_steps_moves_needs_reasons_and_what_is_required(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "filon.toml"
    path.write_text('[cycle.quote.required]\nsent = ["customer_reference"]\n[cycle.order]\nmode = "off"\n')
    monkeypatch.setenv("FILON_CONFIG", str(path))
    english, french = shown(), shown("--language", "fr")
    assert [line for line in english.splitlines() if "(mode: " in line] == [
        "Lead (mode: own), promoted into: opportunity",
        "Opportunity (mode: own), promoted into: quote",
        "Quote (mode: own), promoted into: invoice",
        "Invoice (mode: own)",
    ]
    assert re.search(r"│ draft +│ sent +│ advance +│ lines, customer, approval +│", english)
    assert "Required for “sent”: customer reference" in english
    assert "Probabilities: qualify 10 %" in english
    assert "Exigé pour «\xa0envoyé\xa0»\xa0: référence du client" in french
    assert "cancelled" in english.partition("Reasons: ")[2].partition("\n")[0]


def test_the_documented_diagram_is_the_one_that_is_shown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    documented = re.search(r"```mermaid\n(.*?)```", PAGE.read_text("utf-8"), re.DOTALL)
    assert documented
    assert documented[1] == shown("--mermaid")


@pytest.mark.parametrize("kind", KINDS)
def test_every_step_is_explained_in_the_reference(kind: str) -> None:
    assert f"[cycle.{kind}" in PAGE.read_text("utf-8")


@pytest.mark.parametrize("kind", KINDS)
def test_the_fields_that_can_be_required_are_documented(kind: str) -> None:
    fields = ", ".join(f"`{name}`" for name in sorted(requirable(kind)))
    assert f"| {kind} | {fields} |" in PAGE.read_text("utf-8")
