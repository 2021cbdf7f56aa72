"""Slash commands while five cards are read, by the real processes: `python -m benchmarks.beside`.

An answer is timed from the signed request until it is seen in Slack's stand-in, which shares the machine with them.
Also how long those cards take, and the memory of the worker and of all that it runs meanwhile. What they had “together”
is looked at every 50 ms, what they share counted once; the last columns are the most that each had at any time.
"""

from __future__ import annotations

import itertools
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median, quantiles

from benchmarks.footprint import HEADER, Footprint
from benchmarks.intake import free_port, until_answered
from benchmarks.photos import MEGAPIXELS, jpeg, pictures
from bot.sandbox import Sandbox
from cli.processes import Processes
from cli.stage import make_sandbox, tokens
from core.settings import load

REP, PHOTOGRAPHER = "U0OLIVER", "U0CAMILLE"
MOST_MEGAPIXELS = 49
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
    photos, largest = [jpeg(each) for each in pictures()], jpeg(next(pictures(MOST_MEGAPIXELS)))
    with tempfile.TemporaryDirectory(prefix="filon-") as home, firm(Path(home)) as (sandbox, worker):
        read_by(sandbox, photos[:1])
        memory = {name: Footprint(worker) for name in ("a card of 12 megapixels", "five, sent at once", "one of 49")}
        one, five, large = memory.values()
        with one:
            read_by(sandbox, photos[:1])
        with five:
            quiet, beside, took = _in_turns(sandbox, photos)
        with large:
            read_by(sandbox, [largest])
    _print_answers(quiet, beside)
    print(f"{len(photos)} cards of {MEGAPIXELS} megapixels: {took:.1f} s until all their reviews were there\n")
    print(f"{'memory in MB':24}{HEADER}", *(f"{name:24}{most}" for name, most in memory.items()), sep="\n", flush=True)


def _in_turns(sandbox: Sandbox, photos: Sequence[bytes]) -> tuple[Answers, Answers, float]:
    """The answers with nothing beside them and while the photos are read, and the seconds until those are."""
    quiet, beside, took = Answers(), Answers(), []
    for _ in range(ROUNDS):
        end = time.monotonic() + QUIET_SECONDS
        ask(sandbox, quiet, lambda end=end: time.monotonic() > end)  # type: ignore[misc]
        took.append(read_by(sandbox, photos, beside))
    return quiet, beside, median(took)


def _print_answers(quiet: Answers, beside: Answers) -> None:
    columns = ("quiet p50", "p99", "five cards p50", "p99", "ratio p50", "p99")
    print(f"\n{'answered, in ms':24}" + "".join(f"{name:>{len(name) + 4}}" for name in columns))
    for name in COMMANDS:
        before, now = ([each.percentile(name, percent) for percent in (50, 99)] for each in (quiet, beside))
        figures = f"{before[0]:>13.0f}{before[1]:>7.0f}{now[0]:>18.0f}{now[1]:>7.0f}"
        print(f"{name:24}{figures}{now[0] / before[0]:>13.2f}{now[1] / before[1]:>7.2f}")
    counts = (sum(map(len, each.times.values())) for each in (quiet, beside))
    print("{} commands with nothing beside them, {} while five cards were read".format(*counts))


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


def read_by(sandbox: Sandbox, photos: Sequence[bytes], answers: Answers | None = None) -> float:
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

    def seen() -> int:
        return len([*sandbox.backend.workspace.seen_by(REP, where)])

    for name in itertools.cycle(COMMANDS):
        if is_over():
            return
        before, begun = seen(), time.perf_counter()
        sandbox.command(REP, f"/crm {COMMANDS[name]()}")
        sandbox.wait_for(lambda before=before: seen() > before)  # type: ignore[misc]
        answers.times[name].append(time.perf_counter() - begun)
        time.sleep(PAUSE)


if __name__ == "__main__":
    main()
