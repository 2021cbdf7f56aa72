"""Take in a file of leads, a transaction for each chunk: killed anywhere, it goes on behind the last one."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import Any

from sqlalchemy import insert

from core import events
from core.actions.batches import end_batch, locked
from core.actions.create_leads import begin_lead, create_leads
from core.actions.undo_batch import DOOR, undo_some
from core.crm import Actor, Crm, Transaction
from core.duplicates import Crowd, Match
from core.duplicates.score import SAME, SIMILAR
from core.duplicates.traits import traits
from core.errors import Rejected, SalesError
from core.language import mark
from core.model import Batch, Rejection
from core.model.batch import RUNNING
from core.model.newcomer import Newcomer
from intake.imports.people import fields_of
from intake.tables import Row, rows

CHUNK = 500
TOLD_TIMES = 20
COMPANY = Actor(None, DOOR)
Begun = list[tuple[Row, Newcomer]]
Prepared = list[tuple[Row, Newcomer | SalesError]]
KNOWN = mark("Known already: {who} ({why}).")
KNOWN_ROW = mark("The same as row {row} of this file ({why}).")


def take_in(crm: Crm, batch_id: int, path: Path, told: Callable[[Batch], None] = lambda _batch: None) -> Batch:
    """The batch, settled. Told after each chunk. What was taken in before by a run that was killed is not repeated.

    The leads are the company's, to be given out by its rules, whoever sent the file.
    """
    try:
        with _unswept():
            batch = _take_rows(crm, batch_id, path, told)
    except Rejected as refusal:
        # It was read whole before it was shown: only another file, or a damaged disk, comes here.
        with crm.transaction(COMPANY) as tx:
            return end_batch(tx, locked(tx, batch_id), refusal)
    if batch.state != RUNNING:
        return batch
    with crm.transaction(COMPANY) as tx:
        return end_batch(tx, locked(tx, batch_id))


def take_back(crm: Crm, batch_id: int) -> Batch:
    """The batch whose undoing was begun, undone; a transaction for each so many leads."""
    more = True
    while more:
        with crm.transaction(COMPANY) as tx:
            batch = locked(tx, batch_id)
            more = undo_some(tx, batch)
    return batch


@contextmanager
def _unswept() -> Iterator[None]:
    """Python's collector walks through all that the program ever loaded, in the time of several chunks: not here."""
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()


def _take_rows(crm: Crm, batch_id: int, path: Path, told: Callable[[Batch], None]) -> Batch:
    with crm.read() as session:
        batch = session.get_one(Batch, batch_id)
    behind = max(batch.row, _header_row(path) if batch.has_header else 0)
    read = (row for row in rows(path) if row.number > behind)
    while batch.state == RUNNING and (chunk := list(islice(read, CHUNK))):
        prepared = _prepared(crm, batch, chunk)
        with crm.transaction(COMPANY) as tx:
            batch = _take_chunk(tx, locked(tx, batch_id), prepared)
        told(batch)
    return batch


def _header_row(path: Path) -> int:
    return next(row.number for row in rows(path))


def _prepared(crm: Crm, batch: Batch, chunk: Iterable[Row]) -> Prepared:
    """What the rows say by themselves is found out before the transaction: whoever writes meanwhile need not wait."""
    with crm.look(COMPANY) as tx:
        prepared = [_read(tx, batch, row) for row in chunk]
    for _row, lead in prepared:
        if isinstance(lead, Newcomer):
            traits(lead)
    return prepared


def _take_chunk(tx: Transaction, batch: Batch, chunk: Prepared) -> Batch:
    """Somebody else may have taken some of it in, or stopped it, since the chunk was read."""
    fresh = [(row, lead) for row, lead in chunk if row.number > batch.row]
    if batch.state != RUNNING or not fresh:
        return batch
    refused = [_refused(batch, row, lead.message, lead.values) for row, lead in fresh if isinstance(lead, SalesError)]
    taken = list(_taken(tx, batch, [(row, lead) for row, lead in fresh if isinstance(lead, Newcomer)], refused))
    if refused:
        tx.session.execute(insert(Rejection), refused)
    create_leads(tx, taken)
    before, batch.row = batch.row, fresh[-1][0].number
    batch.created += len(taken)
    batch.rejected += len(refused)
    if _part(batch, before) != _part(batch, batch.row):
        events.record(tx, batch, "progressed")
    return batch


def _part(batch: Batch, row: int) -> int:
    return row * TOLD_TIMES // batch.total


def _read(tx: Transaction, batch: Batch, row: Row) -> tuple[Row, Newcomer | SalesError]:
    """The lead of a row, or why it says too little for one."""
    given = {"source": batch.source} | ({"campaign": batch.campaign} if batch.campaign else {})
    try:
        fields = fields_of(row.cells, batch.columns, given)
        return row, begin_lead(tx, fields | {"batch_id": batch.id, "batch_row": row.number})
    except SalesError as refusal:
        return row, refusal


def _taken(tx: Transaction, batch: Batch, begun: Begun, refused: list[dict[str, Any]]) -> Iterator[Newcomer]:
    """Those whom nobody knows yet; of a lead that may be somebody known, people are told when they look at it."""
    crowd = Crowd(tx.session, [lead for _row, lead in begun])
    for row, lead in begun:
        matches = crowd.matches(lead)
        known = next((match for match in matches if _is_same(match)), None)
        if known and not batch.keeps_duplicates:
            refused.append(_refused(batch, row, *_why(batch, known)))
            continue
        if matches:
            batch.doubtful += 1
        crowd.let_in(lead)
        yield lead


def _is_same(match: Match) -> bool:
    """One mailbox is one person; a telephone or a SIREN, which colleagues share, where the names do not differ."""
    is_company = match.record.kind == "account"
    is_named_alike = match.likeness.get("name", 1) >= SIMILAR
    return "email" in match.shared or (match.strength == "strong" and is_named_alike and not is_company)


def _why(batch: Batch, match: Match) -> tuple[str, dict[str, Any]]:
    why = [SAME[trait] for trait in match.shared]
    if getattr(match.record, "batch_id", None) == batch.id:
        return KNOWN_ROW, {"row": match.record.batch_row, "why": why}
    return KNOWN, {"who": f"{match.reference} {match.title}", "why": why}


def _refused(batch: Batch, row: Row, reason: str, values: dict[str, Any]) -> dict[str, Any]:
    return {"batch_id": batch.id, "row": row.number, "cells": list(row.cells), "reason": reason, "values": values}
