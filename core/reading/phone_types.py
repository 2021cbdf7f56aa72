"""Whether a number is a mobile, a fax or the office's: by its label, then by its range."""

from __future__ import annotations

import re
from functools import lru_cache

import phonenumbers
from phonenumbers import PhoneNumber, PhoneNumberType

from core.identity import plain
from core.reading.contact import PhoneType
from core.reading.taking import label_before
from core.reading.vocabulary import table


def label_around(text: str, span: tuple[int, int]) -> tuple[PhoneType, int]:
    """What the words right before a number, or in brackets after it, say of it, and where those before it begin.

    "other" where they say no more than "telephone".
    """
    start, kinds = span[0], []
    while found := label_before(text, start, tuple(_labels())):
        start = found[1]
        kinds.append(_labels()[found[0]])
    if after := _after(text, span[1], is_alone=start == span[0]):
        kinds.append(_labels().get(plain(after.strip(" .:")), "other"))
    return next((kind for kind in kinds if kind != "other"), "other"), start


def _after(text: str, end: int, *, is_alone: bool) -> str | None:
    """What stands in brackets behind a number; without them too where the line has its labels behind the numbers."""
    if in_brackets := re.match(r"\s*\(([^)]*)\)", text[end:]):
        return in_brackets[1]
    behind = re.match(r"\s*([^\W\d]+)\.?(?!\w)", text[end:]) if is_alone else None
    *_, last = re.split(r"[\d\s]", text.rstrip(" ."))
    return behind[1] if behind and plain(last) in _labels() else None


def phone_type(number: PhoneNumber, label: PhoneType) -> PhoneType:
    """A label that says more than "telephone" wins; then the number's range."""
    return _by_range(number) if label == "other" else label


@lru_cache
def _labels() -> dict[str, PhoneType]:
    return {label: kind for kind, labels in table("labels")["phone"].items() for label in labels}


def _by_range(number: PhoneNumber) -> PhoneType:
    known = phonenumbers.number_type(number)
    is_mobile = _begins_as_mobile(number) if known == PhoneNumberType.UNKNOWN else known == PhoneNumberType.MOBILE
    return "mobile" if is_mobile else "work"


def _begins_as_mobile(number: PhoneNumber) -> bool:
    region = phonenumbers.region_code_for_country_code(number.country_code or 0)
    prefix: str | None = table("mobile_prefixes").get(region)
    return prefix is not None and re.match(prefix, phonenumbers.national_significant_number(number)) is not None
