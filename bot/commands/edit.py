"""/crm edit: change a field of a record, or all of them in a form."""

from __future__ import annotations

from bot import fields, words
from bot.example import Example
from bot.mrkdwn import bare
from bot.record_card import card_reply
from bot.records import record_and_rest
from bot.request import Reply, Request
from bot.views.edit_modal import edit_modal
from bot.words import Word
from core.actions.change import change, is_open, read_only
from core.errors import Missing
from core.language import Term, mark
from core.model import Record

NAME = Word("edit", ("edit", "change"), ("modifier", "changer"))
HELP = mark("Change a field of a record: its name and the new value, or - for none. With neither, a form opens.")
EXAMPLES: tuple[Example, ...] = (
    Example("edit O-17 probability 70", "modifier O-17 probabilité 70"),
    Example("edit O-17 close 2027-03-31", "modifier O-17 clôture 31/03/2027"),
    Example("edit O-17 revenue 12 k€", "modifier O-17 montant 12 k€"),
    Example("edit O-17 category committed", "modifier O-17 catégorie engagé"),
    Example("edit A-3 SIREN 732 829 320", "modifier A-3 SIREN 732 829 320"),
    Example("edit DV-2026-0042 po 4500012345", "modifier DV-2026-0042 référence 4500012345", "quote"),
)
WRITES = True


def run(request: Request) -> Reply:
    """Change it and show the record as it is now."""
    record, rest = record_and_rest(request)
    if not rest:
        return _form(request, record)
    names = {field.name: field for field in fields.typed(record.kind)}
    name, typed = words.choose_beginning(rest, [field.word for field in names.values()], request.language)
    field = names[name]
    if not typed:
        raise Missing("Say what {field} is to be, or - for nothing.", field=Term(field.label(bare(request.language))))
    changed = change(request.tx, record, **fields.read(request.tx, request.language, field, typed))
    said = request.language.say("{reference} is changed.", reference=changed.reference)
    return card_reply(request.tx, request.language, changed, said=said)


def _form(request: Request, record: Record) -> Reply:
    """The form, where anything can be changed now."""
    if not hasattr(record, "state"):
        return Reply(modal=edit_modal(request.language, record, None))
    step = request.tx.settings.cycle.writable(record.kind)
    if not is_open(step, record):
        raise read_only(step.first_state, record)
    return Reply(modal=edit_modal(request.language, record, step))
