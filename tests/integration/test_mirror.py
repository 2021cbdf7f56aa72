"""Copies of another system's orders and invoices."""

from __future__ import annotations

import json
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import func, select

from core.actions.advance import advance
from core.actions.assign import assign
from core.actions.create import create
from core.actions.lines import add_line
from core.actions.mirror import mirror
from core.crm import Actor, Crm
from core.errors import Forbidden, IllegalMove, Misconfigured, ReadOnly
from core.language import Language
from core.model import Account, Event, Invoice, Order
from core.theirs import TheirOrder
from tests.factories import actor, hire
from tests.integration.erp import INVOICE, MIRRORED, ORDER, TOKENS, Erp, configured

LATER = {"updated_at": "2026-11-24T09:00:00+01:00", "state": "fulfilled"}  # an hour later on the wall, the same moment
FRENCH = {"Accept-Language": "fr"}


@pytest.fixture
def erp(any_crm: Crm, monkeypatch: pytest.MonkeyPatch) -> Erp:
    return Erp(configured(any_crm, monkeypatch, MIRRORED))


def every(erp: Erp, model: Any) -> Sequence[Any]:
    with erp.crm.read() as session:
        return session.scalars(select(model).order_by(model.id)).all()


def order(erp: Erp) -> Order:
    (found,) = every(erp, Order)
    return found  # type: ignore[no-any-return]


def happenings(erp: Erp, kind: str = "order") -> list[str]:
    return [event.name for event in every(erp, Event) if event.record_kind == kind]


def test_a_new_order_is_there_with_its_figures_and_its_customer(erp: Erp) -> None:
    answer = erp.put("orders/erp/1001")
    assert answer.status_code == 201
    assert answer.json == {"reference": "SO-1001", "state": "confirmed", "result": "created", "warnings": []}
    copy = order(erp)
    assert (copy.net, copy.vat, copy.gross) == (Decimal("1724.50"), Decimal("341.35"), Decimal("2065.85"))
    assert [str(part.vat) for part in copy.totals.vat_lines] == ["340.00", "1.35"]
    assert [line.net for line in copy.lines] == [Decimal(1700), Decimal("24.50")]
    (account,) = every(erp, Account)
    assert (account.name, account.siren, copy.account_id) == ("Radium SA", "732829320", account.id)
    assert (copy.external_system, copy.external_id) == ("erp", "1001")
    with erp.crm.read() as session:
        born = session.scalars(select(Event).where(Event.record_kind == "account")).one()
    assert (born.door, born.changes["source"]) == ("api", "SO-1001")


def test_the_same_message_again_changes_nothing_and_leaves_no_trace(erp: Erp) -> None:
    erp.put("orders/erp/1001")
    before = (order(erp).version, happenings(erp))
    answer = erp.put("orders/erp/1001")
    assert (answer.status_code, answer.json["result"]) == (200, "unchanged")
    assert (order(erp).version, happenings(erp)) == before


def test_a_newer_message_updates_and_tells_before_and_after(erp: Erp) -> None:
    erp.put("orders/erp/1001")
    lines = [ORDER["lines"][0] | {"net": 1600}, ORDER["lines"][1]]
    answer = erp.put("orders/erp/1001", updated_at="2026-11-25T08:00:00Z", state="partly_fulfilled", lines=lines)
    assert (answer.status_code, answer.json["result"], answer.json["state"]) == (200, "updated", "partly fulfilled")
    last = every(erp, Event)[-1]
    assert last.changes["state"] == ["confirmed", "partly fulfilled"]
    before, after = last.changes["lines"]
    assert (before[0]["net_as_given"], after[0]["net_as_given"]) == ("1700.00", "1600")


def test_a_vat_breakdown_that_no_longer_fits_is_forgotten(erp: Erp) -> None:
    erp.put("orders/erp/1001")
    erp.put("orders/erp/1001", updated_at="2026-11-25T08:00:00Z", subject="Audit")
    assert len(order(erp).vat_lines) == 2
    figures = {"net": 100, "vat": 10, "gross": 110, "vat_lines": None}
    lines = [ORDER["lines"][0] | {"net": 100, "vat_rate": 10}]
    erp.put("orders/erp/1001", updated_at="2026-11-26T08:00:00Z", lines=lines, **figures)
    assert order(erp).vat_lines == []
    assert order(erp).gross == Decimal(110)


def test_an_older_message_is_ignored_and_said_so(erp: Erp) -> None:
    erp.put("orders/erp/1001", updated_at="2026-11-25T08:00:00Z", state="fulfilled")
    before = (order(erp).version, happenings(erp))
    answer = erp.put("orders/erp/1001", state="confirmed")
    assert (answer.status_code, answer.json["result"], answer.json["state"]) == (200, "ignored", "fulfilled")
    assert (order(erp).version, happenings(erp)) == before


