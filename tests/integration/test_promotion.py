"""What becomes of a lead: made, linked or left out, on both databases."""

from __future__ import annotations

from typing import Any

import pytest

from core.actions.create import create
from core.actions.distinguish import distinguish
from core.actions.log import log
from core.actions.preview import ASK, CREATE, preview
from core.actions.promote import promote
from core.crm import Crm
from core.errors import Missing, NeedsDecision, NotFound, NotUnderstood
from core.language import Language
from core.model import Account, Contact, Opportunity
from core.queries.timeline import timeline
from tests.factories import actor, make_lead
from tests.integration.test_cycle_end_to_end import contents
from tests.integration.test_races import count

ENGLISH, FRENCH = Language("en"), Language("fr")
WHY = "(same e-mail, name 0.62, company 0.14)"


@pytest.fixture
def known(any_crm: Crm) -> dict[str, Any]:
    """An account with the lead's number, and a contact with its address at another account."""
    with any_crm.transaction(actor()) as tx:
        account = create(tx, "account", name="Radium France", phone="06 39 98 12 34")
        employer = create(tx, "account", name="Sorbonne")
        contact = create(tx, "contact", last_name="Curie", email="marie@radium.example", account_id=employer.id)
    return {"account": account, "contact": contact, "lead": make_lead(any_crm, topic="Audit")}


def references(made: list[Any]) -> list[str]:
    return [record.reference for record in made]


def test_a_strong_duplicate_is_a_persons_decision_and_nothing_is_changed(any_crm: Crm, known: dict[str, Any]) -> None:
    before = contents(any_crm)
    with pytest.raises(NeedsDecision) as refused, any_crm.transaction(actor()) as tx:
        promote(tx, known["lead"])
    assert contents(any_crm) == before
    assert str(refused.value) == (
        "L-1 may be here already: A-1 Radium France (same phone, company 0.63), C-1 Curie "
        "(same e-mail, name 0.62, company 0.14). "
        "Link it with /crm promote L-1 A-1, or make new ones with /crm promote L-1 new."
    )
    assert refused.value.explain(FRENCH).startswith(
        "L-1 est peut-être déjà là\u00a0: A-1 Radium France (même téléphone, société 0,63)"
    )
    assert references(list(refused.value.values["candidates"])) == ["A-1", "C-1"]


CHOICES: list[tuple[dict[str, Any], list[str]]] = [
    ({"account": CREATE, "contact": CREATE}, ["A-3", "C-2", "O-1"]),
    ({"account": 1, "contact": 1}, ["A-1", "C-1", "O-1"]),
    ({"account": 1, "contact": None}, ["A-1", "O-1"]),
    ({"account": None, "contact": CREATE}, ["C-2", "O-1"]),
    ({"account": CREATE, "contact": 1, "opportunities": 0}, ["A-3", "C-1"]),
    ({"contact": 1}, ["A-2", "C-1", "O-1"]),
    ({"account": None, "contact": None, "opportunities": 2}, ["O-1", "O-2"]),
]


@pytest.mark.parametrize(("choices", "made"), CHOICES, ids=[str(choices) for choices, _ in CHOICES])
def test_each_is_made_linked_or_left_out_as_chosen(
    any_crm: Crm, known: dict[str, Any], choices: dict[str, Any], made: list[str]
) -> None:
    with any_crm.transaction(actor()) as tx:
        assert references(promote(tx, known["lead"], **choices)) == made


def test_half_a_decision_asks_for_the_other_half(any_crm: Crm, known: dict[str, Any]) -> None:
    with pytest.raises(NeedsDecision, match="already: C-1 Curie"), any_crm.transaction(actor()) as tx:
        promote(tx, known["lead"], account=1)


def test_what_is_linked_is_not_changed_but_its_history_says_so(any_crm: Crm, known: dict[str, Any]) -> None:
    with any_crm.transaction(actor()) as tx:
        log(tx, known["lead"], "note", "Vue au salon")
        _account, _contact, opportunity = promote(tx, known["lead"], account=1, contact=1)
    with any_crm.read() as session:
        account, contact = session.get_one(Account, 1), session.get_one(Contact, 1)
        assert (account.name, account.website, account.version) == ("Radium France", None, known["account"].version)
        assert (contact.first_name, contact.account_id) == (None, 2)
        assert (opportunity.account_id, opportunity.contact_id) == (1, 1)
        for record in (account, contact, opportunity):
            assert "Vue au salon" in {entry.text for entry in timeline(session, record)}
        assert "account.linked" in {entry.what for entry in timeline(session, account)}


