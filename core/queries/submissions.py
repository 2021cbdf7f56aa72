"""What came in, for those who look after it: what waits for them, and what one submission said."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from datetime import timedelta
from typing import Any
from urllib.parse import unquote_plus

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import Session, defer

from core.errors import NotFound, NotUnderstood
from core.language import Terms
from core.model import RECORDS, Submission
from core.model.submission import STATES
from core.model.types import now

MOST = 20
LONGEST = 2000
REFERENCE = re.compile(r"[Ss]?[-\s]?(\d{1,9})")
# Somebody has to look at these; what is received for so long is left behind.
HELD = ("quarantined", "failed")
LATE = timedelta(minutes=1)
BECAME = {"lead_id": "lead", "contact_id": "contact"}
SECRET_FIELD = re.compile(
    r"""((?:[\w-]*(?:secret|token|passw|signature|authoriz|cookie)[\w-]*|(?:google|api)[_-]?key)["']?\s*[:=]\s*["']?)"""
    r"""[^"'&\s,}]+""",
    re.IGNORECASE,
)
SECRET_ADDRESS = re.compile(r"""(/hooks/[^/\s"'\\&]+/)[^\s"'\\&]+""")
FILE_NAME = re.compile(rb'^Content-Disposition:[^\r\n]*[ ;]filename="([^"\r\n]+)"', re.IGNORECASE | re.MULTILINE)
LONGEST_NAME = 100
HIDDEN = r"\1…"


def find(session: Session, typed: str) -> Submission:
    """The submission of this reference. Raises `NotFound`."""
    number = REFERENCE.fullmatch(typed.strip())
    found = session.get(Submission, int(number[1])) if number else None
    if found is None:
        raise NotFound("There is no {reference} in the inbox. What is there: /crm inbox", reference=typed.strip())
    return found


def listed(session: Session, state: str | None = None, most: int = MOST) -> Sequence[Submission]:
    """The submissions in this state, or those that somebody has to look at; the newest first, without their bodies.

    Raises `NotUnderstood` for what is no state.
    """
    if state is not None and state not in STATES:
        raise NotUnderstood("“{word}” is no state. There are: {states}.", word=state, states=Terms.of(STATES))
    wanted = Submission.state == state if state else _held()
    newest = select(Submission).where(wanted).order_by(Submission.id.desc()).limit(most)
    return session.scalars(newest.options(defer(Submission.body))).all()


def held_at(session: Session, endpoint: str) -> Sequence[Submission]:
    """All that somebody has to look at of one form or tool, the oldest first."""
    wanted = (_held(), Submission.endpoint == endpoint)
    return session.scalars(
        select(Submission).where(*wanted).order_by(Submission.id).options(defer(Submission.body))
    ).all()


def useless_at(session: Session, door: str, endpoint: str) -> tuple[int, int | None]:
    """How many could not be used of one form or tool and wait for somebody, and which was the first."""
    wanted = (Submission.state.in_(HELD), Submission.door == door, Submission.endpoint == endpoint)
    count, first = session.execute(select(func.count(), func.min(Submission.id)).where(*wanted)).one()
    return count, first


def counts(session: Session) -> dict[str, int]:
    """How many there are in each state, where there are any; in the order of the states."""
    rows = session.execute(select(Submission.state, func.count()).group_by(Submission.state))
    counted = {state: count for state, count in rows}  # noqa: C416 - a row is no pair for mypy
    return {state: counted[state] for state in STATES if state in counted}


def outcome(session: Session, submission: Submission) -> Any:
    """The record that the submission became, or was attached to; None where there is none."""
    for key, kind in BECAME.items():
        if key in submission.result:
            return session.get(RECORDS[kind], submission.result[key])
    return None


def said(submission: Submission) -> str:
    """What was said, to be read by a person: without secrets, and of a photo only its size."""
    if submission.content_type.startswith(("image/", "application/octet-stream")):
        return f"{submission.content_type}, {len(submission.body)} B"
    text = submission.body.decode("utf-8", "replace")
    if submission.content_type.startswith("application/x-www-form-urlencoded"):
        text = "\n".join(unquote_plus(part) for part in text.split("&"))
    elif "json" in submission.content_type:
        text = _indented(text)
    return without_secrets(text)[:LONGEST]


def file_names(submission: Submission) -> list[str]:
    """What the files that came with it are called by their sender."""
    if not submission.content_type.startswith("multipart/form-data"):
        return []
    given = [name.decode("utf-8", "replace") for name in FILE_NAME.findall(submission.body)]
    return [re.split(r"[/\\]", name)[-1][-LONGEST_NAME:] for name in given]


def without_secrets(text: str) -> str:
    """The text with what looks like a secret left out, in fields and in addresses of ours."""
    return SECRET_ADDRESS.sub(HIDDEN, SECRET_FIELD.sub(HIDDEN, text))


def _indented(text: str) -> str:
    try:
        return json.dumps(json.loads(text), indent=1, ensure_ascii=False)
    except (ValueError, RecursionError):
        return text


def _held() -> ColumnElement[bool]:
    late = and_(Submission.state == "received", Submission.created_at < now() - LATE)
    return or_(Submission.state.in_(HELD), late)
