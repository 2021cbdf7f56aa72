"""What leads refuse: their moves, promotion, merging and duplicates."""

from __future__ import annotations

from typing import Any

from core.actions.advance import abandon, advance
from core.actions.assign import claim
from core.actions.change import change
from core.actions.distinguish import distinguish
from core.actions.merge import merge
from core.actions.photo import ask_photo
from core.actions.preview import CREATE
from core.actions.promote import promote
from core.crm import Crm
from core.errors import (
    Changed,
    Forbidden,
    IllegalMove,
    Missing,
    NeedsDecision,
    NotFound,
    NotUnderstood,
    ReadOnly,
)
from tests.factories import actor, hire, make_lead
from tests.refused import Refusal


def scene(crm: Crm) -> dict[str, Any]:
    """Leads in every state; the first one's company and person are known already."""
    camille, oliver = hire(crm), hire(crm, "U0OLIVER", "Oliver Hughes", "en")
    names = ("known", "other", "abandoned", "merged", "master", "promoted")
    leads = {name: make_lead(crm, company=f"{name.capitalize()} SA") for name in names}
    with crm.transaction(actor()) as tx:
        account, contact, _ = promote(tx, leads["promoted"], account=CREATE, contact=CREATE)
        abandon(tx, leads["abandoned"], "lost")
        merge(tx, leads["master"], leads["merged"])
    mine = make_lead(crm, camille, email="mine@mine.example", phone=None, first_name="Nina", last_name="Roy")
    return leads | {"mine": mine, "account": account, "contact": contact, "camille": camille, "oliver": oliver}


