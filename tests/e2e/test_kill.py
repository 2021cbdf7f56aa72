"""The real processes killed with -9 after the answer and before the work: everything is there once afterwards."""

from __future__ import annotations

import signal
import socket
import subprocess
import time
import urllib.request
from collections.abc import Callable

import psutil
import pytest
from sqlalchemy import func, select

from bot.sandbox import Sandbox
from core.actions.advance import advance
from core.actions.create import create
from core.crm import Actor, Crm
from core.model import Document, Lead, Post
from tests.factories import actor, make_quote
from tests.processes import Processes, kill

PATIENCE = 60


class Firm:
    """Filon's processes as `filon up` starts them, on one home."""

    def __init__(self, crm: Crm, processes: Processes) -> None:
        self.crm = crm
        self._processes = processes
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.web = f"http://127.0.0.1:{free.getsockname()[1]}"
        settings = crm.settings
        self.environment = {"FILON_HOME": str(settings.home), "FILON_DATABASE_URL": settings.database_url}

    def start(self, name: str, *, wait: bool = True) -> subprocess.Popen[bytes]:
        """One process, in a group of its own."""
        port = ["--port", self.web.rpartition(":")[2]] if name == "web" else []
        process = self._processes.start("filon.py", name, *port, **self.environment)
        if name == "web" and wait:
            until(self.answers)
        return process

    def answers(self) -> bool:
        """Whether the web process is there."""
        try:
            return bool(urllib.request.urlopen(f"{self.web}/readyz", timeout=2).status == 200)  # noqa: S310 - ours
        except OSError:
            return False

    def post(self, name: str) -> None:
        """Fill the web form in."""
        body = f"name={name}&email={name}%40radium.example".encode()
        with urllib.request.urlopen(f"{self.web}/f/contact", body, timeout=10) as answer:  # noqa: S310 - ours
            assert answer.status == 200

    def count(self, model: type[Lead | Document | Post]) -> int:
        """How many there are."""
        with self.crm.read() as session:
            return session.scalar(select(func.count()).select_from(model)) or 0


@pytest.fixture
def firm(any_crm: Crm, processes: Processes) -> Firm:
    """The processes of a firm, on a database of either kind."""
    return Firm(any_crm, processes)


def until(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < deadline, "it did not come"
        time.sleep(0.05)


def test_a_form_that_was_answered_is_a_lead_once_though_web_and_worker_are_killed(firm: Firm) -> None:
    web = firm.start("web")
    firm.post("Marie")
    kill(web)
    until(lambda: not firm.answers())
    worker = firm.start("worker")
    kill(worker)
    firm.start("web")
    firm.post("Awa")
    firm.start("worker")
    until(lambda: firm.count(Lead) == 2)
    time.sleep(2)
    assert firm.count(Lead) == 2


@pytest.mark.parametrize("moment", [0.0, 0.3, 0.6, 0.9, 1.2])
def test_a_web_process_killed_at_any_moment_leaves_none_behind(crm: Crm, processes: Processes, moment: float) -> None:
    firm = Firm(crm, processes)
    web = firm.start("web", wait=False)
    until(lambda: bool(psutil.Process(web.pid).children()))
    time.sleep(moment)
    left = psutil.Process(web.pid).children(recursive=True)
    kill(web)
    until(lambda: not any(process.is_running() for process in left))


def test_the_pdf_of_a_sent_quote_is_made_once_though_the_worker_is_killed_at_it(firm: Firm) -> None:
    worker = firm.start("worker")
    quote = make_quote(firm.crm)
    with firm.crm.transaction(actor()) as tx:
        advance(tx, quote, "sent")
    until(lambda: converting(worker.pid))
    kill(worker)
    assert firm.count(Document) == 0
    firm.start("worker")
    until(lambda: firm.count(Document) == 1)
    folder = firm.crm.settings.home / "documents"
    assert [path.read_bytes()[:5] for path in folder.iterdir()] == [b"%PDF-"]


def listen(firm: Firm, slack: Sandbox) -> None:
    """Let the firm's processes speak to this Slack."""
    firm.environment |= {"SLACK_BOT_TOKEN": slack.settings.bot_token, "FILON_SLACK_API_URL": slack.api_url}


def test_a_lead_is_announced_once_though_the_worker_is_killed_between_slacks_taking_it_and_our_note(firm: Firm) -> None:
    with Sandbox() as slack:
        listen(firm, slack)
        worker = firm.start("worker")
        slack.before_answer("chat.postMessage", lambda: kill(worker))
        with firm.crm.transaction(Actor(None, "form")) as tx:
            create(tx, "lead", first_name="Awa", last_name="Diallo", source="web form")
        until(lambda: worker.returncode == -signal.SIGKILL)
        assert (len(slack.messages("#leads")), firm.count(Post)) == (1, 0)
        firm.start("worker")
        until(lambda: firm.count(Post) == 1)
        assert len(slack.messages("#leads")) == 1


def test_a_pdf_is_shared_once_though_the_worker_is_killed_between_slacks_taking_it_and_our_note(firm: Firm) -> None:
    with Sandbox() as slack:
        listen(firm, slack)
        worker = firm.start("worker")
        slack.before_answer("files.completeUploadExternal", lambda: kill(worker))
        quote = make_quote(firm.crm)
        with firm.crm.transaction(actor()) as tx:
            advance(tx, quote, "sent")
        until(lambda: worker.returncode == -signal.SIGKILL)
        assert [len(message["files"]) for message in slack.messages("#leads")] == [0, 1]
        firm.start("worker")
        until(lambda: firm.count(Post) == 2)
        assert [len(message["files"]) for message in slack.messages("#leads")] == [0, 1]


def converting(worker: int) -> bool:
    """Whether the template's process, or LibreOffice, works for this worker."""
    return any(child.is_running() for child in psutil.Process(worker).children())
