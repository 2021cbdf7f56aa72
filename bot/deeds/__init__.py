"""What the buttons of a record do: each deed gets what was pressed, acts, and says what is to be shown."""

from __future__ import annotations

from bot.deeds import (
    approval,
    billing,
    catalogue,
    delete,
    discount,
    duplicates,
    edit,
    fulfil,
    lines,
    move,
    ownership,
    photo,
    promotion,
    revise,
    tasks,
)
from bot.deeds.press import Deed, Press
from bot.views.approval import NOT_APPROVED
from bot.views.bill_modals import BILL, CREDIT, DEPOSIT, PAY
from bot.views.discount_modal import DISCOUNT
from bot.views.edit_modal import EDIT
from bot.views.fulfil_modal import FULFIL
from bot.views.promotion_modal import CALLBACK as PROMOTION
from bot.views.record_modals import ASSIGN, LINE, MOVE

__all__ = ["BUTTONS", "SUBMISSIONS", "Deed", "Press"]

# By the beginning of a button's action id.
BUTTONS: dict[str, Deed] = {
    "show": move.show,
    "advance": move.move,
    "promote": promotion.promote_at_once,
    "duplicates": duplicates.look,
    "merge": duplicates.merge_them,
    "distinguish": duplicates.tell_apart,
    "assign": ownership.ask_whom,
    "claim": ownership.take,
    "add_line": lines.ask_line,
    "bill": billing.ask_quantities,
    "deposit": billing.ask_deposit,
    "pay": billing.ask_payment,
    "credit": billing.ask_why,
    "edit": edit.ask,
    "retire": catalogue.retire,
    "discount": discount.ask,
    "ask_approval": approval.ask,
    "approve": approval.give,
    "not_approve": approval.ask_why_not,
    "revise": revise.new_revision,
    "fulfil": fulfil.ask,
    "delete": delete.for_good,
    "task_done": tasks.done,
    "task_cancel": tasks.cancelled,
    "history": tasks.older,
    "photo": photo.ask,
}
# By a modal's callback id.
SUBMISSIONS: dict[str, Deed] = {
    MOVE: move.move_with_input,
    ASSIGN: ownership.give,
    LINE: lines.new_line,
    BILL: billing.bill_them,
    DEPOSIT: billing.bill_share,
    PAY: billing.note_payment,
    CREDIT: billing.correct,
    EDIT: edit.save,
    PROMOTION: promotion.promote_as_chosen,
    DISCOUNT: discount.give,
    NOT_APPROVED: approval.decline,
    FULFIL: fulfil.note,
}
