"""Quotes: revised under one number, frozen once sent, expiring by themselves, accepted once. Both databases."""

from __future__ import annotations

import threading
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from click.testing import CliRunner
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from core.actions.advance import advance
from core.actions.create import create
from core.actions.discount import give_discount
from core.actions.expire import expire
from core.actions.lines import add_line
from core.actions.promote import made_from, promote
from core.actions.revise import revise
from core.crm import Actor, Crm
from core.errors import Changed, Forbidden, IllegalMove, NotUnderstood, ReadOnly, SalesError
from core.expiry import expire_quotes
from core.model import Event, Quote
from core.queries import references
from filon import main
from tests.factories import actor, configured, hire, make_quote, send_quote
from tests.refusals import refused


def set_back(crm: Crm, quote: Any, days: int = 1) -> None:
    """Let the day until which the quote is valid have passed."""
    with crm.transaction(actor()) as tx:
        tx.session.get_one(Quote, quote.id).valid_until = tx.today - timedelta(days=days)


def state_of(crm: Crm, quote: Any) -> str:
    with crm.read() as session:
        return session.get_one(Quote, quote.id).state


# --- Revisions -------------------------------------------------------------------------------------------------


def test_a_revision_takes_over_what_was_offered(any_crm: Crm) -> None:
    quote = make_quote(any_crm)
    with any_crm.transaction(actor()) as tx:
        quote = give_discount(tx, quote, rate=Decimal(10))
        quote.terms, quote.customer_reference, quote.ship_to = {"payment": "à réception"}, "PO-7", "Lyon"
    with any_crm.transaction(actor()) as tx:
        sent = advance(tx, quote, "sent")
        draft = revise(tx, sent)
    assert (sent.state, draft.state) == ("revised", "draft")
    assert (draft.number, draft.revision, draft.opportunity_id) == (sent.number, 1, sent.opportunity_id)
    for name in (
        "account_id",
        "contact_id",
        "subject",
        "terms",
        "customer_reference",
        "ship_to",
        "discount_rate",
        "net",
    ):
        assert getattr(draft, name) == getattr(sent, name), name
    assert [line.copied for line in draft.lines] == [line.copied for line in sent.lines]
    assert (draft.bill_to, draft.sent_at, draft.valid_until, draft.issued_on) == (None, None, None, None)


def test_the_reference_means_the_last_revision(any_crm: Crm) -> None:
    sent = send_quote(any_crm)
    with any_crm.transaction(actor()) as tx:
        draft = revise(tx, sent)
        assert references.find(tx.session, tx.settings, sent.reference).id == draft.id


@pytest.mark.parametrize("end", ["declined", "expired"])
def test_a_declined_and_an_expired_quote_can_be_revised(any_crm: Crm, end: str) -> None:
    sent = send_quote(any_crm)
    if end == "declined":
        with any_crm.transaction(actor()) as tx:
            advance(tx, sent, "declined", reason="too expensive")
    else:
        set_back(any_crm, sent)
        expire_quotes(any_crm)
    with any_crm.transaction(actor()) as tx:
        draft = revise(tx, sent)
        assert (draft.revision, draft.reason) == (1, None)


def test_a_revision_changes_nothing_of_the_quote_before_it(any_crm: Crm) -> None:
    sent = send_quote(any_crm)
    with any_crm.transaction(actor()) as tx:
        draft = revise(tx, sent)
        add_line(tx, draft, "Plus", Decimal(1), Decimal(1000))
    with any_crm.read() as session:
        before = session.get_one(Quote, sent.id)
        assert (len(before.lines), before.net) == (2, Decimal("1724.50"))


