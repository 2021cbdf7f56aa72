"""Cut a part that says several things without a mark between them: "Marie Curie PDG Radium SA"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from core.identity import plain
from core.reading.companies import is_legal_form
from core.reading.names import is_first_name
from core.reading.parts import Part, trim
from core.reading.vocabulary import words

# What follows one of these belongs to the same company, whatever it says: "Keller & Partner AG".
_JOINS = frozenset({"&", "+"})
# A name and its company need at least so many words on one line: two for each.
_FEWEST_FOR_BOTH = 4


def cut(parts: Iterable[Part]) -> Iterator[Part]:
    """The parts, cut before a company with its legal form, after it, and between a name and a title."""
    for part in parts:
        if part.hint is None:
            yield from (replace(part, text=" ".join(tokens)) for tokens in _cut(part.text.split()))
        else:
            yield part


def _cut(tokens: Sequence[str]) -> Iterator[Sequence[str]]:
    places = sorted({0, *_around_company(tokens), *_around_name(tokens), len(tokens)})
    if len(places) == 2:
        yield tokens
        return
    yield from (part for start, end in pairwise(places) if (part := trim(tokens[start:end])))


def _around_company(tokens: Sequence[str]) -> Iterator[int]:
    """Where a company begins and ends, if one with a legal form after its name stands among other words."""
    typed_small = all(token.islower() for token in tokens)
    forms = (is_legal_form(token.upper() if typed_small else token) for token in tokens)
    form = next((place for place, is_form in enumerate(forms) if place and is_form), None)
    if form is None:
        return
    end = form + 1
    while end < len(tokens) and (is_legal_form(tokens[end]) or tokens[end] == "&"):
        end += 1
    start = form
    while start > 0 and (tokens[start - 2] in _JOINS or _may_be_company_word(tokens[start - 1], small=typed_small)):
        start -= 1
    if end - start >= _FEWEST_FOR_BOTH and _begins_with_name(tokens[start:]):
        start += 2
    yield from (start, end)


def _may_be_company_word(token: str, *, small: bool) -> bool:
    flat = plain(token)
    return (
        small or token[0].isupper() or flat in words("particles") | {"&", "+", "et", "and", "und", "z"}
    ) and not _is_title(token)


def _is_title(token: str) -> bool:
    """Whether a word is a title, and with a capital no family name: "Bakker & Co"."""
    flat = plain(token).strip(".")
    return flat in words("titles") and not (token[0].isupper() and flat in words("trade_surnames"))


def _begins_with_name(tokens: Sequence[str]) -> bool:
    return is_first_name(tokens[0]) and tokens[0][0].isupper() and tokens[1][0].isupper()


def _around_name(tokens: Sequence[str]) -> Iterator[int]:
    """Between a name and the title after it, or a title and the name after it."""
    titles = [_is_title(token) for token in tokens]
    for place in range(1, len(tokens)):
        after_name = place >= 2 and is_first_name(tokens[0]) and not any(titles[:place]) and titles[place]
        is_address = all(plain(token).strip(".") in words("honorifics") for token in tokens[:place])
        before_name = (
            all(titles[:place]) and not is_address and place < len(tokens) - 1 and _begins_with_name(tokens[place:])
        )
        if after_name or before_name:
            yield place
