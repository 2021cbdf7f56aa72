"""What opportunities, lines and the catalogue refuse."""

from __future__ import annotations

from typing import Any

from core.actions.advance import abandon, advance
from core.actions.change import change
from core.actions.create import create
from core.actions.discount import give_discount
from core.actions.lines import add_line, remove_line
from core.actions.product_line import add_product
from core.actions.promote import promote
from core.crm import Crm
from core.errors import IllegalMove, Missing, NotUnderstood, ReadOnly
from tests.factories import actor, make_opportunity, make_product
from tests.refused import D, Refusal

TOML = '[cycle.opportunity.required]\npropose = ["competitor"]\n'


def scene(crm: Crm) -> dict[str, Any]:
    """An open opportunity without revenue, one won, one lost; products on sale, retired, and sold in dollars."""
    account = make_opportunity(crm).account
    with crm.transaction(actor()) as tx:
        opportunity, won, lost = (create(tx, "opportunity", name=name) for name in ("Audit", "Guide", "Plan"))
        tx.session.flush()
        advance(tx, won, "won", revenue=D(1))
        abandon(tx, lost, "no budget")
    products = {
        "product": make_product(crm),
        "retired": make_product(crm, code="OLD", is_active=False),
        "dollars": make_product(crm, code="USD", currency="USD"),
    }
    return {"opportunity": opportunity, "won": won, "lost": lost, "account": account} | products


def line(description: str = "Audit", quantity: str = "1", price: str = "1", **more: Any) -> Any:
    """Try a line on the open opportunity."""
    return lambda tx, r: add_line(tx, r.opportunity, description, D(quantity), D(price), **more)


def offer(**fields: Any) -> Any:
    """Try a new product."""
    return lambda tx, _r: create(tx, "product", **{"code": "NEW", "name": "New", "unit_price": D(1)} | fields)


