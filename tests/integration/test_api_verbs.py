"""Every verb over HTTP, for programs with a role."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from sqlalchemy import func, select

from core.crm import Actor, Crm
from core.errors import Misconfigured
from core.model import Account, Event, Quote, Reply, User
from core.settings import load
from intake.verbs import VERBS
from tests.factories import hire, make_lead, make_quote
from tests.integration.erp import TOKENS, Erp, configured


@pytest.fixture
def boss(any_crm: Crm, monkeypatch: pytest.MonkeyPatch) -> Erp:
    """A program with a manager's rights."""
    return Erp(configured(any_crm, monkeypatch, "[quote]\ndiscount_limit = 20\n"), TOKENS["BOSS_TOKEN"])


def did(boss: Erp, reference: str, verb: str, **arguments: Any) -> dict[str, Any]:
    """Do it, and give the answer of what went well."""
    answer = boss.post(f"records/{reference}/{verb}", **arguments)
    assert answer.status_code == 200, answer.json
    return answer.json  # type: ignore[no-any-return]


def made(boss: Erp, collection: str, **fields: Any) -> dict[str, Any]:
    answer = boss.post(collection, **fields)
    assert answer.status_code == 201, answer.json
    return answer.json["record"]  # type: ignore[no-any-return]


def count(boss: Erp, model: Any) -> int:
    with boss.crm.read() as session:
        return session.scalar(select(func.count()).select_from(model)) or 0


def test_the_whole_cycle_without_a_person(boss: Erp) -> None:
    account = made(boss, "accounts", name="Radium SA", siren="732 829 320", country="FR", address="1 rue Cuvier")
    contact = made(boss, "contacts", first_name="Marie", last_name="Curie", account=account["reference"])
    made(boss, "products", code="aud", name="Audit", name_en="Survey", unit_price=850, vat_rate=20)
    opportunity = made(boss, "opportunities", name="Audit", account="A-1", contact=contact["reference"], revenue=5000)
    assert (opportunity["revenue"], opportunity["revenue_is_typed"], opportunity["account"]) == ("5000.00", True, "A-1")
    did(boss, "O-1", "change", expected_close_on="2027-03-31", probability=40, revenue=None)
    did(boss, "O-1", "add_line", product="AUD", quantity=2)
    did(boss, "O-1", "add_line", description="Guide", unit_price="24.50", vat_rate=5.5, nature="goods")
    (quote,) = did(boss, "O-1", "promote")["made"]
    assert (quote["kind"], quote["net"], quote["gross"], len(quote["lines"])) == ("quote", "1724.50", "2065.85", 2)
    number = quote["reference"]
    did(boss, number, "discount", rate=10)
    did(boss, number, "remove_line", position=2)
    did(boss, number, "log", type="call", text="They want it", also=["A-1"])
    sent = did(boss, number, "advance")["record"]
    assert (sent["state"], sent["net"], sent["bill_to"]["name"]) == ("sent", "1530.00", "Radium SA")
    did(boss, number, "document")
    revised = did(boss, number, "revise")
    assert (revised["record"]["state"], revised["made"][0]["revision"]) == ("revised", 1)
    did(boss, number, "advance", to="sent")
    did(boss, number, "advance", to="accepted")
    found = boss.get(f"find?q={account['title']}").json["records"]
    (order,) = [each["reference"] for each in found if each["kind"] == "order"]
    did(boss, order, "advance", to="confirmed")
    assert did(boss, order, "fulfil", quantities={"1": 1})["record"]["state"] == "partly fulfilled"
    (deposit,) = did(boss, order, "deposit", percent=30)["made"]
    did(boss, deposit["reference"], "delete")
    (invoice,) = did(boss, order, "bill", quantities={"1": 2})["made"]
    issued = did(boss, invoice["reference"], "advance", to="issued")["record"]
    paid = did(boss, issued["reference"], "pay", amount=100, method="card")["record"]
    assert (paid["state"], paid["due"], paid["payments"][0]["amount"]) == ("partly paid", "1736.00", "100.00")
    (note,) = did(boss, issued["reference"], "credit", amount=10, reason="broken")["made"]
    assert note["type"] == "credit_note"
    said = [entry["what"] for entry in boss.get(f"records/{issued['reference']}/timeline").json["entries"]]
    assert "invoice.issued" in said


def test_other_verbs_of_people(boss: Erp) -> None:
    hire(boss.crm, "U0NADIA", "Nadia Lefèvre")
    lead = make_lead(boss.crm)
    assert did(boss, lead.reference, "assign", to="U0NADIA")["record"]["owner"] == "Nadia Lefèvre"
    given_up = did(boss, lead.reference, "abandon", reason="lost", note="No answer")["record"]
    assert (given_up["state"], given_up["reason"], given_up["reason_note"]) == ("disqualified", "lost", "No answer")


