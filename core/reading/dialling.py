"""Which telephone number groups of digits make, as phonenumbers judges."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

import phonenumbers
from phonenumbers import PhoneNumber

_FEWEST_DIGITS, _MOST_DIGITS = 7, 16
# phonenumbers' name for no region.
_ANYWHERE = "ZZ"
# Only there is the first zero dialled from abroad too.
_ITALY = 39


def longest_number(prefixes: Sequence[str], regions: Sequence[str]) -> tuple[PhoneNumber, str] | None:
    """The number that one of the texts makes, and that text; None where none makes any.

    `prefixes` are longer and shorter beginnings of the same text, the longest first; the likeliest region, which comes
    first, decides before the length does.
    """
    candidates = _dialled_from(prefixes[0], regions)
    for region in candidates:
        numbers = [(number, text) for text in prefixes if (number := _parse(text, region))]
        for accepts in _judges(region, is_likeliest=region == candidates[0]):
            for number, text in numbers:
                if accepts(number) and _is_dialled(text, region):
                    return number, text
    return None


def _dialled_from(text: str, regions: Sequence[str]) -> Sequence[str]:
    """A number with its country code ("+33 1", "0033 1", "33 (0)1", "(33) 01") is the same from everywhere."""
    return (_ANYWHERE,) if re.match(r"\D*(?:\+|00[1-9]|[1-9]\d{0,2}\s?(?:\(0\)|\)\s?0[1-9]))", text) else regions


def _parse(text: str, region: str) -> PhoneNumber | None:
    digits = re.sub(r"\D", "", text)
    if not _FEWEST_DIGITS <= len(digits) <= _MOST_DIGITS:
        return None
    try:
        number = phonenumbers.parse(f"+{digits.removeprefix('00')}" if region == _ANYWHERE else digits, region)
    except phonenumbers.NumberParseException:
        return None
    keeps_its_zero = number.italian_leading_zero and number.country_code != _ITALY
    return None if keeps_its_zero else number


def _judges(region: str, *, is_likeliest: bool) -> Sequence[Callable[[PhoneNumber], bool]]:
    """What a number must be, the strictest first.

    Ranges are given out faster than lists of them are: in a number that begins as the likeliest region's do, the right
    length is enough where no range fits.
    """
    begins_as_it_should = region == _ANYWHERE or _trunk(region) == "0"
    judges = (phonenumbers.is_valid_number, phonenumbers.is_possible_number)
    return judges if is_likeliest and begins_as_it_should else judges[:1]


def _is_dialled(text: str, region: str) -> bool:
    """Whether it is written with its country code or, where national numbers begin with a 0, with that.

    Nine other digits are a company's number in its register.
    """
    digits = re.sub(r"\D", "", text)
    return region == _ANYWHERE or _trunk(region) != "0" or (digits.startswith("0") and not digits.startswith("00"))


def _trunk(region: str) -> str | None:
    return phonenumbers.ndd_prefix_for_region(region, True)
