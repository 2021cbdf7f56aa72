"""What names one person or one company, in the form in which two spellings compare equal.

Nothing here is for showing: accents, case and legal forms are gone.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from pathlib import Path
from urllib.parse import urlsplit

import phonenumbers
from email_validator import SPECIAL_USE_DOMAIN_NAMES, EmailNotValidError, validate_email

WORDS = Path(__file__).parent / "words"

# Letters that Unicode does not take apart into a base letter and a mark.
_UNMARKED = str.maketrans({"ß": "ss", "ı": "i", "ø": "o", "æ": "ae", "œ": "oe", "ł": "l", "đ": "d", "ð": "d"})

_GOOGLE = frozenset({"gmail.com", "googlemail.com"})
_TAG_BY_PLUS = _GOOGLE | {"outlook.com", "hotmail.com", "live.com", "icloud.com", "proton.me", "protonmail.com"}

# Public suffixes of two parts under which firms register; longer lists are for crawlers.
_SECOND_LEVEL = frozenset({"ac", "asso", "co", "com", "edu", "gouv", "gov", "ltd", "me", "net", "org", "plc", "tm"})

# "Dupont & Fils", "Dupont et Fils", "Smith and Sons": one spelling of the joining word.
_AND = {"and": "et", "und": "et"}

ABBREVIATED = re.compile(r"\b(\w)\.(?=\w\b)")

_SIREN_DIGITS = 9

# A part of what an address may be, of which no library has to be asked; labels of 63 characters at most (RFC 1035).
_LABEL = r"(?=[a-z0-9-]{1,63}[.])[a-z0-9]+(?:-[a-z0-9]+)*[.]"
PLAIN_HOST = re.compile(rf"(?:{_LABEL})+[a-z]{{2,63}}")
PLAIN_ADDRESS = re.compile(rf"[a-z0-9]+(?:[._+-][a-z0-9]+)*@{PLAIN_HOST.pattern}")
HOST = re.compile(r"([a-z0-9-]+\.)+([a-z]{2,}|xn--[a-z0-9-]+)")
MOST_LOCAL, MOST_DOMAIN = 64, 188

# A run of letters and digits; what joins two words in a name of a file does not.
WORD = re.compile(r"[^\W_]+")

# Likewise of telephone numbers: ten digits in France, nine behind +33.
BETWEEN_DIGITS = re.compile(r"(?<=[0-9])[ .-](?=[0-9])")
PLAIN_FRENCH = re.compile(r"(?:0|\+33)[1-9][0-9]{8}")

# Each is asked for again and again while one record is checked, kept and shown.
REMEMBERED = 4096


@lru_cache
def word_list(name: str) -> frozenset[str]:
    """The lines of `core/words/{name}.txt`, without comments."""
    lines = (WORDS / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(line.strip() for line in lines if line.strip() and not line.startswith("#"))


def plain(text: str) -> str:
    """Lower case without accents; letters that have no accent to lose are spelled out (ß is ss)."""
    lowered = text.casefold()
    if lowered.isascii():
        return lowered
    lowered = lowered.translate(_UNMARKED)
    return "".join(letter for letter in unicodedata.normalize("NFKD", lowered) if not unicodedata.combining(letter))


def plain_words(text: str) -> list[str]:
    """The words of a text in plain letters, punctuation gone."""
    return WORD.findall(plain(text).replace("'", " "))


def first_word(text: str) -> str:
    """The first of them, "" where there is none: a text may be all signs, or in a script without plain letters."""
    return next(iter(plain_words(text)), "")


@lru_cache(REMEMBERED)
def comparable_email(raw: str) -> str | None:
    """The mailbox that an address reaches, or None where it is no address.

    Dots and `+tags` are dropped only for the big free providers that ignore them; elsewhere they may name
    another mailbox.
    """
    parts = _plain_address(raw.strip().lower()) or _any_address(raw.strip())
    if parts is None:
        return None
    local, domain = parts
    if domain in _TAG_BY_PLUS:
        local = local.partition("+")[0]
    if domain in _GOOGLE:
        local, domain = local.replace(".", ""), "gmail.com"
    return f"{local}@{domain}"


def _plain_address(text: str) -> tuple[str, str] | None:
    """The mailbox and the domain of an address that has nothing to be looked at closely: nearly all, and quickly."""
    local, _, domain = text.partition("@")
    is_plain = PLAIN_ADDRESS.fullmatch(text) and len(local) <= MOST_LOCAL and len(domain) <= MOST_DOMAIN
    return (local, domain) if is_plain and domain.rpartition(".")[2] not in SPECIAL_USE_DOMAIN_NAMES else None


def _any_address(text: str) -> tuple[str, str] | None:
    try:
        address = validate_email(text, check_deliverability=False)
    except EmailNotValidError:
        return None
    return address.local_part.casefold(), address.ascii_domain.casefold()


@lru_cache(REMEMBERED)
def comparable_phone(raw: str, region: str | None = "FR") -> str | None:
    """The number in E.164, or None where it is none. `region` (ISO-2) is where a national number is dialled."""
    bare = BETWEEN_DIGITS.sub("", raw)
    if PLAIN_FRENCH.fullmatch(bare) and (bare[0] == "+" or region == "FR"):
        return "+33" + bare[-9:]
    try:
        number = phonenumbers.parse(raw, region)
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_possible_number(number):
        return None
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def written_phone(e164: str | None) -> str | None:
    """A number as people write it, `+33 6 39 98 12 34`; one that is none stays as it is."""
    try:
        number = phonenumbers.parse(e164 or "")
    except phonenumbers.NumberParseException:
        return e164
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.INTERNATIONAL)


@lru_cache(REMEMBERED)
def host(email_or_url: str) -> str | None:
    """The host name of an e-mail or web address without `www`, free providers included."""
    text = email_or_url.strip().casefold()
    if "@" in text and "/" not in text:
        text = text.rpartition("@")[2]
    name = text if PLAIN_HOST.fullmatch(text) else _any_host(text)
    name = name.removeprefix("www.").rstrip(".")
    return name if HOST.fullmatch(name) else None


def _any_host(text: str) -> str:
    try:
        name = urlsplit(text if "//" in text else f"//{text}").hostname or ""
        return name.encode("idna").decode()
    except ValueError:
        return ""


@lru_cache(REMEMBERED)
def web_domain(email_or_url: str) -> str | None:
    """The registered domain that an e-mail or web address belongs to; None for free-mail, which names no firm."""
    name = host(email_or_url)
    if name is None:
        return None
    parts = name.split(".")
    kept = 3 if len(parts) > 2 and parts[-2] in _SECOND_LEVEL and len(parts[-1]) == 2 else 2
    domain = ".".join(parts[-kept:])
    return None if is_free_mail(domain) else domain


def is_free_mail(domain: str) -> bool:
    """Whether anybody can have an address at this domain, so that it says nothing of an employer."""
    return domain.casefold() in word_list("free_mail")


@lru_cache(REMEMBERED)
def comparable_company(name: str) -> str:
    """The name in plain words without its legal form: `Radium, S.A.S.` and `SAS RADIUM` are both `radium`."""
    joined = ABBREVIATED.sub(r"\1", plain(name).replace("&", " et "))
    words = [_AND.get(word, word) for word in plain_words(joined)]
    return " ".join(_without_legal_form(words) or words)


def _without_legal_form(words: list[str]) -> list[str]:
    dropped = _legal_forms()
    first = next((place for place, word in enumerate(words) if word not in dropped), len(words))
    last = next((place for place in reversed(range(len(words))) if words[place] not in dropped), -1)
    return words[first : last + 1]


@lru_cache
def _legal_forms() -> frozenset[str]:
    return word_list("legal_forms") | {"et"}


def comparable_name(*parts: str) -> str:
    """A person's name in plain words, in alphabetical order: who comes first differs from one source to the next."""
    return " ".join(sorted(word for part in parts for word in plain_words(part)))


def valid_siren(raw: str) -> bool:
    """Whether these are nine digits with the Luhn checksum that INSEE gives a SIREN; spaces are allowed."""
    digits = re.sub(r"\s", "", raw)
    return len(digits) == _SIREN_DIGITS and digits.isascii() and digits.isdigit() and _luhn(digits) % 10 == 0


def valid_vat_id(raw: str) -> bool:
    """Whether this has the form of a VAT number; a French one's key must fit its SIREN (BOFiP, TVA-DECLA-20-10-20)."""
    compact = re.sub(r"[\s.-]", "", raw).upper()
    french = re.fullmatch(r"FR(\d{2})(\d{9})", compact)
    if french:
        return int(french[1]) == (12 + 3 * (int(french[2]) % 97)) % 97 and valid_siren(french[2])
    return bool(re.fullmatch(r"(?!FR\d{11}$)[A-Z]{2}[0-9A-Z+*]{2,12}", compact)) and any(map(str.isdigit, compact))


def _luhn(digits: str) -> int:
    doubled = (int(digit) * (1 + place % 2) for place, digit in enumerate(reversed(digits)))
    return sum(value - 9 if value > 9 else value for value in doubled)
