"""Whatever the audit trail notes can be read by people, in both languages."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from core.cycle import build
from core.happenings import WORDS, told
from core.language import CATALOGUES, Language

CORE = Path(__file__).parents[3] / "core"


def recorded() -> Iterator[str]:
    """What `events.record` is given as a text, or as a name that stands for one in its module."""
    for file in CORE.rglob("*.py"):
        tree = ast.parse(file.read_text("utf-8"))
        named = dict(constants(tree))
        for call in ast.walk(tree):
            if isinstance(call, ast.Call) and ast.unparse(call.func) == "events.record":
                happening = call.args[2]
                if isinstance(happening, ast.Constant):
                    yield str(happening.value)
                elif isinstance(happening, ast.Name) and happening.id in named:
                    yield named[happening.id]


def constants(tree: ast.Module) -> Iterator[tuple[str, str]]:
    for part in tree.body:
        if isinstance(part, ast.Assign) and isinstance(part.value, ast.Constant) and isinstance(part.value.value, str):
            yield ast.unparse(part.targets[0]), part.value.value


def states() -> set[str]:
    """A move is noted by the state that it leads to, a task by how it ended."""
    cycles = (build(), build(adapted={"invoice": "export"}))
    return {state.name for cycle in cycles for step in cycle.steps.values() for state in step.states} | {"done"}


HAPPENINGS = sorted({*recorded(), *states()} - {"logged"})


def test_the_happenings_are_found() -> None:
    assert {"created", "line_added", "document_asked", "approval asked", "took over", "partly paid"} <= {*HAPPENINGS}
    assert {*WORDS} <= {*HAPPENINGS}


@pytest.mark.parametrize("happening", HAPPENINGS)
def test_what_happened_is_told_in_words_of_both_languages(happening: str) -> None:
    words = told(f"quote.{happening}")
    with (CATALOGUES / "fr.po").open("rb") as file:
        translated = {entry.id for entry in read_po(file) if entry.string}
    assert words in translated
    for language in (Language("en"), Language("fr")):
        assert language.say(words).replace("-", "").replace(" ", "").replace("’", "").isalpha()