def test_duplicates_are_asked_about_and_answered(boss: Erp) -> None:
    first, second, third = (make_lead(boss.crm).reference for _ in range(3))
    did(boss, first, "promote", opportunities=2)
    asked = boss.post(f"records/{second}/promote")
    assert (asked.status_code, "A-1" in asked.json["detail"] or "C-1" in asked.json["detail"]) == (409, True)
    made = did(boss, second, "promote", account="A-1", contact="new", opportunities=1)["made"]
    assert {each["kind"] for each in made} >= {"contact", "opportunity"}
    fourth = make_lead(boss.crm).reference
    did(boss, third, "distinguish", other=fourth)
    assert did(boss, third, "merge", other=fourth)["record"]["reference"] == third
    assert boss.get(f"records/{fourth}").json["state"] == "merged"
    none = did(boss, third, "promote", account=None, contact=None)["made"]
    assert [each["kind"] for each in none] == ["opportunity"]


def test_a_manager_is_asked_for_a_discount_above_the_limit(boss: Erp) -> None:
    quote = make_quote(boss.crm)
    with boss.crm.transaction(Actor(None, "test")) as tx:
        tx.session.add(User(name="Nadia", slack_id="U0NADIA", role="manager"))
    did(boss, quote.reference, "discount", amount="900.00")
    did(boss, quote.reference, "ask_approval")


TRIED = (
    test_the_whole_cycle_without_a_person,
    test_other_verbs_of_people,
    test_duplicates_are_asked_about_and_answered,
    test_a_manager_is_asked_for_a_discount_above_the_limit,
)


def test_every_verb_of_the_table_was_tried_here() -> None:
    tried = {word for function in TRIED for word in function.__code__.co_consts if isinstance(word, str)}
    assert VERBS.keys() - tried == set()


def test_a_stale_version_is_refused_and_a_fresh_one_taken(boss: Erp) -> None:
    quote = make_quote(boss.crm)
    fresh = boss.get(f"records/{quote.reference}").json["version"]
    stale = boss.post(f"records/{quote.reference}/advance", to="sent", version=fresh - 1)
    assert (stale.status_code, stale.content_type) == (409, "application/problem+json")
    assert "was changed since you looked" in stale.json["detail"]
    assert did(boss, quote.reference, "advance", to="sent", version=fresh)["record"]["state"] == "sent"


@pytest.mark.parametrize(
    ("path", "arguments", "status", "sentences"),
    [
        ("DV/advance", {"to": "accepted"}, 409, ("From here it can go to", "De là il peut aller à")),
        ("DV/advance", {"colour": "blue"}, 422, ("There is no field colour", "Il n’y a pas de champ colour")),
        ("DV/add_line", {"description": "x"}, 422, ("A line needs a price", "Une ligne doit avoir un prix")),
        ("DV/assign", {"to": "U0NOBODY"}, 422, ("Nobody here has", "Personne ici n’a")),
        ("DV/explode", {}, 404, ("There is no verb explode", "Il n’y a pas de verbe explode")),
        ("DV-2026-9999/advance", {}, 404, ("There is no DV-2026-9999", "Rien ne porte la référence DV-2026-9999")),
        ("nothing at all/advance", {}, 404, ("is no reference", "n’est pas une référence")),
    ],
)
def test_a_refusal_is_said_in_the_readers_language_and_changes_nothing(
    boss: Erp, path: str, arguments: dict[str, Any], status: int, sentences: tuple[str, str]
) -> None:
    quote = make_quote(boss.crm)
    before = count(boss, Event)
    path = path.replace("DV/", f"{quote.reference}/")
    for language, said in zip(("en", "fr-FR"), sentences, strict=True):
        boss.headers["Accept-Language"] = language
        answer = boss.post(f"records/{path}", **arguments)
        assert (answer.status_code, answer.content_type) == (status, "application/problem+json")
        assert said in answer.json["detail"]
    assert count(boss, Event) == before


@pytest.mark.parametrize(
    ("collection", "fields", "field"),
    [
        ("accounts", {"name": "x", "siren": "123"}, "siren"),
        ("contacts", {"last_name": "x", "account": "A-99"}, "account"),
        ("contacts", {"last_name": "x", "account": "C-1"}, "account"),
        ("opportunities", {"name": "x", "revenue": "1.234"}, "revenue"),
        ("opportunities", {"name": "x", "expected_close_on": "tomorrow"}, "expected_close_on"),
        ("accounts", {"name": "nul\0"}, "name"),
        ("accounts", {"name": 5}, "name"),
    ],
)
def test_a_field_that_cannot_be_is_named(boss: Erp, collection: str, fields: dict[str, Any], field: str) -> None:
    answer = boss.post(collection, **fields)
    assert (answer.status_code, answer.json.get("field")) == (422, field)
    assert count(boss, Event) == 0


