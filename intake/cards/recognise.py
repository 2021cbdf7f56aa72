"""Read pieces of text with tesseract: all of them stacked into one picture, so that one call reads them."""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Sequence

import cv2
import numpy as np
import pytesseract

from core.errors import Unavailable
from core.language import mark
from intake.cards.photo import Pixels

LANGUAGES = "fra+eng+deu"
# Longer than any card takes; an answer that comes later would help nobody.
SECONDS = 30

# One block of text (psm 6), given out as a table with the place of each word.
_CONFIG = "--psm 6 -c tessedit_create_tsv=1"
# White between the lines of the montage, in pixels.
_GAP = 24
# Wider than a stroke of the letters, in pixels: what is darker over such a distance is shadow.
_BLOT = 11
_LONGEST_REASON = 200

_FAILED = mark(
    "The program tesseract could not read the photo ({reason}). "
    "Check that it is installed with the languages fra, eng and deu, then send the photo again."
)

# Tesseract's threads fight over one line of text; one is faster than four. pytesseract hands our environment on.
os.environ.setdefault("OMP_THREAD_LIMIT", "1")


def recognise(crops: Sequence[Pixels], languages: str = LANGUAGES) -> list[str]:
    """The text of each crop, "" where nothing was read. Raises Unavailable where tesseract is missing or fails."""
    if not crops:
        return []
    montage, tops = _stack([_ink_on_paper(crop) for crop in crops])
    rows: list[list[str]] = [[] for _ in crops]
    for text, middle in _read(montage, languages):
        row = int(np.searchsorted(tops, middle)) - 1
        rows[min(max(row, 0), len(rows) - 1)].append(text)
    return [" ".join(words) for words in rows]


def _ink_on_paper(crop: Pixels) -> Pixels:
    """Dark letters on an even white ground: light letters are inverted, and shadows divided out."""
    grey = cv2.cvtColor(crop, cv2.COLOR_RGB2GRAY)
    if float(np.median(grey)) < float(grey.mean()):
        grey = 255 - grey
    paper = cv2.GaussianBlur(cv2.dilate(grey, np.ones((_BLOT, _BLOT), np.uint8)), (0, 0), _BLOT)
    even = grey.astype(np.float32) / np.maximum(paper, 1)
    ink = float(np.percentile(even, 1))
    return np.clip((even - ink) * (255 / max(1 - ink, 0.01)), 0, 255).astype(np.uint8)


def _stack(crops: Sequence[Pixels]) -> tuple[Pixels, list[int]]:
    """One picture with the crops below each other on white, and the row above which each begins."""
    width = max(crop.shape[1] for crop in crops) + 2 * _GAP
    heights = [crop.shape[0] + _GAP for crop in crops]
    tops = [_GAP // 2 + sum(heights[:place]) for place in range(len(crops))]
    montage = np.full((sum(heights) + _GAP, width), 255, np.uint8)
    for crop, top in zip(crops, tops, strict=True):
        row = top + _GAP // 2
        montage[row : row + crop.shape[0], _GAP : _GAP + crop.shape[1]] = crop
    return montage, tops


def _read(picture: Pixels, languages: str) -> list[tuple[str, float]]:
    """Each word with the row of its middle."""
    try:
        header, *rows = csv.reader(io.StringIO(_run(picture, languages)), delimiter="\t", quoting=csv.QUOTE_NONE)
        text, top, height = (header.index(name) for name in ("text", "top", "height"))
        return [(row[text], int(row[top]) + int(row[height]) / 2) for row in rows if "".join(row[text:]).strip()]
    except (csv.Error, IndexError, ValueError):
        raise Unavailable(_FAILED, reason="its answer is no table of words") from None


def _run(picture: Pixels, languages: str) -> str:
    """Tesseract's table of words (TSV)."""
    try:
        return str(pytesseract.run_and_get_output(picture, "tsv", languages, _CONFIG, timeout=SECONDS))
    except pytesseract.TesseractNotFoundError:
        raise Unavailable(
            "The program tesseract, which reads photos, is not installed. "
            "Install tesseract-ocr with the languages fra, eng and deu, then send the photo again."
        ) from None
    except pytesseract.TesseractError as error:
        raise Unavailable(_FAILED, reason=str(error.message)[:_LONGEST_REASON] or f"status {error.status}") from None
    except RuntimeError:
        raise Unavailable(_FAILED, reason=f"no answer in {SECONDS} seconds") from None
    except (OSError, ValueError):
        raise Unavailable(_FAILED, reason="it wrote no text that can be used") from None
