"""What was read from a card is put right by people, before anything is made of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from rapidfuzz.distance import Levenshtein

from core import events
from core.crm import Transaction
from core.errors import Changed
from core.language import mark
from core.model import Submission
from core.reading.sides import Side, both_sides
from core.rights import check

DECIDED = mark("Somebody already decided about this card. Its message shows what became of it.")


def correct(tx: Transaction, submission: Submission, fields: Mapping[str, Any]) -> None:
    """Write these fields of the card, as a person said: they are doubted no longer. Raises `Changed` once decided.

    `emails` is a list; `phones` a list of mappings with `e164`, `type` and `raw`.
    """
    check(tx, "create")
    check_undecided(submission)
    contact = submission.result["contact"] | dict(fields)
    uncertain = [name for name in submission.result.get("uncertain", ()) if name not in fields]
    _write(tx, submission, "corrected", contact=contact, uncertain=uncertain)


def choose(tx: Transaction, submission: Submission, field: str, choice: int) -> None:
    """Take what was read (0), or one of its alternatives (from 1). Raises `Changed` once the card is decided."""
    read = submission.result["contact"]
    others = alternatives(submission, field)
    value = read.get(field) if not 1 <= choice <= len(others) else _with(field, read, others[choice - 1])
    correct(tx, submission, {field: value})


def join(tx: Transaction, front: Submission, back: Submission) -> None:
    """Put both sides of one card together on its front; the back is decided by that. Raises `Changed` once decided."""
    check(tx, "create")
    check_undecided(front)
    check_undecided(back)
    both, uncertain = both_sides(*(Side.of(side.result) for side in (front, back)))
    contact = front.result["contact"] | both
    crops = back.result.get("crops", {}) | front.result.get("crops", {})
    _write(tx, front, "joined", contact=contact, uncertain=uncertain, crops=crops, sides=[back.id])
    back.state = "discarded"
    _write(tx, back, "joined", side_of=front.id, front=front.origin.get("name", ""))


def alternatives(submission: Submission, field: str) -> list[str]:
    """What else the field might be; telephone numbers in E.164."""
    return list(_doubts(submission).get(field, {}).get("alternatives", ()))


def check_undecided(submission: Submission) -> None:
    """Raises `Changed` where somebody already decided about the card."""
    if submission.state != "review":
        raise Changed(DECIDED)


def _write(tx: Transaction, submission: Submission, happening: str, **result: Any) -> None:
    submission.result = submission.result | result
    events.record(tx, submission, happening)


def _doubts(submission: Submission) -> dict[str, Any]:
    return dict(submission.result["contact"].get("doubts") or {})


def _with(field: str, read: Mapping[str, Any], chosen: str) -> Any:
    """The field with the chosen value in the place of the one that is most like it, where it holds several."""
    if field == "emails":
        return _replaced(read[field], chosen, lambda email: email, lambda _old: chosen)
    if field == "phones":
        return _replaced(read[field], chosen, lambda phone: phone["e164"], lambda old: old | {"e164": chosen})
    return chosen


def _replaced(values: list[Any], chosen: str, text: Callable[[Any], str], new: Callable[[Any], Any]) -> list[Any]:
    nearest = min(values, key=lambda value: Levenshtein.distance(text(value), chosen))
    return [new(value) if value is nearest else value for value in values]
