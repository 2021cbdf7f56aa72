"""Whether what stands in two places of a photo are two people, each with a card of their own."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rapidfuzz import fuzz

from core.identity import plain, web_domain
from core.reading import Contact

# From 0 to 100: names this much alike are the same, read twice.
_SAME_NAME = 80


def different_people(contacts: Iterable[Contact]) -> list[Contact]:
    """Of those who have a name and can be reached, each once."""
    found: list[Contact] = []
    for contact in filter(stands_alone, contacts):
        if all(_are_two(contact, other) for other in found):
            found.append(contact)
    return found


def have_own_firms(people: Sequence[Contact]) -> bool:
    """Whether each has an e-mail address at a firm that none of the others is at, and a telephone."""
    firms = [{domain for email in person.emails if (domain := web_domain(email))} for person in people]
    return all(firms) and sum(map(len, firms)) == len(set().union(*firms)) and all(person.phones for person in people)


def stands_alone(contact: Contact) -> bool:
    """Whether it has a name and can be reached."""
    return bool(contact.first_name and contact.last_name and (contact.emails or contact.phones))


def _are_two(one: Contact, other: Contact) -> bool:
    """Two sides of one card, in two languages, have one name or one address; colleagues may share a telephone."""
    return fuzz.ratio(_name(one), _name(other)) < _SAME_NAME and not set(one.emails) & set(other.emails)


def _name(contact: Contact) -> str:
    return plain(f"{contact.first_name} {contact.last_name}")
