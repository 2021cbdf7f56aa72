"""Refusals as the tests of actions check them: what they say in both languages, and that nothing was changed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import select

from core.crm import Actor, Crm, Transaction
from core.errors import SalesError
from core.language import Language
from core.model import Base

Deed = Callable[[Transaction], Any]


def contents(crm: Crm) -> dict[str, list[Any]]:
    """Every row of every table of ours."""
    with crm.read() as session:
        return {
            table.name: [tuple(row) for row in session.execute(select(table))] for table in Base.metadata.sorted_tables
        }


def refused(crm: Crm, who: Actor, deed: Deed, error: type[SalesError], *words: str) -> None:
    """The deed is refused with these words, English and French, and has changed nothing."""
    english, french = words
    before = contents(crm)
    with pytest.raises(error) as refusal, crm.transaction(who) as tx:
        deed(tx)
    assert english in str(refusal.value)
    assert french.replace("~", "\u00a0") in refusal.value.explain(Language("fr"))
    assert contents(crm) == before
