"""What might be the company: a part that looks like one, or two lines of one name."""

from __future__ import annotations

import statistics
from collections.abc import Iterator, Sequence

from core.identity import first_word, plain, plain_words
from core.reading.candidate import Candidate, Places, hinted, size_bonus
from core.reading.companies import company_score, domain_fit, has_legal_form, is_told, share_domain
from core.reading.names import read_name
from core.reading.parts import Part
from core.reading.spans import JOINING, is_alike, is_alone, on_one_line
from core.reading.titles import title_score
from core.reading.vocabulary import words

# A company's second line begins with one of these: "Institut national / de la recherche".
_INSIDE = JOINING - {"-", "y", "e"} | {"d", "fur", "della", "do", "van", "voor", "pour", "l"}
# What a mark that is larger than all else by so much is worth to a company.
_MARK, _CLEARLY_LARGER = 0.2, 1.15
# What it is worth to begin the card, larger than most.
_TOP = 0.15
# What it costs a company to be printed no larger than the rest, or smaller by so much in any case.
_SMALL, _TINY = 0.2, 0.9
# Two lines that make one name go before either of them.
_JOINED = 0.1
# Lines printed in one size differ by less than this.
_SAME_SIZE = 0.92
# "Étude de Maîtres", "Lycée professionnel": what kind of house it is takes so many words.
_LONGEST_HOUSE = 3
_SURE_NAME, _TITLE = 0.6, 0.5
# Two lines are one company's name where they fit the domain so much better than either.
_CLEARLY = 0.1


def candidate_companies(parts: Sequence[Part], spans: Sequence[Places], domains: Sequence[str]) -> Iterator[Candidate]:
    """Each part as a company; two or three lines only where they are told to be one name."""
    alone = [span for span in spans if len(span) == 1]
    pairs = [span for span in spans if len(span) > 1 and not on_one_line(parts, span)]
    pairs = [span for span in pairs if _is_one_company(parts, span, domains)]
    triples = [(*one, other[1]) for one in pairs for other in pairs if one[1] == other[0]]
    for places in (*alone, *pairs, *triples):
        text = " ".join(parts[place].text for place in places)
        bonus = size_bonus(parts, places) + _JOINED * (len(places) - 1)
        yield Candidate(places, text, hinted(parts, places, "company", _worth(parts, places, domains)), bonus)


def _worth(parts: Sequence[Part], places: Places, domains: Sequence[str]) -> float:
    """How much the text looks like a company, and how it is printed."""
    texts = [parts[place].text for place in places]
    score = max(company_score(text, domains) for text in (" ".join(texts), *texts))
    score += _MARK if _is_wordmark(parts, places) else _TOP * _is_at_the_top(parts, places)
    heights = [part.line.height or 0 for place, part in enumerate(parts) if place not in places]
    is_tiny = 0 < max(parts[place].line.height or 0 for place in places) < _TINY * statistics.median(heights or [0])
    is_plain = not " ".join(texts).isupper() and not is_told(" ".join(texts), domains)
    is_small = is_plain and _is_small(parts, places)
    return score - _SMALL * (is_small or is_tiny)


def _is_at_the_top(parts: Sequence[Part], places: Places) -> bool:
    """Whether it begins the card, larger than most of it."""
    heights = [part.line.height or 0 for place, part in enumerate(parts) if place not in places]
    smallest = min(parts[place].line.height or 0 for place in places)
    return parts[places[0]].number == 0 and bool(heights) and smallest > _CLEARLY_LARGER * statistics.median(heights)


def _is_small(parts: Sequence[Part], places: Places) -> bool:
    """Whether it is printed no larger than the rest, and does not begin the card: what a firm does, not its name."""
    heights = [part.line.height or 0 for place, part in enumerate(parts) if place not in places]
    largest = max(parts[place].line.height or 0 for place in places)
    is_house = first_word(parts[places[0]].text) in words("houses")
    return bool(heights) and not is_house and parts[places[0]].number > 0 and 0 < largest <= statistics.median(heights)


def _is_wordmark(parts: Sequence[Part], places: Sequence[int]) -> bool:
    """Whether nothing else on the card is nearly as large."""
    heights = [part.line.height or 0 for place, part in enumerate(parts) if place not in places]
    largest = max(parts[place].line.height or 0 for place in places)
    return largest > _CLEARLY_LARGER * max(heights, default=largest)


def _is_one_company(parts: Sequence[Part], places: Places, domains: Sequence[str]) -> bool:
    """Whether two lines are one name: the domain has both, the second is its legal form, or begins inside a name."""
    texts = [parts[place].text for place in places]
    whole = " ".join(texts)
    if has_legal_form(whole) and not any(map(has_legal_form, texts)) and is_alone(parts, places[1]):
        return True
    joining = {*plain(texts[0]).split()[-1:]} & JOINING or {*plain(texts[1]).split()[:1]} & _INSIDE
    if _is_house_and_mark(parts, places) or _is_block(parts, places):
        return True
    if plain(texts[1]) in plain(texts[0]):
        return False
    if share_domain(texts[0], texts[1], domains) or (joining and is_alike(parts, places) and _has_trade(texts[0])):
        return True
    return domain_fit(whole, domains) > max(domain_fit(text, domains) for text in texts) + _CLEARLY


def _has_trade(text: str) -> bool:
    return bool(set(plain_words(text)) & words("company_words"))


def _is_house_and_mark(parts: Sequence[Part], places: Places) -> bool:
    """Whether the first line says what house the larger line below it is the name of: "STUDIO LEGALE"."""
    house, mark = (parts[place] for place in places)
    is_house = first_word(house.text) in words("houses") and len(house.text.split()) <= _LONGEST_HOUSE
    is_larger = (mark.line.height or 0) > _CLEARLY_LARGER * (house.line.height or 0) > 0
    return is_house and is_larger and not _is_person(mark.text)


def _is_block(parts: Sequence[Part], places: Places) -> bool:
    """Whether both lines, and they alone, are printed in one size that is larger than most: one name over two lines."""
    heights = [parts[place].line.height or 0 for place in places]
    others = [part.line.height or 0 for place, part in enumerate(parts) if place not in places]
    if not others or min(heights) < _SAME_SIZE * max(heights) or has_legal_form(parts[places[0]].text):
        return False
    is_larger = min(heights) > _CLEARLY_LARGER * statistics.median(others)
    are_alone = not any(_SAME_SIZE * max(heights) <= height <= max(heights) / _SAME_SIZE for height in others)
    first, second = (parts[place].text for place in places)
    return (
        is_larger and are_alone and not any(_is_person(text) or title_score(text) > _TITLE for text in (first, second))
    )


def _is_person(text: str) -> bool:
    return read_name(text).score >= _SURE_NAME
