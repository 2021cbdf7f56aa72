"""Decide which part is the name, which the title, which the company: the three together that fit best."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product

from core.reading.candidate import Candidate
from core.reading.candidate_companies import candidate_companies
from core.reading.candidate_names import candidate_names
from core.reading.candidate_titles import TITLE, candidate_titles
from core.reading.parts import Part
from core.reading.personal_domains import firms_mailboxes, personal_domains
from core.reading.spans import spans_of

# Below these scores a part is left in the rest rather than put into a field.
_NAME, _COMPANY = 0.3, 0.3
# What it is worth to a title that it follows the name, or stands before it.
_BESIDE, _ABOVE = 0.25, 0.2
# So many of the best candidates of each kind are tried together.
_TRIED = 6


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


def choose(
    parts: Sequence[Part], local_parts: Sequence[str], domains: Sequence[str], free_mail: Sequence[str] = ()
) -> Chosen:
    """The best three candidates that share no part; a name and its title stand near each other.

    `free_mail` are those of `local_parts` at domains that are no firm's.
    """
    spans = list(spans_of(parts))
    persons = personal_domains(parts, local_parts, domains)
    domains = [domain for domain in domains if domain not in persons]
    mailboxes = [*local_parts, *(domain.partition(".")[0] for domain in persons)]
    names = _best(candidate_names(parts, spans, mailboxes), _NAME)
    titles = _best(candidate_titles(parts, spans, domains, mailboxes), TITLE)
    firms = [*domains, *firms_mailboxes(parts, free_mail)]
    companies = _best(candidate_companies(parts, spans, firms), _COMPANY)
    choices = (Chosen(*three) for three in product(names, titles, companies))
    return max((choice for choice in choices if _disjoint(choice)), key=_worth)


def _best(candidates: Iterator[Candidate], threshold: float) -> list[Candidate | None]:
    good = [one for one in candidates if one.score >= threshold]
    return [*sorted(good, key=lambda one: -one.score - one.bonus)[:_TRIED], None]


def _disjoint(choice: Chosen) -> bool:
    kinds = [one for one in (choice.name, choice.title, choice.company) if one]
    return len(choice.places) == sum(len(one.places) for one in kinds)


def _worth(choice: Chosen) -> float:
    worth = sum(one.score + one.bonus for one in (choice.name, choice.title, choice.company) if one)
    if choice.name and choice.title:
        worth += _BESIDE * (choice.title.places[0] - choice.name.places[-1] == 1)
        worth += _ABOVE * (choice.name.places[0] - choice.title.places[-1] == 1)
    return worth
