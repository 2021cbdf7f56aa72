"""A proof of work in place of a riddle (ALTCHA): the visitor's browser calculates for a second, a program for each."""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Mapping
from datetime import datetime, timedelta
from urllib.parse import parse_qs

from altcha.v1 import ChallengeOptions, create_challenge, verify_solution

from core.model.types import now
from core.settings import Settings
from intake.identity import FILLING
from intake.stamp import HOURS

ANSWER = "altcha"
# Of so many numbers one is right: about half of them are tried.
NUMBERS = 20_000


def challenge(settings: Settings, filling: str) -> str:
    """The task for one filling-in of a form, as JSON; its solution is worth nothing in another."""
    expires = now() + timedelta(hours=HOURS)
    options = ChallengeOptions(
        max_number=NUMBERS, hmac_key=_key(settings), expires=expires, params={"filling": filling}
    )
    return json.dumps(create_challenge(options).to_dict())


def is_solved(settings: Settings, given: Mapping[str, str], sent_at: datetime | None = None) -> bool:
    """Whether the answers hold the solution of a task that was set for this filling-in, not too long ago."""
    answer = given.get(ANSWER, "")
    try:
        salt = str(json.loads(base64.b64decode(answer, validate=True))["salt"])
        is_right, _ = verify_solution(answer, _key(settings), check_expires=False)
    except (binascii.Error, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return False
    if not is_right:
        return False
    set_with = parse_qs(salt.partition("?")[2])
    in_time = (sent_at or now()).timestamp() <= int(set_with.get("expires", ["0"])[0])
    return in_time and set_with.get("filling", [""])[0] == given.get(FILLING, "")


def task_of(given: Mapping[str, str]) -> str:
    """What tells the task of a right solution from all others."""
    return str(json.loads(base64.b64decode(given[ANSWER]))["signature"])


def _key(settings: Settings) -> bytes:
    return b"altcha:" + settings.secret
