"""What people hear of an invoice that the other system did not take."""

from __future__ import annotations

import pytest

from core.actions.create import create
from core.actions.handed_over import refuse
from core.actions.mirror import OUR_OWN
from core.model import User
from tests.factories import actor, hire
from tests.integration.desk import Desk
from tests.integration.talk import CAMILLE, LEADS, Talk, texts


def refused(slack: Talk, owner: User | None) -> None:
    """An invoice that was handed over and came back."""
    with slack.crm.transaction(actor(owner)) as tx:
        account = create(tx, "account", name="Radium SA")
        invoice = create(tx, "invoice", account_id=account.id)
        invoice.state = OUR_OWN  # type: ignore[attr-defined]
    with slack.crm.transaction(actor()) as tx:
        refuse(tx, invoice, "HTTP 422: unknown customer <!here>")  # type: ignore[arg-type]


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_owner_hears_why_and_gets_the_draft(slack: Talk, desk: Desk, language: str) -> None:
    refused(slack, hire(slack.crm, CAMILLE, language=language))
    desk.work()
    desk.work_again()
    (message,) = [each for each in slack.sandbox.messages(slack.sandbox.dm(CAMILLE)) if not each["ephemeral"]]
    said = texts(message)
    assert {"fr": "n’a pas été prise par erp", "en": "was not taken by erp"}[language] in said
    assert "HTTP 422: unknown customer" in said
    assert "<!here>" not in said


def test_what_nobody_owns_is_told_with_the_leads(slack: Talk, desk: Desk) -> None:
    refused(slack, None)
    desk.work()
    (message,) = slack.sandbox.messages(LEADS)
    assert "I-1" in texts(message)
