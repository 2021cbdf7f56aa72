"""Lines that no rule was made for: each is read to its end, whatever stands there."""

from dataclasses import replace

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from core.reading import read
from core.reading.contact import Line

SIGNS = ["+++", "—", "|", "…", "()", "'", "¿", "@", "☎", "🙂", "-", "&"]
# Of other scripts, or growing when they are written in plain letters.
LETTERS = ["株式会社", "王小明", "Доктор", "É", "ß", "ﬁ", "İ", "\u0301", "x"]
# Words that rules begin with.
WORDS = ["Étude", "STUDIO", "Le", "d'", "O'", "rue", "Paris", "Marie", "Curie", "PDG", "SA", "T:", "Tel.", "Fax"]
NUMBERS = ["1", "12", "75001", "01", "99", "+33199001234", "m@r.fr", "www.r.fr"]

TEXT = st.lists(st.sampled_from([*SIGNS, *LETTERS, *WORDS, *NUMBERS]), min_size=1, max_size=4).map(" ".join)
LINE = st.builds(Line, TEXT, st.sampled_from([None, 10.0, 20.0]), other=st.none() | TEXT)


@example(lines=[Line("T: SA ¿ d'", 10.0), Line("www.r.fr PDG 12", 20.0, other="🙂 ¿")])
@settings(max_examples=300)
@given(lines=st.lists(LINE, max_size=6))
def test_whatever_stands_on_a_card_is_read_to_its_end(lines: list[Line]) -> None:
    placed = [replace(line, top=30.0 * place) for place, line in enumerate(lines)]
    assert len(read(placed).rest) <= 4 * len(lines)


@pytest.mark.parametrize("before", ["Hauptstraße 5 · Tel.:", "ß T:", "Иван ß Tel", "Weißer Weg 3, Telefon"])
def test_a_label_is_found_behind_a_letter_that_grows_in_plain_letters(before: str) -> None:
    assert [phone.e164 for phone in read(f"{before} +49 30 901820").phones] == ["+4930901820"]
