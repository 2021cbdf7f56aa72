"""The worker's desk: does the jobs that are due, one after the other, in the test's own thread."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dbos import DBOSClient
from slack_sdk import WebClient
from sqlalchemy import select

from bot import notifications
from core.crm import Crm
from core.model import Post, Submission
from intake import processing
from intake.drain import drain
from intake.imports import jobs as imports


class Desk:
    """What the doors' jobs do, without the engine's threads and pauses."""

    def __init__(self, crm: Crm, client: WebClient) -> None:
        self.crm = crm
        self.jobs = {
            **processing.jobs(crm),
            **imports.jobs(crm),
            **notifications.jobs(crm, client),
            "render_document": lambda _event: None,
        }
        self.done: dict[str, tuple[str, Any]] = {}

    def work(self) -> None:
        """Until nothing is due. A job that fails raises, and stays due."""
        while due := self._due():
            for key, (name, number) in due.items():
                self.jobs[name](number)
                self.done[key] = (name, number)

    def work_again(self) -> None:
        """Repeat everything that was done, as when the worker died before it could say so."""
        for name, number in [*self.done.values()]:
            self.jobs[name](number)

    def _due(self) -> dict[str, tuple[str, Any]]:
        while drain(self.crm):
            pass
        client = DBOSClient(system_database_url=self.crm.database.url)
        waiting: Any = client.list_workflows(status="ENQUEUED")
        client.destroy()
        return {
            job.workflow_id: (job.name, job.input["args"][0]) for job in waiting if job.workflow_id not in self.done
        }

    @property
    def submissions(self) -> Sequence[Submission]:
        """Everything that came in, in order."""
        with self.crm.read() as session:
            return session.scalars(select(Submission).order_by(Submission.id)).all()

    @property
    def posts(self) -> set[tuple[str, str]]:
        """What the standing messages are about, and why they are there."""
        with self.crm.read() as session:
            return {(post.subject_kind, post.purpose) for post in session.scalars(select(Post))}
