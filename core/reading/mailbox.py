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
# What a card writes before an address (E, M), in the letters of one.
_LABELS = frozenset("em")
# Letters that are one stroke.
_STROKES = frozenset("1il")
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
    """The mailbox as this person would write it, where a thin letter or the label read with it is all that differs."""
    given, family = _letters([first]), _letters([last])
    if len(family) < _SHORTEST or len(given) < _SHORTEST:
        return local
    if (rest := local[1:]) and local[0] in _LABELS and _is_of(rest, given, family) and not _is_of(local, given, family):
        return rest
    if not re.search(r"[._-]", local):
        return as_one_of(local, (*_whole(given, family), given, family))
    pieces = (_piece(piece, given, family) for piece in re.split(r"([._-])", local))
    mended = "".join(pieces)
    return mended if _is_of(mended, given, family) else local


def _whole(given: str, family: str) -> tuple[str, ...]:
    return given[0] + family, family + given[0], given + family, family + given


def _is_of(local: str, given: str, family: str) -> bool:
    """Whether the mailbox is made of both names, or of one and the first letter of the other."""
    pieces = re.split(r"[._-]", local)
    if len(pieces) == 1:
        return local in _whole(given, family)
    return all(piece in {given, family, given[0], family[0]} for piece in pieces)


def _piece(piece: str, given: str, family: str) -> str:
    """One piece of a mailbox with a thin letter as the name has it: a name, or the first letter of the first name."""
    if len(piece) == 1:
        return given[0] if {piece, given[0]} <= _STROKES else piece
    return as_one_of(piece, (given, family))


def has_other_name(first: str, last: str, local_parts: Sequence[str]) -> bool:
    """Whether a mailbox has a family name that begins like this one and ends otherwise: then this may be cut off."""
    given, family = _letters([first]), _letters([last])
    pieces = {piece for local in local_parts for piece in re.split(r"[._-]", plain(local))} - {given, family}
    behind_initial = {piece[1:] for piece in pieces if piece[:1] == given[:1]} - {family}
    begun = family[: max(_SHORTEST, len(family)) - 1]
    return any(piece.startswith(begun) and piece.isalpha() for piece in pieces | behind_initial if begun)


def _fit(letters: str, whole: set[str], halves: set[str]) -> float:
    if len(letters) >= _SHORTEST and letters in halves:
        return _HALF
    return max((fuzz.ratio(letters, form) / 100 for form in whole if len(form) >= _SHORTEST), default=0.0)


def _initials(words: Sequence[str]) -> Iterator[str]:
    yield from (piece[0] for word in words for piece in plain(word).split("-") if piece)


def _letters(words: Sequence[str]) -> str:
    return re.sub(r"[^a-z]", "", plain("".join(words)))
