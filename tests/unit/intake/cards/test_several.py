"""The search for several cards in lines that only gaps tell apart."""

from collections.abc import Sequence

from core.reading import Contact, Line, Phone
from intake.cards.several import Search


def column(left: int, texts: Sequence[str]) -> list[Line]:
    """Lines below each other."""
    return [
        Line(
            text,
            height=20.0,
            top=40.0 * row,
            left=left,
            right=left + 200,
            box=(left, 40 * row, left + 200, 40 * row + 20),
        )
        for row, text in enumerate(texts)
    ]


PHONE = Phone("+33199001234", "work", "01 99 00 12 34")
TWO = [*column(0, ("Marie", "a", "b", "c")), *column(900, ("Paul", "d", "e", "f"))]


class Reader:
    """Understands whose lines they are, if anybody's, and counts how often it is asked."""

    def __init__(self, *known: str) -> None:
        self.known = known
        self.asked: list[list[str]] = []

    def understand(self, lines: Sequence[Line]) -> Contact:
        texts = [line.text for line in lines]
        self.asked.append(texts)
        first = next((text for text in texts if text in self.known), None)
        mail = (f"{first}@{first}-and-sons.example".lower(),)
        return Contact(first_name=first, last_name=first, emails=mail, phones=(PHONE,)) if first else Contact()


def found(reader: Reader) -> int:
    """How many cards."""
    return len(Search(lambda _texts: [], reader.understand).by_gaps(TWO))


def test_two_people_across_a_gap_are_two_cards() -> None:
    assert found(Reader("Marie", "Paul")) == 2


def test_what_lies_behind_a_gap_is_not_understood_where_nobody_stands_before_it() -> None:
    nobody, somebody = Reader(), Reader("Marie")
    assert (found(nobody), found(somebody)) == (0, 0)
    assert len(nobody.asked) < len(somebody.asked)
