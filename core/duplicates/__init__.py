"""Duplicates: what two records of one person or company have in common, scored and explained.

Nothing merges by itself: a match is told, and a person decides.
"""

from core.duplicates.candidates import find_duplicates
from core.duplicates.crowd import Crowd
from core.duplicates.index import keep, keep_new
from core.duplicates.score import MEDIUM, STRENGTHS, STRONG, WEAK, Match, Matches, Strength

__all__ = [
    "MEDIUM",
    "STRENGTHS",
    "STRONG",
    "WEAK",
    "Crowd",
    "Match",
    "Matches",
    "Strength",
    "find_duplicates",
    "keep",
    "keep_new",
]
