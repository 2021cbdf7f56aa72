"""Domains and mailboxes: which are a person's own name, and which a firm's."""

from __future__ import annotations

import re
from collections.abc import Sequence

from core.identity import plain
from core.reading.mailbox import mailbox_fit
from core.reading.names import is_first_name, read_name
from core.reading.parts import Part
from core.reading.vocabulary import words

# A mailbox of fewer letters might be anything.
_LONG = 6


def personal_domains(parts: Sequence[Part], local_parts: Sequence[str], domains: Sequence[str]) -> list[str]:
    """The domains that are named after the person on the card, unless the mailbox names another person."""
    return [] if _is_anothers(parts, local_parts, domains) else _persons_domains(parts, domains)


def firms_mailboxes(parts: Sequence[Part], local_parts: Sequence[str]) -> list[str]:
    """The mailboxes at free-mail that are a firm's name, written like domains: latelierducuir@orange.fr."""
    names = [name for part in parts if (name := read_name(part.text)).first and name.last]
    people = [(name.first or "", name.last or "") for name in names if is_first_name((name.first or "").split()[0])]

    def is_persons(local: str) -> bool:
        return any(mailbox_fit(first.split(), last.split(), [local]) for first, last in people)

    letters = {local: re.sub(r"[^a-z]", "", plain(local)) for local in local_parts if not is_persons(local)}
    return [f"{name}." for name in letters.values() if len(name) >= _LONG]


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
