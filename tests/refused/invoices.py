"""What invoices, payments, deposits and credit notes refuse."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from core.actions.advance import advance
from core.actions.bill import bill
from core.actions.change import change
from core.actions.create import create
from core.actions.credit import credit
from core.actions.delete import delete
from core.actions.deposit import bill_deposit
from core.actions.discount import give_discount
from core.actions.lines import add_line
from core.actions.pay import pay
from core.actions.promote import promote
from core.crm import Crm
from core.errors import Forbidden, IllegalMove, Missing, NotUnderstood, ReadOnly
from tests.factories import actor
from tests.integration.test_invoices import do, issued
from tests.refused import D, Refusal
from tests.sales import make_order


def scene(crm: Crm) -> dict[str, Any]:
    """Orders of 1,050 EUR net with deposits, and invoices in every state."""

    def billed(**given: Any) -> Any:
        return issued(crm, do(crm, bill, make_order(crm), **given))

    orders = {name: make_order(crm) for name in ("order", "deposited", "advanced", "tight", "lowered")}
    invoices = {name: billed() for name in ("invoice", "paid", "credited")}
    deposit = do(crm, bill_deposit, orders["deposited"], percent=D(30))
    deducted = issued(crm, do(crm, bill_deposit, orders["advanced"], percent=D(30)))
    final = do(crm, bill, orders["advanced"])
    do(crm, bill_deposit, orders["tight"], percent=D(80))
    do(crm, pay, invoices["paid"])
    withdrawn = issued(crm, do(crm, bill_deposit, orders["lowered"], percent=D(30)))
    late = do(crm, credit, withdrawn, amount=D(10))
    do(crm, bill, orders["lowered"])
    note = issued(crm, do(crm, credit, invoices["credited"]))
    with crm.transaction(actor()) as tx:
        empty = create(tx, "invoice", account_id=orders["order"].account_id)
        odd = create(tx, "invoice", account_id=orders["order"].account_id, type="final")
    return (
        orders
        | invoices
        | {
            "deposit": deposit,
            "deducted": deducted,
            "final": final,
            "note": note,
            "late": late,
            "odd": odd,
            "empty": empty,
            "today": invoices["invoice"].issued_on,
            "yesterday": invoices["invoice"].issued_on - timedelta(days=1),
            "tomorrow": invoices["invoice"].issued_on + timedelta(days=1),
        }
    )


REFUSALS = (
    Refusal(
        "an invoice for nobody",
        lambda tx, _r: create(tx, "invoice"),
        Missing,
        "This needs a customer: name an account (A-3) or a contact (C-5).",
        "Il faut un client~: indiquez un compte (A-3) ou un contact (C-5).",
    ),
    Refusal(
        "issuing without lines",
        lambda tx, r: advance(tx, r.empty, "issued"),
        Missing,
        "{empty} has no lines yet. Add one first, for example: /crm add {empty} 2 x Audit @ 450",
        "{empty} n’a pas encore de ligne. Ajoutez-en une d’abord, par exemple~: /crm ajouter {empty} 2 x Audit @ 450",
    ),
    Refusal(
        "billing more than is left",
        lambda tx, r: bill(tx, r.order, {1: D(11)}),
        NotUnderstood,
        "Of line 1 of {order} only 10 is left to bill.",
        "À la ligne 1 de {order}, il ne reste que 10 à facturer.",
    ),
    Refusal(
        "billing a line that is not there",
        lambda tx, r: bill(tx, r.order, {7: D(1)}),
        NotUnderstood,
        "{order} has no line 7.",
        "{order} n’a pas de ligne 7.",
    ),
    Refusal(
        "billing nothing of any line",
        lambda tx, r: bill(tx, r.order, {1: D(0)}),
        Missing,
        "Say how much of which line: /crm bill {order} 1: 2",
        "Indiquez la quantité et la ligne~: /crm facturer {order} 1: 2",
    ),
    Refusal(
        "billing 4 places",
        lambda tx, r: bill(tx, r.order, {1: D("0.0001")}),
        NotUnderstood,
        "The quantity must be above 0, with 3 decimals at most.",
        "La quantité doit être supérieure à 0, avec 3 décimales au maximum.",
    ),
    Refusal(
        "billing an invoice",
        lambda tx, r: bill(tx, r.invoice),
        NotUnderstood,
        "{invoice} is not billed (invoice): only this is: order.",
        "{invoice} ne se facture pas (facture)~: on ne facture que ceci~: commande.",
    ),
    Refusal(
        "promoting an invoice",
        lambda tx, r: promote(tx, r.invoice),
        NotUnderstood,
        "Nothing comes after {invoice} in the cycle. What belongs to it: /crm show {invoice}",
        "Rien ne vient après {invoice} dans le cycle. Pour voir ce qui s’y rattache~: /crm montrer {invoice}",
    ),
    Refusal(
        "billing the rest before the deposit is issued",
        lambda tx, r: bill(tx, r.deposited),
        IllegalMove,
        "The deposit {deposit} is not issued yet. Issue it, or delete it, before the rest is billed.",
        "L’acompte {deposit} n’est pas encore émis. Émettez-le, ou supprimez-le, avant de facturer le reste.",
    ),
    Refusal(
        "billing so much that the deposit does not fit",
        lambda tx, r: bill(tx, r.tight, {1: D(9)}),
        IllegalMove,
        "Too little of {tight} would be left for its deposits (I-7). Bill the rest at once: /crm bill {tight}",
        (
            "Il resterait trop peu de {tight} pour ses acomptes (I-7). Facturez tout le reste en une fois~: "
            "/crm facturer {tight}"
        ),
    ),
    Refusal(
        "no deposit said",
        lambda tx, r: bill_deposit(tx, r.order),
        Missing,
        "Say how much, in percent or as an amount without VAT: /crm deposit {order} 30%",
        "Indiquez combien, en pourcentage ou en montant HT~: /crm acompte {order} 30%",
    ),
    Refusal(
        "a deposit above 100 %",
        lambda tx, r: bill_deposit(tx, r.order, percent=D(101)),
        NotUnderstood,
        "A deposit is more than 0 and at most 100 %.",
        "Un acompte doit être supérieur à 0 et ne pas dépasser 100~%.",
    ),
    Refusal(
        "a deposit of less than a cent",
        lambda tx, r: bill_deposit(tx, r.order, amount=D("0.001")),
        NotUnderstood,
        "A deposit must be above 0, with 2 decimals at most.",
        "Un acompte doit être supérieur à 0, avec 2 décimales au plus.",
    ),
    Refusal(
        "deposits of more than there is",
        lambda tx, r: bill_deposit(tx, r.deposited, percent=D(80)),
        IllegalMove,
        "Only €735.00 without VAT is left of {deposited} for a deposit.",
        "Il ne reste que 735,00~€ HT sur {deposited} pour un acompte.",
    ),
    Refusal(
        "paying a draft",
        lambda tx, r: pay(tx, r.deposit),
        IllegalMove,
        "{deposit} is not issued yet: nothing is due. Issue it first: /crm issue {deposit}",
        "{deposit} n’est encore qu’un brouillon~: rien n’est dû. Pour l’émettre d’abord~: /crm émettre {deposit}",
    ),
    Refusal(
        "paying an order",
        lambda tx, r: pay(tx, r.order),
        NotUnderstood,
        "{order} is no invoice: nothing is paid on it.",
        "{order} n’est pas une facture~: rien ne s’y paie.",
    ),
    Refusal(
        "paying too much",
        lambda tx, r: pay(tx, r.invoice, D("1252.76")),
        NotUnderstood,
        "Only €1,252.75 is due on {invoice}.",
        "Il n’est dû que 1\u202f252,75~€ sur {invoice}.",
    ),
    Refusal(
        "paying nothing",
        lambda tx, r: pay(tx, r.invoice, D(0)),
        NotUnderstood,
        "A payment must be above 0, with 2 decimals at most.",
        "Un règlement doit être supérieur à 0, avec 2 décimales au plus.",
    ),
    Refusal(
        "paying tomorrow",
        lambda tx, r: pay(tx, r.invoice, paid_on=r.tomorrow),
        NotUnderstood,
        "{tomorrow} is in the future: note a payment when it is there.",
        "Le {tomorrow} est à venir~: notez un règlement une fois reçu.",
    ),
    Refusal(
        "paying before the issue",
        lambda tx, r: pay(tx, r.invoice, paid_on=r.yesterday),
        NotUnderstood,
        "{invoice} was issued on {today}: it cannot be paid on {yesterday}.",
        "{invoice} date du {today}~: un règlement du {yesterday} est impossible.",
    ),
    Refusal(
        "paying twice",
        lambda tx, r: pay(tx, r.paid),
        IllegalMove,
        "{paid} is paid: nothing is due on it.",
        "{paid} est à l’état «~payée~»~: rien n’est dû.",
    ),
    Refusal(
        "crediting a draft",
        lambda tx, r: credit(tx, r.deposit),
        IllegalMove,
        "{deposit} is not issued yet: change it, or delete it. No credit note is needed.",
        "{deposit} n’est pas encore émise~: modifiez-la, ou supprimez-la. Un avoir n’est pas nécessaire.",
    ),
    Refusal(
        "crediting a credit note",
        lambda tx, r: credit(tx, r.note),
        NotUnderstood,
        "{note} is no invoice that a credit note can correct.",
        "{note} n’est pas une facture qu’un avoir peut corriger.",
    ),
    Refusal(
        "crediting what is credited",
        lambda tx, r: credit(tx, r.credited),
        IllegalMove,
        "Nothing is left of {credited} to credit: {note}.",
        "Il ne reste rien de {credited} pour un avoir~: {note}.",
    ),
    Refusal(
        "crediting more of a line",
        lambda tx, r: credit(tx, r.invoice, {1: D(11)}),
        NotUnderstood,
        "Of line 1 of {invoice} only 10 is left to credit.",
        "À la ligne 1 de {invoice}, il ne reste que 10 pour un avoir.",
    ),
    Refusal(
        "crediting nothing",
        lambda tx, r: credit(tx, r.invoice, {}),
        Missing,
        "Say how much of which line: /crm credit {invoice} 1: 2",
        "Indiquez la quantité et la ligne~: /crm avoir {invoice} 1: 2",
    ),
    Refusal(
        "crediting a larger amount",
        lambda tx, r: credit(tx, r.invoice, amount=D("1050.01")),
        NotUnderstood,
        "Only €1,050.00 without VAT is left of {invoice} to credit. For all of it: /crm credit {invoice}",
        "Il ne reste que 1\u202f050,00~€ HT sur {invoice} pour un avoir. Pour le tout~: /crm avoir {invoice}",
    ),
    Refusal(
        "crediting less than a cent",
        lambda tx, r: credit(tx, r.invoice, amount=D("0.001")),
        NotUnderstood,
        "A credit note must be above 0, with 2 decimals at most.",
        "Un avoir doit être supérieur à 0, avec 2 décimales au plus.",
    ),
    Refusal(
        "crediting a deposit that was deducted",
        lambda tx, r: credit(tx, r.deducted),
        IllegalMove,
        "{deducted} is deducted in {final}. Credit that one first, or delete it while it is a draft.",
        (
            "{deducted} est déduite de {final}. Faites d’abord un avoir de celle-ci, ou supprimez-la tant que "
            "c’est un brouillon."
        ),
    ),
    Refusal(
        "a line on what bills an order",
        lambda tx, r: add_line(tx, r.deposit, "x", D(1), D(1)),
        ReadOnly,
        "{deposit} takes its figures from {deposited}. Delete it and make it again with other quantities.",
        (
            "Les montants de {deposit} viennent de {deposited}. Supprimez ce brouillon et refaites-le avec "
            "d’autres quantités."
        ),
    ),
    Refusal(
        "changing what is issued",
        lambda tx, r: change(tx, r.invoice, subject="x"),
        ReadOnly,
        "{invoice} is issued: it is read-only. Correct it by a credit note: /crm credit {invoice}",
        (
            "{invoice} est à l’état «~émise~»~: plus rien ne s’y modifie. Pour corriger par un avoir~: /crm "
            "avoir {invoice}"
        ),
    ),
    Refusal(
        "changing what is credited",
        lambda tx, r: change(tx, r.credited, subject="x"),
        ReadOnly,
        "{credited} is credited: it is read-only. What became of it: /crm show {credited}",
        (
            "{credited} est à l’état «~annulée par avoir~»~: plus rien ne s’y modifie. Pour voir la suite~: "
            "/crm montrer {credited}"
        ),
    ),
    Refusal(
        "a line on what is issued",
        lambda tx, r: add_line(tx, r.invoice, "x", D(1), D(1)),
        ReadOnly,
        "{invoice} is issued: its figures are frozen. Correct it by a credit note: /crm credit {invoice}",
        (
            "{invoice} est à l’état «~émise~»~: ses montants sont figés. Pour corriger par un avoir~: /crm "
            "avoir {invoice}"
        ),
    ),
    Refusal(
        "only a draft can be deleted",
        lambda tx, r: delete(tx, r.invoice),
        ReadOnly,
        "{invoice} is issued: it is never deleted. Correct it by a credit note: /crm credit {invoice}",
        (
            "{invoice} est à l’état «~émise~»~: ce document ne se supprime jamais. Pour corriger par un avoir~: "
            "/crm avoir {invoice}"
        ),
    ),
    Refusal(
        "a move back to a draft",
        lambda tx, r: advance(tx, r.invoice, "draft"),
        IllegalMove,
        "This invoice is issued; it cannot become draft. From here it can go to: paid.",
        (
            "Cet élément (facture) est à l’état «~émise~»~; il ne peut pas passer à «~brouillon~». De là il "
            "peut aller à~: payée."
        ),
    ),
    Refusal(
        "a payment in part by another verb",
        lambda tx, r: advance(tx, r.invoice, "partly paid"),
        IllegalMove,
        "Another command does that (invoice: partly paid): pay.",
        "Pour cela (facture~: payée en partie), il y a un autre mot~: payer.",
    ),
    Refusal(
        "giving back a deposit that was deducted meanwhile",
        lambda tx, r: advance(tx, r.late, "issued"),
        Forbidden,
        "{late} gives back more than is left of its invoice. Delete it, and credit what is left.",
        "{late} rend plus qu’il ne reste de sa facture. Supprimez-le, et faites un avoir de ce qui reste.",
    ),
    Refusal(
        "a discount on a final invoice",
        lambda tx, r: give_discount(tx, r.odd, rate=D(10)),
        NotUnderstood,
        "{odd} takes its figures from another document. Give the discount there, before.",
        "Les montants de {odd} viennent d’un autre document. Accordez d’abord la remise sur celui-ci.",
    ),
)