def test_the_same_key_gives_the_same_answer_and_makes_one_record(boss: Erp) -> None:
    boss.headers["Idempotency-Key"] = "k-1"
    first, again = (boss.post("accounts", name="Radium SA") for _ in range(2))
    assert (first.status_code, again.status_code, first.json == again.json) == (201, 201, True)
    assert count(boss, Account) == 1
    other = boss.post("accounts", name="Polonium SA")
    assert (other.status_code, count(boss, Account)) == (422, 1)
    assert "Take a new key" in other.json["detail"]


def test_sixteen_of_one_key_at_once_make_one_record(boss: Erp) -> None:
    boss.headers["Idempotency-Key"] = "k-2"
    with ThreadPoolExecutor(16) as pool:
        answers = list(pool.map(lambda _: boss.post("accounts", name="Radium SA"), range(16)))
    assert {answer.status_code for answer in answers} == {201}
    assert {answer.json["record"]["reference"] for answer in answers} == {answers[0].json["record"]["reference"]}
    assert (count(boss, Account), count(boss, Reply)) == (1, 1)


def test_a_refusal_is_not_remembered(boss: Erp) -> None:
    boss.headers["Idempotency-Key"] = "k-3"
    quote = make_quote(boss.crm)
    assert boss.post(f"records/{quote.reference}/advance", to="accepted").status_code == 409
    assert count(boss, Reply) == 0


def test_a_key_of_one_program_is_nothing_to_another(boss: Erp) -> None:
    boss.headers["Idempotency-Key"] = "k-4"
    boss.post("accounts", name="Radium SA")
    with boss.crm.read() as session:
        assert session.scalars(select(Reply.caller)).one() == "boss"


def test_what_is_read_is_whole(boss: Erp) -> None:
    quote = make_quote(boss.crm)
    shown = boss.get(f"records/{quote.reference.lower().replace('-', ' ')}").json
    assert (shown["reference"], shown["account"], shown["opportunity"]) == (quote.reference, "A-1", "O-1")
    assert [line["net"] for line in shown["lines"]] == ["1700.00", "24.50"]
    assert "vat_lines" in shown
    entries = boss.get(f"records/{quote.reference}/timeline?limit=1").json["entries"]
    assert len(entries) == 1
    by_month = boss.get("pipeline?by=month").json["rows"]
    assert by_month[0]["total"] == "1724.50"
    assert boss.get("pipeline?by=colour").json["field"] == "by"
    assert {each["kind"] for each in boss.get("find?q=radium").json["records"]} >= {"account", "quote"}
    assert boss.get("find?q=").status_code == 422


@pytest.mark.parametrize(("token", "reads", "writes"), [("ERP_TOKEN", 200, 403), ("SITE_TOKEN", 403, 403)])
def test_other_tokens_do_not_work_on_records(boss: Erp, token: str, reads: int, writes: int) -> None:
    quote = make_quote(boss.crm)
    other = Erp(boss.crm, TOKENS[token])
    assert other.get(f"records/{quote.reference}").status_code == reads
    assert other.get("find?q=radium").status_code == reads
    before = count(boss, Event)
    assert other.post("accounts", name="x").status_code == writes
    assert other.post(f"records/{quote.reference}/advance", to="sent").status_code == writes
    assert count(boss, Event) == before


def test_a_step_that_is_off_has_no_records(any_crm: Crm, monkeypatch: pytest.MonkeyPatch) -> None:
    quote = make_quote(any_crm)
    off = '[cycle.quote]\nmode = "off"\n[cycle.order]\nmode = "off"\n[cycle.invoice]\nmode = "off"\n'
    boss = Erp(configured(any_crm, monkeypatch, off), TOKENS["BOSS_TOKEN"])
    assert boss.get(f"records/{quote.reference}").status_code == 409
    assert boss.post("quotes", account="A-1").status_code == 409
    assert {each["kind"] for each in boss.get("find?q=radium").json["records"]} == {
        "lead",
        "account",
        "contact",
        "opportunity",
    }
    assert count(boss, Quote) == 1


@pytest.mark.parametrize(
    "text",
    [
        '[[intake.tokens]]\nname = "erp"\nsecret = "env:BOSS_TOKEN"\nrole = "manager"\n',
        '[[intake.tokens]]\nname = "other"\nsecret = "env:BOSS_TOKEN"\nrole = "manager"\n',
    ],
)
def test_tokens_that_cannot_be_told_apart_stop_the_start(
    any_crm: Crm, monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    crm = configured(any_crm, monkeypatch, "")
    path = crm.settings.config
    assert path is not None
    path.write_text(path.read_text() + text)
    with pytest.raises(Misconfigured, match=r"twice|another token"):
        Erp(Crm(load(config=path, home=crm.settings.home, database_url=crm.settings.database_url), crm.database))
