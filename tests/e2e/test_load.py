"""Many submissions at once through the real server: each is there once, also where the server is killed under them.

Small here; FILON_LOAD=10000 sends so many, and kills twenty times.
"""

from __future__ import annotations

import http.client
import itertools
import json
import os
import signal
import threading
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urlencode

import pytest
from sqlalchemy import func, select, update

from core import inbox
from core.crm import Actor, Crm
from core.model import Lead, Submission
from tests.e2e.test_kill import Firm
from tests.processes import Processes

SIZE = int(os.environ.get("FILON_LOAD", "90"))
KILLS = 20 if "FILON_LOAD" in os.environ else 1
CLIENTS = 16
PATIENCE = 60 + SIZE


@pytest.fixture
def firm(any_crm: Crm, processes: Processes) -> Firm:
    (any_crm.settings.home / "filon.toml").write_text("[intake.forms.contact]\n")
    firm = Firm(any_crm, processes)
    firm.environment["FILON_CONFIG"] = str(any_crm.settings.home / "filon.toml")
    return firm


class Client:
    """Posts one submission after the other, each until it is answered."""

    def __init__(self, firm: Firm) -> None:
        self._address = firm.web.removeprefix("http://")
        self._connection = http.client.HTTPConnection(self._address, timeout=10)
        self.sent_again = 0

    def post(self, number: int) -> dict[str, str]:
        """The answer to it. Where none comes, whoever sent it cannot know whether it was stored, and sends it again."""
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            try:
                return self._try(number)
            except (OSError, http.client.HTTPException):
                self.sent_again += 1
                self._connection.close()
                time.sleep(0.05)
        raise TimeoutError

    def _try(self, number: int) -> dict[str, str]:
        fields = {"_id": str(number), "name": f"Marie{number} Curie{number}", "email": f"marie{number}@radium.example"}
        headers = {"Accept": "application/json", "Content-Type": "application/x-www-form-urlencoded"}
        self._connection.request("POST", "/f/contact", urlencode(fields), headers)
        response = self._connection.getresponse()
        body = response.read()
        if response.status == 503:
            raise ConnectionError
        assert response.status == 200, (response.status, body)
        answer: dict[str, str] = json.loads(body)
        return answer


def send(firm: Firm, numbers: list[int]) -> tuple[list[dict[str, str]], int]:
    """The answers to all, sent by sixteen clients, and how many had to be sent again."""
    waiting, clients = itertools.count(), [Client(firm) for _ in range(CLIENTS)]
    answers: list[dict[str, str]] = [{}] * len(numbers)

    def work(client: Client) -> None:
        while (place := next(waiting)) < len(numbers):
            answers[place] = client.post(numbers[place])

    with ThreadPoolExecutor(CLIENTS) as pool:
        list(pool.map(work, clients))
    return answers, sum(client.sent_again for client in clients)


def a_third_repeated(size: int) -> list[int]:
    """Numbers of submissions: of each three sent, one was sent a moment before."""
    return [number for first in range(0, size, 2) for number in (first, first + 1, first)][:size]


def stored(crm: Crm) -> Counter[str]:
    with crm.read() as session:
        return Counter(session.scalars(select(Submission.public_id)))


def test_each_submission_is_there_once_and_a_worker_that_was_away_catches_up(firm: Firm) -> None:
    numbers = a_third_repeated(SIZE)
    firm.start("web")
    answers, _sent_again = send(firm, numbers)
    assert Counter(answer["status"] for answer in answers) == {
        "accepted": len({*numbers}),
        "duplicate": len(numbers) - len({*numbers}),
    }
    ids = {number: answer["id"] for number, answer in zip(numbers, answers, strict=True)}
    assert {ids[number] == answer["id"] for number, answer in zip(numbers, answers, strict=True)} == {True}
    assert stored(firm.crm) == Counter({*ids.values()})
    firm.start("worker")
    deadline = time.monotonic() + PATIENCE
    while unsettled(firm.crm) and time.monotonic() < deadline:
        time.sleep(0.2)
    assert firm.count(Lead) == len({*numbers})


def unsettled(crm: Crm) -> int:
    with crm.read() as session:
        return session.scalar(select(func.count()).select_from(Submission).filter_by(state="received")) or 0


def test_a_worker_that_is_killed_again_and_again_makes_each_lead_once(firm: Firm) -> None:
    crm, made, killed = firm.crm, 0, 0
    with crm.transaction(Actor(None, "form")) as tx:
        inbox.receive_all(tx, [filled_form(number) for number in range(SIZE)])
    deadline = time.monotonic() + PATIENCE
    while unsettled(crm):
        worker = firm.start("worker")
        while unsettled(crm) and not (killed < KILLS and firm.count(Lead) > made and is_at_work(crm)):
            assert time.monotonic() < deadline
            time.sleep(0.005)
        os.killpg(worker.pid, signal.SIGKILL)
        worker.wait()
        killed, made = killed + 1, firm.count(Lead)
        end_leases(crm)
    assert killed > 1
    with crm.read() as session:
        assert Counter(session.scalars(select(Lead.submission_id))) == Counter(session.scalars(select(Submission.id)))


def filled_form(number: int) -> inbox.Arrival:
    body = urlencode({"name": f"Marie{number} Curie{number}"}).encode()
    return inbox.Arrival("form", "contact", str(number), "application/x-www-form-urlencoded", body)


def is_at_work(crm: Crm) -> bool:
    """Whether some are taken and not settled."""
    with crm.read() as session:
        taken = select(Submission.id).where(Submission.state == "received", Submission.tries > 0)
        return session.scalar(taken.limit(1)) is not None


def end_leases(crm: Crm) -> None:
    """As if the time was over that a dead worker had taken."""
    with crm.transaction(Actor(None, "test")) as tx:
        waiting = update(Submission).where(Submission.due_at.is_not(None))
        tx.session.execute(waiting.values(due_at=Submission.created_at))


def test_what_was_acknowledged_is_there_though_the_server_is_killed_under_it(firm: Firm) -> None:
    numbers, done = a_third_repeated(SIZE), threading.Event()
    web = firm.start("web")
    killed = 0

    def kill_again_and_again() -> None:
        nonlocal web, killed
        while killed < KILLS:
            time.sleep(0.2)
            # The whole of it, for the one that serves may outlive the one that was started by a moment.
            os.killpg(web.pid, signal.SIGKILL)
            web.wait()
            killed += 1
            web = firm.start("web")
        done.set()

    with ThreadPoolExecutor(1) as pool:
        killing = pool.submit(kill_again_and_again)
        answers, sent_again = send(firm, numbers)
        while not done.is_set():
            more, again = send(firm, [len(numbers) + each for each in a_third_repeated(48)])
            numbers += [len(numbers) + each for each in a_third_repeated(48)]
            answers += more
            sent_again += again
        killing.result()
    assert (killed, sent_again > 0) == (KILLS, True)
    ids = {answer["id"] for answer in answers}
    there = stored(firm.crm)
    assert ids - there.keys() == set()
    assert len(there) == len({*numbers})