def test_of_two_messages_of_one_moment_the_last_to_arrive_holds(erp: Erp) -> None:
    erp.put("orders/erp/1001")
    assert erp.put("orders/erp/1001", **LATER).json["result"] == "updated"
    assert order(erp).state == "fulfilled"


def test_a_newer_message_that_says_the_same_moves_only_the_time(erp: Erp) -> None:
    erp.put("orders/erp/1001")
    before = happenings(erp)
    assert erp.put("orders/erp/1001", updated_at="2026-11-25T08:00:00Z").json["result"] == "unchanged"
    assert happenings(erp) == before
    assert erp.put("orders/erp/1001", updated_at="2026-11-24T20:00:00Z", state="draft").json["result"] == "ignored"


def test_what_a_message_leaves_out_stays(erp: Erp) -> None:
    erp.put("orders/erp/1001")
    erp.put("orders/erp/1001", {"updated_at": "2026-11-25T08:00:00Z", "state": "fulfilled"})
    copy = order(erp)
    assert (copy.state, copy.number, copy.gross, len(copy.lines)) == ("fulfilled", "SO-1001", Decimal("2065.85"), 2)


def test_figures_that_do_not_add_up_are_kept_and_said(erp: Erp) -> None:
    answer = erp.put("orders/erp/1001", gross=2065.86)
    assert answer.status_code == 201
    assert answer.json["warnings"] == ["The gross amount is 2,065.86, but net and VAT make 2,065.85."]
    assert order(erp).gross == Decimal("2065.86")


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"net": "1724.505"}, "net"),
        ({"net": "many"}, "net"),
        ({"gross": 1e300}, "gross"),
        ({"currency": "XYZ"}, "currency"),
        ({"state": "on the moon"}, "state"),
        ({"updated_at": "2026-11-24T08:00:00"}, "updated_at"),
        ({"updated_at": "9999-12-31T23:59:59-10:00"}, "updated_at"),
        ({"ordered_on": "0001-01-01"}, "ordered_on"),
        ({"number": ...}, "number"),
        ({"customer": ...}, "customer"),
        ({"vat": ...}, "vat"),
        ({"customer": {"name": "Radium", "reference": "A-99"}}, "customer.reference"),
        ({"customer": {"name": "nul\0"}}, "customer.name"),
        ({"customer": {"name": "half \ud800"}}, "customer.name"),
        ({"lines": [ORDER["lines"][0] | {"net": 1.234}]}, "lines.0.net"),
        ({"lines": [ORDER["lines"][0] | {"colour": "blue"}]}, "lines.0.colour"),
        ({"subject": "x" * 3000}, "subject"),
    ],
)
def test_what_cannot_be_is_refused_with_the_name_of_the_field(erp: Erp, fields: dict[str, Any], field: str) -> None:
    answer = erp.put("orders/erp/1001", **fields)
    assert (answer.status_code, answer.content_type) == (422, "application/problem+json")
    assert answer.json["field"] == field
    assert [every(erp, model) for model in (Order, Account, Event)] == [[], [], []]


def test_a_refused_state_names_ours_in_both_languages(erp: Erp) -> None:
    assert "partly fulfilled, fulfilled" in erp.put("orders/erp/1", state="shipped").json["detail"]
    erp.headers |= FRENCH
    said = erp.put("orders/erp/1", state="shipped").json["detail"]
    assert said.startswith("«\xa0shipped\xa0» n’est pas un état")
    assert "livrée en partie" in said or "partiellement" in said or "en partie" in said


@pytest.mark.parametrize(
    "body", [b"", b"[]", b"nonsense", b"[" * 100_000, b'{"net": NaN}', b'{"net": ' + b"9" * 10_000 + b"}", b"\xff",
             b'{"net": 1e99999999999999999999}', b'{"a": ' * 5_000 + b"1" + b"}" * 5_000],
)  # fmt: skip
def test_hostile_json_is_refused_and_breaks_nothing(erp: Erp, body: bytes) -> None:
    client = erp.app.test_client()
    answer = client.put("/v1/orders/erp/1", data=body, headers=erp.headers, content_type="application/json")
    assert answer.status_code in {400, 422}
    assert every(erp, Order) == []


def test_a_body_that_is_too_large_or_no_json_is_refused(erp: Erp) -> None:
    client = erp.app.test_client()
    large = json.dumps(ORDER | {"subject": "x" * 300_000})
    for status, data, kind in ((413, large, "application/json"), (415, "a=1", "application/x-www-form-urlencoded")):
        assert client.put("/v1/orders/erp/1", data=data, headers=erp.headers, content_type=kind).status_code == status


