"""What orders refuse: confirming, fulfilling, cancelling, deleting."""

from __future__ import annotations

from typing import Any

from core.actions.advance import abandon, advance
from core.actions.approve import ask_approval
from core.actions.bill import bill
from core.actions.change import change
from core.actions.create import create
from core.actions.delete import delete
from core.actions.fulfil import fulfil
from core.actions.lines import add_line
from core.actions.promote import promote
from core.crm import Crm
from core.errors import Forbidden, IllegalMove, Missing, NotUnderstood, ReadOnly
from tests.factories import actor, hire, make_quote
from tests.refused import D, Refusal
from tests.sales import make_order

TOML = "[quote]\ndiscount_limit = 10\n"


def scene(crm: Crm) -> dict[str, Any]:
    """Orders in every state, of two lines: 10 days and 4 guides; and a quote that no manager can approve."""
    camille = hire(crm)
    names = ("confirmed", "partly", "fulfilled", "billed", "invoiced", "cancelled")
    orders = {name: make_order(crm) for name in names}
    high = make_quote(crm, camille)
    with crm.transaction(actor()) as tx:
        draft = create(tx, "order", account_id=orders["confirmed"].account_id)
        fulfil(tx, orders["partly"], {1: D(4)})
        fulfil(tx, orders["fulfilled"])
        bill(tx, orders["billed"], {1: D(1)})
        bill(tx, orders["invoiced"])
        abandon(tx, orders["cancelled"], "cannot deliver")
        add_line(tx, high, "Plus", D(1), D(1000), discount=D(90))
    return orders | {"draft": draft, "high": high, "camille": camille}


