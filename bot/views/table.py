"""A table of texts: words at the left, figures at the right."""

from __future__ import annotations

from collections.abc import Sequence

from bot.request import Block
from bot.views.blocks import clip

MOST_ROWS = 60
LONGEST_CELL = 60
# Slack takes no empty cell.
NOTHING = "–"


def table(rows: Sequence[Sequence[str]], *, words: int = 1) -> Block:
    """The rows, the titles first; of their columns the first `words` hold words, the others figures."""
    sides = ("left" if column < words else "right" for column in range(len(rows[0])))
    return {
        "type": "table",
        "column_settings": [{"align": side} for side in sides],
        "rows": [[_cell(text) for text in row] for row in rows],
    }


def _cell(text: str) -> Block:
    return {"type": "raw_text", "text": clip(text, LONGEST_CELL) or NOTHING}
