"""What this process did, in figures."""

from __future__ import annotations

from typing import Any

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest


class Figures:
    """The requests of this process, counted and timed. They name no person."""

    def __init__(self) -> None:
        self._registry = CollectorRegistry()
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
