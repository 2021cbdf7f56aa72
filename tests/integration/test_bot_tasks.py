"""Activities, tasks and histories in Slack: typed well and badly, and by buttons."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import update

from core.crm import Actor
from core.language import Language
from core.model import Activity, User
from core.model.types import now
from tests.integration.talk import CAMILLE, NADIA, OLIVER, Json, Talk, action_ids, texts


@pytest.fixture
def lead(slack: Talk) -> Json:
    """A lead of Oliver's."""
    return slack.type(OLIVER, "create lead Marie Curie, CEO at Radium SA, marie@radium.example")


def day(ahead: int) -> str:
    return (now() + timedelta(days=ahead)).date().isoformat()


def written(ahead: int, code: str = "en") -> str:
    return Language(code).write((now() + timedelta(days=ahead)).date())


def activity(slack: Talk, number: int = 1) -> Activity:
    with slack.crm.read() as session:
        return session.get_one(Activity, number)


def test_one_line_logs_with_several_records(slack: Talk, lead: Json) -> None:
    slack.type(OLIVER, "create account Radium SA")
    answer = slack.type(OLIVER, "log L-1, A-1 call agreed on the price")
    assert answer["text"].startswith("Logged with L-1, A-1: call.")
    for reference in ("L-1", "A-1"):
        assert "call — “agreed on the price”" in texts(slack.type(OLIVER, f"show {reference}"))
    assert "appel — « encore »" in texts(slack.type(CAMILLE, "noter L-1 A-1 appel encore")).replace("\xa0", " ")


def test_a_letter_keeps_its_day_and_its_tracking_number(slack: Talk, lead: Json) -> None:
    answer = slack.type(OLIVER, f"log L-1 letter {day(-3)} 1a23456789012 Signed contract")
    assert "letter 1A23456789012 — “Signed contract”" in texts(answer)
    assert activity(slack).happened_at.date().isoformat() == day(-3)
    slack.type(OLIVER, "log L-1 letter Signed contract")
    assert (activity(slack, 2).text, activity(slack, 2).tracking_number) == ("Signed contract", None)


def test_a_day_to_come_is_a_part_of_what_was_said(slack: Talk, lead: Json) -> None:
    slack.type(OLIVER, f"log L-1 call {day(9)} suits them")
    slack.type(OLIVER, f"log L-1 note {day(-9)} was the fair")
    assert [activity(slack, n).text for n in (1, 2)] == [f"{day(9)} suits them", f"{day(-9)} was the fair"]


def test_a_task_is_on_the_card_until_it_is_done(slack: Talk, lead: Json) -> None:
    card = slack.type(OLIVER, f"log L-1 task {day(5)} Call Marie back")
    assert "T-1 is noted with L-1." in card["text"]
    assert f"*T-1* · due {written(5)} · Call Marie back" in texts(card)
    after = slack.click(OLIVER, card, "task_done.1")
    assert "T-1 is now: done — Call Marie back" in after["text"]
    assert "task_done.1" not in action_ids(after)
    assert "T-1 task done — “Call Marie back”" in texts(after)
    assert "Oliver Hughes: T-1 done" in texts(after)


def test_a_task_is_cancelled_by_its_button_and_ended_by_a_command(slack: Talk, lead: Json) -> None:
    card = slack.type(OLIVER, "log L-1 task tomorrow Call back")
    assert "T-1 is now: cancelled" in slack.click(OLIVER, card, "task_cancel.1")["text"]
    for text in ("Écrire", "Payer", "Venir"):
        slack.type(CAMILLE, f"noter L-1 tâche demain {text}")
    assert "T-2 est maintenant\xa0: faite — Écrire" in slack.type(CAMILLE, "terminé T-2")["text"]
    assert "T-3 est maintenant\xa0: faite — Payer" in slack.type(CAMILLE, "fait t3")["text"]
    assert "T-4 est maintenant\xa0: annulée — Venir" in slack.type(CAMILLE, "annuler T-4")["text"]


def test_a_task_alone_is_shown_with_its_record(slack: Talk, lead: Json) -> None:
    slack.type(OLIVER, "log L-1 task today Call back")
    for typed in ("T-1", "show t1"):
        shown = slack.type(OLIVER, typed)
        assert "*T-1* · due today · Call back" in shown["text"]
        assert "Lead *L-1*" in shown["text"]


