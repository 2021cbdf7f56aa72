"""What is refused where invoices are handed over to another system."""

from __future__ import annotations

from typing import Any

from core.actions.advance import advance
from core.actions.change import change
from core.actions.create import create
from core.actions.credit import credit
from core.actions.lines import add_line
from core.actions.mirror import mirror
from core.actions.pay import pay
from core.crm import Actor, Crm
from core.errors import IllegalMove, NotUnderstood, ReadOnly
from core.theirs import TheirInvoice
from tests.factories import actor
from tests.integration.erp import INVOICE, SECRET
from tests.refused import D, Refusal

ENVIRONMENT = {"HANDOVER_SECRET": SECRET}
TOML = """
[cycle.invoice]
mode = "export"
system = "erp"
url = "https://erp.example/invoices"
secret = "env:HANDOVER_SECRET"
"""


def scene(crm: Crm) -> dict[str, Any]:
    """A draft, one handed over, and one that the other system has issued."""
    program = Actor(None, "api", role="integration")
    with crm.transaction(actor()) as tx:
        account = create(tx, "account", name="Radium SA")
        tx.session.flush()
        drafts = [create(tx, "invoice", account_id=account.id) for _ in range(3)]
        draft, handed, issued = (add_line(tx, each, "Audit", D(1), D(100)) for each in drafts)
        for each in (handed, issued):
            advance(tx, each, "handed over")
    with crm.transaction(program) as tx:
        mirror(tx, "invoice", "erp", "7", told(issued))
    return {"draft": draft, "handed": handed, "issued": issued, "account": account, "program": program}


def told(invoice: Any, **fields: Any) -> TheirInvoice:
    """What the other system tells of an invoice of ours."""
    return TheirInvoice(**(INVOICE | {"filon": invoice.reference} | fields))


REFUSALS = (
    Refusal(
        "read-only mirror of a record",
        lambda tx, r: change(tx, r.issued, subject="x"),
        ReadOnly,
        "F-77 mirrors another system: erp. Make the change there; it will show here.",
        (
            "F-77 est la copie d’un document d’un autre système~: erp. Faites la modification là-bas~; elle "
            "apparaîtra ici."
        ),
    ),
    Refusal(
        "paying what another system settles",
        lambda tx, r: pay(tx, r.issued),
        ReadOnly,
        "Another system issues and settles the invoices. Do it there; it will show here.",
        "Un autre système émet et solde les factures. Faites-le là-bas~; cela apparaîtra ici.",
    ),
    Refusal(
        "crediting what another system issues",
        lambda tx, r: credit(tx, r.issued),
        ReadOnly,
        "Another system issues and settles the invoices. Do it there; it will show here.",
        "Un autre système émet et solde les factures. Faites-le là-bas~; cela apparaîtra ici.",
    ),
    Refusal(
        "changing what is handed over",
        lambda tx, r: add_line(tx, r.handed, "x", D(1), D(1)),
        ReadOnly,
        "{handed} is handed over: its figures are frozen. What became of it: /crm show {handed}",
        "{handed} est à l’état «~transmise~»~: ses montants sont figés. Pour voir la suite~: /crm montrer {handed}",
    ),
    Refusal(
        "refusing what was issued",
        lambda tx, r: mirror(tx, "invoice", "erp", "7", told(r.issued, state="draft")),
        IllegalMove,
        "F-77 was issued: it can be credited, but not refused.",
        "F-77 est émise~: un avoir peut la corriger, mais elle ne peut plus être refusée.",
        by="program",
    ),
    Refusal(
        "a number for a draft",
        lambda tx, r: mirror(tx, "invoice", "erp", "8", told(r.draft)),
        IllegalMove,
        "{draft} is draft: it is not waiting for a number of erp.",
        "{draft} est à l’état «~brouillon~»~: elle n’attend pas de numéro du système erp.",
        by="program",
    ),
    Refusal(
        "a document that is another invoice already",
        lambda tx, r: mirror(tx, "invoice", "erp", "7", told(r.handed)),
        IllegalMove,
        "This document of erp is F-77 already, not {handed}.",
        "Ce document du système erp est déjà F-77, et non {handed}.",
        by="program",
    ),
    Refusal(
        "a document of another system",
        lambda tx, r: mirror(tx, "invoice", "dms", "8", told(r.handed)),
        IllegalMove,
        "{handed} was not handed over to dms.",
        "{handed} n’a pas été transmise à dms.",
        by="program",
    ),
    Refusal(
        "a number for what is no invoice",
        lambda tx, r: mirror(tx, "invoice", "erp", "8", told(r.account)),
        NotUnderstood,
        "{account} is no invoice.",
        "{account} n’est pas une facture.",
        by="program",
    ),
)
