"""What quotes refuse: sending, revisions, discounts and their approval, expiry."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from core.actions.advance import abandon, advance
from core.actions.approve import approve, ask_approval, decline_approval
from core.actions.change import change
from core.actions.create import create
from core.actions.delete import delete
from core.actions.discount import give_discount
from core.actions.expire import expire
from core.actions.lines import add_line
from core.actions.promote import promote
from core.actions.revise import revise
from core.crm import Actor, Crm
from core.errors import Changed, Forbidden, IllegalMove, Missing, NotUnderstood, ReadOnly
from core.model import Quote
from tests.factories import actor, hire, make_quote, send_quote
from tests.refused import D, Refusal

TOML = "[quote]\ndiscount_limit = 10\n"


def scene(crm: Crm) -> dict[str, Any]:
    """Quotes in every state, and drafts whose discount is within the limit, above it, and asked about."""
    camille, nadia = hire(crm), hire(crm, "U0NADIA", "Nadia Benali", role="manager")
    oliver = hire(crm, "U0OLIVER", "Oliver Hughes", "en")
    names = ("draft", "high", "asked", "reverse")
    quotes = {name: make_quote(crm, camille) for name in names}
    quotes |= {name: send_quote(crm, camille) for name in ("sent", "accepted", "expired", "revised")}
    with crm.transaction(actor()) as tx:
        account = tx.record("account", quotes["sent"].account_id)
        bare = create(tx, "quote", account_id=account.id)
        nobody: Any = add_line(tx, create(tx, "quote", account_id=account.id), "Audit", D(1), D(1))
        nobody.account = nobody.contact = None
        for name in ("high", "asked"):
            give_discount(tx, quotes[name], rate=D(20))
        ask_approval(tx, quotes["asked"])
        change(tx, quotes["reverse"], vat_scheme="reverse_charge")
        advance(tx, quotes["accepted"], "accepted")
        tx.session.get_one(Quote, quotes["expired"].id).valid_until = tx.today - timedelta(days=1)
        tx.session.flush()
        expire(tx, quotes["expired"])
        revise(tx, quotes["revised"])
    people = {"camille": camille, "oliver": oliver, "nadia": nadia, "program": Actor(None, "api", role="manager")}
    return quotes | people | {"account": account, "bare": bare, "nobody": nobody}


REFUSALS = (
    Refusal(
        "a quote for nobody",
        lambda tx, _r: create(tx, "quote", subject="Audit"),
        Missing,
        "This needs a customer: name an account (A-3) or a contact (C-5).",
        "Il faut un client~: indiquez un compte (A-3) ou un contact (C-5).",
    ),
    Refusal(
        "taking the customer away",
        lambda tx, r: change(tx, r.draft, account_id=None, contact_id=None),
        Missing,
        "This needs a customer: name an account (A-3) or a contact (C-5).",
        "Il faut un client~: indiquez un compte (A-3) ou un contact (C-5).",
    ),
    Refusal(
        "sending without lines",
        lambda tx, r: advance(tx, r.bare, "sent"),
        Missing,
        "{bare} has no lines yet. Add one first, for example: /crm add {bare} 2 x Audit @ 450",
        "{bare} n’a pas encore de ligne. Ajoutez-en une d’abord, par exemple~: /crm ajouter {bare} 2 x Audit @ 450",
    ),
    Refusal(
        "sending without a customer",
        lambda tx, r: advance(tx, r.nobody, "sent"),
        Missing,
        "{nobody} has no customer yet: it needs an account or a contact.",
        "{nobody} n’a pas encore de client~: il faut un compte ou un contact.",
    ),
    Refusal(
        "sending above the discount limit",
        lambda tx, r: advance(tx, r.high, "sent"),
        Forbidden,
        "The discount of {high} is above what you may give. Ask a manager for: /crm approve {high}",
        "La remise de {high} dépasse ce que vous pouvez accorder. Demandez à un responsable~: /crm approuver {high}",
        by="camille",
    ),
    Refusal(
        "accepting a draft",
        lambda tx, r: advance(tx, r.draft, "accepted"),
        IllegalMove,
        "This quote is draft; it cannot become accepted. From here it can go to: sent.",
        (
            "Cet élément (devis) est à l’état «~brouillon~»~; il ne peut pas passer à «~accepté~». De là il "
            "peut aller à~: envoyé."
        ),
    ),
    Refusal(
        "declining an accepted one",
        lambda tx, r: abandon(tx, r.accepted, "cancelled"),
        IllegalMove,
        "This quote is accepted: it is closed, and nothing can be done with it.",
        "Cet élément (devis) est à l’état «~accepté~»~: il est clos, on ne peut plus rien y changer.",
    ),
    Refusal(
        "declining without a reason",
        lambda tx, r: abandon(tx, r.sent, ""),
        Missing,
        (
            "Say why, after {sent}: too expensive, competitor, no longer interested, cancelled, other, or in "
            "your own words."
        ),
        (
            "Dites pourquoi, après {sent}~: trop cher, concurrent, plus intéressé, annulée, autre, ou avec vos "
            "propres mots."
        ),
    ),
    Refusal(
        "expired needs a manager to accept",
        lambda tx, r: advance(tx, r.expired, "accepted"),
        Forbidden,
        "{expired} has expired: only a manager can still accept it. Or revise it: /crm revise {expired}",
        "{expired} a expiré~: seul un responsable peut encore l’accepter. Ou révisez-le~: /crm réviser {expired}",
        by="camille",
    ),
    Refusal(
        "expiring what is still valid",
        lambda tx, r: expire(tx, r.sent),
        IllegalMove,
        "{sent} is still valid. It expires by itself when its time is over.",
        "{sent} est encore valable. Il expirera de lui-même le moment venu.",
    ),
    Refusal(
        "expiring a draft",
        lambda tx, r: expire(tx, r.draft),
        IllegalMove,
        "{draft} is draft. For this it must be: sent.",
        "{draft} est à l’état «~brouillon~». Pour cela, l’état doit être~: envoyé.",
    ),
    Refusal(
        "promoting a draft",
        lambda tx, r: promote(tx, r.draft),
        IllegalMove,
        "{draft} is draft; it is promoted from: accepted.",
        "{draft} est à l’état «~brouillon~»~; la promotion se fait depuis~: accepté.",
    ),
    Refusal(
        "promoting an accepted one again",
        lambda tx, r: promote(tx, r.accepted),
        IllegalMove,
        "{accepted} was promoted already: BC-2026-0001.",
        "La promotion de {accepted} est déjà faite~: BC-2026-0001.",
    ),
    Refusal(
        "revising a draft",
        lambda tx, r: revise(tx, r.draft),
        IllegalMove,
        "{draft} is draft. For this it must be: sent, declined, expired.",
        "{draft} est à l’état «~brouillon~». Pour cela, l’état doit être~: envoyé, refusé, expiré.",
    ),
    Refusal(
        "revising an accepted one",
        lambda tx, r: revise(tx, r.accepted),
        IllegalMove,
        "{accepted} is accepted. For this it must be: sent, declined, expired.",
        "{accepted} est à l’état «~accepté~». Pour cela, l’état doit être~: envoyé, refusé, expiré.",
    ),
    Refusal(
        "revising an earlier revision",
        lambda tx, r: revise(tx, r.revised),
        IllegalMove,
        "This is revision 1 of {revised}, and a later one exists: /crm show {revised}",
        "C’est la révision 1 de {revised}, et il en existe une plus récente~: /crm montrer {revised}",
    ),
    Refusal(
        "revising what is no quote",
        lambda tx, r: revise(tx, r.account),
        NotUnderstood,
        "{account} has no revisions (account): only quotes do.",
        "{account} n’a pas de révisions (compte)~: seuls les devis en ont.",
    ),
    Refusal(
        "changing a sent one",
        lambda tx, r: change(tx, r.sent, subject="x"),
        ReadOnly,
        "{sent} is sent: it is read-only. Make a new version of it: /crm revise {sent}",
        (
            "{sent} est à l’état «~envoyé~»~: plus rien ne s’y modifie. Pour en faire une nouvelle version~: "
            "/crm réviser {sent}"
        ),
    ),
    Refusal(
        "changing an accepted one",
        lambda tx, r: change(tx, r.accepted, subject="x"),
        ReadOnly,
        "{accepted} is accepted: it is read-only. What became of it: /crm show {accepted}",
        "{accepted} est à l’état «~accepté~»~: plus rien ne s’y modifie. Pour voir la suite~: /crm montrer {accepted}",
    ),
    Refusal(
        "a line on a sent one",
        lambda tx, r: add_line(tx, r.sent, "x", D(1), D(1)),
        ReadOnly,
        "{sent} is sent: its figures are frozen. Make a new version of it: /crm revise {sent}",
        (
            "{sent} est à l’état «~envoyé~»~: ses montants sont figés. Pour en faire une nouvelle version~: "
            "/crm réviser {sent}"
        ),
    ),
    Refusal(
        "a sent one is never deleted",
        lambda tx, r: delete(tx, r.sent),
        ReadOnly,
        "{sent} is sent: it is never deleted. Make a new version of it: /crm revise {sent}",
        (
            "{sent} est à l’état «~envoyé~»~: ce document ne se supprime jamais. Pour en faire une nouvelle "
            "version~: /crm réviser {sent}"
        ),
    ),
    Refusal(
        "an accepted one is never deleted",
        lambda tx, r: delete(tx, r.accepted),
        ReadOnly,
        "{accepted} is accepted: it is never deleted. What became of it: /crm show {accepted}",
        (
            "{accepted} est à l’état «~accepté~»~: ce document ne se supprime jamais. Pour voir la suite~: /crm "
            "montrer {accepted}"
        ),
    ),
    Refusal(
        "deleting what is no document",
        lambda tx, r: delete(tx, r.account),
        NotUnderstood,
        "{account} is not deleted (account): only drafts of documents are.",
        "{account} ne se supprime pas (compte)~: seuls les brouillons de documents se suppriment.",
    ),
    Refusal(
        "a VAT rate where none is borne",
        lambda tx, r: add_line(tx, r.reverse, "x", D(1), D(1), vat_rate=D(20)),
        NotUnderstood,
        "{reverse} bears no VAT (reverse charge): leave the rate away.",
        "{reverse} ne porte pas de TVA (autoliquidation)~: n’indiquez pas de taux.",
    ),
    Refusal(
        "no discount said",
        lambda tx, r: give_discount(tx, r.draft),
        Missing,
        "Say the discount in percent or as an amount: 10% or 50 €.",
        "Indiquez la remise en pourcentage ou en montant~: 10~% ou 50~€.",
    ),
    Refusal(
        "a discount below 0",
        lambda tx, r: give_discount(tx, r.draft, amount=D(-1)),
        NotUnderstood,
        "The discount must be 0 or more, with 2 decimals at most.",
        "La remise doit être positive ou nulle, avec 2 décimales au plus.",
    ),
    Refusal(
        "a discount above 100 %",
        lambda tx, r: give_discount(tx, r.draft, rate=D("100.01")),
        NotUnderstood,
        "The discount must be between 0 and 100 %, with 2 decimals at most.",
        "La remise doit être comprise entre 0 et 100~%, avec 2 décimales au plus.",
    ),
    Refusal(
        "a discount of more than there is",
        lambda tx, r: give_discount(tx, r.draft, amount=D("1724.51")),
        NotUnderstood,
        "{draft} comes to €1,724.50 without VAT: the discount cannot be more than that.",
        "{draft} s’élève à 1\u202f724,50~€ HT~: la remise ne peut pas dépasser ce montant.",
    ),
    Refusal(
        "approving without the right",
        lambda tx, r: approve(tx, r.high),
        Forbidden,
        "This is not for the role rep. Ask one of: admin, manager.",
        (
            "Le rôle «~commercial~» ne permet pas cela. Demandez à quelqu’un qui a l’un de ces rôles~: "
            "administrateur, responsable."
        ),
        by="camille",
    ),
    Refusal(
        "approving as a program",
        lambda tx, r: approve(tx, r.high),
        Forbidden,
        "An approval is a person’s: a program cannot give it. Ask a manager to approve it in Slack.",
        (
            "Un accord est donné par une personne~: un programme ne le peut pas. Demandez à un responsable de "
            "l’approuver dans Slack."
        ),
        by="program",
    ),
    Refusal(
        "approving what needs none",
        lambda tx, r: approve(tx, r.draft),
        IllegalMove,
        "{draft} waits for no approval: it is draft, and its discount is within the limit or approved.",
        (
            "{draft} n’attend pas d’accord~: son état est «~brouillon~», et sa remise reste dans la limite ou "
            "est approuvée."
        ),
        by="nadia",
    ),
    Refusal(
        "approving what is no quote",
        lambda tx, r: approve(tx, r.account),
        NotUnderstood,
        "{account} needs no approval (account): only the discount of a quote does.",
        "{account} n’a pas besoin d’accord (compte)~: seule la remise d’un devis en demande un.",
        by="nadia",
    ),
    Refusal(
        "declining an approval without saying why",
        lambda tx, r: decline_approval(tx, r.high, " "),
        Missing,
        "Say why, so that the quote can be changed accordingly.",
        "Indiquez pourquoi, pour que le devis puisse être modifié en conséquence.",
        by="nadia",
    ),
    Refusal(
        "asking twice for an approval",
        lambda tx, r: ask_approval(tx, r.asked),
        IllegalMove,
        "The managers were asked already to approve {asked}. You will be told what they say.",
        "L’accord des responsables pour {asked} a déjà été demandé. Leur réponse vous sera transmise.",
        by="camille",
    ),
    Refusal(
        "a quote of somebody else",
        lambda tx, r: revise(tx, r.sent),
        Forbidden,
        "{sent} belongs to Camille Moreau. Ask Camille Moreau to do it, or a manager to assign it to you.",
        (
            "{sent} appartient à Camille Moreau. Demandez à Camille Moreau de le faire, ou à un responsable de "
            "vous l’attribuer."
        ),
        by="oliver",
    ),
    Refusal(
        "a quote that was changed since",
        lambda tx, r: revise(tx, r.sent, version=0),
        Changed,
        "{sent} was changed since you looked. Here it is as it is now.",
        "{sent} a changé depuis que vous l’avez vu. Voici son état actuel.",
    ),
)
