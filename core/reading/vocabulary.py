"""The words that the reader knows: lists and tables beside this file, loaded once."""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from pathlib import Path
from typing import Any

from babel import Locale

from core.identity import plain

FOLDER = Path(__file__).parent / "vocabulary"

# The languages in which a card names its country.
_COUNTRY_LANGUAGES = ("fr", "en", "de", "es", "it", "nl")


@lru_cache
def words(name: str) -> frozenset[str]:
    """All words of `vocabulary/{name}.txt` in plain letters; lines beginning with # are comments."""
    lines = (FOLDER / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(plain(word) for line in lines if not line.startswith("#") for word in line.split())


@lru_cache
def table(name: str) -> dict[str, Any]:
    """The contents of `vocabulary/{name}.toml`."""
    return tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))


@lru_cache
def countries() -> dict[str, str]:
    """ISO-2 code by a country's name, in plain letters."""
    names = {
        "uk": "GB",
        "england": "GB",
        "scotland": "GB",
        "wales": "GB",
        "usa": "US",
        "u.s.a.": "US",
        "deutschland": "DE",
    }
    for language in _COUNTRY_LANGUAGES:
        for code, name in Locale(language).territories.items():
            if re.fullmatch("[A-Z]{2}", code):
                names.setdefault(plain(name), code)
    return names


@lru_cache
def top_levels() -> frozenset[str]:
    """The ends of web names that we take for real: country codes and the usual generic ones."""
    codes = (str(code).lower() for code in Locale("en").territories if re.fullmatch("[A-Z]{2}", str(code)))
    return words("top_levels") | frozenset(codes) | {"uk"}
