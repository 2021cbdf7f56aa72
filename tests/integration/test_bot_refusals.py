"""A refusal at each of Slack's doors, in the reader's language: a command, a button, a modal."""

from __future__ import annotations

from typing import Any

import pytest

from core.actions.assign import assign
from tests.factories import actor, hire, send_quote
from tests.integration.talk import CAMILLE, NADIA, OLIVER, Talk, texts

READERS = {
    OLIVER: (
        "show {quote}",
        "add {quote} 1 x Audit @ 10",
        "is sent: its figures are frozen. Make a new version of it: /crm revise {quote}",
        "{quote} was changed since you looked. Here it is as it is now.",
        "Say why, after {quote}: too expensive",
    ),
    CAMILLE: (
        "montrer {quote}",
        "ajouter {quote} 1 x Audit @ 10",
        "ses montants sont figés. Pour en faire une nouvelle version\xa0: /crm réviser {quote}",
        "{quote} a changé depuis que vous l’avez vu. Voici son état actuel.",
        "Dites pourquoi, après {quote}\xa0: trop cher",
    ),
}


@pytest.mark.parametrize("reader", READERS)
def test_a_command_and_a_stale_button_and_a_modal_refuse_in_the_readers_language(slack: Talk, reader: str) -> None:
    quote = send_quote(slack.crm)
    show, add, frozen, changed, why = (words.format(quote=quote.reference) for words in READERS[reader])
    card = slack.type(reader, show)
    happened = slack.happened()
    assert frozen in slack.type(reader, add)["text"]
    modal = slack.ask(reader, card, "advance.declined")
    refused: Any = slack.sandbox.submit(reader, modal, {"reason": "other"})
    assert why in " ".join(refused["errors"].values())
    assert slack.happened() == happened
    with slack.crm.transaction(actor()) as tx:
        assign(tx, quote, hire(slack.crm, NADIA, "Nadia Benali"))
    happened = slack.happened()
    assert changed in texts(slack.click(reader, card, "advance.accepted"))
    assert slack.happened() == happened
