"""A rule means the answers that a company would expect it to."""

import pytest

from core.field_rules import FieldRule


@pytest.mark.parametrize(
    ("rule", "key", "label", "kind", "fits"),
    [
        ("key:question_1", "Question_1", "E-mail", "", True),
        ("key:question_1", "question_12", "E-mail", "", False),
        ("type:INPUT_EMAIL", "q", "", "input_email", True),
        ("type:email", "q", "", "INPUT_EMAIL", False),
        ("label:e-?mail", "q", "Votre Email professionnel", "", True),
        ("label:société|company", "q", "Nom de la SOCIÉTÉ", "", True),
        ("label:^email$", "Email", "", "", True),
        ("label:^email$", "email", "Votre adresse", "", False),
        ("label:a:b", "q", "a:b", "", True),
    ],
)
def test_a_rule_fits(rule: str, key: str, label: str, kind: str, fits: bool) -> None:
    assert FieldRule.of(rule).fits(key, label, kind) is fits


@pytest.mark.parametrize("text", ["", "email", "name:email", "key:", "label:(", "KEY:a"])
def test_what_is_no_rule_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"^\S*$"):
        FieldRule.of(text)
