"""What becomes of memory that a process needs no more."""

from __future__ import annotations

import ctypes

# `M_MMAP_THRESHOLD` of glibc's malloc.h.
_THRESHOLD = -3
LARGE = 1_000_000


def give_back() -> None:
    """From now on, give each large block (`LARGE` bytes) back to the system as soon as it is freed.

    Left to itself, glibc soon keeps blocks of up to 32 MB: 150 MB of them after a few photos. Without glibc, nothing.
    """
    if mallopt := getattr(ctypes.CDLL(None), "mallopt", None):
        mallopt(_THRESHOLD, LARGE)
