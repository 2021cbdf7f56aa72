"""Letters that a card lies on are told from its text."""

import numpy as np
from numpy.testing import assert_array_equal

from intake.cards.engine import Corners
from intake.cards.letters import without_letters


def box(left: int, top: int, width: int, height: int = 20) -> Corners:
    corners = [(left, top), (left + width, top), (left + width, top + height), (left, top + height)]
    return np.array(corners, np.float32)


WORDS = [box(300, 300 + 40 * line, 200) for line in range(4)]
LABEL = box(270, 300, 20)
KEYS = [box(100 * column, 100 * row, 20) for column in range(9) for row in range(2)]


def test_keys_of_a_keyboard_are_left_out_and_labels_are_kept() -> None:
    assert_array_equal(without_letters([*KEYS, *WORDS, LABEL]), [*WORDS, LABEL])


def test_a_few_letters_are_a_cards_own() -> None:
    assert_array_equal(without_letters([*KEYS[:3], *WORDS]), [*KEYS[:3], *WORDS])


def test_letters_alone_are_all_that_there_is() -> None:
    assert_array_equal(without_letters(KEYS), KEYS)
