"""The rules by which a company says which answer of a form fills which field of the lead."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal, get_args

Part = Literal["key", "type", "label"]
PARTS: tuple[Part, ...] = get_args(Part)


@dataclass(frozen=True)
class FieldRule:
    """`key:` and `type:` are compared whole, `label:` is a regular expression found anywhere; case does not matter."""

    part: Part
    wanted: str

    @classmethod
    def of(cls, text: str) -> FieldRule:
        """The rule as `filon.toml` has it, as in `label:e-?mail`. Raises `ValueError` where it can match nothing."""
        part, _, wanted = text.partition(":")
        for known in PARTS:
            if part == known and wanted:
                _check(wanted if part == "label" else "")
                return cls(known, wanted)
        raise ValueError(text)

    def fits(self, key: str, label: str, kind: str) -> bool:
        """Whether an answer of this key, label and type is meant. One without a label goes by its key."""
        if self.part == "label":
            return bool(re.search(self.wanted, label or key, re.IGNORECASE))
        return self.wanted.casefold() == (key if self.part == "key" else kind).casefold()


def _check(expression: str) -> None:
    try:
        re.compile(expression)
    except re.error as error:
        raise ValueError(expression) from error
