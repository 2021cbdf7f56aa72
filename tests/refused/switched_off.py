"""What is refused where the company does without orders, and without invoices of another system."""

from __future__ import annotations

from typing import Any

from core.actions.ask_document import ask_document
from core.actions.bill import bill
from core.actions.create import create
from core.actions.mirror import mirror
from core.crm import Actor, Crm
from core.errors import IllegalMove, NotUnderstood, SwitchedOff
from core.theirs import TheirInvoice, TheirOrder
from tests.factories import actor, make_quote
from tests.integration.erp import INVOICE, ORDER
from tests.refused import Refusal

TOML = '[cycle.order]\nmode = "off"\n'


def scene(crm: Crm) -> dict[str, Any]:
    """A draft quote, its opportunity and its customer."""
    quote = make_quote(crm)
    with crm.transaction(actor()) as tx:
        records = {kind: tx.record(kind, 1) for kind in ("account", "opportunity")}
    return records | {"quote": quote, "program": Actor(None, "api", role="integration")}


REFUSALS = (
    Refusal(
        "step switched off",
        lambda tx, r: create(tx, "order", account_id=r.account.id),
        SwitchedOff,
        "Your company does not use this step: order.",
        "Votre société n’utilise pas cette étape~: commande.",
    ),
    Refusal(
        "a copy for a step that is off",
        lambda tx, _r: mirror(tx, "order", "erp", "7", TheirOrder(**ORDER)),
        SwitchedOff,
        "Your company does not use this step: order.",
        "Votre société n’utilise pas cette étape~: commande.",
        by="program",
    ),
    Refusal(
        "a copy for a step that is our own",
        lambda tx, _r: mirror(tx, "invoice", "erp", "8", TheirInvoice(**INVOICE)),
        IllegalMove,
        "Nothing is mirrored in this step: invoice. Its mode is own: [cycle.invoice] in filon.toml.",
        "Rien n’est recopié à cette étape~: facture. Son mode est own~: [cycle.invoice] dans filon.toml.",
        by="program",
    ),
    Refusal(
        "billing what comes before the quote",
        lambda tx, r: bill(tx, r.opportunity),
        NotUnderstood,
        "{opportunity} is not billed (opportunity): only this is: quote.",
        "{opportunity} ne se facture pas (opportunité)~: on ne facture que ceci~: devis.",
    ),
    Refusal(
        "billing a draft quote",
        lambda tx, r: bill(tx, r.quote),
        IllegalMove,
        "{quote} is draft; it is promoted from: accepted.",
        "{quote} est à l’état «~brouillon~»~; la promotion se fait depuis~: accepté.",
    ),
    Refusal(
        "the document of what has none",
        lambda tx, r: ask_document(tx, r.account),
        NotUnderstood,
        "There is no document for this kind of record: account. These have one: lead, opportunity, quote, invoice.",
        (
            "Il n’existe pas de document pour ce type d’enregistrement~: compte. En ont un~: prospect, opportunité, "
            "devis, facture."
        ),
    ),
)
