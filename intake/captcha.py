"""A proof of work in place of a riddle (ALTCHA): the visitor's browser calculates for a second, a program for each."""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Mapping
from urllib.parse import parse_qs

from altcha.v1 import ChallengeOptions, create_challenge, verify_solution

from core.settings import Settings
from intake.identity import FILLING

ANSWER = "altcha"
# Of so many numbers one is right: about half of them are tried.
NUMBERS = 20_000


def challenge(settings: Settings, filling: str) -> str:
    """The task for one filling-in of a form, as JSON; its solution is worth nothing in another."""
    options = ChallengeOptions(max_number=NUMBERS, hmac_key=_key(settings), params={"filling": filling})
    return json.dumps(create_challenge(options).to_dict())


def is_solved(settings: Settings, given: Mapping[str, str]) -> bool:
    """Whether the answers hold the solution of a task that was set for this filling-in."""
    answer = given.get(ANSWER, "")
    try:
        salt = str(json.loads(base64.b64decode(answer, validate=True))["salt"])
        is_right, _ = verify_solution(answer, _key(settings), check_expires=False)
    except (binascii.Error, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return False
    filling = parse_qs(salt.partition("?")[2]).get("filling", [""])[0]
    return is_right and filling == given.get(FILLING, "")


def _key(settings: Settings) -> bytes:
    return b"altcha:" + settings.secret
