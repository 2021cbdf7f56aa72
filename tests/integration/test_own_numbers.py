"""A company whose numbers look otherwise types them, and reads them, as they are."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.crm import Crm
from core.errors import NotFound, NotUnderstood
from core.queries import references
from core.settings import load
from tests.integration.talk import OLIVER, Talk, texts

NUMBERS = '[numbers]\nquote = "Q{year}/{number:05}"\norder = "CDE-{number:06}"\n'


@pytest.fixture
def crm(crm: Crm, tmp_path: Path) -> Crm:
    """The core of this company."""
    path = tmp_path / "filon.toml"
    path.write_text(NUMBERS)
    return Crm(load(home=crm.settings.home, config=path), crm.database)


def test_such_a_number_is_understood_wherever_a_reference_is(slack: Talk) -> None:
    slack.type(OLIVER, "create account Radium SA")
    made = slack.type(OLIVER, "create quote A-1 Audit")["text"]
    number = made.split(" ")[0]
    year = number[1:5]
    assert number == f"Q{year}/00001"
    for typed in (number, f"q{year}/1", f"Q {year} 1", f"Q{year}00001"):
        assert f"*{number}*" in slack.type(OLIVER, f"show {typed}")["text"]
    assert f"*{number}*" in slack.type(OLIVER, number)["text"]
    assert "Conseil" in texts(slack.type(OLIVER, f"add {number} 2 x Conseil @ 450"))
    assert f"{number} is now: sent." in slack.type(OLIVER, f"advance {number} sent")["text"]
    order = slack.type(OLIVER, "create order A-1 Audit")["text"].split(" ")[0]
    assert order == "CDE-000001"
    assert "*CDE-000001*" in slack.type(OLIVER, "show cde1")["text"]


def test_a_number_that_is_none_is_refused_with_one_of_the_companys(crm: Crm) -> None:
    with crm.read() as session:
        with pytest.raises(NotUnderstood, match="like: L-42, O-17, A-3, C-5, Q2026/00042"):
            references.find(session, crm.settings, "the big one")
        with pytest.raises(NotFound, match="There is no Q2026/00099"):
            references.find(session, crm.settings, "Q2026/00099")
