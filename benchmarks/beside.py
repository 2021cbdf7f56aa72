"""Slash commands while five cards are read, by the real processes: `python -m benchmarks.beside`.

An answer is timed from the signed request until it is seen in Slack's stand-in, which shares the machine with them.
"""

from __future__ import annotations

import itertools
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median, quantiles

from benchmarks.footprint import Footprint
from benchmarks.intake import free_port, until_answered
from benchmarks.photos import MEGAPIXELS, jpeg, pictures
from bot.sandbox import Sandbox
from cli.processes import Processes
from cli.stage import make_sandbox, tokens
from core.settings import load

REP, PHOTOGRAPHER = "U0OLIVER", "U0CAMILLE"
ROUNDS, QUIET_SECONDS, PAUSE = 3, 5.0, 0.05
PATIENCE = 120
numbers = itertools.count(1)
COMMANDS: dict[str, Callable[[], str]] = {
    "/crm help": lambda: "help",
    "/crm mine": lambda: "mine",
    "/crm create lead": lambda: f"create lead Marie Curie{next(numbers)}, PDG chez Radium{next(numbers)} SA",
}


@dataclass
class Answers:
    """The seconds until each command's answer, by command."""

    times: dict[str, list[float]] = field(default_factory=lambda: {name: [] for name in COMMANDS})

    def percentile(self, name: str, percent: int) -> float:
        """The milliseconds within which so many of a hundred came."""
        return quantiles(self.times[name], n=100, method="inclusive")[percent - 1] * 1000


def main() -> None:
    """Print the tables."""
    photos = [jpeg(picture) for picture in pictures()]
    with tempfile.TemporaryDirectory(prefix="filon-") as home, firm(Path(home)) as (sandbox, worker):
        read_by(sandbox, photos[:1])
        with Footprint(worker) as one:
            read_by(sandbox, photos[:1])
        quiet, beside, took = Answers(), Answers(), []
        with Footprint(worker) as five:
            for _ in range(ROUNDS):
                end = time.monotonic() + QUIET_SECONDS
                ask(sandbox, quiet, lambda end=end: time.monotonic() > end)
                took.append(read_by(sandbox, photos, beside))
        _print_answers(quiet, beside)
        print(f"{len(photos)} cards of {MEGAPIXELS} megapixels: {median(took):.1f} s until all reviews were there")
        print(f"memory of the worker and what it runs: {one} while one is read, {five} while five are", flush=True)


def _print_answers(quiet: Answers, beside: Answers) -> None:
    print(
        f"\n{'answered in ms':24}{'quiet p50':>12}{'p99':>8}{'five cards p50':>16}{'p99':>8}{'ratio p50':>11}{'p99':>7}"
    )
    for name in COMMANDS:
        before, now = ([each.percentile(name, percent) for percent in (50, 99)] for each in (quiet, beside))
        columns = f"{before[0]:>12.0f}{before[1]:>8.0f}{now[0]:>16.0f}{now[1]:>8.0f}"
        print(f"{name:24}{columns}{now[0] / before[0]:>11.2f}{now[1] / before[1]:>7.2f}")
    print(f"{sum(map(len, quiet.times.values()))} and {sum(map(len, beside.times.values()))} commands")


@contextmanager
def firm(home: Path) -> Iterator[tuple[Sandbox, int]]:
    """`filon web` and `filon worker` beside the stand-in for Slack; the worker's number too."""
    sandbox = make_sandbox(load(home=home, database_url="").cycle).start()
    port = free_port()
    where = {"FILON_HOME": str(home), "FILON_DATABASE_URL": "", "FILON_SLACK_API_URL": sandbox.api_url}
    processes = Processes(tokens(sandbox) | where, home / "log")
    sandbox.app_url = f"http://127.0.0.1:{port}/slack/events"
    try:
        processes.start("web", "--port", str(port))
        until_answered(port)
        yield sandbox, processes.start("worker").pid
    finally:
        processes.stop()
        sandbox.stop()


def read_by(sandbox: Sandbox, photos: list[bytes], answers: Answers | None = None) -> float:
    """The seconds until each photo, all sent at once, has its review; meanwhile commands are asked."""
    begun, where = time.perf_counter(), sandbox.dm(PHOTOGRAPHER)
    sent = [sandbox.upload(PHOTOGRAPHER, where, "card.jpg", photo)["ts"] for photo in photos]

    def is_over() -> bool:
        threads = {message.thread_ts for message in sandbox.backend.workspace.seen_by(PHOTOGRAPHER, where)}
        return threads.issuperset(sent)

    if answers:
        ask(sandbox, answers, is_over)
    sandbox.wait_for(is_over, PATIENCE)
    return time.perf_counter() - begun


def ask(sandbox: Sandbox, answers: Answers, is_over: Callable[[], bool]) -> None:
    """One command after the other, as long as it is not over."""
    where = sandbox.dm(REP)
    seen = lambda: len([*sandbox.backend.workspace.seen_by(REP, where)])  # noqa: E731
    for name in itertools.cycle(COMMANDS):
        if is_over():
            return
        before, begun = seen(), time.perf_counter()
        sandbox.command(REP, f"/crm {COMMANDS[name]()}")
        sandbox.wait_for(lambda before=before: seen() > before)
        answers.times[name].append(time.perf_counter() - begun)
        time.sleep(PAUSE)


if __name__ == "__main__":
    main()
