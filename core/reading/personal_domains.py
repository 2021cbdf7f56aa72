"""Domains that are a person's own name and no firm's: sophiemarchand.com."""

from __future__ import annotations

from collections.abc import Sequence

from core.identity import plain
from core.reading.mailbox import mailbox_fit
from core.reading.names import is_first_name, read_name
from core.reading.parts import Part
from core.reading.vocabulary import words


def personal_domains(parts: Sequence[Part], local_parts: Sequence[str], domains: Sequence[str]) -> list[str]:
    """The domains that are named after the person on the card, unless the mailbox names another person."""
    return [] if _is_anothers(parts, local_parts, domains) else _persons_domains(parts, domains)


def _is_anothers(parts: Sequence[Part], local_parts: Sequence[str], domains: Sequence[str]) -> bool:
    """Whether a mailbox names a person on the card whom no domain is named after: the domain is a trade name."""
    names = [(name.first, name.last) for part in parts if (name := read_name(part.text)).score]
    lasts = [last for first, last in names if first and last and mailbox_fit(first.split(), last.split(), local_parts)]
    return any(not any(plain(last).replace(" ", "") in domain for domain in domains) for last in lasts)


def _persons_domains(parts: Sequence[Part], domains: Sequence[str]) -> list[str]:
    """The domains that are a person's name on the card and no firm's: sophiemarchand.com."""
    spoken = {plain(token) for part in parts for token in part.text.split()} - words("company_words")
    first_names = [word for word in spoken if is_first_name(word)]

    def is_persons(label: str) -> bool:
        return any(label.removeprefix(first) in spoken - {label} for first in first_names)

    return [domain for domain in domains if is_persons(domain.partition(".")[0].replace("-", ""))]
