"""A Word template filled with fields, in a process of its own."""

from __future__ import annotations

import signal
import sys
from collections.abc import Mapping
from pathlib import Path
from subprocess import TimeoutExpired
from typing import Any, Literal

from core import errors
from core.documents import process
from core.documents.wire import OUT_OF_MEMORY, REFUSED, pack, unpack
from core.errors import Rejected, SalesError, Unavailable

ROOT = Path(__file__).parents[2]
LARGEST_TEMPLATE = 20 * 1024 * 1024
ENVIRONMENT = {"LC_ALL": "C.UTF-8", "PYTHONUTF8": "1"}
STOPPED_BY_A_LIMIT = (OUT_OF_MEMORY, -signal.SIGXCPU, -signal.SIGKILL)


def render(
    template: Path,
    fields: Mapping[str, Any],
    language: Literal["fr", "en"],
    *,
    seconds: int = 20,
    megabytes: int = 1024,
) -> bytes:
    """The template (a .docx) filled with the fields, as the bytes of a Word file.

    Raises:
        Rejected: the template cannot be used; the sentence says what to correct in it.
        Unavailable: the process broke down for a reason that is not the template's.
    """
    job = pack({"docx": _read(template), "fields": fields, "language": language})
    command = [sys.executable, "-m", "core.documents.child", str(seconds), str(megabytes)]
    try:
        end = process.run(command, seconds=seconds * 2, given=job, environment=ENVIRONMENT, folder=ROOT)
    except TimeoutExpired as error:
        raise _too_much(seconds, megabytes) from error
    if end.code == 0:
        return end.out
    raise _refusal(end, seconds, megabytes)


def _read(template: Path) -> bytes:
    if template.stat().st_size > LARGEST_TEMPLATE:
        raise Rejected(
            "The template is larger than {megabytes} MB. Make its pictures smaller and send it again.",
            megabytes=LARGEST_TEMPLATE // 1024**2,
        )
    return template.read_bytes()


def _refusal(end: process.Finished, seconds: int, megabytes: int) -> SalesError:
    if end.code == REFUSED:
        said = unpack(end.err)
        kind: type[SalesError] = getattr(errors, said["kind"])
        return kind(said["message"], **said["values"])
    if end.code in STOPPED_BY_A_LIMIT:
        return _too_much(seconds, megabytes)
    refusal = Unavailable("The document could not be filled in: the process ended with code {code}.", code=end.code)
    refusal.add_note(end.err.decode(errors="replace"))
    return refusal


def _too_much(seconds: int, megabytes: int) -> Rejected:
    return Rejected(
        "Filling in the template took more than {seconds} seconds or {megabytes} MB, so it was stopped. "
        "Look for a loop inside a loop, take it out, and send the template again.",
        seconds=seconds,
        megabytes=megabytes,
    )
