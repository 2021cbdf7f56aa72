"""The buttons of a card: what can be done with the record now, read from the cycle."""

from __future__ import annotations

from collections.abc import Iterator

from bot.mrkdwn import bare
from bot.request import Block
from bot.views.blocks import confirm, option, plain
from bot.views.button import button, value
from bot.views.card import Card
from bot.views.verb_buttons import verb_buttons
from core.actions.lines import LINES
from core.cycle import Move, Step
from core.language import Language, Term

NEEDS_INPUT = frozenset({"reason", "revenue"})


def moves(speech: Language, card: Card) -> list[Block]:
    """The elements, the usual next thing first. Of what another system owns, only what is made of it here."""
    language = bare(speech)
    if not hasattr(card.record, "state"):
        return [*_upkeep(language, card)]
    step = card.cycle.step(card.record.kind)
    if step.mode == "mirror":
        return [*verb_buttons(language, card, step)]
    elements = [*_promotion(language, card, step), *_advances(language, card, step)]
    lines = list(_lines(language, card, step))
    elements += verb_buttons(language, card, step)
    elements = [*lines, *elements] if _waits_for_lines(card, step) else [*elements, *lines]
    if step.state(card.record.state).closed:
        return elements
    emphasise(elements)
    return [*elements, *ownership(language, card)]


def emphasise(elements: list[Block]) -> None:
    """The usual next thing stands out, unless promotion does already."""
    if elements and not any(element.get("style") == "primary" for element in elements):
        elements[0]["style"] = "primary"


def _waits_for_lines(card: Card, step: Step) -> bool:
    needed = any("lines" in move.needs for move in step.moves_from(card.record.state))
    return needed and not card.record.lines


def _promotion(language: Language, card: Card, step: Step) -> Iterator[Block]:
    into = card.cycle.after(step.kind)
    # An invoice may be of a part, so a button of its own asks how much.
    if into is None or into == "invoice":
        return
    is_made = any(each.kind == into and getattr(each, "quote_id", None) == card.record.id for each in card.linked)
    if step.kind == "quote" and is_made:
        return
    if card.record.state in step.promotes_from and card.cycle.step(into).mode != "mirror":
        text = language.say("Promote to {kind}", kind=Term(into))
        yield button(text, "promote", value(card.record), style="primary", label=_label(text, card))


def _advances(language: Language, card: Card, step: Step) -> Iterator[Block]:
    by_label: dict[str, list[Move]] = {}
    seen: set[str] = set()
    for move in step.moves_from(card.record.state):
        if move.end not in seen:
            seen.add(move.end)
            by_label.setdefault(move.label, []).append(move)
    for label, same in by_label.items():
        if card.approval == "ask" and "approval" in same[0].needs:
            yield _ask(language, card)
        else:
            yield _menu(language, card, label, same) if len(same) > 1 else _advance(language, card, step, same[0])


def _ask(language: Language, card: Card) -> Block:
    """Instead of sending what a manager must approve first."""
    text = language.say("Ask for approval")
    return button(text, "ask_approval", value(card.record), label=_label(text, card))


def _menu(language: Language, card: Card, label: str, same: list[Move]) -> Block:
    options = [option(language.write(Term(move.end)), value(card.record, to=move.end)) for move in same]
    return {
        "type": "static_select",
        "action_id": "advance",
        "placeholder": plain(language.say(label)),
        "options": options,
    }


def _advance(language: Language, card: Card, step: Step, move: Move) -> Block:
    is_stage = any(stage.name == move.end for stage in card.cycle.stages) and not step.state(card.record.state).closed
    text = language.say(move.label)
    return button(
        language.say("{move}: {state}", move=text, state=Term(move.end)) if is_stage else text,
        f"advance.{move.end}",
        value(card.record, to=move.end),
        style="danger" if move.end == step.abandoned_state else "",
        confirm=_confirm(language, card, move) if move.final and not NEEDS_INPUT & {*move.needs} else None,
        label=_label(text, card),
    )


def _confirm(language: Language, card: Card, move: Move) -> Block:
    return confirm(
        language.say("{move}: {reference}", move=Term(move.label), reference=card.record.reference),
        language.say(
            "{reference} becomes: {state}. This cannot be undone.",
            reference=card.record.reference,
            state=Term(move.end),
        ),
        language.say(move.label),
        language.say("Not now"),
    )


def _lines(language: Language, card: Card, step: Step) -> Iterator[Block]:
    if step.kind in LINES and card.record.state in step.states_with_open_figures:
        text = language.say("Add a line")
        yield button(text, "add_line", value(card.record), label=_label(text, card))


def _upkeep(language: Language, card: Card) -> Iterator[Block]:
    """What can be done with a record that has no states; the catalogue is nobody's."""
    text = language.say("Edit")
    yield button(text, "edit", value(card.record), label=_label(text, card))
    if card.record.kind != "product":
        yield from ownership(language, card)
        return
    text = language.say("Retire") if card.record.is_active else language.say("Sell again")
    yield button(text, "retire", value(card.record), label=_label(text, card))


def ownership(language: Language, card: Card) -> Iterator[Block]:
    """Take what is nobody's, or give it to somebody."""
    if not card.owner:
        text = language.say("Claim")
        yield button(text, "claim", value(card.record), label=_label(text, card))
    text = language.say("Assign")
    yield button(text, "assign", value(card.record), label=_label(text, card))


def _label(text: str, card: Card) -> str:
    return f"{text} ({card.record.reference})"
