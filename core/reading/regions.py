"""Which country a contact is from, likeliest first: it decides how a national telephone number is dialled."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import phonenumbers
from babel import Locale

from core.identity import plain_words
from core.reading.addresses import country_of
from core.reading.contact import Line
from core.reading.vocabulary import table

# Where a national number is tried when nothing on the card tells: the countries that customers write from most.
USUAL = ("FR", "GB", "US", "DE", "BE", "CH", "NL", "ES", "IT", "LU", "CA", "AT")

# Country codes that firms everywhere use for their names.
_FASHIONABLE = frozenset({"ai", "cc", "co", "fm", "io", "me", "tv", "ws", "eu"})


def likely_regions(lines: Sequence[Line], domains: Sequence[str], region: str) -> list[str]:
    """ISO-2 codes without doubles: what the text tells, then `region`; the usual ones where it tells nothing."""
    told = list(_told(lines, domains))
    return list(dict.fromkeys([*told, region, *(() if told else USUAL)]))


def told_region(lines: Sequence[Line], domains: Sequence[str]) -> str | None:
    """The country that the text tells, if it tells any."""
    return next(_told(lines, domains), None)


def _told(lines: Sequence[Line], domains: Sequence[str]) -> Iterator[str]:
    texts = [line.text for line in lines]
    yield from (code for text in texts if (code := country_of(text)))
    yield from (code for domain in domains if (code := _by_domain(domain)))
    yield from (code for text in texts for code in _by_prefix(text))
    forms: dict[str, str] = table("legal_form_countries")
    yield from (forms[word] for text in texts for word in plain_words(text.replace(".", ""))[-1:] if word in forms)
    spoken = {word for text in texts for word in plain_words(text)}
    yield from (
        code for code, known in table("region_words").items() if any(_is_spoken(word, spoken) for word in known)
    )


def _is_spoken(word: str, spoken: set[str]) -> bool:
    end = word.removeprefix("*")
    return word in spoken or (end != word and any(one.endswith(end) and one != end for one in spoken))


def _by_domain(domain: str) -> str | None:
    top = domain.rpartition(".")[2]
    if len(top) != 2 or top in _FASHIONABLE:
        return None
    code = "GB" if top == "uk" else top.upper()
    return code if code in Locale("en").territories else None


def _by_prefix(text: str) -> Iterator[str]:
    """The regions of numbers that are written with their country's code."""
    for match in re.finditer(r"(?:\+|(?<![\d])(?<!\d[ .-])00)\s?([1-9]\d{0,2})", text):
        for digits in (match[1][:length] for length in (1, 2, 3)):
            code = phonenumbers.region_code_for_country_code(int(digits))
            if code not in {"ZZ", "001"}:
                yield code
                break
