"""What the fields of any record refuse, and references."""

from __future__ import annotations

from typing import Any

from core.actions.assign import assign
from core.actions.change import change
from core.actions.create import create
from core.actions.preview import CREATE
from core.actions.promote import promote
from core.crm import Crm
from core.errors import Missing, NotFound, NotUnderstood
from core.queries import references
from tests.factories import actor, hire, make_lead
from tests.refused import D, Refusal


def scene(crm: Crm) -> dict[str, Any]:
    """An open lead, an account, a contact, and an account that was deleted."""
    known = make_lead(crm)
    with crm.transaction(actor()) as tx:
        account, contact, _ = promote(tx, known, account=CREATE, contact=CREATE)
        gone = create(tx, "account", name="Gone")
        tx.session.flush()
        tx.session.delete(gone)
    people = {"camille": hire(crm)}
    return people | {"other": make_lead(crm), "account": account, "contact": contact, "gone": gone}


REFUSALS = (
    Refusal(
        "a lead of nobody",
        lambda tx, _r: create(tx, "lead", first_name="  "),
        Missing,
        "A lead needs at least a person, a company, an e-mail or a phone number.",
        "Un prospect a besoin au moins d’une personne, d’une société, d’un e-mail ou d’un numéro de téléphone.",
    ),
    Refusal(
        "an account without a name",
        lambda tx, _r: create(tx, "account", phone="0199001234"),
        Missing,
        "An account needs a name.",
        "Un compte a besoin d’un nom.",
    ),
    Refusal(
        "a contact of nobody",
        lambda tx, _r: create(tx, "contact", job_title="DRH"),
        Missing,
        "A contact needs a name, an e-mail or a phone number.",
        "Un contact a besoin d’un nom, d’un e-mail ou d’un numéro de téléphone.",
    ),
    Refusal(
        "emptying what is needed",
        lambda tx, r: change(tx, r.account, name=" "),
        Missing,
        "This cannot be empty: name.",
        "Ce champ ne peut pas rester vide~: nom.",
    ),
    Refusal(
        "leaving nobody in a contact",
        lambda tx, r: change(tx, r.contact, **dict.fromkeys(("first_name", "last_name", "email", "phone", "mobile"))),
        Missing,
        "A contact needs a name, an e-mail or a phone number.",
        "Un contact a besoin d’un nom, d’un e-mail ou d’un numéro de téléphone.",
    ),
    Refusal(
        "creating what is no kind of record",
        lambda tx, _r: create(tx, "boat"),
        NotUnderstood,
        "“boat” cannot be created. These can: account, contact, invoice, lead, opportunity, order, product, quote.",
        (
            "«~boat~» ne peut pas être créé. On peut créer~: compte, contact, facture, prospect, opportunité, "
            "commande, produit, devis."
        ),
    ),
    Refusal(
        "a field that there is not",
        lambda tx, r: change(tx, r.contact, shoe_size="42"),
        NotUnderstood,
        (
            "“shoe_size” is no field that can be changed here. There are: salutation, first name, last name, "
            "job title, email, phone, mobile, address, country, account."
        ),
        (
            "«~shoe_size~» n’est pas un champ modifiable ici. Il y a~: civilité, prénom, nom, fonction, e-mail, "
            "téléphone, mobile, adresse, pays, compte."
        ),
    ),
    Refusal(
        "no e-mail address",
        lambda tx, r: change(tx, r.other, email="x@"),
        NotUnderstood,
        "“x@” is no e-mail address: it looks like name@company.com.",
        "«~x@~» n’est pas une adresse e-mail~: elle ressemble à nom@societe.fr.",
    ),
    Refusal(
        "no phone number",
        lambda tx, r: change(tx, r.other, phone="soon"),
        NotUnderstood,
        "“soon” is no phone number. Write it like +33 1 99 00 12 34.",
        "«~soon~» n’est pas un numéro de téléphone. Écrivez-le comme 01 99 00 12 34.",
    ),
    Refusal(
        "no web address",
        lambda tx, r: change(tx, r.other, website="a b"),
        NotUnderstood,
        "“a b” is no web address. Write it like www.company.com.",
        "«~a b~» n’est pas une adresse web. Écrivez-la comme www.entreprise.fr.",
    ),
    Refusal(
        "no SIREN",
        lambda tx, r: change(tx, r.other, siren="123456789"),
        NotUnderstood,
        "“123456789” is no SIREN: it has nine digits, of which the last checks the others.",
        "«~123456789~» n’est pas un SIREN~: il a neuf chiffres, dont le dernier contrôle les autres.",
    ),
    Refusal(
        "no country",
        lambda tx, r: change(tx, r.other, country="XX"),
        NotUnderstood,
        "“XX” is no country. Write its name, or two letters like FR.",
        "«~XX~» n’est pas un pays. Écrivez son nom, ou deux lettres comme FR.",
    ),
    Refusal(
        "no VAT number",
        lambda tx, r: change(tx, r.account, vat_id="FR00732829320"),
        NotUnderstood,
        "“FR00732829320” is no VAT number. It looks like FR44732829320 or DE123456789.",
        "«~FR00732829320~» n’est pas un numéro de TVA. Un tel numéro ressemble à FR44732829320 ou DE123456789.",
    ),
    Refusal(
        "no scheme of VAT",
        lambda tx, r: change(tx, r.account, vat_scheme="x"),
        NotUnderstood,
        "“x” is none of: standard, reverse charge, intra eu.",
        "«~x~» ne convient pas. Au choix~: TVA normale, autoliquidation, livraison intracommunautaire.",
    ),
    Refusal(
        "no day",
        lambda tx, r: change(tx, r.other, estimated_close_on="soon"),
        NotUnderstood,
        "“soon” is no day. Write it like 2027-03-31 or 31/03/2027.",
        "«~soon~» n’est pas une date. Écrivez-la comme 31/03/2027 ou 2027-03-31.",
    ),
    Refusal(
        "half a cent",
        lambda tx, r: change(tx, r.other, budget=D("0.005")),
        NotUnderstood,
        "0.005 does not fit: a number from 0 to 1,000,000,000 with 2 decimals at most.",
        "0,005 ne convient pas~: il faut un nombre de 0 à 1\u202f000\u202f000\u202f000, avec 2 décimales au plus.",
    ),
    Refusal(
        "a text that is too long",
        lambda tx, r: change(tx, r.other, company="x" * 201),
        NotUnderstood,
        "This text is longer than 200 characters. Shorten it.",
        "Ce texte dépasse 200 caractères. Raccourcissez-le.",
    ),
    Refusal(
        "a record that is not there",
        lambda tx, _r: tx.record("lead", 99),
        NotFound,
        "This record does not exist any more.",
        "Cette fiche n’existe plus.",
    ),
    Refusal(
        "a record that is gone",
        lambda tx, r: assign(tx, r.gone, r.camille),
        NotFound,
        "{gone} does not exist any more.",
        "{gone} n’existe plus.",
    ),
    Refusal(
        "a reference that is none",
        lambda tx, _r: references.find(tx.session, tx.settings, "hello"),
        NotUnderstood,
        "“hello” is no reference. References look like: L-42, O-17, A-3, C-5, DV-2026-0042.",
        "«~hello~» n’est pas une référence. Les références ressemblent à~: L-42, O-17, A-3, C-5, DV-2026-0042.",
    ),
    Refusal(
        "a reference of nothing",
        lambda tx, _r: references.find(tx.session, tx.settings, "L-99"),
        NotFound,
        "There is no L-99. Look it up with /crm find and a name.",
        "Rien ne porte la référence L-99. Cherchez avec /crm chercher et un nom.",
    ),
)
