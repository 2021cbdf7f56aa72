"""Install the system packages that are missing: `python -m setup.system check|run|test`.

Says what it installs and why. What cannot be installed is named with its consequence: running goes on
without it, testing does not.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence

from setup.installers import Installer, installer
from setup.packages import Package, needed
from setup.programs import say


def main(goal: str) -> int:
    """The exit code: 1 where tests would fail for want of a package."""
    packages = needed(goal)
    system = installer()
    if system is None:
        return _ask_for(packages)
    missing = lacking(system, packages)
    if missing and system.may_install():
        install(system, missing)
        missing = lacking(system, missing)
    if missing:
        _regret(system, missing)
    return int(bool(missing) and goal == "test")


def lacking(system: Installer, packages: Sequence[Package]) -> list[Package]:
    """Those that are not installed under any of their names."""
    wanted = [package for package in packages if system.names(package)]
    return [package for package, there in zip(wanted, system.has(wanted), strict=True) if not there]


def install(system: Installer, packages: Sequence[Package]) -> None:
    """All at once; where that fails each by itself, so that a bad one spoils no other."""
    _announce(system, packages)
    system.refresh()
    if system.install(_first_names(system, packages)):
        return
    for package in lacking(system, packages):
        any(system.install([name]) for name in system.names(package))


def _announce(system: Installer, packages: Sequence[Package]) -> None:
    say("Installing what Filon needs on this machine (some minutes the first time; details are in var/setup.log):")
    for package in packages:
        say(f"  {system.names(package)[0]:<26} {package.purpose}")


def _regret(system: Installer, packages: Sequence[Package]) -> None:
    for package in packages:
        say(f"Not installed: {system.names(package)[0]} - {package.without_it}.")
    say(f"By hand: {system.by_hand(_first_names(system, packages))}")


def _ask_for(packages: Sequence[Package]) -> int:
    if packages:
        say("Filon installs packages with apt, or with Homebrew on macOS, and found neither. See that these are there:")
    for package in packages:
        say(f"  {package.debian[0]:<26} {package.purpose}; without it, {package.without_it}")
    return 0


def _first_names(system: Installer, packages: Sequence[Package]) -> list[str]:
    # Several rows may share one package (Homebrew has all of tesseract's languages in one).
    return list(dict.fromkeys(system.names(package)[0] for package in packages))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
