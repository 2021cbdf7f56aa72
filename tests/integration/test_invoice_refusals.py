"""What invoices refuse: said in both languages, with nothing changed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from core.actions.bill import bill
from core.actions.credit import credit
from core.actions.deposit import bill_deposit
from core.actions.lines import add_line
from core.actions.pay import pay
from core.crm import Crm
from core.errors import SalesError
from core.language import Language
from tests.factories import actor
from tests.integration.test_cycle_end_to_end import contents
from tests.integration.test_invoices import D, do, issued
from tests.sales import make_order

# What is tried, and what is said in English and French.
REFUSALS: dict[str, tuple[Callable[[Any, dict[str, Any]], Any], str, str]] = {
    "more than is left": (
        lambda tx, r: bill(tx, r["order"], {1: D(11)}),
        "Of line 1 of {order} only 10 is left to bill.",
        "De la ligne 1 de {order}, il ne reste que 10 à facturer.",
    ),
    "a line that is none": (
        lambda tx, r: bill(tx, r["order"], {7: D(1)}),
        "{order} has no line 7.",
        "{order} n’a pas de ligne 7.",
    ),
    "nothing of any line": (
        lambda tx, r: bill(tx, r["order"], {1: D(0)}),
        "Say how much of which line: /crm bill {order} 1: 2",
        "Dites combien de quelle ligne\xa0: /crm facturer {order} 1: 2",
    ),
    "too many decimals": (
        lambda tx, r: bill(tx, r["order"], {1: D("0.0001")}),
        "The quantity must be above 0, with 3 decimals at most.",
        "La quantité doit être supérieure à 0, avec 3 décimales au maximum.",
    ),
    "billing an invoice": (
        lambda tx, r: bill(tx, r["invoice"]),
        "{invoice} is not billed (invoice): only this is: order.",
        "{invoice} ne se facture pas (facture)\xa0: on ne facture que ceci\xa0: commande.",
    ),
    "a deposit on nothing said": (
        lambda tx, r: bill_deposit(tx, r["order"]),
        "Say how much, in percent or as an amount without VAT: /crm deposit {order} 30%",
        "Dites combien, en pourcentage ou en montant HT\xa0: /crm acompte {order} 30%",
    ),
    "a deposit above 100 %": (
        lambda tx, r: bill_deposit(tx, r["order"], percent=D(101)),
        "A deposit is more than 0 and at most 100 %.",
        "Un acompte est de plus de 0 et d’au plus 100\xa0%.",
    ),
    "a deposit of less than a cent": (
        lambda tx, r: bill_deposit(tx, r["order"], amount=D("0.001")),
        "A deposit must be above 0, with 2 decimals at most.",
        "Un acompte doit être supérieur à 0, avec 2 décimales au plus.",
    ),
    "deposits of more than there is": (
        lambda tx, r: bill_deposit(tx, r["deposited"], percent=D(80)),
        "Only €735.00 without VAT is left of {deposited} for a deposit.",
        "Il ne reste que 735,00\xa0€ HT de {deposited} pour un acompte.",
    ),
    "the rest before the deposit": (
        lambda tx, r: bill(tx, r["deposited"]),
        "The deposit I-2 is not issued yet. Issue it, or delete it, before the rest is billed.",
        "L’acompte I-2 n’est pas encore émis. Émettez-le, ou supprimez-le, avant de facturer le reste.",
    ),
    "paying a draft": (
        lambda tx, r: pay(tx, r["deposit"]),
        "I-2 is not issued yet: nothing is due. Issue it first: /crm issue I-2",
        "I-2 n’est pas encore émise\xa0: rien n’est dû. Émettez-la d’abord\xa0: /crm émettre I-2",
    ),
    "paying an order": (
        lambda tx, r: pay(tx, r["order"]),
        "{order} is no invoice: nothing is paid on it.",
        "{order} n’est pas une facture\xa0: rien ne s’y paie.",
    ),
    "paying too much": (
        lambda tx, r: pay(tx, r["invoice"], D("1252.76")),
        "Only €1,252.75 is due on {invoice}.",
        "Il n’est dû que 1\u202f252,75\xa0€ sur {invoice}.",
    ),
    "paying nothing": (
        lambda tx, r: pay(tx, r["invoice"], D(0)),
        "A payment must be above 0, with 2 decimals at most.",
        "Un règlement doit être supérieur à 0, avec 2 décimales au plus.",
    ),
    "paying tomorrow": (
        lambda tx, r: pay(tx, r["invoice"], paid_on=tx.today + timedelta(days=1)),
        "{tomorrow} is in the future: note a payment when it is there.",
        "Le {demain} est dans l’avenir\xa0: notez un règlement quand il est arrivé.",
    ),
    "paying before the issue": (
        lambda tx, r: pay(tx, r["invoice"], paid_on=tx.today - timedelta(days=1)),
        "{invoice} was issued on {today}: it cannot be paid on {yesterday}.",
        "{invoice} a été émise le {jour}\xa0: elle ne peut pas être réglée le {hier}.",
    ),
    "paying twice": (
        lambda tx, r: pay(tx, r["paid"]),
        "{paid} is paid: nothing is due on it.",
        "{paid} est à l’état «\xa0payée\xa0»\xa0: rien n’est dû.",
    ),
    "crediting a draft": (
        lambda tx, r: credit(tx, r["deposit"]),
        "I-2 is not issued yet: change it, or delete it. No credit note is needed.",
        "I-2 n’est pas encore émise\xa0: modifiez-la, ou supprimez-la. Il ne faut pas d’avoir.",
    ),
    "crediting a credit note": (
        lambda tx, r: credit(tx, r["note"]),
        "{note} is no invoice that a credit note can correct.",
        "{note} n’est pas une facture qu’un avoir peut corriger.",
    ),
    "crediting what is credited": (
        lambda tx, r: credit(tx, r["credited"]),
        "Nothing is left of {credited} to credit: {note}.",
        "Il ne reste rien de {credited} à mettre en avoir\xa0: {note}.",
    ),
    "crediting more of a line": (
        lambda tx, r: credit(tx, r["invoice"], {1: D(11)}),
        "Of line 1 of {invoice} only 10 is left to credit.",
        "De la ligne 1 de {invoice}, il ne reste que 10 à mettre en avoir.",
    ),
    "crediting nothing": (
        lambda tx, r: credit(tx, r["invoice"], {}),
        "Say how much of which line: /crm credit {invoice} 1: 2",
        "Dites combien de quelle ligne\xa0: /crm avoir {invoice} 1: 2",
    ),
    "crediting a larger amount": (
        lambda tx, r: credit(tx, r["invoice"], amount=D("1050.01")),
        "Only €1,050.00 without VAT is left of {invoice} to credit. For all of it: /crm credit {invoice}",
        "Il ne reste que 1\u202f050,00\xa0€ HT de {invoice} à mettre en avoir. Pour le tout\xa0: /crm avoir {invoice}",
    ),
    "crediting less than a cent": (
        lambda tx, r: credit(tx, r["invoice"], amount=D("0.001")),
        "A credit note must be above 0, with 2 decimals at most.",
        "Un avoir doit être supérieur à 0, avec 2 décimales au plus.",
    ),
    "crediting a deposit that was deducted": (
        lambda tx, r: credit(tx, r["deducted"]),
        "{deducted} is deducted in {final}. Credit that one first, or delete it while it is a draft.",
        (
            "{deducted} est déduite de {final}. Faites d’abord un avoir de celle-ci, ou supprimez-la tant qu’elle est "
            "un brouillon."
        ),
    ),
    "a line on what bills an order": (
        lambda tx, r: add_line(tx, r["deposit"], "x", D(1), D(1)),
        "I-2 takes its figures from {deposited}. Delete it and make it again with other quantities.",
        "I-2 tient ses chiffres de {deposited}. Supprimez-la et refaites-la avec d’autres quantités.",
    ),
}


@pytest.fixture
def records(crm: Crm) -> dict[str, Any]:
    """One of each thing that the refusals try."""
    invoice = issued(crm, do(crm, bill, make_order(crm)))
    deposited = make_order(crm)
    deposit = do(crm, bill_deposit, deposited, percent=D(30))
    credited = issued(crm, do(crm, bill, make_order(crm)))
    note = issued(crm, do(crm, credit, credited))
    paid = do(crm, pay, issued(crm, do(crm, bill, make_order(crm))))
    advanced = make_order(crm)
    deducted = issued(crm, do(crm, bill_deposit, advanced, percent=D(30)))
    return {
        "order": make_order(crm),
        "invoice": invoice,
        "deposited": deposited,
        "deposit": deposit,
        "credited": credited,
        "note": note,
        "paid": paid,
        "deducted": deducted,
        "final": do(crm, bill, advanced),
    }


@pytest.mark.parametrize("tried", REFUSALS)
def test_a_refusal_says_why_in_both_languages_and_changes_nothing(
    crm: Crm, records: dict[str, Any], tried: str
) -> None:
    action, english, french = REFUSALS[tried]
    before = contents(crm)
    with pytest.raises(SalesError) as refused, crm.transaction(actor()) as tx:
        action(tx, records)
    assert contents(crm) == before
    named = {name: record.reference for name, record in records.items()}
    en, fr = Language("en"), Language("fr")
    day = records["invoice"].issued_on
    days = {"today": day, "yesterday": day - timedelta(days=1), "tomorrow": day + timedelta(days=1)}
    french_days = {"jour": days["today"], "hier": days["yesterday"], "demain": days["tomorrow"]}
    written = {name: en.write(value) for name, value in days.items()} | {
        name: fr.write(value) for name, value in french_days.items()
    }
    assert refused.value.explain(en) == english.format(**named, **written)
    assert refused.value.explain(fr) == french.format(**named, **written)
