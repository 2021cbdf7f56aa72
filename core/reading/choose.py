"""Decide which part is the name, which the title, which the company: the three together that fit best."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product

from core.identity import plain
from core.reading.companies import company_score
from core.reading.names import read_name
from core.reading.order import overlap
from core.reading.parts import Part
from core.reading.titles import title_score

# Below these scores a part is left in the rest rather than put into a field.
_NAME, _TITLE, _COMPANY = 0.3, 0.45, 0.3
# Each line of a title over two lines looks at least so much like one.
_TITLE_LINE = 0.2
# A title whose line ends with one of these goes on in the next.
_JOINING = frozenset({"&", "et", "and", "und", "of", "de", "des", "du", "-", "fur", "for", "y", "e", "en", "del", "di"})
# So many of the best candidates of each kind are tried together.
_TRIED = 6


@dataclass(frozen=True)
class Candidate:
    """Parts, by place, that might be one field, and how well they fit (0 to 1)."""

    places: tuple[int, ...]
    text: str
    score: float
    bonus: float = 0.0


@dataclass(frozen=True)
class Chosen:
    """The three fields found; the name's candidate also read as a name."""

    name: Candidate | None
    title: Candidate | None
    company: Candidate | None

    @property
    def places(self) -> set[int]:
        """The places of all parts used."""
        return {place for one in (self.name, self.title, self.company) if one for place in one.places}


def choose(parts: Sequence[Part], local_parts: Sequence[str], domains: Sequence[str]) -> Chosen:
    """The best three candidates that share no part; a name and its title stand near each other."""
    spans = list(_spans(parts))
    names = _best(_names(parts, spans, local_parts), _NAME)
    titles = _best(_titles(parts, spans), _TITLE)
    companies = _best(_companies(parts, spans, domains), _COMPANY)
    choices = (Chosen(*three) for three in product(names, titles, companies))
    return max((choice for choice in choices if _disjoint(choice)), key=_worth)


def _spans(parts: Sequence[Part]) -> Iterator[tuple[int, ...]]:
    """Each part alone, and each two on lines that follow each other."""
    for place, part in enumerate(parts):
        yield (place,)
        if place + 1 < len(parts) and _continues(part, parts[place + 1]):
            yield (place, place + 1)


def _continues(part: Part, following: Part) -> bool:
    one, other = part.line, following.line
    if part.hint or following.hint:
        return False
    if part.number == following.number:
        return f"{part.text}, {following.text}" in one.text and not part.is_typed
    if not one.height or not other.height or one.top is None or other.top is None:
        return True
    alike = 0.6 < one.height / other.height < 1.6
    return alike and overlap(one, other) and other.top - one.top < 2.5 * one.height


def _best(candidates: Iterator[Candidate], threshold: float) -> list[Candidate | None]:
    good = [one for one in candidates if one.score >= threshold]
    return [*sorted(good, key=lambda one: -one.score - one.bonus)[:_TRIED], None]


def _names(parts: Sequence[Part], spans: Sequence[tuple[int, ...]], local_parts: Sequence[str]) -> Iterator[Candidate]:
    for places in spans:
        texts = [parts[place].text for place in places]
        if len(texts) > 1 and any(len(text.split()) > 1 for text in texts):
            continue
        text = " ".join(texts)
        score = _hinted(parts, places, "full_name", read_name(text, local_parts).score)
        yield Candidate(places, text, score - 0.1 * (len(places) - 1), _size_bonus(parts, places))


def _titles(parts: Sequence[Part], spans: Sequence[tuple[int, ...]]) -> Iterator[Candidate]:
    for places in spans:
        texts = [parts[place].text for place in places]
        scores = [title_score(text) for text in texts]
        goes_on = len(texts) > 1 and (_on_one_line(parts, places) or _is_open(texts[0], texts[1], scores[1]))
        if len(texts) > 1 and min(scores) <= _TITLE_LINE and (not goes_on or _on_one_line(parts, places)):
            continue
        text = _joined(parts, places)
        yield Candidate(places, text, _hinted(parts, places, "job_title", title_score(text)), 0.15 * goes_on)


def _is_open(first: str, second: str, score: float) -> bool:
    """Whether a title goes on in the next line: a joining word at the end, or a small letter at the beginning."""
    return plain(first).rsplit(maxsplit=1)[-1] in _JOINING or (second[0].islower() and score > 0)


def _joined(parts: Sequence[Part], places: Sequence[int]) -> str:
    """The parts as they were written: with their comma where it stood on one line."""
    return (", " if _on_one_line(parts, places) else " ").join(parts[place].text for place in places)


def _on_one_line(parts: Sequence[Part], places: Sequence[int]) -> bool:
    return len(places) > 1 and len({parts[place].number for place in places}) == 1


def _companies(parts: Sequence[Part], spans: Sequence[tuple[int, ...]], domains: Sequence[str]) -> Iterator[Candidate]:
    alone = {}
    for places in spans:
        text = " ".join(parts[place].text for place in places)
        score = _hinted(parts, places, "company", company_score(text, domains))
        if len(places) == 1:
            alone[places[0]] = score
        elif score <= max(company_score(parts[place].text, domains) for place in places) + 0.1:
            continue
        yield Candidate(places, text, score, _size_bonus(parts, places))


def _hinted(parts: Sequence[Part], places: Sequence[int], field: str, score: float) -> float:
    hints = {parts[place].hint for place in places} - {None}
    if not hints:
        return score
    return 1.0 if hints == {field} else 0.0


def _size_bonus(parts: Sequence[Part], places: Sequence[int]) -> float:
    """Names and companies are printed larger than the rest (0 to 0.1)."""
    heights = [part.line.height for part in parts if part.line.height]
    if not heights:
        return 0.0
    return 0.1 * max((parts[place].line.height or 0) for place in places) / max(heights)


def _disjoint(choice: Chosen) -> bool:
    kinds = [one for one in (choice.name, choice.title, choice.company) if one]
    return len(choice.places) == sum(len(one.places) for one in kinds)


def _worth(choice: Chosen) -> float:
    worth = sum(one.score + one.bonus for one in (choice.name, choice.title, choice.company) if one)
    if choice.name and choice.title:
        worth += 0.15 * (min(abs(a - b) for a in choice.name.places for b in choice.title.places) == 1)
    return worth
