"""What might be the job title: a part with a title's words, two halves of one, or what stands right below the name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from core.identity import plain
from core.reading.candidate import Candidate, Places, hinted
from core.reading.companies import company_score, is_told
from core.reading.names import is_first_name, read_name
from core.reading.order import overlap
from core.reading.parts import Part
from core.reading.spans import JOINING, is_alike, is_alone, joined, on_one_line
from core.reading.titles import title_score

# Below this score a part is no title, or no company.
TITLE, _COMPANY = 0.45, 0.3
# Each line of a title over two lines looks at least so much like one.
_TITLE_LINE = 0.2
# Two halves go before one: on the same line, and more where the first ends in the middle.
_SAME_LINE, _OPEN_END = 0.05, 0.15
# So much a title alone looks like one.
_SURELY = 0.5
# What stands right below a name, and is nothing else, is a title in words that we do not know.
_BELOW_NAME, _SURE_NAME, _LONGEST_TITLE = 0.45, 0.6, 6


def candidate_titles(parts: Sequence[Part], spans: Sequence[Places], domains: Sequence[str]) -> Iterator[Candidate]:
    """Each span as a title; the second half of two is told to belong to the first."""
    for places in spans:
        texts = [parts[place].text for place in places]
        goes_on = len(texts) > 1 and _is_one_title(parts, places, domains)
        if (
            len(texts) > 1
            and not goes_on
            and (
                not is_alike(parts, places)
                or not is_alone(parts, places[1])
                or min(map(title_score, texts)) <= _TITLE_LINE
            )
        ):
            continue
        text = joined(parts, places)
        score = max(title_score(text), title_score(texts[0]) if goes_on else 0)
        if score < TITLE and _stands_below_name(parts, places, domains):
            score = _BELOW_NAME
        bonus = (_SAME_LINE if on_one_line(parts, places) else _OPEN_END) * goes_on
        yield Candidate(places, text, hinted(parts, places, "job_title", score), bonus)


def _stands_below_name(parts: Sequence[Part], places: Sequence[int], domains: Sequence[str]) -> bool:
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
    return is_short and not is_other and read_name(above.text).score >= _SURE_NAME


def _is_one_title(parts: Sequence[Part], places: Sequence[int], domains: Sequence[str]) -> bool:
    """Whether the second half belongs to the title: below an open end, or on the same line and nothing of its own."""
    first, second = (parts[place].text for place in places)
    score = title_score(second)
    if not on_one_line(parts, places):
        return is_alike(parts, places) and _is_open(first, second, score)
    if score > _TITLE_LINE:
        return True
    is_whole = sum(part.number == parts[places[0]].number for part in parts) == len(places)
    is_company = is_told(second, domains) or (company_score(second, domains) >= _COMPANY and not score)
    is_other = is_company or is_first_name(second.split()[0]) or bool(re.search(r"\d", second))
    return title_score(first) > _SURELY and is_whole and not is_other


def _is_open(first: str, second: str, score: float) -> bool:
    """Whether a title goes on in the next line: a joining word at the end, or a small letter at the beginning."""
    return plain(first).rsplit(maxsplit=1)[-1] in JOINING or (second[0].islower() and score > 0)
