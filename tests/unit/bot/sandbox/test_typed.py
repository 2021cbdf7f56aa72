"""What a person types reaches the app as Slack writes it."""

from __future__ import annotations

import pytest

from bot.sandbox.backend import Backend
from bot.sandbox.typed import mark_up

TYPED = {
    "ask @camille": "ask <@U0CAMILLE>",
    "ask @Camille, please": "ask <@U0CAMILLE>, please",
    "@nobody": "@nobody",
    "@filon help": "<@U0SANDBOX> help",
    "see #leads": "see <#C0LEADS|leads>",
    "see #nowhere": "see #nowhere",
    "L-42 & <b>": "L-42 &amp; &lt;b&gt;",
    "<!channel>": "&lt;!channel&gt;",
    "<@U0OLIVER> too": "<@U0OLIVER> too",
    "marie@radium.fr": "<mailto:marie@radium.fr|marie@radium.fr>",
    "on radium.fr": "on <http://radium.fr|radium.fr>",
    "https://radium.example/?a=1&b=2": "<https://radium.example/?a=1&amp;b=2>",
    "M. Dupont, 24,50": "M. Dupont, 24,50",
}


@pytest.mark.parametrize(("typed", "marked"), TYPED.items())
def test_a_message_is_marked_up(typed: str, marked: str, backend: Backend) -> None:
    assert mark_up(typed, backend.workspace) == marked


def test_a_command_gets_the_names_too(backend: Backend) -> None:
    assert mark_up("assign L-1 @oliver", backend.workspace, names=True) == "assign L-1 <@U0OLIVER|oliver>"
