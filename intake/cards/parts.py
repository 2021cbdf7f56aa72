"""What the reader of one card says where a photo shows several."""

from __future__ import annotations

from collections.abc import Sequence

from core.errors import Rejected
from core.language import mark


class SeveralCards(Rejected):
    """Nothing was read: each of the cards is one to read; `pictures` are JPEG, in reading order."""

    def __init__(self, pictures: Sequence[bytes]) -> None:
        super().__init__(mark("There are {count} cards on this photo. Send a photo of each."), count=len(pictures))
        self.pictures = tuple(pictures)

    def __reduce__(self) -> tuple[type[SeveralCards], tuple[tuple[bytes, ...]]]:
        """As it passes from the process that reads."""
        return SeveralCards, (self.pictures,)