def test_the_companys_own_names_of_their_states_are_understood(any_crm: Crm, monkeypatch: pytest.MonkeyPatch) -> None:
    names = '[cycle.order.states]\n"Expédiée" = "fulfilled"\n'
    erp = Erp(configured(any_crm, monkeypatch, MIRRORED.replace("[cycle.invoice]", names + "[cycle.invoice]")))
    assert erp.put("orders/erp/1", state="EXPEDIEE").json["state"] == "fulfilled"


def test_a_name_for_a_state_that_there_is_not_stops_the_start(crm: Crm, monkeypatch: pytest.MonkeyPatch) -> None:
    wrong = '[cycle.order]\nmode = "mirror"\n[cycle.order.states]\n"shipped" = "on its way"\n'
    with pytest.raises(Misconfigured, match=r"shipped means on its way.*partly fulfilled"):
        configured(crm, monkeypatch, wrong)


def known_account(erp: Erp, **fields: Any) -> Account:
    with erp.crm.transaction(actor(hire(erp.crm))) as tx:
        return create(tx, "account", **fields)  # type: ignore[return-value]


def test_the_customer_is_found_by_our_reference(erp: Erp) -> None:
    account = known_account(erp, name="Nothing alike")
    erp.put("orders/erp/1", customer={"reference": account.reference, "name": "Radium SA"})
    assert (order(erp).account_id, order(erp).owner_id) == (account.id, account.owner_id)


def test_the_customer_is_found_by_its_siren_whatever_its_name(erp: Erp) -> None:
    account = known_account(erp, name="Nothing alike", siren="732829320")
    known_account(erp, name="Radium SA")
    erp.put("orders/erp/1")
    assert order(erp).account_id == account.id


def test_the_customer_is_found_by_its_name_without_the_legal_form(erp: Erp) -> None:
    account = known_account(erp, name="S.A.S. Radium")
    erp.put("orders/erp/1")
    assert order(erp).account_id == account.id


def test_two_customers_of_one_name_or_another_siren_are_no_hit(erp: Erp) -> None:
    known_account(erp, name="Radium", siren="552100554")
    erp.put("orders/erp/1", customer=ORDER["customer"])
    assert order(erp).account_id == 2
    for number, name in enumerate(["Pollux et fils", "Pollux & Fils"]):
        known_account(erp, name=name, website=f"www.pollux{number}.example")
    erp.put("orders/erp/2", customer={"name": "Pollux and Fils"}, number="SO-2")
    assert [each.account_id for each in every(erp, Order)] == [2, 5]


def test_a_customer_that_was_found_stays_when_it_is_renamed_here(erp: Erp) -> None:
    erp.put("orders/erp/1", customer={"name": "Radium"})
    with erp.crm.transaction(actor()) as tx:
        tx.session.get_one(Account, 1).name = "Curie Holding"
    erp.put("orders/erp/1", customer={"name": "Radium"}, updated_at="2026-11-26T00:00:00Z")
    assert (order(erp).account_id, len(every(erp, Account))) == (1, 1)


def test_another_customer_on_their_document_is_another_account(erp: Erp) -> None:
    erp.put("orders/erp/1", customer={"name": "Radium"})
    erp.put("orders/erp/1", customer={"name": "Polonium"}, updated_at="2026-11-26T00:00:00Z")
    assert (order(erp).account_id, [each.name for each in every(erp, Account)]) == (2, ["Radium", "Polonium"])
    told = [event.changes for event in every(erp, Event) if event.name == "order.mirrored"]
    assert [changes.get("account_id") for changes in told] == [[None, 1], [1, 2]]


def test_sixteen_first_messages_at_once_make_one_order_and_one_account(erp: Erp) -> None:
    with ThreadPoolExecutor(16) as pool:
        answers = list(pool.map(lambda _: erp.put("orders/erp/1001"), range(16)))
    assert sorted(answer.json["result"] for answer in answers) == ["created", *["unchanged"] * 15]
    assert (len(every(erp, Order)), len(every(erp, Account))) == (1, 1)


def test_sixteen_orders_of_one_new_customer_at_once_make_one_account(erp: Erp) -> None:
    with ThreadPoolExecutor(16) as pool:
        answers = list(pool.map(lambda n: erp.put(f"orders/erp/{n}", number=f"SO-{n}"), range(16)))
    assert {answer.status_code for answer in answers} == {201}
    assert (len(every(erp, Order)), len(every(erp, Account))) == (16, 1)


def test_messages_out_of_order_and_at_once_end_with_the_newest(erp: Erp) -> None:
    def tell(hour: int) -> Any:
        state = "fulfilled" if hour == 15 else "confirmed"
        return erp.put("orders/erp/1", updated_at=f"2026-11-24T{hour:02}:00:00Z", state=state, subject=f"At {hour}")

    with ThreadPoolExecutor(16) as pool:
        answers = list(pool.map(tell, [15, *range(15)]))
    assert {answer.status_code for answer in answers} <= {200, 201}
    assert (order(erp).state, order(erp).subject) == ("fulfilled", "At 15")


