from datetime import date, timedelta
from itertools import pairwise

import pytest

from core.documents.legal import Situation, exemption, exemptions, known, mentions

TODAY = date(2026, 11, 24)


def test_a_business_is_told_of_penalties_fee_and_discount() -> None:
    said = mentions("quote", TODAY, {Situation.BUSINESS}, "fr")
    assert [word in sentence for word, sentence in zip(("10 points", "40\u00a0€", "escompte"), said, strict=True)] == [
        True
    ] * 3


def test_a_consumer_is_not_told_of_the_recovery_fee() -> None:
    said = " ".join(mentions("quote", TODAY, {Situation.CONSUMER}, "en"))
    assert "fourteen days" in said
    assert "consumer mediator" in said
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


def test_versions_of_an_exemption_follow_each_other_without_gap_or_overlap() -> None:
    for scheme in {why.scheme for why in exemptions()}:
        versions = [why for why in exemptions() if why.scheme == scheme]
        for earlier, later in pairwise(versions):
            assert later.valid_from == earlier.valid_to + timedelta(days=1)


def test_a_deposit_carries_the_sentences_of_an_invoice() -> None:
    assert mentions("deposit", TODAY, set(Situation), "fr") == mentions("invoice", TODAY, set(Situation), "fr")


def test_a_credit_note_threatens_nobody() -> None:
    said = " ".join(mentions("credit_note", TODAY, {Situation.BUSINESS, Situation.FRANCHISE}, "fr"))
    assert "pénalités" not in said
    assert "293 B" in said


def test_every_sentence_names_its_source() -> None:
    assert all(entry.source for entry in (*known(), *exemptions()))


@pytest.mark.parametrize(
    ("scheme", "code"),
    [
        ("franchise", "VATEX-FR-FRANCHISE"),
        ("intra_eu", "VATEX-EU-IC"),
        ("reverse_charge", "VATEX-EU-AE"),
        ("standard", None),
    ],
)
def test_a_scheme_without_vat_has_a_reason_with_its_code(scheme: str, code: str | None) -> None:
    why = exemption(scheme, TODAY)
    assert (why.code if why else None) == code
