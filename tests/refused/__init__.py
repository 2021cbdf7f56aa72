"""Every refusal of the core, by what it is about: the deed that is refused, and its sentence in both languages.

A file has a `scene`, which makes the records that the deeds are tried on, and its REFUSALS.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

from core.crm import Transaction
from core.errors import SalesError

D = Decimal
Deed = Callable[[Transaction, SimpleNamespace], Any]


@dataclass(frozen=True)
class Refusal:
    """A deed on the scene's records, and the whole sentence: `{name}` is a record's reference, or a day.

    In French `~` is a no-break space. The deed is tried `by` the company itself unless somebody of the scene is named.
    """

    tried: str
    deed: Deed
    error: type[SalesError]
    english: str
    french: str
    by: str = ""
