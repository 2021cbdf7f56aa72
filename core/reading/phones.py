"""Telephone numbers: runs of digits, cut into numbers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

import phonenumbers
from phonenumbers import PhoneNumber, PhoneNumberFormat

from core.reading.contact import Line, Phone
from core.reading.dialling import longest_number
from core.reading.phone_types import label_around, phone_type
from core.reading.taking import take

# Digits in groups, with what people put between them. A plus always begins a new number.
_RUN = re.compile(
    r"(?:\+\s?|(?<![\w@+]))(?!\(?[oOIl]\))(?![OoIl|]\s)\(?[\dOoIl|](?:[\dOoIl|]|\((?![oOIl]\))|[\s).\-/–—·•‑_]){5,}[\dOoIl|]"
)
_MOST_GROUPS = 16
_LETTERS_FOR_DIGITS = str.maketrans({"O": "0", "o": "0", "I": "1", "l": "1", "|": "1"})

# A bar between spaces stands between two numbers, and is no 1.
_BAR = re.compile(r"\s\|(?=\s|$)")
# "08.00 - 18.00", when a shop is open.
_HOURS = re.compile(r"[0-2]?\d[.:][0-5]0\s?[-–]\s?[0-2]?\d[.:][0-5]0")

# "03 88 21 05 40-41-42": the last digits of the numbers beside it.
_RANGE = re.compile(r"(?:\s?[-/]\s?\d{1,2}(?!\d))+")

# "(poste 214)", "ext. 12".
_EXTENSION = re.compile(
    r"[\s,]*\(?(?:poste|ext(?:ension)?|extn|x|app(?:arat)?|durchwahl|dw|toestel|interno|int|anexo)\b[\s.:]*\d{1,5}\)?",
    re.IGNORECASE,
)

# Between two numbers without a plus stands more than between two groups of one.
_BETWEEN = re.compile(r"\s[-–—/·•]\s|\s{2,}|\)\s*\(")

# How a number begins that has its country's code.
_ABROAD = re.compile(r"\D*(?:\+|00)")

# Digits that are no telephone number say so before them.
_NOT_A_PHONE = re.compile(
    r"\b(?:(?:rcs|r\.c\.s\.?|rsac|rm)(?:[\s:.°]+[^\W\d]+(?:[’'-][^\W\d]+)*){0,4}|iso|siren|siret|tva|vat|ape|naf|iban|bic|capital|ust-?id\w*|hrb|amtsgericht|steuer-?nr|reg|rpps"
    r"|adeli|orias|btw|kvk|kbo|bce|rpm|cif|nif|c\.f\.|cod\. ?fisc\w*|p(?:artita|\.) ?iva|rea|mwst|uid|cvr|gps|nip|regon"
    r"|krs|org\.? ?nr|orgnr|y-tunnus|fn|lic|licen[cs]e|dre"
    r"|entreprise|onderneming(?:s(?:nummer|nr))?|n°(?!\s*(?:vert|azur|indigo|cristal|gratuit|unique|tel|fax|port))"
    r"|no\.|(?:n°|num[ée]ro) d[e’'][^\d:]{2,40}|d[ée]claration[^\d:]{0,30}|agr[ée]ment[^\d:]{0,20}|cpi|toque)"
    r"[\s:.°]*(?:[a-z]+)?[\s:.°]*$",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class FoundPhone:
    """A number, whether phonenumbers knows its range as given out, and its place in the line with its label.

    `guessed` is a national number that is none in the likeliest region.
    """

    phone: Phone
    valid: bool
    span: tuple[int, int]
    guessed: bool = False


def take_phones(lines: Sequence[Line], regions: Sequence[str]) -> tuple[list[FoundPhone], list[Line]]:
    """The numbers in the lines, and the lines without them. `regions`, likeliest first, dial national numbers."""
    found: list[FoundPhone] = []
    remaining = []
    for line in lines:
        here = list(find_phones(line.text, regions))
        regions = list(dict.fromkeys([*_told_by(here), *regions]))
        found += [one for one in here if one.phone.e164 not in {known.phone.e164 for known in found}]
        remaining.append(take(line, [one.span for one in here]))
    return found, remaining


def _told_by(found: Iterable[FoundPhone]) -> Iterator[str]:
    """A national number that was understood tells where the others are dialled from."""
    for one in found:
        number = phonenumbers.parse(one.phone.e164)
        if one.valid and not _ABROAD.match(one.phone.raw) and (region := phonenumbers.region_code_for_number(number)):
            yield region


def find_phones(text: str, regions: Sequence[str]) -> Iterator[FoundPhone]:
    """Each number in the text; its span includes its label."""
    for run in _RUN.finditer(text):
        if not _NOT_A_PHONE.search(text[: run.start()]) and not _HOURS.fullmatch(run[0]):
            digits = _BAR.sub("  ", run[0]).translate(_LETTERS_FOR_DIGITS)
            for start, end, number in _numbers_in(digits, regions):
                found = _found(text, (run.start() + start, run.start() + end), number)
                is_national = not _ABROAD.match(found.phone.raw)
                yield replace(found, guessed=is_national and not _is_from(number, regions[:2]))


def _is_from(number: PhoneNumber, regions: Sequence[str]) -> bool:
    return any(phonenumbers.country_code_for_region(region) == number.country_code for region in regions)


def _numbers_in(run: str, regions: Sequence[str]) -> Iterator[tuple[int, int, PhoneNumber]]:
    """Cut a run into numbers: each is as many groups of digits as make one. Gives start, end, number."""
    start = 0
    while start < len(run):
        ends = [start + group.end() for group in islice(re.finditer(r"\d+", run[start:]), _MOST_GROUPS)]
        found = longest_number([run[start:end] for end in reversed(ends)], regions) if ends else None
        if found:
            number, text = found
            yield start, start + len(text), number
            start += len(text)
            start += len(re.match(r"[^\d(]*", run[start:])[0])  # type: ignore[index] # it matches the empty text too
        else:
            start = _next_start(run, start)


def _next_start(run: str, start: int) -> int:
    """The next place at which another number can begin: never in the middle of one that makes no sense."""
    gap = _BETWEEN.search(run, start + 1)
    return gap.end() if gap else len(run)


def _found(text: str, span: tuple[int, int], number: PhoneNumber) -> FoundPhone:
    label, start = label_around(text, span)
    more = _RANGE.match(text, span[1])
    end = more.end() if more else span[1]
    extension = _EXTENSION.match(text, end)
    e164 = phonenumbers.format_number(number, PhoneNumberFormat.E164)
    phone = Phone(e164, phone_type(number, label), text[span[0] : end])
    return FoundPhone(phone, phonenumbers.is_valid_number(number), (start, extension.end() if extension else end))
