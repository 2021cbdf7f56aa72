"""What this process did, and what waits for all of them, in figures."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector

from core.crm import Crm
from core.errors import Unavailable
from core.queries.backlog import backlog


class Figures:
    """The requests of this process, counted and timed, and what waits in the database. They name no person."""

    def __init__(self, crm: Crm) -> None:
        self._registry = CollectorRegistry()
        self._registry.register(Waiting(crm))
        told: dict[str, Any] = {"registry": self._registry}
        self._requests = Counter("filon_requests", "Requests answered.", ["endpoint", "status"], **told)
        self._seconds = Histogram("filon_request_seconds", "Time to the answer.", ["endpoint"], **told)
        self._known: dict[tuple[str, int], tuple[Counter, Histogram]] = {}
        self._waiting = Gauge("filon_submissions_waiting", "Requests that wait for the next commit.", **told)

    def count(self, endpoint: str, status: int, seconds: float) -> None:
        """One more request."""
        requests, times = self._of(endpoint, status)
        requests.inc()
        times.observe(seconds)

    def _of(self, endpoint: str, status: int) -> tuple[Counter, Histogram]:
        """Where these are counted. Looking the labels up costs more than counting."""
        found = self._known.get((endpoint, status))
        if found is None:
            found = self._requests.labels(endpoint, status), self._seconds.labels(endpoint)
            self._known[endpoint, status] = found
        return found

    def written(self, waiting: int) -> bytes:
        """All of them as Prometheus reads them."""
        self._waiting.set(waiting)
        return generate_latest(self._registry)


class Waiting(Collector):
    """What is due, held or asked for, read from the database whenever somebody asks; nothing where it is away."""

    def __init__(self, crm: Crm) -> None:
        self._crm = crm

    def collect(self) -> Iterator[GaugeMetricFamily]:
        """Each figure."""
        try:
            with self._crm.read() as session:
                now = backlog(session)
        except Unavailable:
            return
        yield GaugeMetricFamily("filon_submissions_due", "Submissions to be worked on now.", now.due)
        yield GaugeMetricFamily("filon_submissions_oldest_due_seconds", "For how long the oldest is due.", now.late)
        yield _by_state("filon_submissions_held", "Submissions that somebody has to look at.", now.held)
        yield _by_state("filon_jobs", "Jobs that are not done.", now.jobs)


def _by_state(name: str, told: str, counts: dict[str, int]) -> GaugeMetricFamily:
    family = GaugeMetricFamily(name, told, labels=["state"])
    for state, count in counts.items():
        family.add_metric([state], count)
    return family
