"""A machine whose package system pretends: its programs stand on a PATH that has little else."""

from __future__ import annotations

import os
from pathlib import Path

APT_GET = """#!/bin/sh
echo "$@" >> "$MACHINE/asked"
[ "$1" = update ] && exit 0
status=0
for word; do
    case "$word" in install|-*) continue ;; esac
    grep -qx "$word" "$MACHINE/offered" || status=100
done
[ $status = 0 ] || { echo "E: Unable to locate package"; exit $status; }
for word; do
    case "$word" in install|-*) continue ;; esac
    echo "installed $word" >> "$MACHINE/installed"
done
"""
DPKG_QUERY = '#!/bin/sh\ncat "$MACHINE/installed"\n'
SUDO = '#!/bin/sh\n[ -e "$MACHINE/sudo-wants-a-password" ] && exit 1\nshift\nexec "$@"\n'

BREW = """#!/bin/sh
[ "$1" = list ] && exec cat "$MACHINE/installed"
echo "$@" >> "$MACHINE/asked"
for word; do
    case "$word" in install|-*) continue ;; esac
    echo "$word" >> "$MACHINE/installed"
done
"""


class Machine:
    """What its package system offers, what is installed, and what was asked of it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.write("offered")
        self.write("installed")
        self.write("asked")
        self.programs = folder / "bin"
        self.programs.mkdir()
        # apt-get asks for a shell and grep, and sudo for env: the real ones.
        for real in ("sh", "cat", "grep", "env", "true"):
            (self.programs / real).symlink_to(_find(real))

    def write(self, name: str, *lines: str) -> None:
        (self.folder / name).write_text("".join(f"{line}\n" for line in lines))

    def lines(self, name: str) -> list[str]:
        return (self.folder / name).read_text().splitlines()

    def add_program(self, name: str, text: str) -> None:
        path = self.programs / name
        path.write_text(text)
        path.chmod(0o755)

    def offer(self, *names: str) -> None:
        self.write("offered", *names)

    def install(self, *names: str) -> None:
        self.write("installed", *(f"installed {name}" for name in names))

    def asked_to_install(self) -> list[list[str]]:
        return [
            [word for word in line.split()[1:] if not word.startswith("-")]
            for line in self.lines("asked")
            if line.startswith("install")
        ]


def _find(program: str) -> Path:
    return next(path for place in os.defpath.split(":") if (path := Path(place) / program).exists())
