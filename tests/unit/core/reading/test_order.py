"""Lines in the order in which a person reads them."""

from core.reading.contact import Line
from core.reading.order import in_reading_order


def line(text: str, top: float, left: float, right: float) -> Line:
    return Line(text, height=20, top=top, left=left, right=right)


def test_columns_are_read_one_after_the_other() -> None:
    lines = [line("a1", 0, 0, 100), line("b1", 2, 300, 400), line("a2", 30, 0, 100), line("b2", 32, 300, 400)]
    assert [one.text for one in in_reading_order(lines)] == ["a1", "a2", "b1", "b2"]


def test_lines_are_read_from_the_top_however_they_are_given() -> None:
    lines = [line("second", 30, 0, 100), line("first", 0, 0, 100)]
    assert [one.text for one in in_reading_order(lines)] == ["first", "second"]


def test_a_wide_gap_begins_a_new_block() -> None:
    lines = [line("name", 0, 0, 100), line("beside", 10, 300, 400), line("foot", 500, 0, 100)]
    assert [one.text for one in in_reading_order(lines)] == ["name", "beside", "foot"]


def test_text_without_geometry_stays_as_it_is() -> None:
    lines = [Line("b"), Line("a")]
    assert in_reading_order(lines) == lines
