"""What people read of an event: what happened, and by whom where that was no person."""

from __future__ import annotations

from core.language import mark

# A door that acted by itself stands where a person's name does.
DOORS = {"form": mark("form"), "api": mark("API"), "card": mark("card"), "slack": "Slack", "job": "Filon"}
# A happening that is no word has one here.
WORDS = {
    "line_added": mark("line added"),
    "line_removed": mark("line removed"),
    "document_asked": mark("document asked for"),
    "rendered": mark("PDF made"),
    "deposit_billed": mark("deposit drafted"),
    "billed": mark("invoice drafted"),
    "settled": mark("figures set"),
    "deducted": mark("deducted"),
    "released": mark("no longer deducted"),
    "credit_note_made": mark("credit note drafted"),
    "credit_note_issued": mark("credit note issued"),
    "discounted": mark("discount changed"),
    "mirrored": mark("copied from the other system"),
    "delivered": mark("received by the other system"),
    "not delivered": mark("not received by the other system"),
    "distinguished": mark("not a duplicate"),
    "role_given": mark("role given"),
    "took over": mark("took over"),
    "replayed": mark("worked on again"),
    "photo asked": mark("photo asked for"),
    "photo erased": mark("photo erased"),
}


def told(event: str) -> str:
    """The English words, to be translated, for an event such as `quote.line_added`."""
    happening = event.rpartition(".")[2]
    return WORDS.get(happening, happening)
