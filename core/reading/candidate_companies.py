"""What might be the company: a part that looks like one, or two lines of one name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from core.identity import plain, plain_words
from core.reading.candidate import Candidate, Places, hinted, size_bonus
from core.reading.companies import company_score, domain_fit, has_legal_form, share_domain
from core.reading.parts import Part
from core.reading.spans import JOINING, is_alike, on_one_line
from core.reading.vocabulary import words

# A company's second line begins with one of these: "Institut national / de la recherche".
_INSIDE = JOINING - {"-", "y", "e"} | {"d", "fur", "della", "do", "van", "voor", "pour", "l"}
# What a mark that is larger than all else by so much is worth to a company.
_MARK, _CLEARLY_LARGER = 0.2, 1.15
# Two lines that make one name go before either of them.
_JOINED = 0.1
# Two lines are one company's name where they fit the domain so much better than either.
_CLEARLY = 0.1


def candidate_companies(parts: Sequence[Part], spans: Sequence[Places], domains: Sequence[str]) -> Iterator[Candidate]:
    """Each span as a company; two lines only where they are told to be one name."""
    for places in spans:
        texts = [parts[place].text for place in places]
        if len(texts) > 1 and (on_one_line(parts, places) or not _is_one_company(parts, places, domains)):
            continue
        text = " ".join(texts)
        bonus = size_bonus(parts, places) + _JOINED * (len(places) - 1)
        score = company_score(text, domains) + _MARK * _is_wordmark(parts, places)
        yield Candidate(places, text, hinted(parts, places, "company", score), bonus)


def _is_wordmark(parts: Sequence[Part], places: Sequence[int]) -> bool:
    """Whether nothing else on the card is nearly as large."""
    heights = [part.line.height or 0 for place, part in enumerate(parts) if place not in places]
    largest = max(parts[place].line.height or 0 for place in places)
    return largest > _CLEARLY_LARGER * max(heights, default=largest)


def _is_one_company(parts: Sequence[Part], places: Sequence[int], domains: Sequence[str]) -> bool:
    """Whether two lines are one name: the domain has both, the second is its legal form, or begins inside a name."""
    texts = [parts[place].text for place in places]
    whole = " ".join(texts)
    if has_legal_form(whole) and not any(map(has_legal_form, texts)):
        return True
    joining = plain(texts[0]).split()[-1] in JOINING or plain(texts[1]).split()[0] in _INSIDE
    if share_domain(texts[0], texts[1], domains) or (joining and is_alike(parts, places) and _has_trade(texts[0])):
        return True
    return domain_fit(whole, domains) > max(domain_fit(text, domains) for text in texts) + _CLEARLY


def _has_trade(text: str) -> bool:
    return bool(set(plain_words(text)) & words("company_words"))
