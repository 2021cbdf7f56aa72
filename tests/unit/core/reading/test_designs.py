"""Cards as firms of many countries print them read right: the tables beside this file."""

from pathlib import Path

import pytest

from benchmarks.cards.designs import Design, read_designs
from benchmarks.cards.judge import hold_against
from core.reading import read
from intake.cards.pipeline import CardReading

DESIGNS = [design for file in sorted(Path(__file__).parent.glob("designs*.toml")) for design in read_designs(file)]


@pytest.mark.parametrize("design", DESIGNS, ids=lambda design: design.name)
def test_card_reads_as_a_person_would_read_it(design: Design) -> None:
    contact = read(design.lines)

    outcome = hold_against(Path("card"), design.label, CardReading("card", contact, tuple(design.lines), 0.0))
    assert set(outcome.wrong) == design.missed, {field: outcome.found[field] for field in outcome.wrong}
    assert not [field for field in outcome.wrong if outcome.sure[field]]