REFUSALS = (
    Refusal(
        "an order for nobody",
        lambda tx, _r: create(tx, "order"),
        Missing,
        "This needs a customer: name an account (A-3) or a contact (C-5).",
        "Il faut un client~: indiquez un compte (A-3) ou un contact (C-5).",
    ),
    Refusal(
        "confirming without lines",
        lambda tx, r: advance(tx, r.draft),
        Missing,
        "{draft} has no lines yet. Add one first, for example: /crm add {draft} 2 x Audit @ 450",
        "{draft} n’a pas encore de ligne. Ajoutez-en une d’abord, par exemple~: /crm ajouter {draft} 2 x Audit @ 450",
    ),
    Refusal(
        "fulfilling a draft",
        lambda tx, r: fulfil(tx, r.draft),
        IllegalMove,
        "{draft} is a draft. Confirm it first: /crm advance {draft}",
        "{draft} est un brouillon. Confirmez d’abord~: /crm avancer {draft}",
    ),
    Refusal(
        "fulfilling twice",
        lambda tx, r: fulfil(tx, r.fulfilled),
        IllegalMove,
        "{fulfilled} is fulfilled. For this it must be: confirmed, partly fulfilled.",
        "{fulfilled} est à l’état «~livrée~». Pour cela, l’état doit être~: confirmée, livrée en partie.",
    ),
    Refusal(
        "fulfilling what is no order",
        lambda tx, r: fulfil(tx, r.high),
        NotUnderstood,
        "{high} cannot be fulfilled (quote): only an order can.",
        "{high} ne se livre pas (devis)~: seule une commande se livre.",
    ),
    Refusal(
        "fulfilling nothing",
        lambda tx, r: fulfil(tx, r.confirmed, {}),
        Missing,
        "Say how much of which line: /crm fulfil {confirmed} 1: 2",
        "Indiquez la quantité et la ligne~: /crm livrer {confirmed} 1: 2",
    ),
    Refusal(
        "fulfilling a line that is not there",
        lambda tx, r: fulfil(tx, r.confirmed, {9: D(1)}),
        NotUnderstood,
        "{confirmed} has no line 9.",
        "{confirmed} n’a pas de ligne 9.",
    ),
    Refusal(
        "fulfilling a quantity of 0",
        lambda tx, r: fulfil(tx, r.confirmed, {1: D(0)}),
        NotUnderstood,
        "The quantity must be above 0, with 3 decimals at most.",
        "La quantité doit être supérieure à 0, avec 3 décimales au maximum.",
    ),
    Refusal(
        "fulfilling more than is left",
        lambda tx, r: fulfil(tx, r.partly, {1: D(7)}),
        NotUnderstood,
        "Of line 1 of {partly} only 6 is left to fulfil.",
        "À la ligne 1 de {partly}, il ne reste que 6 à livrer.",
    ),
    Refusal(
        "cancelling without a reason",
        lambda tx, r: abandon(tx, r.confirmed, ""),
        Missing,
        (
            "Say why, after {confirmed}: customer cancelled, cannot deliver, entered by mistake, other, or in "
            "your own words."
        ),
        (
            "Dites pourquoi, après {confirmed}~: annulée par le client, livraison impossible, saisie par "
            "erreur, autre, ou avec vos propres mots."
        ),
    ),
    Refusal(
        "cancelling what is fulfilled in part",
        lambda tx, r: abandon(tx, r.partly, "cannot deliver"),
        IllegalMove,
        "This order is partly fulfilled; it cannot become cancelled. From here it can go to: fulfilled.",
        (
            "Cet élément (commande) est à l’état «~livrée en partie~»~; il ne peut pas passer à «~annulée~». De "
            "là il peut aller à~: livrée."
        ),
    ),
    Refusal(
        "cancelling what is billed",
        lambda tx, r: abandon(tx, r.billed, "cannot deliver"),
        Forbidden,
        "{billed} has invoices already. Credit them first, or leave the order as it is.",
        "{billed} a déjà des factures. Faites d’abord un avoir pour chacune, ou laissez la commande telle quelle.",
    ),
    Refusal(
        "prices are locked",
        lambda tx, r: add_line(tx, r.confirmed, "x", D(1), D(1)),
        ReadOnly,
        "{confirmed} is confirmed: its figures are frozen. Cancel it: /crm abandon {confirmed}",
        "{confirmed} est à l’état «~confirmée~»~: ses montants sont figés. Pour annuler~: /crm abandonner {confirmed}",
    ),
    Refusal(
        "changing the customer of a confirmed one",
        lambda tx, r: change(tx, r.confirmed, vat_scheme="reverse_charge"),
        ReadOnly,
        "{confirmed} is confirmed: this cannot be changed any more: vat scheme. Cancel it: /crm abandon {confirmed}",
        (
            "{confirmed} est à l’état «~confirmée~»~: ceci ne se modifie plus~: régime de TVA. Pour annuler~: "
            "/crm abandonner {confirmed}"
        ),
    ),
    Refusal(
        "changing a cancelled one",
        lambda tx, r: change(tx, r.cancelled, subject="x"),
        ReadOnly,
        "{cancelled} is cancelled: it is read-only. What became of it: /crm show {cancelled}",
        (
            "{cancelled} est à l’état «~annulée~»~: plus rien ne s’y modifie. Pour voir la suite~: /crm montrer "
            "{cancelled}"
        ),
    ),
    Refusal(
        "a confirmed one is never deleted",
        lambda tx, r: delete(tx, r.confirmed),
        ReadOnly,
        "{confirmed} is confirmed: it is never deleted. Cancel it: /crm abandon {confirmed}",
        (
            "{confirmed} est à l’état «~confirmée~»~: ce document ne se supprime jamais. Pour annuler~: /crm "
            "abandonner {confirmed}"
        ),
    ),
    Refusal(
        "an invoiced one is never deleted",
        lambda tx, r: delete(tx, r.invoiced),
        ReadOnly,
        "{invoiced} is invoiced: it is never deleted. What became of it: /crm show {invoiced}",
        (
            "{invoiced} est à l’état «~facturée~»~: ce document ne se supprime jamais. Pour voir la suite~: "
            "/crm montrer {invoiced}"
        ),
    ),
    Refusal(
        "billing a draft",
        lambda tx, r: promote(tx, r.draft),
        IllegalMove,
        "{draft} is draft; it is promoted from: confirmed, partly fulfilled, fulfilled.",
        "{draft} est à l’état «~brouillon~»~; la promotion se fait depuis~: confirmée, livrée en partie, livrée.",
    ),
    Refusal(
        "billing twice",
        lambda tx, r: promote(tx, r.invoiced),
        IllegalMove,
        "{invoiced} was promoted already: I-2.",
        "La promotion de {invoiced} est déjà faite~: I-2.",
    ),
    Refusal(
        "an approval where nobody can give one",
        lambda tx, r: ask_approval(tx, r.high),
        Missing,
        "Nobody here is a manager yet who could approve {high}. Ask your administrator to name one.",
        "Personne n’est encore responsable ici pour approuver {high}. Demandez à votre administrateur d’en nommer un.",
        by="camille",
    ),
)
