"""The Bolt app: who is talking, what they ask for, one answer to every error. The transports serve it."""

from __future__ import annotations

import secrets
from concurrent.futures import ThreadPoolExecutor

from slack_bolt import App
from slack_sdk import WebClient

from bot import acknowledgement, failures
from bot.colleagues import Colleagues
from bot.identity import identify
from bot.listeners import (
    batches,
    card_choices,
    card_replies,
    commands,
    files,
    home,
    lead_modal,
    records,
    review,
    shortcuts,
)
from core.crm import Crm

# Bolt's own executor has 5 threads: with 5 listeners busy, the next command would miss Slack's three seconds.
THREADS = 32
LISTENERS = (
    commands,
    records,
    lead_modal,
    review,
    card_choices,
    files,
    card_replies,
    batches,
    shortcuts,
    home,
)


def build(crm: Crm, client: WebClient, signing_secret: str | None = None) -> App:
    """The app on this core. HTTP needs the signing secret; the client's address and token are used for all answers."""
    app = App(
        # Without a name Bolt looks for one among its callers, and reads all of their source for it.
        name="filon",
        client=client,
        # Without a secret nobody can sign: over Socket Mode nothing is signed, and HTTP then refuses everything.
        signing_secret=signing_secret or secrets.token_hex(),
        token_verification_enabled=False,
        listener_executor=ThreadPoolExecutor(THREADS, thread_name_prefix="bot"),
    )
    colleagues = Colleagues(crm)
    app.use(acknowledgement.keep)
    app.use(identify(colleagues))
    app.error(failures.handler(crm))
    for listeners in LISTENERS:
        listeners.register(app, crm)
    return app
