"""The company's own sentences on documents (`[[legal]]` of `filon.toml`), as they stood on the document's date."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from datetime import date
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from core.settings import Legal

# Documents that carry what another kind does.
CARRIES = {"deposit": "invoice", "final": "invoice"}


def own_texts(
    texts: Iterable[Legal], document: str, day: date, situation: AbstractSet[str], language: Literal["fr", "en"]
) -> list[str]:
    """The sentences for a document (`quote`, `order`, `invoice`, `credit_note`) of this day, as they are configured."""
    carried = CARRIES.get(document, document)
    return [
        text.fr if language == "fr" else text.en
        for text in texts
        if carried in text.on
        and (text.when is None or text.when in situation)
        and text.valid_from <= day <= text.valid_to
    ]
