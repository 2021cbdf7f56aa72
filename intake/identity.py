"""What makes two submissions the same one: the key under which a repeat is recognised."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from datetime import date

import orjson

from intake.payload import Answer

# The hidden field by which our hosted form tells one filling-in from the next.
FILLING = "_id"


def key_of_answers(answers: Sequence[Answer], today: date, files: Iterable[bytes] = ()) -> str:
    """The same answers are the same submission: for ever where the form carries an id of this filling-in, else today.

    Of files that came with them the answers say the name and the size; other bytes are another submission.

    The id alone does not decide, because a page that was kept in a cache shows the same one to everybody. Nor do the
    raw bytes: browsers separate the parts of a form anew each time.
    """
    has_id = any(answer.key == FILLING and answer.value for answer in answers)
    given = [(answer.key, answer.value) for answer in answers]
    said = orjson.dumps([*given, *(key_of_bytes(file, None) for file in files)])
    return key_of_bytes(said, None if has_id else today)


def key_of_bytes(body: bytes, today: date | None) -> str:
    """The key of bytes that carry no id of their own."""
    digest = hashlib.sha256(body).hexdigest()
    return f"{today.isoformat()}:{digest}" if today else digest