def test_mine_has_the_tasks_and_stands_again_after_a_click(slack: Talk, lead: Json) -> None:
    for text in ("One", "Two"):
        slack.type(OLIVER, f"log L-1 task {text}")
    mine = slack.type(OLIVER, "mine")
    assert mine["text"] == "You have 2 open tasks. You have 1 open record."
    assert "*T-1* · One · L-1 Marie Curie" in texts(mine)
    after = slack.click(OLIVER, mine, "task_done.1")
    assert after["ts"] == mine["ts"]
    assert after["text"] == "T-1 is now: done — One You have 1 open task. You have 1 open record."
    assert "*T-2* · Two" in texts(after)
    assert slack.type(CAMILLE, "mes")["text"].startswith("Vous n’avez rien")


def test_a_task_done_twice_is_refused_and_shown_as_it_is(slack: Talk, lead: Json) -> None:
    card = slack.type(OLIVER, "log L-1 task Call back")
    slack.type(OLIVER, "done T-1")
    before = slack.happened()
    again = slack.click(OLIVER, card, "task_done.1")
    assert "T-1 is done already. Your open tasks: /crm mine" in again["text"]
    assert slack.happened() == before


def test_a_colleague_may_not_end_a_task_of_others_but_a_manager_may(slack: Talk, lead: Json) -> None:
    slack.type(OLIVER, "log L-1 task Call back")
    before = slack.happened()
    assert slack.type(CAMILLE, "fait T-1")["text"].startswith("T-1 est une tâche de Oliver Hughes. Demandez")
    assert slack.happened() == before
    slack.type(NADIA, "mine")
    with slack.crm.transaction(Actor(None, "test")) as tx:
        tx.session.execute(update(User).where(User.slack_id == NADIA).values(role="manager"))
    assert "T-1" in slack.type(NADIA, "done T-1")["text"]
    assert activity(slack).state == "done"


def test_a_long_history_is_read_page_by_page(slack: Talk, lead: Json) -> None:
    for number in range(23):
        slack.type(OLIVER, f"log L-1 note remark {number:02d}")
    card = slack.type(OLIVER, "show L-1")
    assert "remark 18" in texts(card)
    assert "remark 17" not in texts(card)
    first = slack.type(OLIVER, "show L-1 history")
    assert first["text"] == "History of L-1"
    assert ("remark 13" in texts(first), "remark 12" in texts(first)) == (True, False)
    second = slack.click(OLIVER, first, "history")
    assert second["ts"] != first["ts"]
    third = slack.click(OLIVER, second, "history")
    assert "remark 12" in texts(second)
    assert "remark 02" in texts(third)
    assert "Lead L-1" not in texts(third)
    assert "created" in texts(third)
    assert "history" not in action_ids(third)
    older = slack.click(OLIVER, card, "history")
    assert "remark 17" in texts(older)
    assert texts(slack.type(CAMILLE, "montrer L-1 historique")).startswith("Historique de L-1")


def test_the_history_of_an_opportunity_has_its_leads(slack: Talk, lead: Json) -> None:
    slack.type(OLIVER, "advance L-1")
    slack.type(OLIVER, "promote L-1")
    assert "Oliver Hughes: L-1 contacted" in texts(slack.type(OLIVER, "show O-1 history"))


REFUSED = [
    ("log L-1, L-99 call x", "There is no L-99"),
    ("log L-1, A-1", "Say what kind of activity"),
    (f"log L-1 task {day(-3)} Call back", "is past. A task is due today or later."),
    ("log L-1 task tomorrow", "Say what it was about"),
    ("done", "Name the task, as in T-5"),
    ("done L-1", "There is no task L-1"),
    ("done T-99", "There is no task T-99"),
    ("cancel", "Name the task, as in T-5"),
    ("cancel T-99", "There is no task T-99"),
    ("T-99", "There is no task T-99"),
    ("show L-99 history", "There is no L-99"),
]


@pytest.mark.parametrize(("typed", "sentence"), REFUSED, ids=[typed for typed, _ in REFUSED])
def test_bad_input_is_refused_with_the_way_out_and_changes_nothing(
    slack: Talk, lead: Json, typed: str, sentence: str
) -> None:
    slack.type(OLIVER, "create account Radium SA")
    before = slack.happened()
    assert sentence in slack.type(OLIVER, typed)["text"]
    assert slack.happened() == before
    assert slack.sandbox.notices == []