REFUSALS = (
    Refusal(
        "an opportunity without a name",
        lambda tx, _r: create(tx, "opportunity", name=" "),
        Missing,
        "An opportunity needs a name.",
        "Une opportunité a besoin d’un nom.",
    ),
    Refusal(
        "won needs a revenue",
        lambda tx, r: advance(tx, r.opportunity, "won"),
        Missing,
        "{opportunity} has no revenue yet. Add a line, or say the amount: /crm advance {opportunity} won 12000",
        (
            "{opportunity} n’a pas encore de montant. Ajoutez une ligne ou dites le montant~: /crm avancer "
            "{opportunity} gagnée 12000"
        ),
    ),
    Refusal(
        "lost needs a reason",
        lambda tx, r: advance(tx, r.opportunity, "lost"),
        Missing,
        (
            "Say why, after {opportunity}: too expensive, competitor, no budget, no decision, no longer "
            "interested, other, or in your own words."
        ),
        (
            "Dites pourquoi, après {opportunity}~: trop cher, concurrent, pas de budget, pas de décision, plus "
            "intéressé, autre, ou avec vos propres mots."
        ),
    ),
    Refusal(
        "a field that the company wants filled first",
        lambda tx, r: advance(tx, r.opportunity, "propose"),
        Missing,
        "{opportunity} cannot become propose yet: your company wants this filled first: competitor.",
        (
            "{opportunity} ne peut pas encore passer à l’état «~proposition~»~: votre société demande que ce "
            "champ soit d’abord rempli~: concurrent."
        ),
    ),
    Refusal(
        "a stage that there is not",
        lambda tx, r: advance(tx, r.opportunity, "sleeping"),
        IllegalMove,
        (
            "This opportunity is qualify; it cannot become sleeping. From here it can go to: develop, propose, "
            "negotiate, won, lost."
        ),
        (
            "Cet élément (opportunité) est à l’état «~qualification~»~; il ne peut pas passer à «~sleeping~». "
            "De là il peut aller à~: développement, proposition, négociation, gagnée, perdue."
        ),
    ),
    Refusal(
        "promoting a lost opportunity",
        lambda tx, r: promote(tx, r.lost),
        IllegalMove,
        "{lost} is lost; it is promoted from: qualify, develop, propose, negotiate.",
        (
            "{lost} est à l’état «~perdue~»~; la promotion se fait depuis~: qualification, développement, "
            "proposition, négociation."
        ),
    ),
    Refusal(
        "changing a won opportunity",
        lambda tx, r: change(tx, r.won, name="x"),
        ReadOnly,
        "{won} is won: it is read-only. Reopen it first: /crm advance {won} qualify",
        (
            "{won} est à l’état «~gagnée~»~: plus rien ne s’y modifie. Pour rouvrir d’abord~: /crm avancer "
            "{won} qualification"
        ),
    ),
    Refusal(
        "a line on a lost opportunity",
        lambda tx, r: add_line(tx, r.lost, "x", D(1), D(1)),
        ReadOnly,
        "{lost} is lost: its figures are frozen. Reopen it first: /crm advance {lost} qualify",
        (
            "{lost} est à l’état «~perdue~»~: ses montants sont figés. Pour rouvrir d’abord~: /crm avancer "
            "{lost} qualification"
        ),
    ),
    Refusal(
        "a probability above 100 %",
        lambda tx, r: change(tx, r.opportunity, probability=101),
        NotUnderstood,
        "101 does not fit: a whole number from 0 to 100.",
        "101 ne convient pas~: il faut un nombre entier de 0 à 100.",
    ),
    Refusal(
        "a forecast category that there is not",
        lambda tx, r: change(tx, r.opportunity, forecast_category="x"),
        NotUnderstood,
        "“x” is none of: pipeline, best case, committed, omitted.",
        "«~x~» ne convient pas. Au choix~: pipeline, meilleur cas, engagé, exclu.",
    ),
    Refusal(
        "a discount on an opportunity",
        lambda tx, r: give_discount(tx, r.opportunity, rate=D(10)),
        NotUnderstood,
        "{opportunity} takes no discount (opportunity). Give it on a line, or on the quote.",
        "{opportunity} n’accepte pas de remise (opportunité). Accordez-la sur une ligne, ou sur le devis.",
    ),
    Refusal(
        "a line on what sells nothing",
        lambda tx, r: add_line(tx, r.account, "x", D(1), D(1)),
        NotUnderstood,
        "{account} has no lines: it is no sale.",
        "{account} n’a pas de lignes~: ce n’est pas une vente.",
    ),
    Refusal(
        "a line without a description",
        line(" "),
        Missing,
        "A line needs a description.",
        "Une ligne doit avoir une désignation.",
    ),
    Refusal(
        "a quantity of 0",
        line(quantity="0"),
        NotUnderstood,
        "The quantity must be above 0, with 3 decimals at most.",
        "La quantité doit être supérieure à 0, avec 3 décimales au maximum.",
    ),
    Refusal(
        "a quantity of 4 places",
        line(quantity="0.0001"),
        NotUnderstood,
        "The quantity must be above 0, with 3 decimals at most.",
        "La quantité doit être supérieure à 0, avec 3 décimales au maximum.",
    ),
    Refusal(
        "a price of 5 places",
        line(price="0.00001"),
        NotUnderstood,
        "The price must be 0 or more, with 4 decimals at most.",
        "Le prix doit être de 0 ou plus, avec 4 décimales au maximum.",
    ),
    Refusal(
        "a price below 0",
        line(price="-1"),
        NotUnderstood,
        "The price must be 0 or more, with 4 decimals at most.",
        "Le prix doit être de 0 ou plus, avec 4 décimales au maximum.",
    ),
    Refusal(
        "an amount that is too large",
        line(quantity="1000000", price="1000"),
        NotUnderstood,
        "The amount of a line must be below 1 000 000 000.",
        "Le montant d’une ligne doit rester sous 1~000~000~000.",
    ),
    Refusal(
        "a discount above 100 % on a line",
        line(discount=D(101)),
        NotUnderstood,
        "The discount must be between 0 and 100 %, with 2 decimals at most.",
        "La remise doit être comprise entre 0 et 100~%, avec 2 décimales au plus.",
    ),
    Refusal(
        "a VAT rate that is none",
        line(vat_rate=D(19)),
        NotUnderstood,
        "There is no VAT rate of 19 %. The rates are: 20 · 10 · 5.5 · 2.1 · 0.",
        "Il n’y a pas de taux de TVA de 19~%. Les taux sont~: 20 · 10 · 5,5 · 2,1 · 0.",
    ),
    Refusal(
        "a line that is not there",
        lambda tx, r: remove_line(tx, r.opportunity, 9),
        NotUnderstood,
        "{opportunity} has no line 9.",
        "{opportunity} n’a pas de ligne 9.",
    ),
    Refusal(
        "a retired product",
        lambda tx, r: add_product(tx, r.opportunity, r.retired),
        IllegalMove,
        "{retired} (Audit énergétique) is retired: it is not sold any more. See what is: /crm catalogue",
        "{retired} (Audit énergétique) est retiré de la vente. Ce qui se vend~: /crm catalogue",
    ),
    Refusal(
        "a product in another currency",
        lambda tx, r: add_product(tx, r.opportunity, r.dollars),
        IllegalMove,
        "{dollars} is sold in USD, {opportunity} is in EUR. Write the line as free text with its own price.",
        "{dollars} se vend en USD, {opportunity} est en EUR. Écrivez la ligne en texte libre, avec son prix.",
    ),
    Refusal(
        "a product without a code",
        offer(code=None),
        Missing,
        "A product needs a code, a name and a price.",
        "Un produit doit avoir un code, un nom et un prix.",
    ),
    Refusal(
        "a product without code and name",
        offer(code=None, name=None),
        Missing,
        "A product needs a code, a name and a price.",
        "Un produit doit avoir un code, un nom et un prix.",
    ),
    Refusal(
        "a code that is taken",
        offer(code="aud-1"),
        NotUnderstood,
        "The code AUD-1 belongs to {product} already: Audit énergétique.",
        "Le code AUD-1 appartient déjà à {product}~: Audit énergétique.",
    ),
    Refusal(
        "a code like a reference",
        offer(code="p-12"),
        NotUnderstood,
        "“p-12” cannot be a code. Write it without spaces, and not like P-12.",
        "«~p-12~» ne peut pas être un code. Écrivez-le sans espace, et autrement que P-12.",
    ),
    Refusal(
        "a product with a VAT rate that is none",
        offer(vat_rate=D(19)),
        NotUnderstood,
        "There is no VAT rate of 19 %. The rates are: 20 · 10 · 5.5 · 2.1 · 0.",
        "Il n’y a pas de taux de TVA de 19~%. Les taux sont~: 20 · 10 · 5,5 · 2,1 · 0.",
    ),
)
