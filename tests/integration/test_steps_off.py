"""What a company does without is named by no refusal but the one that says so."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from core.actions.ask_document import ask_document
from core.actions.bill import bill
from core.actions.credit import credit
from core.actions.deposit import bill_deposit
from core.actions.fulfil import fulfil
from core.actions.pay import pay
from core.crm import Crm, Transaction
from core.errors import NotUnderstood, SwitchedOff
from core.language import Language
from tests.factories import actor, configured, make_lead, send_quote
from tests.refusals import refused

OFF = '[cycle.order]\nmode = "off"\n[cycle.invoice]\nmode = "off"\n'
VERBS: dict[str, Callable[[Transaction, Any], Any]] = {
    "bill": bill,
    "ask for a deposit": lambda tx, quote: bill_deposit(tx, quote, percent=Decimal(30)),
    "pay": pay,
    "credit": credit,
    "fulfil": fulfil,
}


@pytest.mark.parametrize("verb", VERBS)
def test_a_verb_of_a_step_that_is_off_says_so(crm: Crm, verb: str) -> None:
    quote = send_quote(crm)
    english, french = "does not use this step", "n’utilise pas cette étape"
    refused(configured(crm, OFF), actor(), lambda tx: VERBS[verb](tx, quote), SwitchedOff, english, french)


def test_what_is_billed_is_named_as_the_company_has_it(crm: Crm) -> None:
    lead = make_lead(crm)
    without_orders = configured(crm, '[cycle.order]\nmode = "off"\n')
    english, french = "only this is: quote.", "on ne facture que ceci~: devis."
    refused(without_orders, actor(), lambda tx: bill(tx, lead), NotUnderstood, english, french)


def test_what_has_a_document_is_named_as_the_company_has_it(crm: Crm) -> None:
    quote = send_quote(crm)
    with pytest.raises(NotUnderstood) as refusal, configured(crm, OFF).transaction(actor()) as tx:
        ask_document(tx, quote.account)
    assert str(refusal.value).endswith("These have one: lead, opportunity, quote.")
    assert refusal.value.explain(Language("fr")).endswith("En ont un\u00a0: prospect, opportunité, devis.")
