from datetime import date, timedelta
from itertools import pairwise

import pytest

from core.documents.legal import Situation, known, mentions

TODAY = date(2026, 11, 24)


def test_a_business_is_told_of_penalties_fee_and_discount() -> None:
    said = mentions("quote", TODAY, {Situation.BUSINESS}, "fr")
    assert [word in sentence for word, sentence in zip(("10 points", "40\u00a0€", "escompte"), said, strict=True)] == [
        True
    ] * 3


def test_a_consumer_is_not_told_of_the_recovery_fee() -> None:
    said = " ".join(mentions("quote", TODAY, {Situation.CONSUMER_OFF_PREMISES}, "en"))
    assert "fourteen days" in said
    assert "€40" not in said


@pytest.mark.parametrize(
    ("day", "reference"),
    [
        (date(2026, 12, 31), "art. 293 B du CGI."),
        (date(2027, 1, 1), "art. L. 223-3 du CIBS (ancien art. 293 B du CGI)."),
        (date(2028, 6, 30), "art. L. 223-3 du CIBS (ancien art. 293 B du CGI)."),
        (date(2028, 7, 1), "art. L. 223-3 du CIBS."),
    ],
)
def test_the_franchise_names_the_code_in_force_on_the_day(day: date, reference: str) -> None:
    assert mentions("quote", day, {Situation.FRANCHISE}, "fr") == [f"TVA non applicable, {reference}"]


def test_reverse_charge_is_said() -> None:
    assert "Autoliquidation" in mentions("quote", TODAY, {Situation.REVERSE_CHARGE}, "fr")[0]


def test_a_document_without_sentences_has_none() -> None:
    assert mentions("lead sheet", TODAY, set(Situation), "fr") == []


def test_versions_of_a_sentence_follow_each_other_without_gap_or_overlap() -> None:
    for name in {mention.name for mention in known()}:
        versions = [mention for mention in known() if mention.name == name]
        for earlier, later in pairwise(versions):
            assert later.valid_from == earlier.valid_to + timedelta(days=1)
