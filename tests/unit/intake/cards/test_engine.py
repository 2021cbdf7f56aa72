"""What the engine's recogniser writes, as a card prints it."""

import pytest

from intake.cards.engine import narrow


@pytest.mark.parametrize(
    ("read", "printed"),
    [
        ("0151／83144088", "0151/83144088"),
        ("Tél：０１（99）", "Tél:01(99)"),
        ("Zoé Ångström 12 €", "Zoé Ångström 12 €"),
    ],
)
def test_signs_in_the_width_of_chinese_are_as_narrow_as_printed(read: str, printed: str) -> None:
    assert narrow(read) == printed
