"""Change the fields of a record in a form."""

from __future__ import annotations

from bot.deeds.press import Press, check_version
from bot.fields import filled, in_form
from bot.mrkdwn import bare
from bot.request import Reply
from bot.views.edit_modal import edit_modal
from core.actions.change import change
from core.cycle import Step


def ask(press: Press) -> Reply:
    """Open the form with the fields as they are."""
    check_version(press)
    return Reply(modal=edit_modal(press.speech, press.record, _step(press)))


def save(press: Press) -> Reply:
    """Change what was filled in otherwise than it stood there."""
    language = bare(press.speech)
    shown = {each: each.shown(language, press.record) for each in in_form(press.record, _step(press))}
    fields = {
        each.name: filled(language, each, press.given.get(each.name, ""))
        for each, before in shown.items()
        if press.given.get(each.name, "") != before
    }
    record = change(press.tx, press.record, version=press.version, **fields)
    return press.card(record, "{reference} is changed.")


def _step(press: Press) -> Step | None:
    return press.tx.settings.cycle.writable(press.record.kind) if hasattr(press.record, "state") else None