def test_what_cannot_be_revised_is_refused(any_crm: Crm) -> None:
    draft, first, accepted = make_quote(any_crm), send_quote(any_crm), send_quote(any_crm)
    oliver = hire(any_crm, "U0OLIVER", "Oliver Hughes", "en")
    camille = hire(any_crm)
    hers = send_quote(any_crm, camille)
    with any_crm.transaction(actor()) as tx:
        (order,) = made_from(tx, advance(tx, accepted, "accepted"))
        revise(tx, first)
    tries: list[tuple[Actor, Any, type[SalesError], str, str]] = [
        (
            actor(),
            lambda tx: revise(tx, accepted),
            IllegalMove,
            "is accepted. For this it must be: sent, declined, expired.",
            "l’état doit être~: envoyé",
        ),
        (actor(), lambda tx: revise(tx, draft), IllegalMove, "is draft. For this it must be", "est brouillon"),
        (actor(), lambda tx: revise(tx, first), IllegalMove, "This is revision 1 of", "C’est la révision 1 de"),
        (actor(), lambda tx: revise(tx, order), NotUnderstood, "has no revisions (order)", "(commande)"),
        (actor(), lambda tx: revise(tx, hers, version=0), Changed, "was changed since", "a changé"),
        (actor(oliver), lambda tx: revise(tx, hers), Forbidden, "belongs to Camille Moreau", "Camille Moreau"),
    ]
    for who, deed, error, english, french in tries:
        refused(any_crm, who, deed, error, english, french)


def test_the_database_lets_one_revision_be_live(any_crm: Crm) -> None:
    sent = send_quote(any_crm)
    with pytest.raises(IntegrityError), any_crm.transaction(actor()) as tx:
        tx.session.add(Quote(number=sent.number, revision=1, state="draft", account_id=sent.account_id))


