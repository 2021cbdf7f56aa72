"""The PP-OCR models that ship inside rapidocr's wheel, loaded once a process and run on one thread.

The engine keeps a call's switches on itself, so there may be one call at a time; what it returns depends on them, and
has no field for what it did not find.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np
import numpy.typing as npt
from rapidocr import RapidOCR

from intake.cards.photo import Pixels

# The engine would scale pictures to sides between these, in pixels; what it gets has its size already.
_SMALLEST, _LARGEST = 8, 4000

# Unicode's full-width forms, each the same distance from what it is a form of.
_NARROW = {wide: wide - 0xFEE0 for wide in range(0xFF01, 0xFF5F)}

Corners = npt.NDArray[np.float32]


@lru_cache(maxsize=1)
def _engine() -> RapidOCR:
    return RapidOCR(
        params={
            "Global.log_level": "error",
            "Global.min_side_len": _SMALLEST,
            "Global.max_side_len": _LARGEST,
            "Det.limit_side_len": _SMALLEST,
            "Det.limit_type": "min",
            "EngineConfig.onnxruntime.intra_op_num_threads": 1,
            "EngineConfig.onnxruntime.inter_op_num_threads": 1,
        }
    )


def text_boxes(photo: Pixels, certainty: float) -> list[Corners]:
    """The four corners (x, y) of every piece of text that is at least so certain (0 to 1), clockwise, in pixels."""
    found = _engine()(photo[:, :, ::-1], use_det=True, use_cls=False, use_rec=False, box_thresh=certainty)
    boxes = getattr(found, "boxes", None)
    return [] if boxes is None else [np.asarray(box, np.float32) for box in boxes]


def is_upside_down(crop: Pixels) -> tuple[bool, float]:
    """Whether a straightened crop of text stands on its head, and how sure that is (0.5 to 1)."""
    judged = _engine()(crop, use_det=False, use_cls=True, use_rec=False)
    judgements = getattr(judged, "cls_res", None) or [("0", 0.5)]
    label, score = judgements[0]
    return label == "180", float(score)


def read_line(crop: Pixels) -> str:
    """The text of a straightened crop as PP-OCR's recogniser reads it; "" where it reads nothing."""
    result = _engine()(crop[:, :, ::-1], use_det=False, use_cls=False, use_rec=True)
    texts = getattr(result, "txts", None)
    return narrow(texts[0]) if texts else ""


def narrow(text: str) -> str:
    """The text with letters and signs as wide as ours: the model learnt Chinese too, and writes "／" for a slash."""
    return text.translate(_NARROW)
