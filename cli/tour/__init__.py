"""The tour: the main job, played through the real doors, each step printed."""

from cli.tour.play import Tour
from cli.tour.rep import TourError

__all__ = ["Tour", "TourError"]
