"""The rules of the house that no linter knows."""

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from click import Command
from click.testing import CliRunner

ROOT = Path(__file__).parents[2]
# Environments and caches begin with a dot; the data of whoever tries Filon here lies in var.
FOLDERS = [folder for folder in ROOT.iterdir() if folder.is_dir() and folder.name[0] != "." and folder.name != "var"]
# A migration grows with the tables, and is written by Alembic and never edited.
GENERATED = ROOT / "core" / "migrations" / "versions"
LONGEST_FILE = 400
LONGEST_FUNCTION = 50
# Names that say nothing of what is inside, and so gather everything.
EMPTY_NAMES = {"utils", "util", "helpers", "helper", "manager", "misc", "common"}


def python_files() -> Iterator[Path]:
    yield from ROOT.glob("*.py")
    for folder in FOLDERS:
        yield from (path for path in folder.rglob("*.py") if path.parent != GENERATED)


def source_files() -> Iterator[Path]:
    yield from python_files()
    for pattern in ("bot/**/*.js", "bot/**/*.css", "templates/**/*.html"):
        yield from ROOT.glob(pattern)


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def lines_in(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    return (function.end_lineno or function.lineno) - function.lineno + 1


def test_no_file_is_too_long_to_be_read_at_once() -> None:
    lengths = {path: len(path.read_text("utf-8").splitlines()) for path in source_files()}
    assert {str(path): length for path, length in lengths.items() if length > LONGEST_FILE} == {}


def test_no_function_is_longer_than_a_page() -> None:
    long = {f"{path}:{f.lineno}": lines_in(f) for path in python_files() for f in functions(path)}
    assert {place: length for place, length in long.items() if length > LONGEST_FUNCTION} == {}


def test_every_file_is_named_for_what_is_in_it() -> None:
    assert [str(path) for path in source_files() if path.stem in EMPTY_NAMES] == []


def test_the_lock_holds_no_address() -> None:
    lock = (ROOT / "requirements.lock").read_text("utf-8")
    assert [line for line in lock.splitlines() if re.search(r"://|--(extra-)?index|--find-links", line)] == []


def test_the_project_chooses_no_registry() -> None:
    uv = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["uv"]
    assert not uv.keys() & {"index", "index-url", "extra-index-url", "find-links", "sources", "pip"}


def test_every_locked_package_has_a_hash() -> None:
    entries = re.split(r"^(?=[a-z0-9])", (ROOT / "requirements.lock").read_text("utf-8"), flags=re.MULTILINE)[1:]
    assert entries
    assert [entry for entry in entries if "--hash=sha256:" not in entry] == []


def test_every_dependency_is_locked() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    asked = project["project"]["dependencies"] + project["dependency-groups"]["dev"]
    lock = (ROOT / "requirements.lock").read_text("utf-8")
    names = {re.split(r"[\[<>=;, ]", requirement)[0] for requirement in asked}
    assert {name for name in names if not re.search(rf"^{name}(\[.*\])?==", lock, re.MULTILINE)} == set()


def procfile() -> dict[str, list[str]]:
    entries = (line.split(": ", 1) for line in (ROOT / "Procfile").read_text("utf-8").splitlines())
    return {name: command.split() for name, command in entries}


def test_the_procfile_has_a_release_and_the_three_processes() -> None:
    assert list(procfile()) == ["release", "web", "bot", "worker"]


@pytest.mark.parametrize("command", procfile().values(), ids=" ".join)
def test_every_process_is_a_command_of_filon(command: list[str]) -> None:
    program, *words = command
    assert program == "filon"
    answer = CliRunner().invoke(filon(), [*words, "--help"])
    assert answer.exit_code == 0, answer.output


def filon() -> Command:
    from filon import main  # noqa: PLC0415  # the rules above are checked even where the program cannot start

    return main
