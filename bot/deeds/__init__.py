"""What the buttons of a record do: each deed gets what was pressed, acts, and says what is to be shown."""

from __future__ import annotations

from bot.deeds import lines, move, ownership, tasks
from bot.deeds.press import Deed, Press
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
    "task_done": tasks.done,
    "task_cancel": tasks.cancelled,
    "history": tasks.older,
}
# By a modal's callback id.
SUBMISSIONS: dict[str, Deed] = {MOVE: move.move_with_input, ASSIGN: ownership.give, LINE: lines.new_line}
