"""Boxes are turned into the reading direction, however the photo was held."""

import numpy as np
import pytest

from intake.cards import engine
from intake.cards.engine import Corners
from intake.cards.orientation import CROP_HEIGHT, quarter_turns, size, straighten, turned_back, upright
from intake.cards.photo import Pixels

PHOTO: Pixels = np.full((400, 600, 3), 255, np.uint8)


def box(left: float, top: float, right: float, bottom: float) -> Corners:
    return np.array([[left, top], [right, top], [right, bottom], [left, bottom]], np.float32)


@pytest.fixture
def judgements(monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """What the classifier says of every crop; one entry, to be changed by the test."""
    said = [False]
    monkeypatch.setattr(engine, "is_upside_down", lambda _crop: (said[0], 0.9))
    return said


def test_level_text_stays_as_it_is(judgements: list[bool]) -> None:
    [turned] = upright(PHOTO, [box(100, 100, 300, 120)])
    assert turned.tolist() == box(100, 100, 300, 120).tolist()


def test_text_on_its_head_begins_at_the_other_end(judgements: list[bool]) -> None:
    judgements[0] = True
    [turned] = upright(PHOTO, [box(100, 100, 300, 120)])
    assert turned[0].tolist() == [300, 120]


def test_text_of_a_quarter_turn_is_read_along_its_long_side(judgements: list[bool]) -> None:
    [turned] = upright(PHOTO, [box(100, 100, 120, 300)])
    assert size(turned) == (200, 20)


def test_a_short_box_follows_the_long_ones(judgements: list[bool]) -> None:
    _, letter = upright(PHOTO, [box(100, 100, 120, 300), box(200, 100, 222, 120)])
    assert letter[0].tolist() == [222, 100]


@pytest.mark.parametrize("turns", [0, 1, 2, 3])
def test_a_place_on_a_turned_photo_is_found_on_the_photo_itself(turns: int) -> None:
    photo = np.zeros((400, 600, 3), np.uint8)
    photo[100:120, 300:350] = 255
    rows, columns = np.nonzero(np.rot90(photo, turns)[:, :, 0])
    seen = (int(columns.min()), int(rows.min()), int(columns.max()) + 1, int(rows.max()) + 1)

    assert turned_back(seen, turns, photo) == (300, 100, 350, 120)


@pytest.mark.parametrize(("rolled", "turns"), [(0, 0), (1, 1), (2, 2), (3, 3)])
def test_the_reading_direction_says_how_the_photo_is_turned(rolled: int, turns: int) -> None:
    corners = np.roll(box(100, 100, 300, 120), -rolled, axis=0)
    assert quarter_turns([np.asarray(corners, np.float32)]) == turns


def test_a_crop_is_level_and_of_one_height() -> None:
    crop = straighten(PHOTO, box(100, 100, 300, 120))

    assert crop.shape[0] == CROP_HEIGHT
    assert crop.shape[1] > 200 * CROP_HEIGHT / 20


def test_a_crop_at_the_edge_of_the_photo_repeats_the_edge() -> None:
    assert np.all(straighten(PHOTO, box(0, 0, 600, 20)) == 255)
