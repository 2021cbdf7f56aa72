"""What the buttons of a record do: each deed gets what was pressed, acts, and says what is to be shown."""

from __future__ import annotations

from bot.deeds import approval, delete, discount, fulfil, lines, move, ownership, revise
from bot.deeds.press import Deed, Press
from bot.views.approval import NOT_APPROVED
from bot.views.discount_modal import DISCOUNT
from bot.views.fulfil_modal import FULFIL
from bot.views.record_modals import ASSIGN, LINE, MOVE

__all__ = ["BUTTONS", "SUBMISSIONS", "Deed", "Press"]

# By the beginning of a button's action id.
BUTTONS: dict[str, Deed] = {
    "show": move.show,
    "advance": move.move,
    "promote": move.next_record,
    "assign": ownership.ask_whom,
    "claim": ownership.take,
    "add_line": lines.ask_line,
    "discount": discount.ask,
    "ask_approval": approval.ask,
    "approve": approval.give,
    "not_approve": approval.ask_why_not,
    "revise": revise.new_revision,
    "fulfil": fulfil.ask,
    "delete": delete.for_good,
}
# By a modal's callback id.
SUBMISSIONS: dict[str, Deed] = {
    MOVE: move.move_with_input,
    ASSIGN: ownership.give,
    LINE: lines.new_line,
    DISCOUNT: discount.give,
    NOT_APPROVED: approval.decline,
    FULFIL: fulfil.note,
}
