"""Make `.venv` hold exactly what requirements.lock says, and the command `filon`: `python -m setup.environment`.

Does nothing when that is so already. Where the packages come from is the user's pip and uv configuration.
"""

from __future__ import annotations

import platform
import sys
from hashlib import sha256

from setup.programs import ROOT, last_words, say, succeeds

VENV = ROOT / ".venv"
PYTHON = str(VENV / "bin" / "python")
STAMP = VENV / "filon.stamp"
UV = "uv==0.13.9"


def main() -> int:
    """The exit code: 1 naming the step that failed."""
    wanted = fingerprint()
    if STAMP.exists() and STAMP.read_text("utf-8") == wanted:
        return 0
    if VENV.is_symlink():
        say(f".venv is a link to {VENV.resolve()}, which belongs to another checkout. Remove the link first.")
        return 1
    STAMP.unlink(missing_ok=True)
    say("Installing the Python packages into .venv")
    for step, commands in steps().items():
        if not any(succeeds(command) for command in commands):
            return _stop(step)
    STAMP.write_text(wanted, "utf-8")
    return 0


def fingerprint() -> str:
    """What the environment depends on: where it stands, for which Python, and what the project asks for."""
    asked = (ROOT / "requirements.lock").read_bytes() + (ROOT / "pyproject.toml").read_bytes()
    return sha256(f"{ROOT} {sys.version}".encode() + asked).hexdigest()


def steps() -> dict[str, list[list[str]]]:
    """What to do in order, each with the commands to try until one works."""
    pip = [PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    uv = [PYTHON, "-m", "uv", "--quiet", "pip"]
    here = ["--python", PYTHON]
    return {
        "make .venv": [[sys.executable, "-m", "venv", *([] if _is_sound() else ["--clear"]), str(VENV)]],
        "install uv": [[*pip, UV], [*pip, "uv"]],
        "install requirements.lock": [[*uv, "sync", *here, "--require-hashes", str(ROOT / "requirements.lock")]],
        "install Filon itself": [[*uv, "install", *here, "--no-deps", "--editable", str(ROOT)]],
    }


def _is_sound() -> bool:
    """Whether `.venv` is whole, of this Python, and made where it stands: its scripts name the place."""
    config = VENV / "pyvenv.cfg"
    if not config.exists() or not (VENV / "bin" / "pip").exists():
        return False
    entries = dict(line.split(" = ", 1) for line in config.read_text("utf-8").splitlines())
    return entries.get("version") == platform.python_version() and entries.get("command", "").endswith(f" {VENV}")


def _stop(step: str) -> int:
    say(f"Could not {step}:")
    for line in last_words():
        say(f"  {line}")
    return 1


if __name__ == "__main__":
    sys.exit(main())
