"""Who is known already among many newcomers: looked up together, a few reads for all of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from core.duplicates.candidates import MOST_HITS, Key, load, surest
from core.duplicates.score import SAME, WEAK, Matches, compare
from core.duplicates.traits import COMPARED, Trait, traits
from core.model import Lead, MatchKey
from core.model.newcomer import Newcomer

# What somebody is looked up by. Two spellings of one name are found later, when the lead is looked at.
LOOKED_UP = ("email", "phone", "siren", "name")


class Crowd:
    """Leads that are not stored yet, and the records that each of them may be the same as.

    One that is let in is known to those after it. Unlike `find_duplicates` it compares only those who share an e-mail,
    a phone number, a SIREN or the very name, and leaves weak matches out.
    """

    def __init__(self, session: Session, newcomers: Sequence[Lead | Newcomer]) -> None:
        self._traits = {id(lead): traits(lead) for lead in newcomers}
        self._holders: dict[Trait, list[Any]] = defaultdict(list)
        held, self._common = _held(session, self._wanted())
        self._telling = {key: self._told_by(mine) for key, mine in self._traits.items()}
        records = {(record.kind, record.id): record for record in load(session, set(_keys(held)))}
        for trait, keys in held.items():
            self._holders[trait] = [records[key] for key in keys if key in records]

    def matches(self, lead: Lead | Newcomer) -> Matches:
        """What the newcomer may be the same as, the surest first."""
        others: dict[int, Any] = {}
        for trait in self._telling[id(lead)]:
            holders = self._holders.get(trait, ())
            others |= {id(other): other for other in holders} if len(holders) <= MOST_HITS else {}
        if not others:
            return Matches()
        found = [match for other in others.values() if (match := compare(lead, other, self._shared(lead, other)))]
        return Matches(sorted((match for match in found if match.strength != WEAK), key=surest))

    def let_in(self, lead: Lead | Newcomer) -> None:
        """Make the newcomer known to those who come after it."""
        for trait in self._telling[id(lead)]:
            self._holders[trait].append(lead)

    def _told_by(self, mine: frozenset[Trait]) -> list[Trait]:
        return [trait for trait in mine if trait[0] in LOOKED_UP and trait not in self._common]

    def _shared(self, lead: Lead | Newcomer, other: Any) -> set[str]:
        theirs = self._traits.get(id(other)) or traits(other)
        return {trait for trait, _value in (self._traits[id(lead)] & theirs) - self._common if trait in SAME}

    def _wanted(self) -> dict[str, list[str]]:
        wanted: dict[str, set[str]] = defaultdict(set)
        for mine in self._traits.values():
            for trait, value in mine:
                wanted[trait].add(value)
        return {trait: sorted(wanted[trait]) for trait in LOOKED_UP if trait in wanted}


def _held(session: Session, wanted: dict[str, list[str]]) -> tuple[dict[Trait, list[Key]], set[Trait]]:
    """Who has each trait already, and the traits that so many have that they tell nothing: those are not read."""
    held: dict[Trait, list[Key]] = defaultdict(list)
    common: set[Trait] = set()
    for trait, values in wanted.items():
        mine = (MatchKey.trait == trait, MatchKey.record_kind.in_(COMPARED["lead"]))
        counted = select(MatchKey.value, func.count()).where(*mine, MatchKey.value.in_(values))
        counts = session.execute(counted.group_by(MatchKey.value)).all()
        common |= {(trait, value) for value, count in counts if count > MOST_HITS}
        telling = [value for value, count in counts if count <= MOST_HITS]
        if telling:
            found = select(MatchKey.value, MatchKey.record_kind, MatchKey.record_id)
            for value, kind, id_ in session.execute(found.where(*mine, MatchKey.value.in_(telling))):
                held[trait, value].append((kind, id_))
    return held, common


def _keys(held: dict[Trait, list[Key]]) -> Iterator[Key]:
    for keys in held.values():
        yield from keys
