"""Our own form says what is to be mended, and asks for no more than is needed to answer."""

import pytest

from intake.hosted import BY_NAME, MARK, is_hosted, mistakes
from intake.payload import Answer


@pytest.mark.parametrize(
    ("values", "wrong"),
    [
        ({"name": "Marie", "email": "marie@radium.example"}, set()),
        ({"name": "Marie", "phone": "01 99 00 12 34"}, set()),
        ({"name": "Marie", "email": "marie@radium.example", "phone": "12"}, set()),
        ({"name": "Marie"}, {"email"}),
        ({"name": "Marie", "email": "marie@"}, {"email"}),
        ({"name": "Marie", "phone": "12"}, {"phone"}),
        ({}, {"name", "email"}),
    ],
)
def test_what_is_to_be_mended(values: dict[str, str], wrong: set[str]) -> None:
    assert mistakes(values).keys() == wrong <= BY_NAME.keys()


def test_only_our_own_form_is_checked_before_it_is_stored() -> None:
    assert is_hosted([Answer(MARK, "1")])
    assert not is_hosted([Answer("name", "Marie")])
