"""A lead of a file before it is stored: plain values, for SQLAlchemy takes as long to note them as all the rest."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from core.model.lead import Lead
from core.model.person import Person


class Newcomer:
    """It reads like the `Lead` that it becomes; what it was not given is None. Its traits are kept once found."""

    __slots__ = ("__dict__", "traits")
    kind = Lead.kind
    reference, title, search_text = Lead.reference, Lead.title, Lead.search_text
    full_name = Person.full_name
    vars().update(dict.fromkeys(column.key for column in Lead.__mapper__.column_attrs))

    def __init__(self, given: Mapping[str, Any]) -> None:
        self.__dict__.update(given)
        self.traits: frozenset[tuple[str, str]] | None = None

    if TYPE_CHECKING:

        def __getattr__(self, name: str) -> Any: ...

        def __setattr__(self, name: str, value: Any) -> None: ...
