"""What a field must have beside its score to be called sure, and what speaks against it."""

from __future__ import annotations

import re

from core.identity import comparable_company, plain
from core.reading.candidate import Candidate
from core.reading.companies import domain_fit, has_legal_form, is_told
from core.reading.evidence import Evidence
from core.reading.mailbox import has_other_name, mailbox_fit
from core.reading.names import Name, is_first_name
from core.reading.titles import title_score

# Another text that looks so much like a title might be the one, and a mailbox that fits so well holds both names.
_RIVAL, _BOTH_NAMES = 0.5, 0.9
# From here on a domain is all of a name.
_WHOLE = 0.95
# Lines of one size differ by no more.
_PRINTED_ALIKE = 0.85
# Initials among first names, and words that join them, have so many letters.
_INITIALS = 2


def is_known(name: Name, local_parts: list[str]) -> bool:
    """Whether both names are there and whole, and the first one is known or the mailbox is made of both."""
    first, last = (name.first or "").split(), (name.last or "").split()
    if has_other_name(name.first or "", name.last or "", local_parts):
        return False
    fit = mailbox_fit(first, last, local_parts)
    is_told = fit > _BOTH_NAMES or (any(map(is_first_name, first)) and all(map(_is_given, first)))
    spoken = {plain(word) for word in (*first, *last)}
    is_named = any(spoken.issuperset(re.split(r"[._-]", plain(local))) for local in local_parts)
    return bool(first and last) and is_told and (fit > 0 or not is_named)


def _is_given(word: str) -> bool:
    """Whether a word may stand among first names: one of them, an initial, or what joins two."""
    return is_first_name(word) or len(word.rstrip(".")) <= _INITIALS


def is_beside_name(evidence: Evidence, title: Candidate) -> bool:
    """Whether the title stands beside the name, or is the only one on the card."""
    if not (name := evidence.chosen.name):
        return False
    others = (part for place, part in enumerate(evidence.parts) if place not in evidence.chosen.places)
    is_beside = min(abs(a - b) for a in name.places for b in title.places) == 1
    if _is_rivalled(evidence, name, title):
        return False
    return is_beside or not any(title_score(part.text) > _RIVAL for part in others)


def _is_rivalled(evidence: Evidence, name: Candidate, title: Candidate) -> bool:
    """Whether the title stands above the name, and what no field took right below it."""
    below = name.places[-1] + 1
    if title.places[0] > name.places[-1] or below >= len(evidence.parts) or below in evidence.chosen.places:
        return False
    return evidence.parts[below].number == evidence.parts[below - 1].number + 1


def is_contested(evidence: Evidence, company: Candidate) -> bool:
    """Whether the name may be more lines or fewer, or another text is told to be a company that has other words."""
    others = (part.text for place, part in enumerate(evidence.parts) if place not in evidence.chosen.places)
    own = set(comparable_company(company.text).split())
    rivals = (text for text in others if is_told(text, evidence.domains))
    is_joined = len(company.places) > 1 and not has_legal_form(company.text)
    if is_joined and domain_fit(company.text, evidence.domains) < _WHOLE:
        return True
    return _may_go_on(evidence, company) or any(own.isdisjoint(comparable_company(text).split()) for text in rivals)


def _may_go_on(evidence: Evidence, company: Candidate) -> bool:
    """Whether a line that no field took, in the same size, stands right above the company or below it."""
    if has_legal_form(company.text):
        return False
    lines = [evidence.parts[place].line for place in company.places]
    numbers = {evidence.parts[place].number for place in company.places}
    return any(
        place not in evidence.chosen.places
        and any(abs(part.number - number) == 1 for number in numbers)
        and any(part.line.height and part.line.height > _PRINTED_ALIKE * (line.height or 0) for line in lines)
        for place, part in enumerate(evidence.parts)
    )


def is_labelled(evidence: Evidence, chosen: Candidate) -> bool:
    """Whether a label says what the field is, or somebody typed it: then its place in the text tells it."""
    return any(evidence.parts[place].hint or evidence.parts[place].is_typed for place in chosen.places)
