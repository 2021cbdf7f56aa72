"""The tables of the pipeline and lists of tasks: what they say, and that Slack takes them whatever is in them."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from bot.mrkdwn import speech
from bot.request import Reply
from bot.sandbox.blocks import check_message, check_view
from bot.views.forecast import forecast_in_words, forecast_view
from bot.views.history import history_page
from bot.views.home import home_view
from bot.views.listing import worklist
from bot.views.pipeline import pipeline_view
from bot.views.pipeline_changes import changes_in_words, changes_view
from bot.views.record import record_card
from bot.views.record_modals import card_modal
from bot.views.tasks import task_line, task_list
from core.model import Activity
from core.model.activity import CANCELLED, DONE, OPEN, TYPES
from core.queries.forecast import ForecastRow
from core.queries.pipeline import PipelineRow
from core.queries.pipeline_changes import CHANGES, PipelineChange, Snapshot
from core.queries.tasks import Task
from core.queries.timeline import Entry
from core.queries.worklist import Worklist
from tests.integration.talk import action_ids, texts
from tests.unit.bot.records import PARIS, a_lead, a_quote, an_opportunity, card

ENGLISH, FRENCH = speech("en"), speech("fr")
LONG = "<!channel> & " * 400
TODAY = date(2027, 1, 10)


def a_task(number: int = 5, due_on: date | None = None, text: str = "Call back") -> Task:
    return Task(Activity(id=number, type="task", state="open", text=text, due_on=due_on), a_lead(last_name=text))


def a_change(what: str, name: str = "Website", closes_on: date | None = date(2027, 4, 15)) -> PipelineChange:
    then = None if what == "new" else Snapshot("qualify", Decimal(100), "EUR", date(2027, 3, 31))
    return PipelineChange(what, an_opportunity(name=name), then, Snapshot("qualify", Decimal(200), "EUR", closes_on))


def test_a_forecast_in_two_currencies_adds_each_up() -> None:
    rows = [
        ForecastRow(month, currency, *(Decimal(n) for n in (1, 20, 300, 4000, 50000)))
        for month in ("", "2027-03")
        for currency in ("CHF", "EUR")
    ]
    blocks = forecast_view(ENGLISH, rows, TODAY)
    assert check_message(blocks) == []
    assert "Total\nCHF2.00\nCHF40.00\nCHF600.00\nCHF8,000.00" in texts({"blocks": blocks}).replace("\xa0", "")
    assert "Left out of the forecast: €100,000.00." in texts({"blocks": blocks})
    assert "mars 2027" in texts({"blocks": forecast_view(FRENCH, rows, TODAY)})
    assert "Won: €2.00. Committed: €40.00, best case: €600.00" in forecast_in_words(ENGLISH, rows)


def test_what_is_omitted_is_explained_only_where_there_is_some() -> None:
    for category, is_said in (("omitted", True), ("committed", False)):
        rows = [PipelineRow(category, "EUR", 1, Decimal(1), Decimal(0))]
        assert ("weighs nothing" in texts({"blocks": pipeline_view(ENGLISH, "category", rows)})) == is_said


def test_a_slipped_date_is_shown_before_and_after() -> None:
    text = texts({"blocks": changes_view(ENGLISH, [a_change("slipped")], TODAY)})
    assert "slipped\nO-17 · Website\n€100.00\n€200.00\n31 March 2027 → 15 April 2027" in text
    assert "retardé\nO-17" in texts({"blocks": changes_view(FRENCH, [a_change("slipped")], TODAY)})


@pytest.mark.parametrize("code", ["fr", "en"])
def test_many_changes_with_hostile_names_fit_and_the_rest_is_counted(code: str) -> None:
    changes = [a_change(what, LONG, None) for what in CHANGES for _ in range(20)]
    blocks = changes_view(speech(code), changes, TODAY)
    assert check_message(blocks) == []
    assert "100" in texts({"blocks": blocks[-1:]})
    assert changes_in_words(ENGLISH, changes, TODAY).count("20 (€4,000.00)") == len(CHANGES)


@pytest.mark.parametrize(
    ("due_on", "told"),
    [
        (None, "*T-5* · Call back"),
        (TODAY, "*T-5* · due today · Call back"),
        (date(2027, 1, 9), "*T-5* · :warning: overdue since 9 January 2027 · Call back"),
        (date(2027, 1, 11), "*T-5* · due 11 January 2027 · Call back"),
    ],
)
def test_a_task_tells_when_it_is_due(due_on: date | None, told: str) -> None:
    assert task_line(ENGLISH, a_task(due_on=due_on), TODAY) == told


def test_full_lists_of_tasks_and_records_fit_a_message_and_home() -> None:
    tasks = [a_task(number, TODAY, LONG) for number in range(11)]
    lists = [Worklist("lead", [a_lead(id=n, last_name=LONG) for n in range(6)], more=True)]
    for start, kind in enumerate(("opportunity", "quote", "order", "invoice")):
        lists.append(Worklist(kind, [a_quote(id=start * 10 + n) for n in range(6)], more=True))
    message = [*task_list(ENGLISH, tasks, TODAY, 6, listed=True), *worklist(ENGLISH, lists)]
    assert check_message(message) == []
    figures = [PipelineRow("qualify", f"C{n:02d}", n, Decimal(n), Decimal(n)) for n in range(30)]
    home = home_view(FRENCH, LONG, lists, to_do=tasks, figures=figures, today=TODAY)
    assert check_view(home) == []
    assert check_view(card_modal(FRENCH, Reply("", message))) == []


def test_a_record_shows_its_tasks_with_what_can_be_done() -> None:
    blocks = record_card(ENGLISH, card(a_lead(), tasks=(a_task(5, TODAY, LONG), a_task(6))))
    assert check_message(blocks) == []
    shown = [each for each in action_ids({"blocks": blocks}) if each.startswith("task")]
    assert shown == ["task_done.5", "task_cancel.5", "task_done.6", "task_cancel.6"]


def test_a_task_whose_record_is_gone_has_no_button() -> None:
    orphan = Task(a_task().activity, None)
    assert action_ids({"blocks": task_list(ENGLISH, [orphan], TODAY, 6)}) == []


def test_a_page_of_history_fits_and_tells_what_came_from_elsewhere() -> None:
    moment = datetime(2027, 1, 10, 23, 30, tzinfo=UTC)
    entries = [
        Entry(moment, "letter", "Oliver", LONG, {}, ("activity", 3), "done", "1A23456", (moment, 0, 3)),
        Entry(moment, "task", "Oliver", "Call", {}, ("activity", 4), "open", "", (moment, 0, 4)),
        Entry(moment, "activity.done", "Oliver", "", {}, ("activity", 2), "", "", (moment, 1, 9)),
        Entry(moment, "lead.contacted", "Oliver", "", {}, ("lead", 42), "", "", (moment, 1, 8)),
        Entry(moment, "opportunity.created", "Oliver", "", {}, ("opportunity", 17), "", "", (moment, 1, 7)),
    ]
    blocks = list(history_page(ENGLISH, an_opportunity(), PARIS, entries, older=True))
    assert check_message(blocks) == []
    told = texts({"blocks": blocks})
    assert "11/01/2027, 00:30 — Oliver: letter 1A23456 — “&lt;!channel&gt;" in told
    for what in ("T-4 task open — “Call”", "Oliver: T-2 done", "Oliver: L-42 contacted", "Oliver: created"):
        assert what in told
    assert action_ids({"blocks": blocks}) == ["history"]


@pytest.mark.parametrize("word", [*CHANGES, *TYPES, OPEN, DONE, CANCELLED])
def test_the_words_that_stand_in_data_are_there_in_french(word: str) -> None:
    assert FRENCH.say(word) != word or word == "note"
