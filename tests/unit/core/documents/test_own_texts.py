"""The company's own sentences, each on its documents, in its situation and on its days."""

from __future__ import annotations

from datetime import date

import pytest

from core.documents.own_texts import own_texts
from core.settings import Legal

TERMS = {"fr": "Nos CGV s’appliquent.", "en": "Our terms apply."}
TEXTS = (
    Legal(on=("quote", "invoice"), valid_to=date(2026, 6, 30), **TERMS),
    Legal(on=("quote",), when="business", valid_from=date(2026, 7, 1), fr="Nouvelles CGV.", en="New terms."),
)


@pytest.mark.parametrize(
    ("document", "day", "situation", "expected"),
    [
        ("quote", date(2026, 6, 30), set(), ["Our terms apply."]),
        ("quote", date(2026, 7, 1), set(), []),
        ("quote", date(2026, 7, 1), {"business"}, ["New terms."]),
        ("deposit", date(2026, 1, 1), {"business"}, ["Our terms apply."]),
        ("credit_note", date(2026, 1, 1), set(), []),
    ],
)
def test_a_text_stands_where_and_while_it_should(
    document: str, day: date, situation: set[str], expected: list[str]
) -> None:
    assert own_texts(TEXTS, document, day, situation, "en") == expected


def test_a_text_is_said_in_the_customers_language() -> None:
    assert own_texts(TEXTS, "invoice", date(2026, 1, 1), set(), "fr") == ["Nos CGV s’appliquent."]
