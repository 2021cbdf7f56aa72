"""What a company wants filled before a record moves on."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from core.actions.advance import advance
from core.actions.promote import promote
from core.crm import Crm, Transaction
from core.errors import Missing
from core.language import Language
from core.model import Event
from core.settings import load
from tests.factories import actor, hire, make_lead, make_opportunity, make_quote

REQUIRED = """
[cycle.lead.required]
contacted = ["topic"]
qualified = ["budget"]
[cycle.opportunity.required]
negotiate = ["expected_close_on"]
[cycle.quote.required]
sent = ["customer_reference"]
"""
MOVES: dict[str, tuple[Callable[[Crm, Any], Any], Callable[[Transaction, Any], Any], str, str]] = {
    "contacted": (make_lead, advance, "L-1 cannot become contacted yet", "sujet"),
    "qualified": (make_lead, promote, "L-1 cannot become qualified yet", "budget"),
    "negotiate": (make_opportunity, lambda tx, r: advance(tx, r, "negotiate"), "O-1 cannot become", "clôture prévue"),
    "sent": (make_quote, lambda tx, r: advance(tx, r, "sent"), "cannot become sent yet", "référence du client"),
}
FILLED = {"contacted": {"topic": "Audit"}, "qualified": {"budget": 1000}}


@pytest.fixture
def demanding(any_crm: Crm, tmp_path: Path) -> Crm:
    """The core of a company that wants fields."""
    path = tmp_path / "filon.toml"
    path.write_text(REQUIRED)
    settings = load(home=any_crm.settings.home, config=path, database_url=any_crm.settings.database_url)
    return Crm(settings, any_crm.database)


@pytest.mark.parametrize("state", MOVES)
def test_a_move_without_them_is_refused_in_both_languages_and_changes_nothing(
    any_crm: Crm, demanding: Crm, state: str
) -> None:
    make, move, english, french = MOVES[state]
    camille = hire(any_crm)
    record = make(any_crm, camille)
    events = count(any_crm)
    with pytest.raises(Missing, match=english) as refusal, demanding.transaction(actor(camille)) as tx:
        move(tx, record)
    said = refusal.value.explain(Language("fr"))
    assert said.endswith(f"{french}.")
    assert "votre entreprise" in said
    assert count(any_crm) == events


@pytest.mark.parametrize("state", FILLED)
def test_the_move_is_made_once_they_are_filled(any_crm: Crm, demanding: Crm, state: str) -> None:
    make, move, _english, _french = MOVES[state]
    record = make(any_crm, None, **FILLED[state])
    with demanding.transaction(actor()) as tx:
        move(tx, record)
    assert count(any_crm) > 1


def count(crm: Crm) -> int:
    with crm.read() as session:
        return session.query(Event).count()
