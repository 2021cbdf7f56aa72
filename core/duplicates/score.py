"""How much two records have in common, and in which words."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from math import prod
from typing import Any, Literal

from rapidfuzz import fuzz

from core.duplicates.traits import company_of, person_of
from core.language import Language, Spoken, mark
from core.model import Record

Strength = Literal["strong", "medium", "weak"]
STRENGTHS: tuple[Strength, ...] = ("strong", "medium", "weak")
STRONG, MEDIUM, WEAK = STRENGTHS

SIMILAR = 0.85
# How far a trait alone speaks for one and the same, from 0 to 1; likeness counts in proportion to how alike they are.
WEIGHTS = {"siren": 0.95, "email": 0.95, "phone": 0.85, "domain": 0.3, "name": 0.5, "company": 0.4}
DECIDING = frozenset({"siren", "email", "phone"})
SAME = {
    "siren": mark("same SIREN"),
    "email": mark("same e-mail"),
    "phone": mark("same phone"),
    "domain": mark("same web domain"),
}
ALIKE = {"name": mark("name {likeness}"), "company": mark("company {likeness}")}
# Where not even the spelling differs.
SPELLED = {"name": mark("same name"), "company": mark("same company")}


@dataclass(frozen=True)
class Match:
    """A record that may be the same: how surely (`score` from 0 to 1), and why.

    `shared` are the traits that are equal; `likeness` tells how alike the names are, from 0 to 1, where both have one.
    `reference` and `title` are the record's, for a refusal outlives the transaction that the record was read in.
    """

    record: Any
    reference: str
    title: str
    strength: Strength
    score: float
    shared: tuple[str, ...]
    likeness: dict[str, float]

    def explain(self, language: Language) -> str:
        """Why, in the reader's words: `same phone, name 0.93`."""
        return ", ".join(self.reasons(language))

    def reasons(self, language: Language) -> list[str]:
        """Each reason, the strongest first."""
        same = [language.say(SAME[trait]) for trait in self.shared]
        return same + [_alike(language, name, Decimal(f"{value:.2f}")) for name, value in self.likeness.items()]


def _alike(language: Language, name: str, likeness: Decimal) -> str:
    return language.say(SPELLED[name] if likeness == 1 else ALIKE[name], likeness=likeness)


class Matches(tuple[Match, ...], Spoken):
    """Several matches; a sentence names each with its reasons."""

    __slots__ = ()

    def in_language(self, language: Language) -> str:
        """`A-3 Radium SA (same SIREN), C-5 Marie Curie (same e-mail)`."""
        return ", ".join(
            language.say(
                "{reference} {title} ({reasons})",
                reference=match.reference,
                title=match.title,
                reasons=match.explain(language),
            )
            for match in self
        )


def compare(one: Any, other: Record, shared: Collection[str]) -> Match | None:
    """The match of two records that share these traits, or None where they have too little in common."""
    likeness = _Likeness(one, other)
    same = tuple(trait for trait in SAME if trait in shared and not (trait == "domain" and "email" in shared))
    strength = _strength({*same}, likeness)
    if strength is None:
        return None
    doubt = prod(1 - weight for weight in _weights(same, likeness.values))
    return Match(other, other.reference, other.title, strength, 1 - doubt, same, likeness.values)


class _Likeness:
    """How alike the names of two records are."""

    def __init__(self, one: Any, other: Any) -> None:
        self._named = {
            "name": (person_of(one), person_of(other)),
            "company": (company_of(one), company_of(other)),
        }
        self._of_accounts = "account" in {one.kind, other.kind}

    @cached_property
    def values(self) -> dict[str, float]:
        """By what is compared, where both have it."""
        return {what: fuzz.ratio(*both) / 100 for what, both in self._named.items() if all(both)}

    def is_similar(self, what: str) -> bool:
        """Whether both have it and it is nearly the same."""
        return self.values.get(what, 0) >= SIMILAR

    @property
    def is_same_name(self) -> bool:
        """Whether the names are nearly the same: an account's is its company's."""
        return self.is_similar("company" if self._of_accounts else "name")

    @property
    def is_same_name_at_company(self) -> bool:
        """Whether both the person and the company are; where neither names a person, the company alone tells."""
        is_nobody = self._of_accounts or not any(self._named["name"])
        return self.is_similar("company") and (is_nobody or self.is_similar("name"))


def _strength(same: set[str], likeness: _Likeness) -> Strength | None:
    if same & DECIDING:
        return STRONG
    if likeness.is_same_name_at_company or (same and likeness.is_same_name):
        return MEDIUM
    return WEAK if same else None


def _weights(same: Collection[str], likeness: dict[str, float]) -> Iterator[float]:
    yield from (WEIGHTS[trait] for trait in same)
    yield from (WEIGHTS[what] * value for what, value in likeness.items() if value >= SIMILAR)
