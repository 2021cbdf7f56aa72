"""Tell lines of text apart by the gaps between them, where no card's edge is seen: white cards on white paper."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
import numpy.typing as npt

from core.reading import Line

Groups = list[list[Line]]

# What has fewer lines is no card.
LEAST_LINES = 3
# So many of the widest gaps are tried: the widest of all may be within a card, between its name and its address.
_TRIED = 6


def apart(lines: Sequence[Line], are_cards: Callable[[Groups], bool]) -> Groups:
    """The lines in as many groups as there are cards: a gap parts them where `are_cards` says so of both sides."""
    placed = [line for line in lines if line.box]
    for one, other in _across_gaps(placed):
        if are_cards([one, other]):
            return [*apart(one, are_cards), *apart(other, are_cards)]
    return [placed]


def _across_gaps(lines: Sequence[Line]) -> list[Groups]:
    """What lies on both sides of each gap, the widest first."""
    gaps = sorted(_tree(lines), reverse=True)
    parted = [_sides(lines, [gap[1:] for gap in gaps if gap != cut], cut[1]) for cut in gaps]
    return [groups for groups in parted if min(map(len, groups)) >= LEAST_LINES][:_TRIED]


def _tree(lines: Sequence[Line]) -> list[tuple[float, int, int]]:
    """The shortest links, with their lengths, that hold all lines together (Prim)."""
    if not lines:
        return []
    distances = _distances(np.array([line.box for line in lines], np.float32))
    links, linked = [], {0}
    while len(linked) < len(lines):
        length, here, there = min(
            (float(distances[one, other]), one, other)
            for one in linked
            for other in range(len(lines))
            if other not in linked
        )
        links.append((length, here, there))
        linked.add(there)
    return links


def _distances(boxes: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    """Between the nearest points of each two boxes."""
    near, far = boxes[:, :2], boxes[:, 2:]
    between = np.maximum(near[:, None] - far[None], near[None] - far[:, None])
    return np.asarray(np.linalg.norm(np.maximum(between, 0), axis=2), np.float32)


def _sides(lines: Sequence[Line], links: Sequence[tuple[int, int]], start: int) -> Groups:
    """The lines that hang together with the one at `start`, and the others."""
    reached = {start}
    while grown := {end for link in links for end in link if reached & set(link)} - reached:
        reached |= grown
    return [[line for place, line in enumerate(lines) if (place in reached) == here] for here in (True, False)]
