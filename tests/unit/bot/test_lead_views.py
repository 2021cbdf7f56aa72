"""What is shown of duplicates and promotion fits Slack, whatever people wrote."""

from __future__ import annotations

import pytest

from bot.mrkdwn import speech
from bot.sandbox.blocks import check_message, check_view
from bot.views.duplicates import duplicates_view
from bot.views.promotion_modal import chosen, promotion_modal
from core import cycle
from core.actions.preview import Deed, Part, Plan
from core.duplicates import Match, Matches
from core.duplicates.score import compare
from core.model import Record
from tests.unit.bot.records import a_contact, a_lead, an_account

HOSTILE = ["x" * 2000, "&<>" * 600, "<!channel> *_~`", "🎉 Ünï©ødé \u202e"]
ENGLISH = speech("en")


def match(record: Record) -> Match:
    found = compare(a_lead(), record, ["phone"])
    assert found
    return found


def a_plan(text: str, deed: Deed = "ask", count: int = 1) -> Plan:
    account, contact = an_account(name=text), a_contact(last_name=text, account=an_account(id=9, name=text))
    many = Matches(match(an_account(id=number, name=text)) for number in range(1, 20))
    linked = account if deed == "link" else None
    return Plan(
        Part("account", deed, {"name": text}, linked, many),
        Part("contact", "ask", {"last_name": text}, candidates=Matches([match(contact)])),
        tuple(text for _ in range(count)),
    )


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
@pytest.mark.parametrize("code", ["fr", "en"])
def test_the_views_fit_whatever_is_in_them(text: str, code: str) -> None:
    lead = a_lead(first_name=text, company=text)
    listed = Matches(match(a_lead(id=number, last_name=text)) for number in range(1, 16))
    assert check_message(duplicates_view(speech(code), cycle.build(), lead, listed)) == []
    assert check_view(promotion_modal(speech(code), lead, a_plan(text))) == []


INITIAL: list[tuple[Deed, str]] = [("ask", "1"), ("link", "3"), ("create", "9"), ("skip", "skip")]


@pytest.mark.parametrize(("deed", "value"), INITIAL)
def test_what_is_probably_right_is_chosen_already(deed: Deed, value: str) -> None:
    modal = promotion_modal(ENGLISH, a_lead(), a_plan("Radium SA", deed, 2))
    inputs = {block["block_id"]: block["element"] for block in modal["blocks"] if block["type"] == "input"}
    filled = {name: element["initial_option"]["value"] for name, element in inputs.items()}
    assert filled == {"account": value, "contact": "5", "opportunities": "2"}


def test_the_form_is_read_as_choices() -> None:
    given = {"account": "create", "contact": "skip", "opportunities": "0"}
    assert chosen(given) == {"account": "create", "contact": None, "opportunities": 0}
    assert chosen({**given, "account": "12"})["account"] == 12


def test_only_open_leads_can_be_merged_from_the_list() -> None:
    def ids(lead_state: str, other: Record) -> list[str]:
        blocks = duplicates_view(ENGLISH, cycle.build(), a_lead(state=lead_state), Matches([match(other)]))
        return [element["action_id"] for element in blocks[-1]["elements"]]

    assert ids("new", a_lead(id=7)) == ["merge.lead.7", "distinguish.lead.7", "show.lead.7"]
    assert ids("new", a_lead(id=7, state="disqualified")) == ["distinguish.lead.7", "show.lead.7"]
    assert ids("qualified", a_lead(id=7)) == ["distinguish.lead.7", "show.lead.7"]
    assert ids("new", an_account()) == ["distinguish.account.3", "show.account.3"]
