"""E-mail addresses, also where a recogniser or a careful author has bent them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from email_validator import EmailNotValidError, validate_email

from core.reading.contact import Line
from core.reading.taking import field_labels, label_before, take
from core.reading.vocabulary import top_levels

_WRITTEN = re.compile(r"[\w.+%'-]+@[\w-]+(?:\.[\w-]+)+")

# "avery.smith @contoso com", "marie(at)radium.fr", "j.doe©acme,com".
_BENT = re.compile(
    r"(?P<local>[\w+%-]+(?:\.\s?[\w+%-]+)*)"
    r"\s?(?:@[®©]?|[®©]|\(at\)|\[at\])\s?"
    r"(?P<domain>[\w-]+(?:\s?[.,]\s?[\w-]+|\s(?:com|fr|de|net|org|eu|co|uk|ch|be)\b)*)",
    re.IGNORECASE,
)


# ".com" as it is read where print is small.
_END_MISREAD = re.compile(r"\.(?:corn|con|c0m|corm|co m)$", re.IGNORECASE)


@dataclass(frozen=True)
class Email:
    """An address in lower case; `exact` unless letters had to be guessed."""

    address: str
    exact: bool

    @property
    def local(self) -> str:
        """What stands before the @."""
        return self.address.rpartition("@")[0]


def take_emails(lines: Sequence[Line]) -> tuple[list[Email], list[Line]]:
    """The addresses in the lines, and the lines without them."""
    emails: list[Email] = []
    remaining = []
    for line in lines:
        found = list(find_emails(line.text))
        emails += [email for email, _ in found if email.address not in {known.address for known in emails}]
        remaining.append(take(line, [_with_label(line.text, span) for _, span in found]))
    return emails, remaining


def find_emails(text: str) -> Iterator[tuple[Email, tuple[int, int]]]:
    """Each address in the text with its place; repaired ones only where none is written plainly."""
    found = list(_find(_WRITTEN, text, exact=True))
    yield from found or _find(_BENT, text, exact=False)


def _find(pattern: re.Pattern[str], text: str, *, exact: bool) -> Iterator[tuple[Email, tuple[int, int]]]:
    for match in pattern.finditer(text):
        address = match[0] if exact else f"{match['local']}@{match['domain']}"
        address, mended = _END_MISREAD.subn(".com", address)
        if valid := _valid(address, repair=not exact):
            yield Email(valid, exact and not mended), match.span()


def _valid(address: str, *, repair: bool) -> str | None:
    local, _, domain = address.casefold().strip(".-'").rpartition("@")
    if repair:
        local, domain = re.sub(r"\s", "", local), _dotted(domain)
    if domain.rpartition(".")[2] not in top_levels():
        return None
    try:
        return validate_email(f"{local}@{domain}", check_deliverability=False).normalized
    except EmailNotValidError:
        return None


def _dotted(domain: str) -> str:
    """The domain with its dots back: "contoso com" and "contosocom" are both contoso.com."""
    joined = re.sub(r"\s?[.,\s]\s?", ".", domain)
    if "." in joined:
        return joined
    return re.sub(r"(?<=\w{3})(com|fr|de|net|org|eu)$", r".\1", joined)


def _with_label(text: str, span: tuple[int, int]) -> tuple[int, int]:
    label = label_before(text, span[0], field_labels("email"))
    return (label[1], span[1]) if label else span
