"""`setup/python`, the one part of the set-up that cannot be Python itself."""

import subprocess
from pathlib import Path

import pytest

FINDER = Path(__file__).parents[3] / "setup" / "python"
# It answers the question for its version as told, and to anything else says who it is.
PRETENDER = """#!/bin/sh
[ "$1" = -c ] && exit {old}
echo "{name} $*"
"""


class Shell:
    """A PATH with the pythons that were put there."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def has(self, name: str, *, old: bool = False) -> None:
        path = self.folder / name
        path.write_text(PRETENDER.format(old=int(old), name=name))
        path.chmod(0o755)

    def run(self, *words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            ["/bin/sh", FINDER, *words], env={"PATH": str(self.folder)}, capture_output=True, text=True, check=False
        )


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    return Shell(tmp_path)


def test_the_python_of_the_shell_comes_first(shell: Shell) -> None:
    shell.has("python3")
    shell.has("python3.13")
    assert shell.run("-m", "setup.system", "run").stdout == "python3 -m setup.system run\n"


def test_an_old_one_is_passed_over(shell: Shell) -> None:
    shell.has("python3", old=True)
    shell.has("python3.11")
    assert shell.run("-V").stdout == "python3.11 -V\n"


def test_without_any_it_says_what_to_install(shell: Shell) -> None:
    shell.has("python3", old=True)
    answer = shell.run("-V")
    assert answer.returncode == 1
    assert "Filon needs Python 3.11 or newer" in answer.stderr
    assert "apt-get install python3.11" in answer.stderr
