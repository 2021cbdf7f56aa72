"""Which field of a lead a form's field means, by its name in French or English or by its type in a form tool.

Names and types stand in `fields.toml`.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from core.identity import plain_words

NAMES = Path(__file__).parent / "fields.toml"
LONGEST = 200
# What sites call their forms, not what visitors are called; `form[name]` is a visitor's name.
OF_THE_FORM = re.compile(r"form[-_ ]?(name|title|id)", re.IGNORECASE)
PHONES = frozenset({"phone", "mobile"})


def field_of(key: str) -> str | None:
    """The lead's field that a form's key names, or `full_name`."""
    return None if OF_THE_FORM.fullmatch(key.strip()) else _fields().get(normal(key))


def field_of_type(kind: str) -> str | None:
    """The lead's field that a form tool's type of field means."""
    return _types().get(kind.casefold())


def alike(name: str) -> frozenset[str]:
    """The fields of one type: only its name tells a mobile phone from another one."""
    return PHONES if name in PHONES else frozenset({name})


def is_noise(key: str) -> bool:
    """Whether a key says nothing of the person: form services read those with a leading underscore themselves."""
    return key.startswith("_") or normal(key) in _noise()


def normal(key: str) -> str:
    """The key in plain letters without fillers: `contact[yourEmail]` is `email`."""
    words = plain_words(re.sub(r"(?<=[a-z])(?=[A-Z])", " ", key[:LONGEST]))
    return "".join(word for word in words if word not in _table()["fillers"]) or "".join(words)


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads(NAMES.read_text(encoding="utf-8"))


@cache
def _fields() -> Mapping[str, str]:
    return {normal(name): field for field, names in _table()["fields"].items() for name in names}


@cache
def _types() -> Mapping[str, str]:
    return {kind.casefold(): field for field, kinds in _table()["types"].items() for kind in kinds}


@cache
def _noise() -> frozenset[str]:
    return frozenset(normal(name) for name in _table()["noise"])
