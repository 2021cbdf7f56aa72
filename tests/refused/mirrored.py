"""What is refused where another system makes the orders and the invoices."""

from __future__ import annotations

from typing import Any

from core.actions.ask_document import ask_document
from core.actions.change import change
from core.actions.create import create
from core.actions.fulfil import fulfil
from core.actions.lines import add_line
from core.actions.mirror import mirror
from core.actions.pay import pay
from core.actions.promote import promote
from core.crm import Actor, Crm
from core.errors import Forbidden, Missing, NotUnderstood, ReadOnly
from core.theirs import TheirInvoice, TheirOrder
from tests.factories import hire
from tests.integration.erp import INVOICE, MIRRORED, ORDER
from tests.refused import D, Refusal

TOML = MIRRORED


def scene(crm: Crm) -> dict[str, Any]:
    """An order and an invoice of the other system."""
    program = Actor(None, "api", role="integration")
    with crm.transaction(program) as tx:
        order = mirror(tx, "order", "erp", "7", TheirOrder(**ORDER)).record
        invoice = mirror(tx, "invoice", "erp", "8", TheirInvoice(**INVOICE)).record
        account = tx.record("account", order.account_id)
    return {"order": order, "invoice": invoice, "account": account, "camille": hire(crm), "program": program}


def told(**fields: Any) -> Any:
    """The other system tells of an order."""
    given = {name: value for name, value in (ORDER | fields).items() if value is not None}
    return lambda tx, _r: mirror(tx, "order", "erp", "9", TheirOrder(**given))


REFUSALS = (
    Refusal(
        "read-only mirror",
        lambda tx, r: change(tx, r.order, subject="x"),
        ReadOnly,
        "This step mirrors another system: order. Make the change there; it will show here.",
        "Cette étape reflète un autre système~: commande. Faites la modification là-bas~; elle apparaîtra ici.",
        by="camille",
    ),
    Refusal(
        "a line on a mirror",
        lambda tx, r: add_line(tx, r.invoice, "x", D(1), D(1)),
        ReadOnly,
        "This step mirrors another system: invoice. Make the change there; it will show here.",
        "Cette étape reflète un autre système~: facture. Faites la modification là-bas~; elle apparaîtra ici.",
        by="camille",
    ),
    Refusal(
        "fulfilling a mirror",
        lambda tx, r: fulfil(tx, r.order),
        ReadOnly,
        "This step mirrors another system: order. Make the change there; it will show here.",
        "Cette étape reflète un autre système~: commande. Faites la modification là-bas~; elle apparaîtra ici.",
        by="camille",
    ),
    Refusal(
        "paying a mirror",
        lambda tx, r: pay(tx, r.invoice),
        ReadOnly,
        "This step mirrors another system: invoice. Make the change there; it will show here.",
        "Cette étape reflète un autre système~: facture. Faites la modification là-bas~; elle apparaîtra ici.",
        by="camille",
    ),
    Refusal(
        "promoting into a mirrored step",
        lambda tx, r: promote(tx, r.order),
        ReadOnly,
        "This step mirrors another system: invoice. Make the change there; it will show here.",
        "Cette étape reflète un autre système~: facture. Faites la modification là-bas~; elle apparaîtra ici.",
        by="camille",
    ),
    Refusal(
        "creating in a mirrored step",
        lambda tx, r: create(tx, "order", account_id=r.account.id),
        ReadOnly,
        "This step mirrors another system: order. Make the change there; it will show here.",
        "Cette étape reflète un autre système~: commande. Faites la modification là-bas~; elle apparaîtra ici.",
        by="camille",
    ),
    Refusal(
        "the document of a mirror",
        lambda tx, r: ask_document(tx, r.order),
        ReadOnly,
        "{order} belongs to another system, which makes its documents. Ask for it there.",
        "{order} appartient à un autre système, qui en établit les documents. Demandez-le là-bas.",
        by="camille",
    ),
    Refusal(
        "the document of what has none",
        lambda tx, r: ask_document(tx, r.account),
        NotUnderstood,
        (
            "There is no document for this kind of record: account. These have one: lead, opportunity, quote, "
            "order, invoice."
        ),
        (
            "Il n’existe pas de document pour ce type d’enregistrement~: compte. En ont un~: prospect, opportunité, "
            "devis, commande, facture."
        ),
        by="camille",
    ),
    Refusal(
        "a copy written by a person",
        told(),
        Forbidden,
        "This is not for the role rep. Ask one of: integration.",
        "Le rôle «~commercial~» ne permet pas cela. Demandez à quelqu’un qui a l’un de ces rôles~: intégration.",
        by="camille",
    ),
    Refusal(
        "a state that there is not",
        told(state="melted"),
        NotUnderstood,
        (
            "“melted” is no state of this step. There are: draft, confirmed, partly fulfilled, fulfilled, "
            "cancelled. What the other system calls them stands under [cycle.order.states] in filon.toml."
        ),
        (
            "«~melted~» n’est pas un état de cette étape. Il y a~: brouillon, confirmée, livrée en partie, "
            "livrée, annulée. Les noms que l’autre système leur donne s’écrivent sous [cycle.order.states] dans "
            "filon.toml."
        ),
        by="program",
    ),
    Refusal(
        "a first copy without a number",
        told(number=None),
        Missing,
        "A first copy needs this field: number.",
        "Une première copie a besoin de ce champ~: number.",
        by="program",
    ),
    Refusal(
        "a customer that is not there",
        told(customer=ORDER["customer"] | {"reference": "A-99"}),
        Missing,
        "There is no A-99. Look it up with /crm find and a name.",
        "Rien ne porte la référence A-99. Cherchez avec /crm chercher et un nom.",
        by="program",
    ),
    Refusal(
        "a customer that is no account",
        told(customer=ORDER["customer"] | {"reference": "SO-1001"}),
        NotUnderstood,
        "{order} is no account.",
        "{order} n’est pas un compte.",
        by="program",
    ),
)
