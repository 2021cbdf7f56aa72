"""A worker process whose reader of cards a test has sabotaged. Run as a program."""

from __future__ import annotations

import sys
import threading
from pathlib import Path

from bot import notifications
from bot.client import web_client
from core.crm import Crm
from core.settings import load
from core.worker import Worker
from intake import processing
from intake.cards.apart import Apart


def main(home: str, url: str, slack: str, token: str, seconds: str) -> None:
    """Work until killed; a card may take so many seconds."""
    crm = Crm(load(home=Path(home), database_url=url))
    processing.READER = Apart("tests.fakes.card_reader:read_card", float(seconds))
    jobs = {**processing.jobs(crm), **notifications.jobs(crm, web_client(token, slack))}
    Worker(crm.database, Path(home), jobs).start()
    threading.Event().wait()


if __name__ == "__main__":
    main(*sys.argv[1:])
