"""Lists, tables, help, modals and Home: what they say, and that Slack takes them whatever is in them."""

from __future__ import annotations

from decimal import Decimal

import pytest

from bot.commands import COMMANDS, TOPICS
from bot.mrkdwn import speech
from bot.offered import offered
from bot.router import ALL
from bot.sandbox.blocks import check_message, check_view
from bot.views.blocks import clip, clip_markup, values
from bot.views.help import help_view, topic_view, word_view
from bot.views.home import home_view
from bot.views.lead_modal import INPUTS, lead_modal
from bot.views.listing import line, rows, worklist
from bot.views.origin import Origin, kept, opened_from
from bot.views.pipeline import in_words, pipeline_view
from bot.views.record_modals import Known, assign_modal, line_modal, move_modal
from bot.views.refusal import breakdown, refusal
from core import cycle
from core.errors import NotFound
from core.money import Money
from core.queries.pipeline import PipelineRow
from core.queries.worklist import Worklist
from tests.integration.talk import action_ids, texts
from tests.unit.bot.records import a_lead, a_quote, an_opportunity

ENGLISH, FRENCH = speech("en"), speech("fr")
LONG = "<!channel> & " * 400
CYCLE = cycle.build()
STEP = CYCLE.step("opportunity")


def test_text_is_cut_at_its_limit_and_never_within_an_entity() -> None:
    assert clip("abcdef", 4) == "abc…"
    assert clip_markup("a &amp; b", 9) == "a &amp; b"
    assert clip_markup("a &amp; b", 6) == "a …"


def test_a_row_names_the_record_with_its_state_and_amount() -> None:
    quote = a_quote(gross=Decimal("2052.00"))
    assert line(ENGLISH, quote) == "*DV-2026-0042* · Radium SA · Audit · draft · €2,052.00"
    assert line(ENGLISH, a_lead()) == "*L-42* · Marie Curie · Radium SA · new"


def test_each_row_opens_its_record() -> None:
    shown = {"blocks": rows(ENGLISH, [a_lead(), a_quote()])}
    assert action_ids(shown) == ["show.lead.42", "show.quote.7"]


def test_a_full_worklist_fits_a_message_and_home() -> None:
    lists = [Worklist("lead", [a_lead(id=n, last_name=LONG) for n in range(7)], more=True)]
    for start, kind in enumerate(("opportunity", "quote", "order", "invoice")):
        lists.append(Worklist(kind, [a_quote(id=start * 10 + n) for n in range(7)], more=True))
    assert check_message(list(worklist(ENGLISH, lists))) == []
    assert check_view(home_view(ENGLISH, LONG, lists)) == []


def test_an_empty_home_says_how_to_begin() -> None:
    home = home_view(FRENCH, "Camille", [])
    assert check_view(home) == []
    assert "/crm" in texts(home)
    assert action_ids(home) == ["new_lead"]


def test_the_pipeline_adds_up_and_reads_as_words_too() -> None:
    figures = (("qualify", 2, 1000, 100), ("negotiate", 1, 500, 400))
    table = [PipelineRow(name, "EUR", count, Decimal(total), Decimal(part)) for name, count, total, part in figures]
    assert in_words(ENGLISH, table) == "3 open opportunities: €1,500.00, weighted €500.00."
    blocks = pipeline_view(ENGLISH, "stage", table)
    assert check_message(blocks) == []
    assert "Total\n3\n€1,500.00\n€500.00" in texts({"blocks": blocks})


def test_months_are_written_out_and_what_has_none_is_named() -> None:
    table = [PipelineRow(month, "EUR", 1, Decimal(1), Decimal(1)) for month in ("", "2027-03")]
    assert "no date\n1" in texts({"blocks": pipeline_view(ENGLISH, "month", table)})
    assert "mars 2027\n1" in texts({"blocks": pipeline_view(FRENCH, "month", table)})


@pytest.mark.parametrize("group", ["stage", "month", "owner"])
def test_a_long_pipeline_in_many_currencies_fits(group: str) -> None:
    name = {"month": "2027-03"}.get(group, LONG)
    table = [PipelineRow(name, f"C{n:02d}", n, Decimal(n), Decimal(n)) for n in range(30)]
    assert check_message(pipeline_view(ENGLISH, group, table)) == []  # type: ignore[arg-type]


@pytest.mark.parametrize("code", ["fr", "en"])
def test_help_fits_and_names_every_command(code: str) -> None:
    reply = help_view(speech(code), CYCLE, TOPICS)
    assert check_message(reply.blocks) == []
    assert len(reply.blocks) == len(TOPICS) + 2
    for command in COMMANDS:
        assert command.NAME.shown(speech(code)) in reply.text
        assert check_message(word_view(speech(code), CYCLE, command).blocks) == []


