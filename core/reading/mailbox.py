"""What stands before the @ of an e-mail address, held against a person's name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from rapidfuzz import fuzz

from core.identity import plain
from core.reading.misread import as_one_of

# Nearer than this, a mailbox is taken for the name with a letter misread.
_NEAR = 0.75
# What a mailbox with one of the two names alone is worth.
_HALF = 0.85
# Two letters are the initials of too many.
_SHORTEST = 3


def mailbox_fit(first: Sequence[str], last: Sequence[str], local_parts: Sequence[str]) -> float:
    """How well a name explains a mailbox (0 to 1)."""
    given, family = _letters(first), _letters(last)
    initials = "".join(_initials(first))
    families = {family, *(_letters([word]) for word in last if len(word) >= _SHORTEST)}
    whole = {form for name in families for form in (given + name, name + given, initials + name, given[:1] + name)}
    whole |= {family + given[:1], given + "".join(_initials(last))}
    fits = [_fit(_letters([local]), whole, {given, family}) for local in local_parts]
    best = max(fits, default=0.0)
    return best if best > _NEAR else 0.0


def is_written_by(first: Sequence[str], last: Sequence[str], local_parts: Sequence[str]) -> bool:
    """Whether a person with this first name would write one of the mailboxes: marie.curie, mcurie, marie."""
    given = _letters(first)
    families = {_letters(last), *(_letters([word]) for word in last)}
    usual = {given, *(given + family for family in families), *(given[:1] + family for family in families)}
    return any(_letters([local]) in usual for local in local_parts)


def as_in_name(local: str, first: str, last: str) -> str:
    """The mailbox with a thin letter as the name has it, where that makes it one that this person would write."""
    given, family = _letters([first]), _letters([last])
    if len(family) < _SHORTEST or len(given) < _SHORTEST:
        return local
    whole = (given[0] + family, family + given[0], given + family, family + given)
    *begin, end = re.split(r"([._-])", local)
    if not begin:
        return as_one_of(end, (*whole, given, family))
    mended = [as_one_of(piece, (given, family)) if len(piece) >= _SHORTEST - 1 else piece for piece in (*begin, end)]
    are_names = all(piece in {given, family, given[0], family[0], *"._-"} for piece in mended)
    return "".join(mended) if are_names else local


def is_longer(last: str, local_parts: Sequence[str]) -> bool:
    """Whether a mailbox goes on where the family name ends: then that may have been cut off."""
    family = _letters([last])
    pieces = (piece for local in local_parts for piece in re.split(r"[._-]", plain(local)))
    return bool(family) and any(piece.startswith(family) and piece[len(family) :].isalpha() for piece in pieces)


def _fit(letters: str, whole: set[str], halves: set[str]) -> float:
    if len(letters) >= _SHORTEST and letters in halves:
        return _HALF
    return max((fuzz.ratio(letters, form) / 100 for form in whole if len(form) >= _SHORTEST), default=0.0)


def _initials(words: Sequence[str]) -> Iterator[str]:
    yield from (piece[0] for word in words for piece in plain(word).split("-") if piece)


def _letters(words: Sequence[str]) -> str:
    return re.sub(r"[^a-z]", "", plain("".join(words)))
