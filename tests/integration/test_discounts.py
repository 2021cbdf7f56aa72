"""Discounts of whole documents, and the approval that a large one needs, through the actions alone."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from core.actions.advance import advance
from core.actions.approve import approve, ask_approval, decline_approval
from core.actions.create import create
from core.actions.discount import give_discount
from core.actions.lines import add_line
from core.actions.revise import revise
from core.crm import Actor, Crm, Transaction
from core.errors import Changed, Forbidden, IllegalMove, Missing, NotUnderstood, ReadOnly, SalesError
from core.model import User
from core.queries.timeline import timeline
from tests.factories import actor, configured, hire, make_opportunity, make_quote, send_quote
from tests.refusals import refused

LIMIT = "[quote]\ndiscount_limit = 10\n"


def test_a_discount_in_percent_is_split_over_the_vat_rates(any_crm: Crm) -> None:
    quote = make_quote(any_crm)
    with any_crm.transaction(actor()) as tx:
        quote = give_discount(tx, quote, rate=Decimal(10))
    assert (quote.subtotal, quote.discount, quote.net) == (Decimal("1724.50"), Decimal("172.45"), Decimal("1552.05"))
    assert quote.vat_lines == [
        {"rate": "20.00", "net": "1530.00", "vat": "306.00"},
        {"rate": "5.50", "net": "22.05", "vat": "1.21"},
    ]
    assert quote.gross == Decimal("1859.26")


def test_a_rate_follows_the_lines_and_an_amount_stays(any_crm: Crm) -> None:
    by_rate, by_amount = make_quote(any_crm), make_quote(any_crm)
    with any_crm.transaction(actor()) as tx:
        give_discount(tx, by_rate, rate=Decimal("2.5"))
        give_discount(tx, by_amount, amount=Decimal("24.50"))
    with any_crm.transaction(actor()) as tx:
        by_rate, by_amount = (add_line(tx, each, "Plus", Decimal(1), Decimal(1000)) for each in (by_rate, by_amount))
    assert (by_rate.discount, by_rate.net) == (Decimal("68.11"), Decimal("2656.39"))
    assert (by_amount.discount, by_amount.net) == (Decimal("24.50"), Decimal("2700.00"))


@pytest.mark.parametrize("nothing", [{"rate": Decimal(0)}, {"amount": Decimal(0)}])
def test_zero_takes_the_discount_away(any_crm: Crm, nothing: dict[str, Decimal]) -> None:
    quote = make_quote(any_crm)
    for given in ({"rate": Decimal(50)}, nothing):
        with any_crm.transaction(actor()) as tx:
            quote = give_discount(tx, quote, **given)
    assert (quote.discount_rate, quote.discount, quote.net) == (None, 0, quote.subtotal)


def test_drafts_of_orders_and_direct_invoices_take_one_too(any_crm: Crm) -> None:
    account_id = make_quote(any_crm).account_id
    with any_crm.transaction(actor()) as tx:
        for kind in ("order", "invoice"):
            made = create(tx, kind, account_id=account_id)
            add_line(tx, made, "Audit", Decimal(1), Decimal(100))
            assert give_discount(tx, made, amount=Decimal(20)).gross == 96


def test_a_discount_is_in_the_audit_trail_with_before_and_after(any_crm: Crm) -> None:
    quote = make_quote(any_crm)
    with any_crm.transaction(actor()) as tx:
        give_discount(tx, quote, amount=Decimal(100))
    with any_crm.read() as session:
        told = timeline(session, quote)[0]
    assert told.what == "quote.discounted"
    assert told.changes["discount"] == ["0.00", "100"]
    assert told.changes["net"] == ["1724.50", "1624.50"]


def _final(tx: Transaction, quote: Any) -> Any:
    invoice: Any = create(tx, "invoice", account_id=quote.account_id)
    invoice.type = "final"
    return give_discount(tx, invoice, rate=Decimal(5))


def _account(tx: Transaction, quote: Any) -> Any:
    return give_discount(tx, tx.record("account", quote.account_id), rate=Decimal(5))


Refusal = tuple[type[SalesError], str, str, Callable[[Transaction, Any], Any]]
REFUSED: dict[str, Refusal] = {
    "nothing said": (
        Missing,
        "Say the discount in percent or as an amount",
        "Indiquez la remise",
        give_discount,
    ),
    "both said": (
        Missing,
        "in percent or as an amount",
        "en pourcentage ou en montant",
        lambda tx, quote: give_discount(tx, quote, rate=Decimal(1), amount=Decimal(1)),
    ),
    "more than the subtotal": (
        NotUnderstood,
        "comes to €1,724.50 without VAT: the discount cannot be more",
        "HT~: la remise ne peut pas dépasser",
        lambda tx, quote: give_discount(tx, quote, amount=Decimal("1724.51")),
    ),
    "below zero": (
        NotUnderstood,
        "must be 0 or more",
        "positive ou nulle",
        lambda tx, quote: give_discount(tx, quote, amount=Decimal(-1)),
    ),
    "a third of a cent": (
        NotUnderstood,
        "2 decimals at most",
        "2 décimales au plus",
        lambda tx, quote: give_discount(tx, quote, amount=Decimal("0.003")),
    ),
    "above 100 percent": (
        NotUnderstood,
        "between 0 and 100 %",
        "entre 0 et 100",
        lambda tx, quote: give_discount(tx, quote, rate=Decimal("100.01")),
    ),
    "a rate of three places": (
        NotUnderstood,
        "between 0 and 100 %, with 2 decimals",
        "2 décimales",
        lambda tx, quote: give_discount(tx, quote, rate=Decimal("1.234")),
    ),
    "an account": (NotUnderstood, "takes no discount (account)", "n’accepte pas de remise (compte)", _account),
    "a final invoice": (NotUnderstood, "takes its figures from another document", "viennent d’un autre", _final),
    "a stale version": (
        Changed,
        "was changed since you looked",
        "a changé",
        lambda tx, quote: give_discount(tx, quote, rate=Decimal(1), version=0),
    ),
}


@pytest.mark.parametrize("tried", REFUSED)
def test_a_discount_that_cannot_be_is_refused_and_changes_nothing(any_crm: Crm, tried: str) -> None:
    quote = make_quote(any_crm)
    error, english, french, deed = REFUSED[tried]
    refused(any_crm, actor(), lambda tx: deed(tx, quote), error, english, french)


def test_the_figures_of_a_sent_quote_are_frozen(any_crm: Crm) -> None:
    sent = send_quote(any_crm)
    deed = lambda tx: give_discount(tx, sent, rate=Decimal(1))  # noqa: E731
    refused(any_crm, actor(), deed, ReadOnly, "its figures are frozen", "figés")


def test_an_amount_too_large_to_be_kept_is_no_line(any_crm: Crm) -> None:
    quote = make_quote(any_crm)
    deed = lambda tx: add_line(tx, quote, "x", Decimal(999_999_999), Decimal(2))  # noqa: E731
    refused(any_crm, actor(), deed, NotUnderstood, "must be below 1 000 000 000", "sous 1~000~000~000")


# --- Approval --------------------------------------------------------------------------------------------------


@pytest.fixture
def limited(any_crm: Crm) -> Crm:
    """A company where a rep may give 10 % at most."""
    return configured(any_crm, LIMIT)


@pytest.fixture
def rep(limited: Crm) -> User:
    return hire(limited)


@pytest.fixture
def manager(limited: Crm) -> User:
    return hire(limited, "U0NADIA", "Nadia Benali", role="manager")


def discounted(crm: Crm, user: User, percent: int = 20) -> Any:
    quote = make_quote(crm, user)
    with crm.transaction(actor(user)) as tx:
        return give_discount(tx, quote, rate=Decimal(percent))


def test_within_the_limit_a_rep_sends_alone(limited: Crm, rep: User) -> None:
    quote = discounted(limited, rep, 10)
    with limited.transaction(actor(rep)) as tx:
        assert advance(tx, quote, "sent").state == "sent"


def test_line_discounts_count_too(limited: Crm, rep: User) -> None:
    opportunity = make_opportunity(limited, rep)
    with limited.transaction(actor(rep)) as tx:
        quote = create(tx, "quote", account_id=opportunity.account_id)
        quote = add_line(tx, quote, "Audit", Decimal(1), Decimal(100), discount=Decimal("10.5"))
    deed = lambda tx: advance(tx, quote, "sent")  # noqa: E731
    refused(
        limited, actor(rep), deed, Forbidden, f"/crm approve {quote.reference}", f"/crm approuver {quote.reference}"
    )


def test_above_it_a_manager_approves_and_the_rep_sends(limited: Crm, rep: User, manager: User) -> None:
    quote = discounted(limited, rep)
    with limited.transaction(actor(rep)) as tx:
        ask_approval(tx, quote)
    with limited.transaction(actor(manager)) as tx:
        assert approve(tx, quote).approved_by_id == manager.id
    with limited.transaction(actor(rep)) as tx:
        assert advance(tx, quote, "sent").state == "sent"


def test_a_manager_sends_without_asking_anybody(limited: Crm, rep: User, manager: User) -> None:
    quote = discounted(limited, rep)
    with limited.transaction(actor(manager)) as tx:
        assert advance(tx, quote, "sent").state == "sent"


@pytest.mark.parametrize("change", ["a line", "the discount"])
def test_an_approval_holds_for_the_figures_that_were_approved(
    limited: Crm, rep: User, manager: User, change: str
) -> None:
    quote = discounted(limited, rep)
    with limited.transaction(actor(manager)) as tx:
        approve(tx, quote)
    with limited.transaction(actor(rep)) as tx:
        if change == "a line":
            quote = add_line(tx, quote, "Plus", Decimal(1), Decimal(1))
        else:
            quote = give_discount(tx, quote, rate=Decimal(60))
        assert quote.approved_by_id is None
    deed = lambda tx: advance(tx, quote, "sent")  # noqa: E731
    refused(limited, actor(rep), deed, Forbidden, "above what you may give", "dépasse")


def test_a_revision_is_approved_anew(limited: Crm, rep: User, manager: User) -> None:
    quote = discounted(limited, rep)
    with limited.transaction(actor(manager)) as tx:
        approve(tx, quote)
        advance(tx, quote, "sent")
        draft = revise(tx, quote)
        assert draft.approved_by_id is None


def test_who_declines_says_why_and_the_rep_may_ask_again(limited: Crm, rep: User, manager: User) -> None:
    quote = discounted(limited, rep)
    with limited.transaction(actor(rep)) as tx:
        ask_approval(tx, quote)
    with limited.transaction(actor(manager)) as tx:
        assert decline_approval(tx, quote, "10 % au plus").state == "draft"
    with limited.transaction(actor(rep)) as tx:
        ask_approval(tx, quote)
    with limited.read() as session:
        told = [(entry.what, entry.changes) for entry in timeline(session, quote)][:3]
    assert told[1] == ("quote.not approved", {"reason": "10 % au plus"})
    assert [what for what, _ in told] == ["quote.approval asked", "quote.not approved", "quote.approval asked"]


def test_what_is_no_approval_is_refused(limited: Crm, rep: User, manager: User) -> None:
    quote, within = discounted(limited, rep), discounted(limited, rep, 5)
    system = Actor(None, "api", role="manager")
    with limited.look(actor()) as tx:
        account = tx.record("account", quote.account_id)
    tries: list[tuple[Actor, Any, type[SalesError], str, str]] = [
        (actor(rep), lambda tx: approve(tx, quote), Forbidden, "Ask one of: admin, manager", "responsable"),
        (actor(rep), lambda tx: decline_approval(tx, quote, "non"), Forbidden, "Ask one of", "responsable"),
        (system, lambda tx: approve(tx, quote), Forbidden, "a program cannot give it", "un programme ne le peut pas"),
        (actor(manager), lambda tx: approve(tx, within), IllegalMove, "waits for no approval", "n’attend pas d’accord"),
        (
            actor(rep),
            lambda tx: ask_approval(tx, within),
            IllegalMove,
            "waits for no approval",
            "n’attend pas d’accord",
        ),
        (actor(manager), lambda tx: approve(tx, account), NotUnderstood, "needs no approval (account)", "(compte)"),
        (actor(manager), lambda tx: decline_approval(tx, quote, " "), Missing, "Say why", "Indiquez pourquoi"),
        (actor(manager), lambda tx: approve(tx, quote, version=0), Changed, "was changed", "a changé"),
    ]
    for who, deed, error, english, french in tries:
        refused(limited, who, deed, error, english, french)


def test_asking_twice_and_asking_nobody_are_refused(limited: Crm, rep: User) -> None:
    quote = discounted(limited, rep)
    deed = lambda tx: ask_approval(tx, quote)  # noqa: E731
    refused(limited, actor(rep), deed, Missing, "Nobody here is a manager yet", "Personne n’est encore responsable")
    hire(limited, "U0NADIA", "Nadia Benali", role="manager")
    with limited.transaction(actor(rep)) as tx:
        ask_approval(tx, quote)
    refused(limited, actor(rep), deed, IllegalMove, "were asked already", "déjà demandé")


def test_without_a_limit_nothing_waits(any_crm: Crm) -> None:
    rep = hire(any_crm)
    quote = discounted(any_crm, rep, 100)
    with any_crm.transaction(actor(rep)) as tx:
        assert advance(tx, quote, "sent").state == "sent"
