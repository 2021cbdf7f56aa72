"""/crm pipeline and /crm forecast: each view, narrowed down, typed well and badly."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.integration.talk import CAMILLE, OLIVER, Talk, texts


@pytest.fixture
def sales(slack: Talk) -> Talk:
    """One opportunity of Camille's, two of Oliver's."""
    slack.type(CAMILLE, "créer opportunité Une 1000 31/03/2027")
    slack.type(OLIVER, "create opportunity Two 3 k€ 2027-04-15")
    slack.type(OLIVER, "create opportunity Three 500 €")
    return slack


def rows(shown: dict[str, object]) -> list[list[str]]:
    """The table's texts, without its titles and totals."""
    blocks: list[dict[str, list[list[dict[str, str]]]]] = shown["blocks"]  # type: ignore[assignment]
    return [[cell["text"] for cell in row] for row in blocks[1]["rows"][1:]]


VIEWS = [
    ("pipeline", [["qualify", "3", "€4,500.00", "€450.00"]]),
    ("pipeline category", [["pipeline", "3", "€4,500.00", "€450.00"]]),
    (
        "pipeline month",
        [
            ["no date", "1", "€500.00", "€50.00"],
            ["March 2027", "1", "€1,000.00", "€100.00"],
            ["April 2027", "1", "€3,000.00", "€300.00"],
        ],
    ),
    ("pipeline owner @camille", [["Camille Moreau", "1", "€1,000.00", "€100.00"]]),
    ("pipeline me", [["qualify", "2", "€3,500.00", "€350.00"]]),
    ("pipeline 2027-03", [["qualify", "1", "€1,000.00", "€100.00"]]),
    ("pipeline stage me 03/2027 04/2027", [["qualify", "1", "€3,000.00", "€300.00"]]),
    ("pipeline 2027-03..2027-04 stage", [["qualify", "2", "€4,000.00", "€400.00"]]),
]


@pytest.mark.parametrize(("typed", "wanted"), VIEWS, ids=[typed for typed, _ in VIEWS])
def test_each_view_shows_what_it_is_narrowed_down_to(sales: Talk, typed: str, wanted: list[list[str]]) -> None:
    assert rows(sales.type(OLIVER, typed))[:-1] == wanted


FRENCH = [
    ("pipeline étape", "Pipeline par étape"),
    ("pipeline mois", "Pipeline par mois"),
    ("pipeline responsable", "Pipeline par responsable"),
    ("pipeline catégorie moi", "Pipeline par catégorie de prévision"),
    ("pipeline évolution", "Pipeline depuis le"),
    ("prévision", "Prévision par mois"),
]


@pytest.mark.parametrize(("typed", "title"), FRENCH)
def test_french_words_do_the_same(sales: Talk, typed: str, title: str) -> None:
    answer = sales.type(CAMILLE, typed)
    assert title in texts(answer)
    assert "\xa0€" in texts(answer)


def test_changes_are_told_with_their_opportunity_and_in_words(sales: Talk) -> None:
    sales.type(OLIVER, "advance O-2 won 3200")
    sales.type(OLIVER, "abandon O-3 no budget")
    answer = sales.type(OLIVER, "pipeline changes")
    assert rows(answer) == [
        ["new", "O-1 · Une", "–", "€1,000.00", "31 March 2027"],
        ["won", "O-2 · Two", "–", "€3,200.00", "15 April 2027"],
        ["lost", "O-3 · Three", "–", "€500.00", "–"],
    ]
    assert answer["text"].endswith("— new: 1 (€1,000.00); won: 1 (€3,200.00); lost: 1 (€500.00).")
    assert [row[1] for row in rows(sales.type(CAMILLE, "pipeline évolution moi 30 jours"))] == ["O-1 · Une"]


def test_the_forecast_is_a_row_a_month(sales: Talk) -> None:
    sales.type(OLIVER, "advance O-3 won 480")
    answer = sales.type(OLIVER, "forecast")
    nothing = "€0.00"
    this_month = [f"{sales.crm.today:%B %Y}", "€480.00", nothing, nothing, nothing]
    assert rows(answer) == [
        this_month,
        ["March 2027", nothing, nothing, nothing, "€100.00"],
        ["April 2027", nothing, nothing, nothing, "€300.00"],
        ["Total", "€480.00", nothing, nothing, "€400.00"],
    ]
    assert answer["text"] == "Won: €480.00. Committed: €0.00, best case: €0.00, pipeline weighted: €400.00."
    assert [row[0] for row in rows(sales.type(OLIVER, "forecast me 2027-01 2027-06"))] == ["April 2027", "Total"]


def test_where_there_is_nothing_it_is_said(slack: Talk) -> None:
    assert "The pipeline is empty" in slack.type(OLIVER, "pipeline category")["text"]
    assert "There is nothing to forecast" in slack.type(OLIVER, "forecast")["text"]
    day = (slack.crm.today - timedelta(days=7)).day
    assert f"Nothing changed in the pipeline since {day} " in slack.type(OLIVER, "pipeline changes")["text"]


REFUSED = [
    ("pipeline sideways", "“sideways” is unknown. There are: stage, month, owner, category, changes."),
    ("pipeline 2027-13", "“2027-13” is no month. Write it like 2027-03 or 03/2027."),
    ("pipeline @nobody", "“@nobody” is no single colleague"),
    ("forecast sideways", "“sideways” is unknown. Say “me”"),
]


@pytest.mark.parametrize(("typed", "sentence"), REFUSED, ids=[typed for typed, _ in REFUSED])
def test_what_is_not_understood_says_what_would_be(slack: Talk, typed: str, sentence: str) -> None:
    assert sentence in slack.type(OLIVER, typed)["text"]


def test_home_tells_ones_own_pipeline_and_what_is_due(sales: Talk) -> None:
    for text, day in (("Call back", "today"), ("Some day", ""), ("Later", "tomorrow")):
        sales.type(OLIVER, f"log O-2 task {day} {text}")
    home = sales.sandbox.open_home(OLIVER) or {}
    shown = texts(home)
    assert "Your pipeline — 2 open opportunities: €3,500.00, weighted €350.00." in shown
    assert "*T-1* · due today · Call back · O-2 Two" in shown
    assert ("*T-2* · Some day" in shown, "Later" in shown) == (True, False)
