"""Opening the app's Home."""

from __future__ import annotations

import time

from bot.sandbox.backend import Backend
from bot.sandbox.records import Json, dm_id


def open_home(backend: Backend, user: str, tab: str = "home") -> Json | None:
    """Send `app_home_opened` and give the app time to publish; the view that stands then, if any."""
    workspace, before = backend.workspace, backend.views.published
    workspace.person(user)
    event = {"type": "app_home_opened", "user": user, "channel": dm_id(user), "tab": tab, "event_ts": workspace.tick()}
    view = backend.views.home(user)
    backend.events.emit({**event, "view": view} if view else event)
    deadline = time.monotonic() + backend.settings.patience
    with workspace.lock:
        while tab == "home" and backend.views.published == before and time.monotonic() < deadline:
            workspace.lock.wait(deadline - time.monotonic())
    return backend.views.home(user)
