from pathlib import Path

import pytest

from setup import environment, programs

VENV_PYTHON = """#!/bin/sh
echo "$@" >> "$CALLS"
case "$*" in $FAIL) echo "no route to the registry"; exit 1 ;; esac
"""
PYTHON = f"""{VENV_PYTHON}
for venv; do :; done
mkdir -p "$venv/bin"
cp "$VENV_PYTHON" "$venv/bin/python"
touch "$venv/bin/pip"
printf 'version = 3.11.7\\ncommand = python3 -m venv %s\\n' "$venv" > "$venv/pyvenv.cfg"
"""


class Checkout:
    """A checkout whose Python notes what it is asked to do, and fails at the words in FAIL (a shell pattern)."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.folder = folder
        self.calls_file = folder / "calls"
        self.monkeypatch = monkeypatch
        (folder / "requirements.lock").write_text("click==8.5.1\n")
        (folder / "pyproject.toml").write_text("[project]\n")
        for name, text in {"python3": PYTHON, "venv-python": VENV_PYTHON}.items():
            (folder / name).write_text(text)
            (folder / name).chmod(0o755)

    def stand_at(self, place: Path) -> None:
        self.monkeypatch.setattr(environment, "ROOT", place)
        self.monkeypatch.setattr(environment, "VENV", place / ".venv")
        self.monkeypatch.setattr(environment, "PYTHON", str(place / ".venv/bin/python"))
        self.monkeypatch.setattr(environment, "STAMP", place / ".venv/filon.stamp")

    def fail_at(self, pattern: str) -> None:
        self.monkeypatch.setenv("FAIL", pattern)

    def calls(self) -> list[str]:
        calls = self.calls_file.read_text().splitlines() if self.calls_file.exists() else []
        self.calls_file.unlink(missing_ok=True)
        return calls


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Checkout:
    checkout = Checkout(tmp_path, monkeypatch)
    checkout.stand_at(tmp_path)
    checkout.fail_at("")
    monkeypatch.setenv("CALLS", str(checkout.calls_file))
    monkeypatch.setenv("VENV_PYTHON", str(tmp_path / "venv-python"))
    monkeypatch.setattr("sys.executable", str(tmp_path / "python3"))
    monkeypatch.setattr("platform.python_version", lambda: "3.11.7")
    monkeypatch.setattr(programs, "LOG", tmp_path / "setup.log")
    return checkout


def test_a_new_checkout_gets_venv_uv_the_lock_and_filon_in_this_order(checkout: Checkout) -> None:
    assert environment.main() == 0
    made, uv, lock, itself = checkout.calls()
    assert "venv --clear" in made
    assert uv.endswith(environment.UV)
    assert "sync" in lock
    assert "--require-hashes" in lock
    assert "--editable" in itself
    assert "--no-deps" in itself


def test_the_second_time_nothing_is_done_and_nothing_said(
    checkout: Checkout, capsys: pytest.CaptureFixture[str]
) -> None:
    environment.main()
    checkout.calls()
    capsys.readouterr()
    assert environment.main() == 0
    assert checkout.calls() == []
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize("name", ["requirements.lock", "pyproject.toml"])
def test_a_changed_request_is_installed_into_the_same_venv(checkout: Checkout, name: str) -> None:
    environment.main()
    checkout.calls()
    (checkout.folder / name).write_text("changed\n")
    assert environment.main() == 0
    assert "--clear" not in " ".join(checkout.calls())


def test_another_python_gets_a_new_venv(checkout: Checkout, monkeypatch: pytest.MonkeyPatch) -> None:
    environment.main()
    checkout.calls()
    monkeypatch.setattr("platform.python_version", lambda: "3.13.5")
    monkeypatch.setattr("sys.version", "3.13.5 (another one)")
    environment.main()
    assert "venv --clear" in checkout.calls()[0]


def test_a_checkout_that_was_moved_gets_a_new_venv(checkout: Checkout) -> None:
    environment.main()
    checkout.calls()
    moved = checkout.folder / "moved"
    moved.mkdir()
    for name in (".venv", "requirements.lock", "pyproject.toml"):
        (checkout.folder / name).rename(moved / name)
    checkout.stand_at(moved)
    environment.main()
    assert "venv --clear" in checkout.calls()[0]


def test_a_venv_left_half_made_is_made_anew(checkout: Checkout) -> None:
    environment.main()
    checkout.calls()
    (checkout.folder / ".venv/bin/pip").unlink()
    environment.STAMP.unlink()
    environment.main()
    assert "venv --clear" in checkout.calls()[0]


def test_a_registry_without_the_pinned_uv_gives_the_one_that_it_has(checkout: Checkout) -> None:
    checkout.fail_at(f"*{environment.UV}")
    assert environment.main() == 0
    assert checkout.calls()[2].endswith(" uv")


def test_a_failed_step_is_named_with_its_last_words_and_tried_again(
    checkout: Checkout, capsys: pytest.CaptureFixture[str]
) -> None:
    checkout.fail_at("*sync*")
    assert environment.main() == 1
    said = capsys.readouterr().out
    assert "Could not install requirements.lock" in said
    assert "no route to the registry" in said
    checkout.fail_at("")
    assert environment.main() == 0


def test_an_environment_of_another_checkout_is_left_alone(
    checkout: Checkout, capsys: pytest.CaptureFixture[str]
) -> None:
    other = checkout.folder / "other"
    other.mkdir()
    (checkout.folder / ".venv").symlink_to(other)
    assert environment.main() == 1
    assert "belongs to another checkout" in capsys.readouterr().out
    assert checkout.calls() == []