def test_people_cannot_change_a_copy_but_may_look_after_it(erp: Erp) -> None:
    erp.put("orders/erp/1001")
    camille = hire(erp.crm)
    copy: Any = order(erp)
    with pytest.raises(ReadOnly, match="mirrors another system"), erp.crm.transaction(actor(camille)) as tx:
        advance(tx, copy, "fulfilled")
    with pytest.raises(ReadOnly, match="mirrors another system"), erp.crm.transaction(actor(camille)) as tx:
        add_line(tx, copy, "More", Decimal(1), Decimal(1))
    with erp.crm.transaction(actor(camille)) as tx:
        assign(tx, copy, camille)
    assert (order(erp).state, order(erp).owner_id) == ("confirmed", camille.id)


def test_a_copy_stays_read_only_when_the_step_becomes_our_own(erp: Erp, any_crm: Crm) -> None:
    erp.put("orders/erp/1001", state="draft")
    with pytest.raises(ReadOnly) as refusal, any_crm.transaction(actor(hire(erp.crm))) as tx:
        add_line(tx, order(erp), "More", Decimal(1), Decimal(1))
    assert refusal.value.explain(Language("fr")).startswith("SO-1001 est la copie d’un document d’un autre système")
    assert len(order(erp).lines) == 2


@pytest.mark.parametrize("role", ["rep", "manager", "admin"])
def test_nobody_but_an_integration_mirrors(erp: Erp, role: str) -> None:
    theirs = TheirOrder.model_validate(ORDER)
    with pytest.raises(Forbidden), erp.crm.transaction(Actor(None, "api", role)) as tx:
        mirror(tx, "order", "erp", "1", theirs)
    assert every(erp, Order) == []


@pytest.mark.parametrize(
    ("token", "status"),
    [(TOKENS["BOSS_TOKEN"], 403), (TOKENS["SITE_TOKEN"], 403), ("forged", 401), ("", 401)],
)
def test_other_tokens_write_no_copies(erp: Erp, token: str, status: int) -> None:
    assert Erp(erp.crm, token).put("orders/erp/1").status_code == status
    assert every(erp, Order) == []


def test_an_integration_writes_nothing_of_another_system(erp: Erp) -> None:
    answer = erp.put("orders/sage/1")
    assert (answer.status_code, every(erp, Order)) == (403, [])
    assert "for the system erp" in answer.json["detail"]


@pytest.mark.parametrize(("mode", "status"), [("own", 409), ("off", 409)])
def test_where_the_step_is_ours_or_off_nothing_is_mirrored(
    any_crm: Crm, monkeypatch: pytest.MonkeyPatch, mode: str, status: int
) -> None:
    erp = Erp(configured(any_crm, monkeypatch, f'[cycle.order]\nmode = "{mode}"\n'))
    answer = erp.put("orders/erp/1")
    assert (answer.status_code, every(erp, Order)) == (status, [])
    assert "own" in answer.json["detail"] or "does not use" in answer.json["detail"]


def test_an_invoice_is_copied_with_what_was_paid(erp: Erp) -> None:
    answer = erp.put("invoices/erp/77")
    assert (answer.status_code, answer.json["state"]) == (201, "issued")
    erp.put("invoices/erp/77", updated_at="2026-11-28T00:00:00Z", state="PARTLY PAID", paid=1000)
    (copy,) = every(erp, Invoice)
    assert (copy.number, copy.due, copy.state, str(copy.due_on)) == (
        "F-77", Decimal("1065.85"), "partly paid", INVOICE["due_on"],
    )  # fmt: skip


def test_two_systems_may_use_one_number_and_ours_stays_unique(erp: Erp) -> None:
    erp.put("orders/erp/1001")
    with erp.crm.transaction(Actor(None, "api", "integration")) as tx:
        mirror(tx, "order", "sage", "1001", TheirOrder.model_validate(ORDER))
    assert [each.number for each in every(erp, Order)] == ["SO-1001", "SO-1001"]


def test_a_draft_that_was_never_handed_over_is_not_theirs(erp: Erp) -> None:
    with erp.crm.read() as session:
        assert session.scalar(select(func.count()).select_from(Invoice)) == 0
    answer = erp.put("invoices/erp/1", filon="I-12")
    assert (answer.status_code, every(erp, Invoice)) == (404, [])


def test_nothing_mirrored_says_so_by_name(erp: Erp, any_crm: Crm) -> None:
    with pytest.raises(IllegalMove) as refusal, any_crm.transaction(Actor(None, "api", "integration")) as tx:
        mirror(tx, "order", "erp", "1", TheirOrder.model_validate(ORDER))
    assert "Its mode is own" in str(refusal.value)
