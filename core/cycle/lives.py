"""The life of each step: its states, the moves between them, and what promotes into what. Data only."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from core.cycle.step import Move, Stage, State
from core.language import mark

DEFAULT_STAGES = (Stage("qualify", 10), Stage("develop", 30), Stage("propose", 60), Stage("negotiate", 80))


def _from(*states: str) -> frozenset[str]:
    return frozenset(states)


LEAD = {
    "states": (
        State("new"),
        State("contacted"),
        State("qualified", closed=True),
        State("disqualified", closed=True),
        State("merged", closed=True),
    ),
    "moves": (
        Move(_from("new"), "contacted", mark("Contacted")),
        Move(_from("new", "contacted"), "disqualified", mark("Abandon"), needs=("reason",), aside=True),
        Move(_from("disqualified"), "new", mark("Reactivate"), aside=True),
        Move(_from("new", "contacted"), "merged", mark("Merge"), verb="merge"),
        Move(_from("new", "contacted"), "qualified", mark("Promote"), verb="promote"),
    ),
    "reasons": ("lost", "cannot contact", "no longer interested", "cancelled"),
    "promotes_from": _from("new", "contacted"),
    "promoted_state": "qualified",
    "abandoned_state": "disqualified",
}

REVISABLE = ("sent", "declined", "expired")
QUOTE = {
    "states": (
        State("draft"),
        State("sent"),
        State("accepted", closed=True),
        State("declined", closed=True),
        State("expired", closed=True),
        State("revised", closed=True),
    ),
    "moves": (
        Move(_from("draft"), "sent", mark("Send"), needs=("lines", "customer", "approval"), final=True),
        Move(_from("sent"), "accepted", mark("Accepted"), final=True),
        Move(_from("expired"), "accepted", mark("Accepted"), needs=("manager",), final=True, aside=True),
        Move(_from("sent"), "declined", mark("Declined"), needs=("reason",), final=True, aside=True),
        Move(_from("sent"), "expired", mark("Expired"), verb="expire"),
        Move(_from(*REVISABLE), "revised", mark("Revise"), verb="revise"),
        # Deleting the draft of a new revision gives the earlier one back.
        *(Move(_from("revised"), state, mark("Restored"), verb="restore") for state in REVISABLE),
    ),
    "promotes_from": _from("accepted"),
    "abandoned_state": "declined",
    "reasons": ("too expensive", "competitor", "no longer interested", "cancelled"),
}

BILLABLE = ("confirmed", "partly fulfilled", "fulfilled")


def order(*, is_billed: bool) -> dict[str, Any]:
    """Without invoices of our own an order ends when it is fulfilled."""
    invoiced = (State("invoiced", closed=True),) if is_billed else ()
    bill = Move(_from(*BILLABLE), "invoiced", mark("Bill"), verb="bill")
    # Deleting the draft that bills it gives the order back.
    restore = (Move(_from("invoiced"), state, mark("Restored"), verb="restore") for state in BILLABLE)
    billed = (bill, *restore) if is_billed else ()
    return {
        "states": (
            State("draft"),
            State("confirmed"),
            State("partly fulfilled"),
            State("fulfilled", closed=not is_billed),
            *invoiced,
            State("cancelled", closed=True),
        ),
        "moves": (
            Move(_from("draft"), "confirmed", mark("Confirm"), needs=("lines", "customer"), final=True),
            Move(_from("confirmed", "partly fulfilled"), "fulfilled", mark("Fulfilled")),
            Move(_from("confirmed", "partly fulfilled"), "partly fulfilled", mark("Partly fulfilled"), verb="fulfil"),
            Move(
                _from("draft", "confirmed"),
                "cancelled",
                mark("Cancel"),
                needs=("reason", *(("nothing billed",) if is_billed else ())),
                final=True,
                aside=True,
            ),
            *billed,
        ),
        "promotes_from": _from(*BILLABLE),
        "promoted_state": "invoiced" if is_billed else None,
        "abandoned_state": "cancelled",
        "reasons": ("customer cancelled", "cannot deliver", "entered by mistake"),
    }


SETTLED = (State("issued"), State("partly paid"), State("paid", closed=True), State("credited", closed=True))
SETTLING = (
    Move(_from("issued", "partly paid"), "paid", mark("Paid"), final=True),
    Move(_from("issued", "partly paid"), "partly paid", mark("Partly paid"), verb="pay"),
    Move(_from("issued", "partly paid", "paid"), "credited", mark("Credit note"), verb="credit"),
)
INVOICE = {
    "states": (State("draft"), *SETTLED),
    "moves": (
        Move(_from("draft"), "issued", mark("Issue"), needs=("lines", "customer", "covered"), final=True),
        *SETTLING,
    ),
}
# The external system numbers, issues and settles it, and says so to our API.
EXPORTED_INVOICE = {
    "states": (State("draft"), State("handed over"), *SETTLED),
    "moves": (
        Move(_from("draft"), "handed over", mark("Hand over"), needs=("lines", "customer"), final=True),
        Move(_from("handed over"), "draft", mark("Refused"), verb="mirror"),
        Move(_from("handed over"), "issued", mark("Issued"), verb="mirror"),
        Move(_from("issued"), "partly paid", mark("Partly paid"), verb="mirror"),
        Move(_from("issued", "partly paid"), "paid", mark("Paid"), verb="mirror"),
        Move(_from("issued", "partly paid", "paid"), "credited", mark("Credit note"), verb="mirror"),
    ),
}


def opportunity(stages: Sequence[Stage]) -> dict[str, Any]:
    """One state for each of the company's stages, then won or lost."""
    names = [stage.name for stage in stages]
    following = [Move(_from(name), after, mark("Next stage")) for name, after in pairwise(names)]
    jumps = [
        Move(_from(*(other for other in names if other != name)), name, mark("Change stage"), aside=True)
        for name in names
        if len(names) > 1
    ]
    return {
        "states": (
            *(State(stage.name, probability=stage.probability) for stage in stages),
            State("won", closed=True, probability=100),
            State("lost", closed=True, probability=0),
        ),
        "moves": (
            *following,
            Move(_from(names[-1]), "won", mark("Won"), needs=("revenue",)),
            *jumps,
            Move(_from(*names), "won", mark("Won"), needs=("revenue",), aside=True),
            Move(_from(*names), "lost", mark("Lost"), needs=("reason",), aside=True),
            Move(_from("won", "lost"), names[0], mark("Reopen"), aside=True),
        ),
        "promotes_from": _from(*names),
        "abandoned_state": "lost",
        "reasons": ("too expensive", "competitor", "no budget", "no decision", "no longer interested"),
    }
