"""Names of people: what looks like one, and which part of it is the family name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from core.identity import plain, word_list
from core.reading.mailbox import is_written_by, mailbox_fit
from core.reading.vocabulary import countries, words

_MOST_WORDS = 6
# What speaks against a name that begins as what follows something else: "du Pays de Retz".
_INSIDE = 0.2
# Between the first names of two people.
_AND = frozenset({"et", "und", "and"})
# Academic degrees in capitals that are small words elsewhere.
_ABBREVIATED = frozenset({"DI", "PD", "DDr", "MMag"})
_LONGEST_MEMBERSHIP = 6
# What a title's word weighs against a name.
_TITLE = 0.5
# Titles this short are abbreviations, and no family names: "Marie PDG".
_ABBREVIATION = 3
_INITIAL = re.compile(r"^[A-ZÀ-Ý](?:\.|(?:\.-?[A-ZÀ-Ý])+\.?)?$")
_NAME_WORD = re.compile(r"^[^\W\d_]+(?:['’.-][^\W\d_]+)*\.?$")


@dataclass(frozen=True)
class Name:
    """A person's name as it is normally written, and how much it looks like one (0 to 1)."""

    first: str | None
    last: str | None
    score: float


def read_name(text: str, local_parts: Sequence[str] = ()) -> Name:
    """The name that a text is; score 0 where it can be none. `local_parts` stand before the @ of e-mail addresses."""
    tokens = _bare(text)
    if not 0 < len(tokens) <= _MOST_WORDS or not all(_NAME_WORD.match(token) for token in tokens):
        return Name(None, None, 0.0)
    first, last = _divide(tokens, local_parts)
    if len(tokens) == 1 and tokens[0] not in text.split()[:1]:
        first, last = [], list(tokens)  # "M. Bernard" is a family name.
    return Name(_written(first), _written(last), _score(tokens, first, last, local_parts, text))


def is_first_name(word: str) -> bool:
    """Whether a word, or each half of a double one, is a known first name."""
    pieces = plain(word).split("-")
    return all(piece in words("first_names") for piece in pieces)


def _bare(text: str) -> list[str]:
    """The words of a name without forms of address before it and degrees after it."""
    spoken = _couple(re.sub(r"[()\"“”]", " ", text.replace("’", "'")).split())
    tokens = [piece for token in spoken for piece in _unglued(_mended(token))]
    while len(tokens) > 1 and (_is_honorific(tokens[0]) or _is_dotted(tokens)):
        tokens = tokens[1:]
    while _ends_with_degree(tokens):
        tokens = tokens[:-1]
    return tokens


def _couple(tokens: Sequence[str]) -> Sequence[str]:
    """Two first names joined by a sign are joined by a word: "Patricia & Michel Rousselot"."""
    sign = tokens.index("&") if "&" in tokens else 0
    if not 0 < sign < len(tokens) - 2 or not any(is_first_name(tokens[place]) for place in (sign - 1, sign + 1)):
        return tokens
    return [*tokens[:sign], "et", *tokens[sign + 1 :]]


def _is_honorific(token: str) -> bool:
    """Also one of several pieces: "Dipl.-Ing."."""
    pieces = re.split(r"[.-]+", plain(token).strip(".-"))
    return plain(token).rstrip(".") in words("honorifics") or all(piece in words("honorifics") for piece in pieces)


def _is_dotted(tokens: Sequence[str]) -> bool:
    """An abbreviation before two names that is neither an initial nor a name: "r.pr. Michał Lis", "DI Thomas Berg"."""
    is_short = tokens[0] in _ABBREVIATED or bool(re.fullmatch(r"(?:[^\W\d_]{1,4}\.){2,}", tokens[0]))
    return len(tokens) > 2 and is_short and not _INITIAL.match(tokens[0])


def _mended(token: str) -> str:
    """A small l in the place of a capital I: "lsabelle"."""
    turned = f"I{token[1:]}"
    return turned if token.startswith("l") and not is_first_name(token) and is_first_name(turned) else token


def _ends_with_degree(tokens: Sequence[str]) -> bool:
    """After two names, or after one in small letters: "John Smith MBA", "Smith, MBA", but "LI MA" is a name."""
    if len(tokens) > 2 and _is_membership(tokens):
        return True
    follows_name = len(tokens) > 2 or (len(tokens) > 1 and tokens[-1].isupper() and not tokens[0].isupper())
    return follows_name and _flat(tokens[-1]) in words("degrees")


def _is_membership(tokens: Sequence[str]) -> bool:
    """Capitals behind a first name and a family name that are none of both: "Charlotte Trevanion MNAEA"."""
    *_, family, last = tokens
    is_abbreviation = last.isupper() and len(last) <= _LONGEST_MEMBERSHIP and not is_first_name(last)
    are_names = is_first_name(tokens[0]) and not any(word.isupper() or is_first_name(word) for word in tokens[1:-1])
    return is_abbreviation and are_names and plain(family).rstrip(".") not in words("particles") and len(tokens) == 3


def _unglued(token: str) -> list[str]:
    """Glued words: "MichaelChen" is two words, "McDonald" is one."""
    pieces = re.sub(r"(?<=[a-zà-ÿ]{2})(?=[A-ZÀ-Ý])", " ", token).split()
    return pieces if is_first_name(pieces[0]) else [token]


def _flat(token: str) -> str:
    return plain(token).replace(".", "").strip(",")


