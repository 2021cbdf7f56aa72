"""Invoices in Slack: commands, buttons and modals, through the real app over signed HTTP."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import pytest

from bot.app import build
from bot.client import web_client
from bot.completion import completions
from bot.sandbox import Command, Sandbox
from core.crm import Crm
from core.model import Invoice
from tests.integration.conftest import COMMAND, served
from tests.integration.talk import CAMILLE, OLIVER, Json, Talk, action_ids, texts
from tests.sales import configured, make_order

YEAR = date.today().year  # noqa: DTZ011 - the number of the year in the company's time zone, all but once a year
ORDER, FIRST, NOTE = f"BC-{YEAR}-0001", f"FA-{YEAR}-0001", f"AV-{YEAR}-0001"


@pytest.fixture
def order(slack: Talk) -> Json:
    """The card of a confirmed order: 10 x Audit @ 100 at 20 %, 4 x Guide @ 12.50 at 5.5 %."""
    make_order(slack.crm)
    return slack.type(OLIVER, f"show {ORDER}")


@pytest.fixture
def invoice(slack: Talk, order: Json) -> Json:
    """The card of an issued invoice of all of it."""
    slack.type(OLIVER, f"bill {ORDER}")
    return slack.type(OLIVER, "issue I-1")


def test_an_order_is_billed_in_french_and_in_parts(slack: Talk, order: Json) -> None:
    part = slack.type(CAMILLE, f"facturer {ORDER} 1: 2, 2: 1,5")
    assert "I-1 est créé" in part["text"]
    assert "218,75\xa0€" in texts(part)
    assert "I-2 is created." in slack.type(OLIVER, f"bill {ORDER}")["text"]
    assert "was promoted already: I-1, I-2" in slack.type(OLIVER, f"bill {ORDER} 1: 1")["text"]


@pytest.mark.parametrize("typed", ["bill {} 30%", "deposit {} 30 %", "acompte {} 315"])
def test_a_deposit_is_asked_for(slack: Talk, order: Json, typed: str) -> None:
    card = texts(slack.type(OLIVER, typed.format(ORDER)))
    assert "*Type*\ndeposit" in card
    assert "Acompte" in card
    assert "€315.00" in card


def test_what_is_somebody_elses_is_refused_in_ones_own_language(slack: Talk, invoice: Json) -> None:
    before = slack.happened()
    for typed in (f"encaisser {FIRST}", f"avoir {FIRST} erreur"):
        assert f"{FIRST} appartient à Oliver Hughes." in slack.type(CAMILLE, typed)["text"]
    assert slack.happened() == before


def test_a_share_that_is_none_is_refused_with_examples(slack: Talk, order: Json) -> None:
    before = slack.happened()
    refused = slack.type(OLIVER, f"deposit {ORDER} much")
    assert "“much” is no figure." in refused["text"]
    assert f"/crm deposit BC-2026-0007 30%" in texts(refused)  # noqa: F541
    assert "Write the line and how much of it" in slack.type(OLIVER, f"bill {ORDER} some")["text"]
    assert slack.happened() == before


def test_the_bill_button_asks_how_much_of_each_line(slack: Talk, order: Json) -> None:
    assert action_ids(order).count("bill") == 1
    assert not {"promote"} & {*action_ids(order)}
    slack.type(OLIVER, f"bill {ORDER} 1: 4")
    modal = slack.ask(OLIVER, slack.type(OLIVER, f"show {ORDER}"), "bill")
    inputs = [(block["label"]["text"], block["element"]["initial_value"]) for block in modal["blocks"]]
    assert inputs == [("1. Audit", "6"), ("2. Guide imprimé", "4")]
    refused = slack.sandbox.submit(OLIVER, modal, {"line.1": "7", "line.2": ""})
    assert refused["errors"] == {"line.1": f"Of line 1 of {ORDER} only 6 is left to bill."}
    made = slack.fill(OLIVER, modal, {"line.1": "1,5", "line.2": "0"})
    assert "I-2 is created." in made["text"]
    assert "€150.00" in texts(made)


def test_a_bill_button_of_an_older_version_bills_nothing(slack: Talk, order: Json) -> None:
    modal = slack.ask(OLIVER, order, "bill")
    slack.type(OLIVER, f"bill {ORDER} 1: 4")
    refused = slack.sandbox.submit(OLIVER, modal, {"line.1": "1", "line.2": ""})
    assert f"{ORDER} was changed since you looked." in next(iter(refused["errors"].values()))


def test_the_deposit_button_asks_for_a_share(slack: Talk, order: Json) -> None:
    modal = slack.ask(OLIVER, order, "deposit")
    assert list(slack.sandbox.submit(OLIVER, modal, {"deposit": "101%"})["errors"]) == ["deposit"]
    assert list(slack.sandbox.submit(OLIVER, modal, {"deposit": "ten"})["errors"]) == ["deposit"]
    assert "I-1 is created." in slack.fill(OLIVER, modal, {"deposit": "30%"})["text"]


def test_the_final_invoice_shows_what_it_deducts(slack: Talk, order: Json) -> None:
    for typed in (f"deposit {ORDER} 30%", "issue I-1"):
        slack.type(OLIVER, typed)
    final = slack.type(OLIVER, f"bill {ORDER}")
    assert "*Type*\nfinal" in texts(final)
    assert "*Deposits deducted, net*\n-€315.00" in texts(final)
    assert "show.invoice.1" in action_ids(final)


def test_issuing_gives_the_number_and_can_be_typed_in_french(slack: Talk, order: Json) -> None:
    slack.type(CAMILLE, f"facturer {ORDER}")
    issued = slack.type(CAMILLE, "émettre I-1")
    assert f"I-1 porte maintenant le numéro {FIRST}." in issued["text"]
    assert "*Dû*\n1\u202f252,75\xa0€" in texts(issued)
    assert "delete" not in action_ids(issued)
    refused = slack.type(OLIVER, f"issue {ORDER}")
    assert f"{ORDER} is not issued (order): only invoices and credit notes are." in refused["text"]


def test_payments_are_typed_wholly_and_in_part(slack: Talk, invoice: Json) -> None:
    part = slack.type(OLIVER, f"pay {FIRST} 252,75")
    assert f"€252.75 noted on {FIRST}." in part["text"]
    assert "*Due*\n€1,000.00" in texts(part)
    assert "Only €1,000.00 is due" in slack.type(OLIVER, f"pay {FIRST} 1000.01")["text"]
    assert "“soon” is no figure" in slack.type(OLIVER, f"pay {FIRST} soon")["text"]
    assert "is in the future" in slack.type(OLIVER, f"pay {FIRST} 10 2099-01-01")["text"]
    paid = slack.type(OLIVER, f"encaisser {FIRST} 1000 {slack.crm.today:%d/%m/%Y}")
    assert f"€1,000.00 noted on {FIRST}." in paid["text"]
    assert "nothing is due on it" in slack.type(OLIVER, f"pay {FIRST}")["text"]


def test_the_payment_button_is_filled_in_with_all_that_is_due(slack: Talk, invoice: Json) -> None:
    modal = slack.ask(OLIVER, invoice, "pay")
    amount, day = (block["element"] for block in modal["blocks"][:2])
    assert amount["initial_value"] == "1,252.75"
    given = {"amount": "2000", "paid_on": day["initial_date"], "method": "", "reference": ""}
    assert list(slack.sandbox.submit(OLIVER, modal, given)["errors"]) == ["amount"]
    assert list(slack.sandbox.submit(OLIVER, modal, {**given, "amount": "1", "paid_on": "2099-01-01"})["errors"]) == [
        "paid_on"
    ]
    card = slack.fill(OLIVER, modal, {**given, "amount": "1,000", "method": "transfer", "reference": "R-1"})
    assert "*Paid*\n€1,000.00" in texts(card)
    with slack.crm.read() as session:
        (payment,) = session.get_one(Invoice, 1).payments
    assert (payment.method, payment.reference) == ("transfer", "R-1")


def test_a_credit_note_says_why_and_frees_the_order(slack: Talk, invoice: Json) -> None:
    note = slack.type(OLIVER, f"avoir {FIRST} wrong address")
    assert "*Reason*\nwrong address" in texts(note)
    assert f"I-2 is issued: {NOTE}." in slack.type(OLIVER, "issue I-2")["text"]
    shown = slack.type(OLIVER, f"show {FIRST}")
    assert "*Credited*\n€1,252.75" in texts(shown)
    assert "show.invoice.2" in action_ids(shown)
    assert not {"pay", "credit"} & {*action_ids(shown)}
    assert "bill" in action_ids(slack.type(OLIVER, f"show {ORDER}"))


def test_a_credit_note_of_lines_or_of_an_amount(slack: Talk, invoice: Json) -> None:
    assert "€120.00" in texts(slack.type(OLIVER, f"credit {FIRST} 1: 1"))
    reduced = texts(slack.type(OLIVER, f"credit {FIRST} 50 € delivered late"))
    assert "*Reason*\ndelivered late" in reduced
    assert "Only €900.00 without VAT is left" in slack.type(OLIVER, f"credit {FIRST} 901")["text"]


def test_the_credit_button_asks_why(slack: Talk, invoice: Json) -> None:
    modal = slack.ask(OLIVER, invoice, "credit")
    refused = slack.sandbox.submit(OLIVER, modal, {"reason": "late", "amount": "2000"})
    assert list(refused["errors"]) == ["amount"]
    made = slack.fill(OLIVER, modal, {"reason": "late", "amount": "100"})
    assert "I-2 is created." in made["text"]
    assert "Credit note *I-2* · draft" in texts(made)


def test_what_is_due_and_overdue(slack: Talk, invoice: Json) -> None:
    due = slack.type(OLIVER, "invoices")
    assert "1 invoice: €1,252.75 due, €0.00 of it overdue." in due["text"]
    assert "show.invoice.1" in action_ids(due)
    assert "No invoice is overdue." in slack.type(OLIVER, "invoices overdue")["text"]
    with slack.crm.database.write() as session:
        late = session.get_one(Invoice, 1)
        late.due_on = (late.issued_on or date.min) - timedelta(days=12)
    shown = slack.type(CAMILLE, "factures échues")
    assert "échue depuis 12 jours" in texts(shown)
    assert "*Radium SA*\xa0: 1\u202f252,75\xa0€ dus, 1\u202f252,75\xa0€ échus" in texts(shown)
    assert "overdue by 12 days" in slack.type(OLIVER, f"show {FIRST}")["text"]
    slack.type(OLIVER, f"pay {FIRST}")
    assert "Every invoice is settled." in slack.type(OLIVER, "invoices")["text"]


WORDS = ("bill", "deposit", "issue", "pay", "credit", "invoices")
WITHOUT = {
    "off": '[cycle.invoice]\nmode = "off"\n',
    "mirrored": '[cycle.invoice]\nmode = "mirror"\n',
    "exported": '[cycle.invoice]\nmode = "export"\nurl = "https://erp.example/filon"\nsecret = "env:ERP_SECRET"\n',
}
LEFT = {"off": set(), "mirrored": {"invoices"}, "exported": {"bill", "deposit", "invoices"}}


@pytest.fixture(params=WITHOUT)
def without(request: pytest.FixtureRequest, crm: Crm) -> Iterator[tuple[Talk, set[str]]]:
    """A company that makes no invoices, or leaves settling them to another system; and the words that it has."""
    company = configured(crm, WITHOUT[request.param])
    commands = (Command(COMMAND, words=completions(company.settings.cycle)),)
    with Sandbox(commands=commands) as sandbox:
        app = build(company, web_client(sandbox.settings.bot_token, sandbox.api_url), sandbox.settings.signing_secret)
        with served(app) as address:
            sandbox.app_url = address
            yield Talk(sandbox, company), LEFT[request.param]
        assert sandbox.violations == []


def test_nothing_is_known_of_invoices_that_are_not_made_here(without: tuple[Talk, set[str]]) -> None:
    talk, left = without
    make_order(talk.crm)
    offered = {word["word"]["en"] for word in completions(talk.crm.settings.cycle)}
    told = texts(talk.type(OLIVER, "help"))
    for word in WORDS:
        assert (word in offered) == (word in left)
        assert (f"`{word}` — " in told) == (word in left)
        if word not in left:
            assert f"“{word}” is unknown" in talk.type(OLIVER, f"{word} FA-2026-0001")["text"]
    buttons = {*action_ids(talk.type(OLIVER, f"show {ORDER}"))}
    assert ({"bill", "deposit"} <= buttons) == ("bill" in left)