def test_eight_who_revise_at_once_make_one_draft(any_crm: Crm) -> None:
    sent = send_quote(any_crm)
    outcomes: list[str] = []

    def attempt() -> None:
        try:
            with any_crm.transaction(actor()) as tx:
                revise(tx, sent)
            outcomes.append("made")
        except SalesError:
            outcomes.append("refused")

    threads = [threading.Thread(target=attempt) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["made"] + ["refused"] * 7
    with any_crm.read() as session:
        revisions = session.scalars(select(Quote.revision).where(Quote.number == sent.number)).all()
    assert sorted(revisions) == [0, 1]


# --- Sent quotes are frozen ------------------------------------------------------------------------------------


def test_a_sent_quote_keeps_its_customer_as_it_was(any_crm: Crm) -> None:
    sent = send_quote(any_crm)
    with any_crm.transaction(actor()) as tx:
        account: Any = tx.record("account", sent.account_id)
        account.name, account.address = "Polonium SA", "1 rue Neuve, 69001 Lyon"
    with any_crm.read() as session:
        kept = session.get_one(Quote, sent.id)
        assert kept.bill_to is not None
        assert kept.bill_to["name"] == "Radium SA"
        assert kept.bill_to["address"] == []


def test_a_sent_quote_takes_no_line(any_crm: Crm) -> None:
    sent = send_quote(any_crm)
    deed = lambda tx: add_line(tx, sent, "x", Decimal(1), Decimal(1))  # noqa: E731
    refused(any_crm, actor(), deed, ReadOnly, "its figures are frozen", "figés")


def test_a_validity_that_was_agreed_is_kept(any_crm: Crm) -> None:
    agreed, usual = make_quote(any_crm), make_quote(any_crm)
    with any_crm.transaction(actor()) as tx:
        tx.session.get_one(Quote, agreed.id).valid_until = tx.today + timedelta(days=7)
    with any_crm.transaction(actor()) as tx:
        assert advance(tx, agreed, "sent").valid_until == tx.today + timedelta(days=7)
        assert advance(tx, usual, "sent").valid_until == tx.today + timedelta(days=30)


# --- Expiry ----------------------------------------------------------------------------------------------------


def test_quotes_expire_the_day_after_their_last(any_crm: Crm) -> None:
    passed, last_day, draft = send_quote(any_crm), send_quote(any_crm), make_quote(any_crm)
    set_back(any_crm, passed)
    set_back(any_crm, last_day, days=0)
    assert expire_quotes(any_crm) == [passed.reference]
    assert [state_of(any_crm, quote) for quote in (passed, last_day, draft)] == ["expired", "sent", "draft"]


def test_expiry_is_safe_to_repeat_and_beside_another_worker(any_crm: Crm) -> None:
    quotes = [send_quote(any_crm) for _ in range(5)]
    for quote in quotes:
        set_back(any_crm, quote)
    threads = [threading.Thread(target=expire_quotes, args=[any_crm]) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert expire_quotes(any_crm) == []
    with any_crm.read() as session:
        happened = session.scalars(select(Event.record_id).where(Event.name == "quote.expired")).all()
    assert sorted(happened) == [quote.id for quote in quotes]


def test_one_that_cannot_expire_is_refused(any_crm: Crm) -> None:
    sent, draft = send_quote(any_crm), make_quote(any_crm)
    refused(any_crm, actor(), lambda tx: expire(tx, sent), IllegalMove, "is still valid", "est encore valable")
    refused(any_crm, actor(), lambda tx: expire(tx, draft), IllegalMove, "must be: sent", "doit être~: envoyé")


def test_only_a_manager_accepts_what_has_expired(any_crm: Crm) -> None:
    camille, nadia = hire(any_crm), hire(any_crm, "U0NADIA", "Nadia Benali", role="manager")
    quote = send_quote(any_crm, camille)
    set_back(any_crm, quote)
    expire_quotes(any_crm)
    deed = lambda tx: advance(tx, quote, "accepted")  # noqa: E731
    refused(any_crm, actor(camille), deed, Forbidden, f"/crm revise {quote.reference}", "responsable")
    with any_crm.transaction(actor(nadia)) as tx:
        accepted = advance(tx, quote, "accepted")
        assert [each.kind for each in made_from(tx, accepted)] == ["order"]


# --- Acceptance ------------------------------------------------------------------------------------------------

OFF = '[cycle.order]\nmode = "off"\n'


@pytest.mark.parametrize(
    ("toml", "made"),
    [
        ("", ["order"]),
        (OFF, ["invoice"]),
        ('[cycle.order]\nmode = "mirror"\n', []),
        (OFF + '[cycle.invoice]\nmode = "mirror"\n', []),
        (OFF + '[cycle.invoice]\nmode = "off"\n', []),
    ],
)
def test_acceptance_makes_what_comes_next_where_it_is_made_here(any_crm: Crm, toml: str, made: list[str]) -> None:
    crm = configured(any_crm, toml)
    sent = send_quote(crm)
    with crm.transaction(actor()) as tx:
        accepted = advance(tx, sent, "accepted")
        assert accepted.state == "accepted"
        assert [each.kind for each in made_from(tx, accepted)] == made


def test_an_accepted_quote_is_closed(any_crm: Crm) -> None:
    sent = send_quote(any_crm)
    with any_crm.transaction(actor()) as tx:
        advance(tx, sent, "accepted")
    deed = lambda tx: advance(tx, sent, "declined", reason="no")  # noqa: E731
    refused(any_crm, actor(), deed, IllegalMove, "it is closed", "clos")
    refused(any_crm, actor(), lambda tx: promote(tx, sent), IllegalMove, "was promoted already: BC-", "BC-")


def test_the_discount_and_the_customers_reference_go_into_the_order(any_crm: Crm) -> None:
    quote = make_quote(any_crm)
    with any_crm.transaction(actor()) as tx:
        quote = give_discount(tx, quote, amount=Decimal(100))
        quote.customer_reference = "4500012345"
        (order,) = made_from(tx, advance(tx, advance(tx, quote, "sent"), "accepted"))
        assert (order.net, order.discount, order.customer_reference) == (quote.net, Decimal(100), "4500012345")


def test_a_quote_is_made_directly_without_an_opportunity(any_crm: Crm) -> None:
    account_id = make_quote(any_crm).account_id
    with any_crm.transaction(actor()) as tx:
        quote = create(tx, "quote", account_id=account_id)
        add_line(tx, quote, "Audit", Decimal(1), Decimal(100))
        (order,) = made_from(tx, advance(tx, advance(tx, quote, "sent"), "accepted"))
        assert (quote.opportunity_id, order.gross) == (None, 120)


def test_the_command_line_lets_them_expire_too(crm: Crm, monkeypatch: pytest.MonkeyPatch) -> None:
    sent = send_quote(crm)
    set_back(crm, sent)
    monkeypatch.setenv("FILON_HOME", str(crm.settings.home))
    for printed in (f"{sent.reference}\n1 expired.\n", "0 expired.\n"):
        assert CliRunner().invoke(main, ["quotes", "expire"]).stdout == printed
    assert state_of(crm, sent) == "expired"
