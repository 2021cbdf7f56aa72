"""Slack's markup, out and in."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.mrkdwn import as_typed, escape, speech


@given(st.text())
def test_whatever_people_write_comes_back_as_they_wrote_it(text: str) -> None:
    assert as_typed(escape(text)) == text


@given(st.text())
def test_nothing_that_people_write_can_ping_or_link(text: str) -> None:
    assert not {"<", ">"} & set(escape(text))


def test_the_values_of_a_sentence_are_escaped_and_the_sentence_is_not() -> None:
    assert speech("en").say("<b> {name}", name="<!channel> & co") == "<b> &lt;!channel&gt; &amp; co"


@pytest.mark.parametrize(
    ("markup", "typed"),
    [
        ("<mailto:marie@radium.example|marie@radium.example>", "marie@radium.example"),
        ("<https://radium.example>", "https://radium.example"),
        ("<http://radium.example|radium.example>", "radium.example"),
        ("<tel:0639981234|06 39 98 12 34>", "06 39 98 12 34"),
        ("<#C0LEADS|leads>", "leads"),
        ("<@U0OLIVER|oliver>", "<@U0OLIVER|oliver>"),
        ("R&amp;D &lt;&lt;3&gt;&gt;", "R&D <<3>>"),
        ("&amp;lt;", "&lt;"),
    ],
)
def test_what_slack_made_of_typed_text_is_undone(markup: str, typed: str) -> None:
    assert as_typed(markup) == typed
