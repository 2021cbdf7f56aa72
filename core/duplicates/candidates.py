"""Look up what may be the same as a record: only what shares a trait is looked at, from the index."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from functools import lru_cache
from typing import Any

from sqlalchemy import bindparam, select, union_all
from sqlalchemy.orm import Session, joinedload

from core.duplicates.known import known_to_differ
from core.duplicates.score import STRENGTHS, Match, Matches, compare
from core.duplicates.traits import COMPARED, Trait, traits
from core.model import RECORDS, Contact, Lead, MatchKey

# A trait that more records have than this tells nothing: a shared switchboard, a name like Martin.
MOST_HITS = 20
Key = tuple[str, int]


def find_duplicates(
    session: Session, subject: Any, kinds: Collection[str] | None = None, *, most: int = MOST_HITS
) -> Matches:
    """What may be the same as the record, or as a lead with these fields; the surest first.

    Left out is what people said is another, and what was made of it.
    """
    record = Lead(**subject) if isinstance(subject, Mapping) else subject
    compared = [kind for kind in COMPARED[record.kind] if kinds is None or kind in kinds]
    shared = _sharing(session, record, compared)
    for key in known_to_differ(session, record) if shared else ():
        shared.pop(key, None)
    matches = [match for other in load(session, shared) if (match := compare(record, other, shared[_key(other)]))]
    return Matches(sorted(matches, key=surest)[:most])


def surest(match: Match) -> tuple[int, float, str, int]:
    """The surest first."""
    return STRENGTHS.index(match.strength), -match.score, match.record.kind, match.record.id or 0


def _key(record: Any) -> Key:
    return record.kind, record.id


def _sharing(session: Session, record: Any, kinds: list[str]) -> dict[Key, set[str]]:
    """The traits that each other record has in common with this one."""
    looked_up = traits(record)
    if not looked_up:
        return {}
    shared: dict[Key, set[str]] = defaultdict(set)
    hits: dict[Trait, list[Key]] = defaultdict(list)
    one_read = _one_read(len(looked_up), tuple(kinds))
    given: dict[str, Any] = {"kind": record.kind, "id": record.id or 0}
    for number, (trait, value) in enumerate(sorted(looked_up)):
        given |= {f"trait{number}": trait, f"value{number}": value}
    for trait, value, kind, id_ in session.execute(one_read, given):
        hits[trait, value].append((kind, id_))
    for (trait, _value), keys in hits.items():
        for key in keys if len(keys) <= MOST_HITS else ():
            shared[key].add(trait)
    return shared


@lru_cache
def _one_read(count: int, kinds: tuple[str, ...]) -> Any:
    """Who else has so many traits: to put the statement together takes longer than to run it."""
    return union_all(*(_holders(number, kinds) for number in range(count)))


def _holders(number: int, kinds: tuple[str, ...]) -> Any:
    """Who else has the trait, one more than tell anything: a range of the primary key."""
    held = MatchKey.__table__.c
    query = select(held.trait, held.value, held.record_kind, held.record_id)
    query = query.where(held.trait == bindparam(f"trait{number}"), held.value == bindparam(f"value{number}"))
    is_other = ~((held.record_kind == bindparam("kind")) & (held.record_id == bindparam("id")))
    return select(query.where(held.record_kind.in_(kinds), is_other).limit(MOST_HITS + 1).subquery())


def load(session: Session, shared: Collection[Key]) -> list[Any]:
    """The records, a read for each kind."""
    found: list[Any] = []
    for kind in sorted({kind for kind, _id in shared}):
        model = RECORDS[kind]
        query = select(model).where(model.id.in_([id_ for each, id_ in shared if each == kind]))
        found += session.scalars(query.options(joinedload(Contact.account)) if kind == "contact" else query)
    return found
