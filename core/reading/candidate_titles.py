"""What might be the job title: a part with a title's words, two halves of one, or what stands right below the name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from core.identity import plain, plain_words
from core.reading.candidate import Candidate, Places, hinted
from core.reading.companies import company_score, is_told
from core.reading.names import is_first_name, read_name
from core.reading.order import overlap
from core.reading.parts import Part
from core.reading.spans import JOINING, is_alike, is_alone, joined, on_one_line
from core.reading.titles import title_score
from core.reading.vocabulary import words

# Below this score a part is no title, or no company.
TITLE, _COMPANY = 0.45, 0.3
# Each line of a title over two lines looks at least so much like one.
_TITLE_LINE = 0.2
# Two halves go before one: on the same line, and more where the first ends in the middle.
_SAME_LINE, _OPEN_END = 0.05, 0.15
# So much a title alone looks like one.
_SURELY = 0.5
# What it costs a title to stand in a list of so many things, not all of which are one.
_LISTED, _LIST = 0.55, 3
# A line says little else where so much of it is the part.
_NEARLY = 0.8
# What stands right below a name, and is nothing else, is a title in words that we do not know.
_BELOW_NAME, _SURE_NAME, _LONGEST_TITLE = 0.45, 0.6, 6


def candidate_titles(
    parts: Sequence[Part], spans: Sequence[Places], domains: Sequence[str], local_parts: Sequence[str]
) -> Iterator[Candidate]:
    """Each span as a title; the second half of two is told to belong to the first."""
    for places in spans:
        goes_on = len(places) > 1 and _is_one_title(parts, places, domains)
        if len(places) > 1 and not goes_on and not _are_two_lines(parts, places):
            continue
        text = joined(parts, places)
        score = max(title_score(text), title_score(parts[places[0]].text) if goes_on else 0)
        if score < TITLE and _stands_below_name(parts, places, domains, local_parts):
            score = _BELOW_NAME
        is_person = read_name(text).score >= _SURE_NAME and len(places) == 1
        score = 0.0 if is_person else score - _LISTED * _is_listed(parts, places, domains)
        bonus = (_SAME_LINE if on_one_line(parts, places) else _OPEN_END) * goes_on
        yield Candidate(places, text, hinted(parts, places, "job_title", score), bonus)


def _are_two_lines(parts: Sequence[Part], places: Places) -> bool:
    """Whether two whole lines of one size both look a little like a title, and the second like no house."""
    second = parts[places[1]]
    is_line = is_alike(parts, places) and is_alone(parts, places[1]) and _is_whole_line(second)
    likest = min(title_score(parts[place].text) for place in places)
    return is_line and likest > _TITLE_LINE and not _is_house(second.text)


def _stands_below_name(
    parts: Sequence[Part], places: Places, domains: Sequence[str], local_parts: Sequence[str]
) -> bool:
    """Whether a printed line follows a name, and looks like neither a company nor an address."""
    place = places[0]
    part, above = parts[place], parts[place - 1]
    if (
        len(places) > 1
        or not place
        or part.is_typed
        or part.number != above.number + 1
        or not overlap(part.line, above.line)
    ):
        return False
    is_short = len(part.text.split()) <= _LONGEST_TITLE and not re.search(r"\d", part.text)
    is_other = company_score(part.text, domains) >= _COMPANY or read_name(part.text).score >= _SURE_NAME
    return is_short and not is_other and read_name(above.text, local_parts).score >= _SURE_NAME


def _is_one_title(parts: Sequence[Part], places: Places, domains: Sequence[str]) -> bool:
    """Whether the second half belongs to the title: below an open end, or on the same line and nothing of its own."""
    first, second = (parts[place].text for place in places)
    score = title_score(second)
    if not on_one_line(parts, places):
        return is_alike(parts, places) and (_is_open(first, second, score) or _goes_on_small(parts, places, domains))
    if score > _TITLE_LINE:
        return True
    is_whole = sum(part.number == parts[places[0]].number for part in parts) == len(places)
    is_company = is_told(second, domains) or (company_score(second, domains) >= _COMPANY and not score)
    is_other = is_company or is_first_name(second.split()[0]) or bool(re.search(r"\d", second))
    return title_score(first) > _SURELY and is_whole and not is_other


def _is_listed(parts: Sequence[Part], places: Places, domains: Sequence[str]) -> bool:
    """Whether the parts stand in a list of what a house does: "Transaction - Location - Syndic"."""
    line = [part for part in parts if part.number == parts[places[0]].number and not part.is_typed]
    others = [
        part.text for part in line if title_score(part.text) <= _SURELY and read_name(part.text).score < _SURE_NAME
    ]
    return len(line) >= _LIST and any(company_score(text, domains) < _COMPANY for text in others)


def _goes_on_small(parts: Sequence[Part], places: Places, domains: Sequence[str]) -> bool:
    """Whether below a title that begins with a capital stands a line that begins with a small letter."""
    first, second = (parts[place] for place in places)
    is_below = not first.is_typed and is_alone(parts, places[1]) and not re.search(r"\d", second.text)
    is_title = title_score(first.text) > _SURELY and first.text[0].isupper() and second.text[0].islower()
    return is_below and is_title and company_score(second.text, domains) < _COMPANY


def _is_open(first: str, second: str, score: float) -> bool:
    """Whether a title goes on in the next line: a joining word at the end, or a small letter at the beginning."""
    return plain(first).rsplit(maxsplit=1)[-1] in JOINING or (
        second[0].islower() and score > 0 and not _is_house(second)
    )


def _is_whole_line(part: Part) -> bool:
    """Whether a part is nearly all that its line says: what else stood there was of an address."""
    return len(part.text) > _NEARLY * len(part.line.text.strip())


def _is_house(text: str) -> bool:
    """Whether a line says what kind of house it is, and nothing of a person."""
    return words("company_words").issuperset(plain_words(text.replace("-", " ")))
