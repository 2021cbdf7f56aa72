"""The system packages that Filon needs: the rows of `packages.toml`."""

from __future__ import annotations

import sys
import tomllib
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

TABLE = Path(__file__).with_name("packages.toml")
# What each goal of the Makefile needs; tests need everything that running does.
NEEDS = {"check": (), "run": ("run",), "test": ("run", "test")}


@dataclass(frozen=True)
class Package:
    """One need: what each system calls it, what it is for, and what fails without it."""

    debian: tuple[str, ...]
    needed_for: str
    purpose: str
    without_it: str
    homebrew: str | None = None
    application: str | None = None


def needed(goal: str) -> list[Package]:
    """Everything that `check`, `run` or `test` needs, Python's own missing part included."""
    rows = tomllib.loads(TABLE.read_text("utf-8"))["package"]
    packages = [Package(**row | {"debian": tuple(row["debian"])}) for row in rows]
    return _python() + [package for package in packages if package.needed_for in NEEDS[goal]]


def _python() -> list[Package]:
    if find_spec("ensurepip"):
        return []
    # Debian and Ubuntu split Python: what `venv` needs is a package of its own.
    name = f"python3.{sys.version_info.minor}-venv"
    return [Package((name,), "check", "makes .venv, where the Python packages live", "nothing of Filon can run")]