def _divide(tokens: Sequence[str], local_parts: Sequence[str]) -> tuple[list[str], list[str]]:
    """First names and family name: told by capitals, by the mailbox, or by known first names."""
    if _INITIAL.match(tokens[0]) and len(tokens) == 2:
        return list(tokens[:1]), list(tokens[1:])
    if len(tokens) == 1:
        return ([], list(tokens)) if not is_first_name(tokens[0]) else (list(tokens), [])
    capitals = [len(token) > 1 and token.isupper() and not _INITIAL.match(token) for token in tokens]
    if any(capitals) and not all(capitals):
        return _by_capitals(tokens, capitals)
    cut = _family_begins(tokens)
    first, last = list(tokens[:cut]), list(tokens[cut:])
    turned = list(tokens[-1:]), list(tokens[:-1])
    is_usual = is_first_name(tokens[0]) and not is_first_name(tokens[-1])
    as_it_stands = is_written_by(first, last, local_parts) or (is_usual and is_written_by(last, [], local_parts))
    is_both = any(_flat(local) == _flat("".join([*last, *first])) for local in local_parts)
    if is_usual and is_both:
        return first, last
    if as_it_stands != is_written_by(*turned, local_parts):
        return (first, last) if as_it_stands else turned
    return turned if is_first_name(tokens[-1]) and not is_first_name(tokens[0]) else (first, last)


def _by_capitals(tokens: Sequence[str], capitals: Sequence[bool]) -> tuple[list[str], list[str]]:
    """As in "VAILLANT Catherine" and "Jean de LA TOUR": the capitals are the family name, and particles before them."""
    begin, end = capitals.index(True), len(capitals) - capitals[::-1].index(True)
    while begin > 0 and plain(tokens[begin - 1]) in words("particles") and begin > 1:
        begin -= 1
    return [*tokens[:begin], *tokens[end:]], list(tokens[begin:end])


def _family_begins(tokens: Sequence[str]) -> int:
    """The place of the family name's first word: at a particle, or after the known first names."""
    for place, token in enumerate(tokens[1:], 1):
        if plain(token).rstrip(".") in words("particles") and place < len(tokens) - 1:
            return place
    cut = 1
    while cut < len(tokens) - 1 and (is_first_name(tokens[cut]) or _INITIAL.match(tokens[cut]) or tokens[cut] in _AND):
        cut += 1
    return cut


def _written(tokens: Sequence[str]) -> str | None:
    """Normal spelling: "VAILLANT" is "Vaillant", and what is written in both sizes stays as it is ("McDonald")."""
    return " ".join(_capitalised(token) for token in tokens) or None


def _capitalised(token: str) -> str:
    if token in _AND or (token.islower() and token in words("particles")):
        return token
    if not (token.isupper() or token.islower()) or _INITIAL.match(token):
        return token
    return re.sub(r"[^\W\d_]+", lambda word: word[0].capitalize(), token)


def _score(
    tokens: Sequence[str], first: Sequence[str], last: Sequence[str], local_parts: Sequence[str], text: str
) -> float:
    capitalised = all(token[0].isupper() or token in _AND or plain(token) in words("particles") for token in tokens)
    score = 0.35 if capitalised and len(tokens) > 1 else 0.05
    if any(is_first_name(token) for token in first):
        score += 0.35
    score += 0.45 * mailbox_fit(first, last, local_parts)
    if len(text.split()) > len(tokens) and _is_honorific(text.split(maxsplit=1)[0]):
        score += 0.3
    score -= _INSIDE * (tokens[0].islower() and tokens[0] in words("particles"))
    return max(0.0, min(1.0, score - _against(tokens)))


def _against(tokens: Sequence[str]) -> float:
    """What speaks for another kind of text."""
    flat = [_flat(token) for token in tokens]
    pieces = {piece for token in flat for piece in token.split("-")}
    spoken = {word for word in {*flat, *pieces} - _first_names(flat) if len(word) > 1 and word not in _AND}
    against = sum(weight for weight, known in _other_words() if not known.isdisjoint(spoken))
    is_title = any(
        word in words("titles") and word not in words("trade_surnames") for word in spoken
    ) and not _is_trade_surname(flat)
    return against + _TITLE * is_title


@lru_cache
def _other_words() -> Sequence[tuple[float, frozenset[str]]]:
    """What weighs against a name, and the words that do."""
    return (
        (0.25, words("title_modifiers")),
        (0.3, words("company_words") - words("first_names")),
        (0.6, word_list("legal_forms") - words("particles")),
        (0.3, words("streets") - words("particles")),
        (0.6, frozenset(countries())),
    )


def _first_names(flat: Sequence[str]) -> set[str]:
    """The first names among the words, and their halves: "Marie-Port" is one, "Jean-Marc" two."""
    return {piece for token in flat if is_first_name(token) for piece in (token, *token.split("-"))}


def _is_trade_surname(flat: Sequence[str]) -> bool:
    """Whether the one word of a trade stands among first names, and is the family name: "Christiane CLERC"."""
    others = [token for token in flat if token not in words("titles")]
    trades = [token for token in flat if token in words("titles")]
    is_word = len(trades) == 1 and len(trades[0]) > _ABBREVIATION and trades[0] in {flat[0], flat[-1]}
    return is_word and bool(others) and all(is_first_name(token) for token in others)
