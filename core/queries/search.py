"""Finding records by the beginnings of words, accents and case ignored.

An inverted index in one table, the same on both databases: a search reads one range of its primary key a word.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import delete, literal, select, tuple_
from sqlalchemy.orm import Session

from core.identity import comparable_phone, plain_words
from core.model import RECORDS, Record, SearchWord
from core.model.rows import add_rows

MOST = 20
LAST_LETTER = "\U0010ffff"


def index(session: Session, record: Record) -> None:
    """Make the record findable under its present words."""
    mine = (SearchWord.record_kind == record.kind, SearchWord.record_id == record.id)
    session.execute(delete(SearchWord).where(*mine))
    index_new(session, [record])


def index_new(session: Session, records: Iterable[Any]) -> None:
    """Make records findable that have no words yet."""
    words = ((record, word) for record in records for word in _words(f"{record.reference} {record.search_text}"))
    # In the order of the index: neighbours are written together.
    rows = sorted((word, record.kind, record.id) for record, word in words)
    add_rows(session.connection(), SearchWord, ("word", "record_kind", "record_id"), rows)


def find(
    session: Session,
    text: str,
    kinds: Iterable[str] | None = None,
    most: int = MOST,
    *,
    before: tuple[int, str] | None = None,
) -> list[Record]:
    """The records that have a word beginning with each word of the text, the newest first.

    Those behind `before`, the id and kind of a record, to read on.
    """
    phone = comparable_phone(text)
    words = [phone.removeprefix("+")] if phone else sorted(set(plain_words(text)), key=len, reverse=True)
    if not words:
        return []
    hits = _matching(words[0])
    for word in words[1:]:
        hits = hits.where(tuple_(SearchWord.record_kind, SearchWord.record_id).in_(_matching(word)))
    if kinds is not None:
        hits = hits.where(SearchWord.record_kind.in_(list(kinds)))
    if before is not None:
        hits = hits.where(tuple_(SearchWord.record_id, SearchWord.record_kind) < tuple_(*map(literal, before)))
    newest = (SearchWord.record_id.desc(), SearchWord.record_kind.desc())
    found = session.execute(hits.distinct().order_by(*newest).limit(most)).all()
    records = [session.get(RECORDS[row.record_kind], row.record_id) for row in found]
    return [record for record in records if record is not None]


def _matching(beginning: str) -> Any:
    query: Any = select(SearchWord.record_kind, SearchWord.record_id)
    return query.where(SearchWord.word >= beginning, SearchWord.word < beginning + LAST_LETTER)


def _words(text: str) -> set[str]:
    # E.164 numbers stand in the text as +33…, and `plain_words` keeps their digits together.
    return {word[:80] for word in plain_words(text)}
