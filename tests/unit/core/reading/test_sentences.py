"""What people type and paste reads right: the table beside this file."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from core.reading import read

SENTENCES = tomllib.loads(Path(__file__).with_name("sentences.toml").read_text(encoding="utf-8"))["sentence"]
FIELDS = ("first_name", "last_name", "job_title", "company", "website", "address")


@pytest.mark.parametrize("sentence", SENTENCES, ids=lambda sentence: " ".join(sentence["text"].split())[:50])
def test_sentence_fills_exactly_the_fields_that_it_tells(sentence: dict[str, Any]) -> None:
    contact = read(sentence["text"])

    found: dict[str, Any] = {field: getattr(contact, field) for field in FIELDS if getattr(contact, field)}
    if contact.emails:
        found["emails"] = list(contact.emails)
    if contact.phones:
        found["phones"] = [f"{phone.e164} {phone.type}" for phone in contact.phones]
    assert found == {field: value for field, value in sentence.items() if field != "text"}
