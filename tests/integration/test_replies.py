"""What programs were answered is remembered for a week, and then forgotten."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select, update

from core import replies
from core.chores import DAILY
from core.crm import Actor, Crm
from core.model import Reply
from core.model.types import now
from filon import jobs


def test_old_answers_are_forgotten_and_new_ones_kept(any_crm: Crm, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(replies, "AT_ONCE", 3)
    with any_crm.transaction(Actor(None, "test")) as tx:
        for number in range(10):
            tx.session.add(Reply(caller="erp", key=f"k-{number}", digest="", status=200, body={}))
        tx.session.flush()
        old = update(Reply).where(Reply.id <= 8).values(created_at=now() - replies.KEPT - timedelta(minutes=1))
        tx.session.execute(old)
    assert replies.forget_replies(any_crm) == 8
    with any_crm.read() as session:
        assert session.scalars(select(Reply.key).order_by(Reply.id)).all() == ["k-8", "k-9"]
    assert replies.forget_replies(any_crm) == 0


def test_the_worker_does_it_every_day(crm: Crm) -> None:
    assert "forget_replies" in DAILY
    jobs(crm)["forget_replies"]("2026-11-24")
