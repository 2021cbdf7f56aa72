"""`.ci/run`, on a checkout whose make pretends."""

import os
import subprocess
from pathlib import Path

import pytest

RUN = Path(__file__).parents[2] / ".ci" / "run"
README = "# Filon\n\nRun make check.\n\n```sh\ngit clone filon\n$ make test   # all of them\n```\n"
MAKE = """#!/bin/sh
echo "make $*"
[ "$*" = "$FAILS" ] && { echo "1 failed, 41 passed in 3.00s"; echo "make: *** Error 1"; exit 2; }
[ "$*" = test ] && echo "42 passed in 3.00s"
exit 0
"""


class Checkout:
    def __init__(self, folder: Path) -> None:
        self.folder = folder
        (folder / ".ci").mkdir()
        (folder / ".ci" / "run").write_text(RUN.read_text())
        (folder / "README.md").write_text(README)
        (folder / "make").write_text(MAKE)
        (folder / "make").chmod(0o755)

    def run(self, fails: str = "nothing") -> subprocess.CompletedProcess[str]:
        environment = {"PATH": f"{self.folder}:{os.defpath}", "FAILS": fails, "CI": "true"}
        return subprocess.run(
            ["bash", self.folder / ".ci" / "run"], env=environment, capture_output=True, text=True, check=False
        )


@pytest.fixture
def checkout(tmp_path: Path) -> Checkout:
    return Checkout(tmp_path)


def test_the_checks_run_before_the_tests_and_the_closing_line_is_last(checkout: Checkout) -> None:
    answer = checkout.run()
    assert answer.returncode == 0
    assert answer.stdout.splitlines() == ["make check", "make test", "42 passed in 3.00s", "42 passed in 3.00s"]


def test_failed_checks_end_it(checkout: Checkout) -> None:
    answer = checkout.run(fails="check")
    assert answer.returncode != 0
    assert "make test" not in answer.stdout


def test_failed_tests_fail_it_and_the_closing_line_is_still_last(checkout: Checkout) -> None:
    answer = checkout.run(fails="test")
    assert answer.returncode != 0
    assert answer.stdout.splitlines()[-1] == "1 failed, 41 passed in 3.00s"


def test_a_readme_that_does_not_say_how_to_test_fails_it(checkout: Checkout) -> None:
    (checkout.folder / "README.md").write_text("# Filon\n\nmake test\n")
    answer = checkout.run()
    assert answer.returncode != 0
    assert "no fenced block" in answer.stderr