REFUSALS = (
    Refusal(
        "the photo of a lead that came without one",
        lambda tx, r: ask_photo(tx, r.known),
        NotFound,
        "There is no photo of a card for {known}.",
        "Il n’y a pas de photo de carte pour {known}.",
    ),
    Refusal(
        "needs a decision (with the candidates)",
        lambda tx, r: promote(tx, r.known),
        NeedsDecision,
        (
            "{known} may be here already: {account} Promoted SA (same phone, company 0.15), {contact} Marie "
            "Curie (same e-mail, same phone, same name, company 0.15). Link it with /crm promote {known} "
            "{account}, or make new ones with /crm promote {known} new."
        ),
        (
            "{known} est peut-être déjà là~: {account} Promoted SA (même téléphone, société 0,15), {contact} "
            "Marie Curie (même e-mail, même téléphone, même nom, société 0,15). Liez-le par /crm promouvoir "
            "{known} {account}, ou créez du nouveau par /crm promouvoir {known} nouveau."
        ),
    ),
    Refusal(
        "a move to a state that does not follow",
        lambda tx, r: advance(tx, r.abandoned, "contacted"),
        IllegalMove,
        "This lead is disqualified; it cannot become contacted. From here it can go to: new.",
        (
            "Cet élément (prospect) est à l’état «~abandonné~»~; il ne peut pas passer à «~contacté~». De là il "
            "peut aller à~: nouveau."
        ),
    ),
    Refusal(
        "a move of what is closed",
        lambda tx, r: advance(tx, r.merged),
        IllegalMove,
        "This lead is merged: it is closed, and nothing can be done with it.",
        "Cet élément (prospect) est à l’état «~fusionné~»~: il est clos, on ne peut plus rien y changer.",
    ),
    Refusal(
        "a move without a usual next state",
        lambda tx, r: advance(tx, r.abandoned),
        IllegalMove,
        "This lead is disqualified. Say where it should go: new.",
        "Cet élément (prospect) est à l’état «~abandonné~». Dites où il doit aller~: nouveau.",
    ),
    Refusal(
        "a move that another verb makes",
        lambda tx, r: advance(tx, r.other, "merged"),
        IllegalMove,
        "Another command does that (lead: merged): merge.",
        "Pour cela (prospect~: fusionné), il y a un autre mot~: fusionner.",
    ),
    Refusal(
        "a move of what has no states",
        lambda tx, r: advance(tx, r.account),
        NotUnderstood,
        "{account} has no states to advance through.",
        "{account} n’a pas d’états à parcourir.",
    ),
    Refusal(
        "abandoning what is never abandoned",
        lambda tx, r: abandon(tx, r.account, "lost"),
        NotUnderstood,
        "A record of this kind cannot be abandoned: account. These can: lead, opportunity, quote, order.",
        (
            "Une fiche de ce type ne peut pas être abandonnée~: compte. Celles-ci peuvent l’être~: prospect, "
            "opportunité, devis, commande."
        ),
    ),
    Refusal(
        "abandoning without a reason",
        lambda tx, r: abandon(tx, r.other, " "),
        Missing,
        "Say why, after {other}: lost, cannot contact, no longer interested, cancelled, other, or in your own words.",
        (
            "Dites pourquoi, après {other}~: perdue, injoignable, plus intéressé, annulée, autre, ou avec vos "
            "propres mots."
        ),
    ),
    Refusal(
        "abandoning for another reason without a note",
        lambda tx, r: abandon(tx, r.other, "other"),
        Missing,
        "Say why, after {other}: lost, cannot contact, no longer interested, cancelled, other, or in your own words.",
        (
            "Dites pourquoi, après {other}~: perdue, injoignable, plus intéressé, annulée, autre, ou avec vos "
            "propres mots."
        ),
    ),
    Refusal(
        "changed since you looked",
        lambda tx, r: advance(tx, r.other, version=0),
        Changed,
        "{other} was changed since you looked. Here it is as it is now.",
        "{other} a changé depuis que vous l’avez vu. Voici son état actuel.",
    ),
    Refusal(
        "a record of somebody else",
        lambda tx, r: advance(tx, r.mine),
        Forbidden,
        "{mine} belongs to Camille Moreau. Ask Camille Moreau to do it, or a manager to assign it to you.",
        (
            "{mine} appartient à Camille Moreau. Demandez à Camille Moreau de le faire, ou à un responsable de "
            "vous l’attribuer."
        ),
        by="oliver",
    ),
    Refusal(
        "a lead that somebody else took",
        lambda tx, r: claim(tx, r.mine, r.oliver),
        Changed,
        "Camille Moreau was faster: {mine} is taken.",
        "Camille Moreau a été plus rapide~: {mine} est pris.",
        by="oliver",
    ),
    Refusal(
        "a second promotion",
        lambda tx, r: promote(tx, r.promoted),
        IllegalMove,
        "{promoted} was promoted already: {account}, {contact}, O-1.",
        "La promotion de {promoted} est déjà faite~: {account}, {contact}, O-1.",
    ),
    Refusal(
        "promoting an abandoned lead",
        lambda tx, r: promote(tx, r.abandoned),
        IllegalMove,
        "{abandoned} is disqualified; it is promoted from: new, contacted.",
        "{abandoned} est à l’état «~abandonné~»~; la promotion se fait depuis~: nouveau, contacté.",
    ),
    Refusal(
        "promoting what is no step",
        lambda tx, r: promote(tx, r.account),
        NotUnderstood,
        "Nothing comes after {account} in the cycle. What belongs to it: /crm show {account}",
        "Rien ne vient après {account} dans le cycle. Pour voir ce qui s’y rattache~: /crm montrer {account}",
    ),
    Refusal(
        "more than 5 opportunities",
        lambda tx, r: promote(tx, r.other, opportunities=6),
        NotUnderstood,
        "Choose from 0 to 5 opportunities.",
        "Choisissez de 0 à 5 opportunités.",
    ),
    Refusal(
        "less than no opportunity",
        lambda tx, r: promote(tx, r.other, opportunities=-1),
        NotUnderstood,
        "Choose from 0 to 5 opportunities.",
        "Choisissez de 0 à 5 opportunités.",
    ),
    Refusal(
        "linking an account that is not there",
        lambda tx, r: promote(tx, r.other, account=99),
        NotFound,
        "There is no account with the number 99. Look it up with /crm find and a name.",
        "Il n’y a pas de compte numéro 99. Cherchez avec /crm chercher et un nom.",
    ),
    Refusal(
        "linking a contact that is not there",
        lambda tx, r: promote(tx, r.other, contact=99),
        NotFound,
        "There is no contact with the number 99. Look it up with /crm find and a name.",
        "Il n’y a pas de contact numéro 99. Cherchez avec /crm chercher et un nom.",
    ),
    Refusal(
        "promoting into nothing",
        lambda tx, r: promote(tx, r.other, account=None, contact=None, opportunities=0),
        Missing,
        "Nothing would be made of {other}. Choose an account, a contact or an opportunity, or abandon it.",
        (
            "Rien ne serait créé à partir de {other}. Choisissez un compte, un contact ou une opportunité, ou "
            "abandonnez-le."
        ),
    ),
    Refusal(
        "merging with itself",
        lambda tx, r: merge(tx, r.other, r.other),
        NotUnderstood,
        "{other} cannot be merged with itself. Name another lead.",
        "{other} ne peut pas être fusionné avec lui-même. Nommez un autre prospect.",
    ),
    Refusal(
        "merging what is no lead",
        lambda tx, r: merge(tx, r.other, r.account),
        NotUnderstood,
        "Only leads can be merged; {account} is none (account).",
        "Seuls des prospects peuvent être fusionnés~; {account} n’en est pas un (compte).",
    ),
    Refusal(
        "merging a promoted lead",
        lambda tx, r: merge(tx, r.other, r.promoted),
        IllegalMove,
        "{promoted} is qualified: only open leads can be merged.",
        "{promoted} est à l’état «~qualifié~»~: seuls des prospects ouverts peuvent être fusionnés.",
    ),
    Refusal(
        "merging a merged lead",
        lambda tx, r: merge(tx, r.other, r.merged),
        IllegalMove,
        "{merged} was merged already; {master} stands for it. Merge with that one.",
        "{merged} a déjà été fusionné~; {master} le remplace. Fusionnez avec celui-là.",
    ),
    Refusal(
        "merging a record of somebody else",
        lambda tx, r: merge(tx, r.other, r.mine),
        Forbidden,
        "{mine} belongs to Camille Moreau. Ask Camille Moreau to do it, or a manager to assign it to you.",
        (
            "{mine} appartient à Camille Moreau. Demandez à Camille Moreau de le faire, ou à un responsable de "
            "vous l’attribuer."
        ),
        by="oliver",
    ),
    Refusal(
        "no duplicate of itself",
        lambda tx, r: distinguish(tx, r.other, r.other),
        NotUnderstood,
        "{other} and {other} are not compared with each other.",
        "{other} et {other} ne sont pas comparés l’un à l’autre.",
    ),
    Refusal(
        "changing a promoted lead",
        lambda tx, r: change(tx, r.promoted, topic="x"),
        ReadOnly,
        "{promoted} is qualified: it is read-only. What became of it: /crm show {promoted}",
        (
            "{promoted} est à l’état «~qualifié~»~: plus rien ne s’y modifie. Pour voir la suite~: /crm montrer "
            "{promoted}"
        ),
    ),
    Refusal(
        "changing an abandoned lead",
        lambda tx, r: change(tx, r.abandoned, topic="x"),
        ReadOnly,
        "{abandoned} is disqualified: it is read-only. Reopen it first: /crm advance {abandoned} new",
        (
            "{abandoned} est à l’état «~abandonné~»~: plus rien ne s’y modifie. Pour rouvrir d’abord~: /crm "
            "avancer {abandoned} nouveau"
        ),
    ),
)
