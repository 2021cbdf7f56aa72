"""How well business cards are read, held against labels."""

from benchmarks.cards.judge import FIELDS, Outcome, judge, share

__all__ = ["FIELDS", "Outcome", "judge", "share"]
