"""What stands on cards in six languages reads right: the table beside this file."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from core.reading import Line, read

CARDS = tomllib.loads(Path(__file__).with_name("cards.toml").read_text(encoding="utf-8"))["card"]


def _printed(text: str, place: int) -> Line:
    return Line(text, height=20, top=30 * place, left=0, right=10 * len(text))


@pytest.mark.parametrize("card", CARDS, ids=lambda card: card["text"].split("\n")[1])
def test_card_reads_as_a_person_would_read_it(card: dict[str, Any]) -> None:
    contact = read([_printed(text, place) for place, text in enumerate(card["text"].strip().splitlines())])

    found: dict[str, Any] = {field: getattr(contact, field) for field in card if field != "text"}
    if "emails" in card:
        found["emails"] = list(contact.emails)
    if "phones" in card:
        found["phones"] = [f"{phone.e164} {phone.type}" for phone in contact.phones]
    assert found == {field: value for field, value in card.items() if field != "text"}
