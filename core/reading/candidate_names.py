"""What might be the person's name: a part that looks like one, or two lines of one word each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from core.reading.candidate import Candidate, Places, hinted, size_bonus
from core.reading.names import read_name
from core.reading.parts import Part
from core.reading.spans import is_alike


def candidate_names(parts: Sequence[Part], spans: Sequence[Places], local_parts: Sequence[str]) -> Iterator[Candidate]:
    """Each span as a name; its score is 0 where it can be none."""
    for places in spans:
        texts = [parts[place].text for place in places]
        if len(texts) > 1 and (any(len(text.split()) > 1 for text in texts) or not is_alike(parts, places)):
            continue
        text = " ".join(texts)
        score = hinted(parts, places, "full_name", read_name(text, local_parts).score)
        yield Candidate(places, text, score - 0.1 * (len(places) - 1), size_bonus(parts, places))