def test_what_is_only_alike_blocks_nothing(any_crm: Crm) -> None:
    with any_crm.transaction(actor()) as tx:
        create(tx, "account", name="Radium SAS")
        create(tx, "contact", first_name="Pierre", last_name="Curie", email="pierre@radium.example")
    lead = make_lead(any_crm)
    with any_crm.transaction(actor()) as tx:
        assert references(promote(tx, lead)) == ["A-2", "C-2", "O-1"]


def test_what_people_said_is_another_blocks_nothing(any_crm: Crm, known: dict[str, Any]) -> None:
    with any_crm.transaction(actor()) as tx:
        distinguish(tx, known["lead"], known["account"])
        distinguish(tx, known["contact"], known["lead"])
        assert references(promote(tx, known["lead"])) == ["A-3", "C-2", "O-1"]


def test_several_opportunities_are_told_apart_by_their_names(any_crm: Crm) -> None:
    lead = make_lead(any_crm, topic="Audit")
    with any_crm.transaction(actor()) as tx:
        made = promote(tx, lead, opportunities=3)
        assert [record.title for record in made if record.kind == "opportunity"] == ["Audit", "Audit (2)", "Audit (3)"]


def test_the_preview_says_what_would_be_made_and_why_and_changes_nothing(any_crm: Crm, known: dict[str, Any]) -> None:
    before = contents(any_crm)
    with any_crm.transaction(actor()) as tx:
        asked = preview(tx, known["lead"])
        chosen = preview(tx, known["lead"], account=1, contact=None, opportunities=2)
    assert contents(any_crm) == before
    assert asked.explain(ENGLISH) == [
        "Account: Radium SA may be here already. You decide. Like it: A-1 Radium France (same phone, company 0.63).",
        f"Contact: Marie Curie may be here already. You decide. Like it: C-1 Curie {WHY}.",
        "Opportunity: Audit is made.",
    ]
    assert chosen.explain(ENGLISH) == [
        "Account: A-1 Radium France is linked; nothing is changed in it.",
        f"Contact: none. Like it: C-1 Curie {WHY}.",
        "Opportunity: Audit is made.",
        "Opportunity: Audit (2) is made.",
    ]


WRONG: dict[str, tuple[type[Exception], str, dict[str, Any]]] = {
    "too many": (NotUnderstood, "from 0 to 5", {"opportunities": 6}),
    "less than none": (NotUnderstood, "from 0 to 5", {"opportunities": -1}),
    "an account that is not there": (NotFound, "no account with the number 99", {"account": 99}),
    "a contact that is not there": (NotFound, "no contact with the number 99", {"contact": 99}),
    "nothing at all": (Missing, "Nothing would be made", {"account": None, "contact": None, "opportunities": 0}),
}


@pytest.mark.parametrize("tried", WRONG)
def test_a_choice_that_cannot_be_is_refused_and_changes_nothing(
    any_crm: Crm, known: dict[str, Any], tried: str
) -> None:
    error, words, choices = WRONG[tried]
    before = contents(any_crm)
    with pytest.raises(error, match=words), any_crm.transaction(actor()) as tx:
        promote(tx, known["lead"], **choices)
    assert contents(any_crm) == before


def test_all_or_nothing(any_crm: Crm, known: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    before = contents(any_crm)
    made: list[str] = []

    def breaking(tx: Any, kind: str, **fields: Any) -> Any:
        made.append(kind)
        if kind == "opportunity":
            raise ConnectionAbortedError
        return create(tx, kind, **fields)

    monkeypatch.setattr("core.actions.promote_lead.create", breaking)
    with pytest.raises(ConnectionAbortedError), any_crm.transaction(actor()) as tx:
        promote(tx, known["lead"], account=CREATE, contact=CREATE)
    assert made == ["account", "contact", "opportunity"]
    assert contents(any_crm) == before
    assert count(any_crm, Opportunity) == 0


def test_to_ask_is_what_happens_where_nobody_chose(any_crm: Crm, known: dict[str, Any]) -> None:
    with any_crm.transaction(actor()) as tx:
        assert preview(tx, known["lead"]) == preview(tx, known["lead"], account=ASK, contact=ASK)
