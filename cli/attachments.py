"""The files that came with a form, written to a folder."""

from __future__ import annotations

import os
from pathlib import Path

import click

from core.errors import NotFound
from core.model import Submission
from intake import uploads

# They are personal data, and whatever somebody sent: for nobody else to read, and nothing to run.
MODE = 0o600


def take_out(submission: Submission, folder: Path) -> None:
    """Raises `NotFound` where none came, or none is kept any more."""
    found = uploads.read(submission.content_type, submission.body) if submission.body else ()
    if not found:
        raise NotFound("{reference} has no files, or they were erased.", reference=submission.reference)
    folder.mkdir(parents=True, exist_ok=True)
    for number, upload in enumerate(found, start=1):
        # The number keeps two of one name apart; the name holds no path (see `payload.file_name`).
        path = folder / f"{submission.reference}-{number}-{upload.name}"
        _write(path, upload.data)
        click.echo(f"{path}  {upload.type or '?'}  {len(upload.data)} B")


def _write(path: Path, data: bytes) -> None:
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW, MODE), "wb") as file:
        file.write(data)
