"""The recognisers that read the same lines: where two agree a text is sure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from core.identity import plain
from core.settings import RECOGNISERS
from intake.cards.engine import read_line
from intake.cards.photo import Pixels
from intake.cards.recognise import LANGUAGES, recognise

# One language takes tesseract half the time of three. French reads English too; German needs its own.
_FRENCH, _GERMAN = "fra", "deu"
_LOOKS_GERMAN = re.compile(r"[äöüß]|\b(?:gmbh|strasse|str\.|telefon|telefax|mobil|geschaftsfuhr\w*)|\.(?:de|at)\b|\+49")


def read_crops(crops: Sequence[Pixels], recognisers: Sequence[str] = RECOGNISERS) -> list[tuple[str, str | None]]:
    """Of each crop tesseract's reading and rapidocr's; None where only one of them is wanted.

    Raises Unavailable where tesseract is wanted and missing, or fails.
    """
    if "rapidocr" not in recognisers:
        return [(text, None) for text in recognise(crops, LANGUAGES)]
    rapid = [read_line(crop) for crop in crops]
    if "tesseract" not in recognisers:
        return [(text, None) for text in rapid]
    return list(zip(recognise(crops, _language(rapid)), rapid, strict=True))


def _language(texts: Sequence[str]) -> str:
    read = "\n".join(texts).casefold()
    return _GERMAN if _LOOKS_GERMAN.search(read) or _LOOKS_GERMAN.search(plain(read)) else _FRENCH
