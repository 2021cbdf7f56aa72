from pathlib import Path

import pytest

from setup import programs
from tests.fakes.machine import APT_GET, BREW, DPKG_QUERY, SUDO, Machine


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Machine:
    """A Debian on which we are root."""
    machine = Machine(tmp_path)
    for name, text in {"apt-get": APT_GET, "dpkg-query": DPKG_QUERY, "sudo": SUDO}.items():
        machine.add_program(name, text)
    monkeypatch.setenv("PATH", str(machine.programs))
    monkeypatch.setenv("MACHINE", str(tmp_path))
    monkeypatch.setattr(programs, "LOG", tmp_path / "setup.log")
    monkeypatch.setattr("os.geteuid", lambda: 0)
    monkeypatch.setattr("sys.platform", "linux")
    return machine


@pytest.fixture
def mac(machine: Machine, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Machine:
    """A Mac with Homebrew."""
    machine.add_program("brew", BREW)
    monkeypatch.setattr("sys.platform", "darwin")
    monkeypatch.setattr("setup.installers.APPLICATIONS", tmp_path)
    return machine
