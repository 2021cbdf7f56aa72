"""A file of leads in Slack: shown before anything is made of it, then how far it is, then what became of it."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from bot.mrkdwn import bare
from bot.request import Block, Reply
from bot.views.blocks import actions, clip, confirm, context, field, modal, option, section
from bot.views.button import button
from bot.views.origin import metadata
from bot.views.table import MOST_ROWS, table
from core.columns import MEANINGS
from core.language import Language
from core.model import Batch

START, CHANGE, CANCEL, UNDO = "batch.start", "batch.change", "batch.cancel", "batch.undo"
MEANING = "batch_meaning"
LONGEST_NAME = 100
MOST_OPTIONS = 100
ROWS = 2
MOST_NAMED = 20
Show = tuple[str, list[Block]]


def batch_message(speech: Language, batch: Batch) -> Reply:
    """The message by what became of the file."""
    return Reply(*_VIEWS[batch.state](speech, batch))


def meaning_modal(speech: Language, batch: Batch) -> Block:
    """Asks for a column and what it means."""
    language = bare(speech)
    columns = [option(column["heading"], str(place)) for place, column in enumerate(batch.columns[:MOST_OPTIONS])]
    meanings = [option(language.say(label), name) for name, label in MEANINGS.items()]
    return modal(
        language.say("Change a column"),
        [
            field("column", language.say("Column"), {"type": "static_select", "options": columns}),
            field("meaning", language.say("Meaning"), {"type": "static_select", "options": meanings}),
        ],
        close=language.say("Cancel"),
        submit=language.say("Save"),
        callback_id=MEANING,
        private_metadata=metadata(batch=batch.id),
    )


def announcement(speech: Language, batch: Batch) -> Reply:
    """One message about all leads of a file."""
    name = _name(batch)
    text = speech.say_many("{name}: {count} new lead.", "{name}: {count} new leads.", batch.created, name=name)
    if batch.state == "undone":
        text = speech.say("The leads of {name} were taken back.", name=name)
    return Reply(text, [section(text)])


def _name(batch: Batch) -> str:
    return clip(batch.name, LONGEST_NAME)


def _shown(speech: Language, batch: Batch) -> Show:
    rows = batch.total - batch.has_header
    text = speech.say("{name}: {count} rows. Nothing is made of it before you say so.", name=_name(batch), count=rows)
    hint = speech.say("What each column means, and its first rows. A known person becomes no second lead.")
    language = bare(speech)
    buttons = [
        button(language.say("Import"), START, _carried(batch), style="primary"),
        button(language.say("Change a column"), CHANGE, _carried(batch)),
        button(language.say("Cancel"), CANCEL, _carried(batch)),
    ]
    return text, [section(text), table(_columns(language, batch), words=2 + ROWS), context(hint), *actions(buttons)]


def _columns(language: Language, batch: Batch) -> list[list[str]]:
    titles = [language.say("Column"), language.say("Meaning")]
    titles += [language.say("Row {row}", row=place + 1 + batch.has_header) for place in range(ROWS)]
    meanings = [MEANINGS[column["field"]] for column in batch.columns]
    lines = [
        [column["heading"], language.say(meaning), *(_cell(batch, row, place) for row in range(ROWS))]
        for place, (column, meaning) in enumerate(zip(batch.columns, meanings, strict=True))
    ]
    return [titles, *lines[: MOST_ROWS - 1]]


def _cell(batch: Batch, row: int, place: int) -> str:
    cells = batch.sample[row] if row < len(batch.sample) else []
    return cells[place] if place < len(cells) else ""


def _running(speech: Language, batch: Batch) -> Show:
    text = speech.say(
        "{name} is being taken in: row {row} of {total}.", name=_name(batch), row=batch.row, total=batch.total
    )
    return text, [section(text), *actions([_undo(speech, batch, "Stop and take back")])]


def _done(speech: Language, batch: Batch) -> Show:
    text = speech.say(
        "{name}: {created} leads made, {rejected} rows not taken.",
        name=_name(batch),
        created=batch.created,
        rejected=batch.rejected,
    )
    blocks = [section(text)]
    if batch.rejected:
        blocks.append(
            context(speech.say("What was not taken is in the file below, with the reasons. Mend it and send it."))
        )
    if batch.doubtful:
        count = batch.doubtful
        blocks.append(
            context(speech.say("{count} of the leads may be known already: their cards say so.", count=count))
        )
    return text, [*blocks, *actions([_undo(speech, batch, "Take back")])]


def _undoing(speech: Language, batch: Batch) -> Show:
    text = speech.say("The leads of {name} are being taken back.", name=_name(batch))
    return text, [section(text)]


def _undone(speech: Language, batch: Batch) -> Show:
    text = speech.say("The leads of {name} were taken back.", name=_name(batch))
    blocks = [section(text)]
    if batch.kept:
        named = ", ".join(batch.kept[:MOST_NAMED]) + ("…" if len(batch.kept) > MOST_NAMED else "")
        count = len(batch.kept)
        kept = speech.say(
            "Somebody has worked on these since, so they stay ({count}): {named}", count=count, named=named
        )
        blocks.append(context(kept))
    return text, blocks


def _cancelled(speech: Language, batch: Batch) -> Show:
    text = speech.say("{name} was put aside. Nothing was made of it.", name=_name(batch))
    return text, [section(text)]


def _failed(speech: Language, batch: Batch) -> Show:
    text = speech.say(str(batch.reason), **batch.values)
    return text, [section(f":warning: {text}"), *actions([_undo(speech, batch, "Take back")])]


def _undo(speech: Language, batch: Batch, label: str) -> Block:
    language = bare(speech)
    sure = confirm(
        language.say("Take these leads back?"),
        language.say("The leads that nobody has worked on since are deleted. The others stay."),
        language.say("Take back"),
        language.say("Cancel"),
    )
    return button(language.say(label), UNDO, _carried(batch), style="danger", confirm=sure)


def _carried(batch: Batch) -> str:
    return json.dumps({"batch": batch.id})


_VIEWS: dict[str, Callable[[Language, Any], Show]] = {
    "shown": _shown,
    "running": _running,
    "done": _done,
    "undoing": _undoing,
    "undone": _undone,
    "cancelled": _cancelled,
    "failed": _failed,
}
