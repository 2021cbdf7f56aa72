"""The two ways to install a system package: apt on Debian and Ubuntu, Homebrew on macOS."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Protocol

from setup.packages import Package
from setup.programs import output, say, succeeds

APPLICATIONS = Path("/Applications")


class Installer(Protocol):
    """What the set-up asks of a package system."""

    def names(self, package: Package) -> tuple[str, ...]:
        """What the package is called here, best first; empty where nothing needs installing."""

    def has(self, packages: Sequence[Package]) -> list[bool]:
        """Which of the packages are installed, under whichever name."""

    def may_install(self) -> bool:
        """Whether we have the right to; if not, having said what it takes."""

    def refresh(self) -> None:
        """Fetch the list of packages, once before installing."""

    def install(self, names: Sequence[str]) -> bool:
        """Install these; true where all of them are installed afterwards."""

    def by_hand(self, names: Sequence[str]) -> str:
        """What a person would type to install these."""


def installer() -> Installer | None:
    """The one that this machine has."""
    if sys.platform == "darwin" and shutil.which("brew"):
        return Homebrew()
    if shutil.which("apt-get") and shutil.which("dpkg-query"):
        return Apt()
    return None


@dataclass(frozen=True)
class Apt:
    """Debian's package system, as root or through sudo."""

    options = (
        "--yes",
        "--no-install-recommends",
        # Without the GUI's LibreOffice there is ours; with it, ours would take the user's away.
        "--no-remove",
        # A machine just started may be busy with its own upgrades.
        "-o=DPkg::Lock::Timeout=300",
    )

    def names(self, package: Package) -> tuple[str, ...]:
        """Debian's names, and Ubuntu's where they differ."""
        return package.debian

    def has(self, packages: Sequence[Package]) -> list[bool]:
        """One look into dpkg's database."""
        listed = output(["dpkg-query", "--show", "--showformat=${db:Status-Status} ${Package}\n"])
        present = {line.removeprefix("installed ") for line in listed.splitlines() if line.startswith("installed ")}
        return [not present.isdisjoint(package.debian) for package in packages]

    def may_install(self) -> bool:
        """As root, or through sudo if it asks no password or somebody is there to type it."""
        if self._as_root is None:
            say("System packages are missing. To install them takes root, or sudo with no password or a terminal.")
        return self._as_root is not None

    def refresh(self) -> None:
        """A list that cannot be fetched is no end: an older one may do."""
        self._apt_get("update")

    def install(self, names: Sequence[str]) -> bool:
        """Ask nothing: who typed `make demo` has answered."""
        return self._apt_get("install", *self.options, *names)

    def by_hand(self, names: Sequence[str]) -> str:
        """Without our options, which are for machines that nobody watches."""
        return f"as root, apt-get install {' '.join(names)}"

    def _apt_get(self, *words: str) -> bool:
        return succeeds([*(self._as_root or []), "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", *words])

    @cached_property
    def _as_root(self) -> list[str] | None:
        if os.geteuid() == 0:
            return []
        if shutil.which("sudo") and succeeds(["sudo", "-n", "true"]):
            return ["sudo", "-n"]
        if shutil.which("sudo") and sys.stdin.isatty():
            return ["sudo"]
        return None


@dataclass(frozen=True)
class Homebrew:
    """The package system that most people have on macOS; formulae and casks by one name."""

    def names(self, package: Package) -> tuple[str, ...]:
        """None for what macOS or another package brings along."""
        return (package.homebrew,) if package.homebrew else ()

    def has(self, packages: Sequence[Package]) -> list[bool]:
        """An application counts however it came."""
        present = set(output(["brew", "list", "-1"]).split())
        return [package.homebrew in present or self._in_applications(package) for package in packages]

    def may_install(self) -> bool:
        """Homebrew belongs to its user."""
        return True

    def refresh(self) -> None:
        """Homebrew does so by itself."""

    def install(self, names: Sequence[str]) -> bool:
        """Formulae and casks alike; Homebrew never runs as root."""
        return succeeds(["brew", "install", "--quiet", *names])

    def by_hand(self, names: Sequence[str]) -> str:
        """The same command."""
        return f"brew install {' '.join(names)}"

    def _in_applications(self, package: Package) -> bool:
        return package.application is not None and (APPLICATIONS / package.application).exists()
