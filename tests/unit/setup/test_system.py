import sys

import pytest

from setup import packages, system
from setup.packages import needed
from tests.fakes.machine import Machine

EVERYTHING = [package.debian[0] for package in needed("test")]


def test_a_whole_machine_is_left_alone(machine: Machine, capsys: pytest.CaptureFixture[str]) -> None:
    machine.install(*EVERYTHING)
    assert system.main("test") == 0
    assert machine.lines("asked") == []
    assert capsys.readouterr().out == ""


def test_what_is_missing_is_installed_at_once_and_explained(
    machine: Machine, capsys: pytest.CaptureFixture[str]
) -> None:
    machine.install(*(name for name in EVERYTHING if name not in {"chromium", "poppler-utils"}))
    machine.offer(*EVERYTHING)
    assert system.main("test") == 0
    assert machine.asked_to_install() == [["chromium", "poppler-utils"]]
    assert "tries the pages in a browser" in capsys.readouterr().out


def test_running_asks_for_nothing_that_only_tests_need(machine: Machine) -> None:
    machine.offer(*EVERYTHING)
    assert system.main("run") == 0
    assert "chromium" not in machine.asked_to_install()[0]
    assert "tesseract-ocr-fra" in machine.asked_to_install()[0]


def test_another_name_of_a_package_is_tried_where_the_first_is_unknown(machine: Machine) -> None:
    machine.offer("chromium-browser", *(name for name in EVERYTHING if name != "chromium"))
    assert system.main("test") == 0
    assert "installed chromium-browser" in machine.lines("installed")


def test_another_name_of_a_package_is_enough_where_it_stands_already(machine: Machine) -> None:
    machine.install("libreoffice-writer", *(name for name in EVERYTHING if name != "libreoffice-writer-nogui"))
    assert system.main("run") == 0
    assert machine.lines("asked") == []


def test_a_removed_package_is_not_taken_for_an_installed_one(machine: Machine) -> None:
    machine.write("installed", *(f"config-files {name}" for name in EVERYTHING))
    machine.offer(*EVERYTHING)
    system.main("run")
    assert "tesseract-ocr" in machine.asked_to_install()[0]


def test_nothing_of_the_user_is_removed_for_a_package_of_ours(machine: Machine) -> None:
    machine.offer(*EVERYTHING)
    system.main("run")
    assert all("--no-remove" in line for line in machine.lines("asked") if line.startswith("install"))


def test_one_unknown_package_spoils_no_other_and_running_goes_on(
    machine: Machine, capsys: pytest.CaptureFixture[str]
) -> None:
    machine.offer(*(name for name in EVERYTHING if not name.startswith("libreoffice")))
    assert system.main("run") == 0
    assert "installed tesseract-ocr-deu" in machine.lines("installed")
    said = capsys.readouterr().out
    assert "Not installed: libreoffice-writer-nogui - no quote becomes a PDF." in said
    assert "apt-get install libreoffice-writer-nogui" in said
    assert "Not installed: tesseract-ocr" not in said


def test_testing_stops_where_a_package_is_missing(machine: Machine) -> None:
    machine.offer(*(name for name in EVERYTHING if name != "poppler-utils"))
    assert system.main("test") == 1


def test_an_ordinary_user_installs_through_sudo(machine: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.geteuid", lambda: 1000)
    machine.offer(*EVERYTHING)
    assert system.main("test") == 0
    assert machine.asked_to_install() == [EVERYTHING]


@pytest.mark.parametrize("hindrance", ["sudo is missing", "sudo wants a password that nobody can type"])
def test_without_the_right_to_install_nothing_is_tried_and_the_ways_out_are_named(
    machine: Machine, hindrance: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("os.geteuid", lambda: 1000)
    monkeypatch.setattr("sys.stdin.isatty", lambda: False, raising=False)
    if hindrance == "sudo is missing":
        (machine.programs / "sudo").unlink()
    machine.write("sudo-wants-a-password")
    assert system.main("run") == 0
    assert machine.lines("asked") == []
    said = capsys.readouterr().out
    assert "takes root, or sudo" in said
    assert "as root, apt-get install tesseract-ocr" in said


def test_a_system_with_another_package_manager_is_told_what_filon_needs(
    machine: Machine, capsys: pytest.CaptureFixture[str]
) -> None:
    (machine.programs / "apt-get").unlink()
    assert system.main("test") == 0
    assert "reads business cards; without it, no card photo can be read" in capsys.readouterr().out


def test_checking_asks_for_venv_alone_where_python_came_without_it(
    machine: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(packages, "find_spec", lambda _name: None)
    name = f"python3.{sys.version_info.minor}-venv"
    machine.offer(name)
    assert system.main("check") == 0
    assert machine.asked_to_install() == [[name]]


def test_on_macos_homebrew_brings_each_need_once(mac: Machine) -> None:
    assert system.main("test") == 0
    wanted = ["tesseract", "tesseract-lang", "libreoffice", "google-chrome", "poppler"]
    assert mac.asked_to_install() == [wanted]


def test_on_macos_an_application_counts_however_it_came(mac: Machine) -> None:
    mac.write("installed", "tesseract", "tesseract-lang", "poppler")
    (mac.folder / "LibreOffice.app").mkdir()
    (mac.folder / "Google Chrome.app").mkdir()
    assert system.main("test") == 0
    assert mac.lines("asked") == []
