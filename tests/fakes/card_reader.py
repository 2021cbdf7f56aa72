"""The real reader of cards, with recognisers that do what the file named by `SABOTAGE` says; well where it is empty.

It runs in the process that reads cards, so a test reaches it through that file only.
"""

from __future__ import annotations

import ctypes
import os
import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any
from unittest.mock import patch

from intake.cards import pipeline
from intake.cards.pipeline import CardReading

SABOTAGE = "TEST_SABOTAGE"
RUBBISH = "<!channel> *~`|\x00\x1b[31m\u202e@@ <https://evil.example|click> \ufffd" * 40


def hang() -> str:
    """Never answer, and leave word which process hangs."""
    Path(f"{os.environ[SABOTAGE]}.pid").write_text(str(os.getpid()), "utf-8")
    threading.Event().wait()
    return ""


def hang_within_python() -> str:
    """Never answer, and let no other thread of Python's do anything: `PyDLL` keeps its lock."""
    return str(ctypes.PyDLL(None).pause())


def divide() -> str:
    """Raise what nobody foresaw."""
    return str(1 // 0)


def leave() -> str:
    """End the process, as a killer of processes does where memory is short."""
    os._exit(1)


def fall() -> str:
    """Crash in native code."""
    return str(ctypes.string_at(0))


TEXTS: dict[str, Callable[[], str]] = {
    "nothing": str,
    "rubbish": lambda: RUBBISH,
    "hangs": hang,
    "hangs within Python": hang_within_python,
    "raises": divide,
    "leaves": leave,
    "falls": fall,
}


def read_card(photo: bytes, **options: Any) -> CardReading:
    """Read the card with the recognisers as they are told to be."""
    sabotage = Path(os.environ[SABOTAGE]).read_text("utf-8")
    if not sabotage:
        return pipeline.read_card(photo, **options)
    text = TEXTS[sabotage]

    def recognise(crops: Sequence[object], _languages: str = "") -> list[str]:
        return [text() for _ in crops]

    with patch.multiple("intake.cards.recognisers", recognise=recognise, read_line=lambda _crop: text()):
        return pipeline.read_card(photo, **options)