@pytest.mark.parametrize("code", ["fr", "en"])
def test_help_has_a_short_line_for_each_command_under_its_topic(code: str) -> None:
    lines = texts({"blocks": help_view(speech(code), CYCLE, TOPICS).blocks}).splitlines()
    told = [line for line in lines if " — " in line]
    assert [line.split("`")[1] for line in told] == [command.NAME.shown(speech(code)) for command in COMMANDS]
    assert max(map(len, told)) < 130
    for topic in TOPICS:
        first = topic.commands[0].NAME.shown(speech(code))
        title = topic.name.shown(speech(code)).capitalize()
        assert lines[lines.index(f"*{title}*") + 1].startswith(f"`{first}` — ")


@pytest.mark.parametrize("code", ["fr", "en"])
def test_a_topic_shows_its_commands_with_an_example_of_each(code: str) -> None:
    for topic in TOPICS:
        reply = topic_view(speech(code), CYCLE, topic)
        assert check_message(reply.blocks) == []
        assert texts({"blocks": reply.blocks}).count("`/crm ") >= len(topic.commands)


def test_help_says_nothing_of_a_step_that_is_off() -> None:
    no_quotes = cycle.build(adapted={"quote": "off", "order": "off", "invoice": "off"})
    views = [help_view(ENGLISH, no_quotes, TOPICS)]
    views += [word_view(ENGLISH, no_quotes, command) for command in offered(ALL, no_quotes)]
    views += [topic_view(ENGLISH, no_quotes, topic) for topic in TOPICS if offered(topic.commands, no_quotes)]
    for view in views:
        assert "quote" not in texts({"blocks": view.blocks}).lower()
        assert "DV-2026" not in texts({"blocks": view.blocks})


def test_a_refusal_of_hostile_text_is_shown_as_typed() -> None:
    reply = refusal(ENGLISH, NotFound("There is no {reference}.", reference=LONG), [LONG])
    assert check_message(reply.blocks) == []
    assert reply.text.startswith("There is no &lt;!channel&gt; &amp; ")


def test_our_own_fault_has_a_reference_and_says_whether_anything_was_done() -> None:
    assert "reference abcd). Nothing was changed." in breakdown(ENGLISH, "abcd").text
    assert "Look whether it was done" in breakdown(ENGLISH, "abcd", answered=False).text


@pytest.mark.parametrize("fields", [{}, {each.name: LONG for each in INPUTS}, {"email": "marie@radium.example"}])
def test_the_lead_form_fits_whatever_fills_it(fields: dict[str, str]) -> None:
    assert check_view(lead_modal(FRENCH, fields, submission_id=7)) == []


def test_the_small_modals_ask_for_what_the_move_needs() -> None:
    opportunity = an_opportunity()
    lost = move_modal(ENGLISH, opportunity, STEP.move("qualify", "lost"), Known(STEP.reasons))
    won = move_modal(ENGLISH, opportunity, STEP.move("qualify", "won"), Known(revenue=Money(Decimal("1234.50"))))
    assert [block["block_id"] for block in lost["blocks"]] == ["reason", "note"]
    assert [option["value"] for option in lost["blocks"][0]["element"]["options"]] == list(STEP.reasons)
    assert [block["element"]["initial_value"] for block in won["blocks"]] == ["1,234.5"]
    for view in (lost, won, assign_modal(ENGLISH, opportunity, "U0OLIVER"), line_modal(ENGLISH, opportunity)):
        assert check_view(view) == []


def test_a_modal_remembers_where_it_was_opened_and_what_it_is_about() -> None:
    origin = Origin(channel="C1", response_url="https://hooks.example/1", is_card=True)
    view = opened_from(origin, lead_modal(ENGLISH, submission_id=7))
    assert Origin.of({"type": "view_submission", "view": view}) == origin
    assert kept(view)["submission_id"] == 7


def test_what_was_filled_in_is_read_trimmed_and_without_empty_fields() -> None:
    entries = {
        "name": {"value": {"type": "plain_text_input", "value": " Marie "}},
        "empty": {"value": {"type": "plain_text_input", "value": None}},
        "who": {"value": {"type": "users_select", "selected_user": "U1"}},
        "to": {"value": {"type": "static_select", "selected_option": {"value": "won"}}},
    }
    assert values({"state": {"values": entries}}) == {"name": "Marie", "who": "U1", "to": "won"}
