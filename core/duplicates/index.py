"""Keep the traits of leads, accounts and contacts where a look-up finds them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import delete, insert, select, tuple_
from sqlalchemy.orm import Session

from core.duplicates.traits import COMPARED, Trait, traits
from core.model import Lead, MatchKey
from core.model.rows import add_rows


def keep(session: Session, record: Any) -> None:
    """Make the record findable by its present traits; a record of another kind has none."""
    if record.kind not in COMPARED:
        return
    mine = (MatchKey.record_kind == record.kind, MatchKey.record_id == record.id)
    kept = {(trait, value) for trait, value in session.execute(select(MatchKey.trait, MatchKey.value).where(*mine))}
    wanted = _answered_for(session, record)
    if gone := kept - wanted:
        session.execute(delete(MatchKey).where(*mine, tuple_(MatchKey.trait, MatchKey.value).in_(gone)))
    if new := wanted - kept:
        owner = {"record_kind": record.kind, "record_id": record.id}
        session.execute(insert(MatchKey), [{"trait": trait, "value": value, **owner} for trait, value in new])


def keep_new(session: Session, records: Iterable[Any]) -> None:
    """Make records findable that are not yet."""
    names = ("trait", "value", "record_kind", "record_id")
    # In the order of the index: neighbours are written together.
    compared = [record for record in records if record.kind in COMPARED]
    rows = sorted((*trait, record.kind, record.id) for record in compared for trait in traits(record))
    add_rows(session.connection(), MatchKey, names, rows)


def _answered_for(session: Session, record: Any) -> frozenset[Trait]:
    """The record's traits and those of the leads merged into it; a merged lead is not found any more itself."""
    return frozenset() if getattr(record, "master_id", None) else _with_merged(session, record)


def _with_merged(session: Session, record: Any) -> frozenset[Trait]:
    merged = session.scalars(select(Lead).where(Lead.master_id == record.id)) if record.kind == "lead" else ()
    return traits(record).union(*(_with_merged(session, lead) for lead in merged))
