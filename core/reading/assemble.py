"""Evidence becomes a contact: values chosen, confidence given, and nothing lost."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import phonenumbers

from core.identity import web_domain
from core.reading.companies import is_misread, is_told
from core.reading.contact import Contact
from core.reading.evidence import Evidence
from core.reading.mailbox import mailbox_fit
from core.reading.misread import as_in_domain, look_alike
from core.reading.names import is_first_name, read_name
from core.reading.phone_types import label_around
from core.reading.regions import told_region
from core.reading.sureness import is_beside_name, is_contested, is_known, is_labelled

# What a guess from another field is worth, and what the numbers keep where one more may be among what is left.
_GUESS = 0.4
_INCOMPLETE = 0.6
# As sure as a printed text can be that only looks like its field.
_LIKELY = 0.65
# What a company keeps that is not quite what its domain says.
_MISREAD = 0.6

# So many digits alone were meant for a telephone number.
_DIGITS_ALONE = re.compile(r"\+?\d[\d().\-/ ]{7,}$")


@dataclass(frozen=True)
class Value:
    """A field's value, and how sure it is (0 to 1)."""

    field: str
    value: Any
    confidence: float


def assemble(evidence: Evidence) -> Contact:
    """The contact that the evidence speaks for."""
    values = [value for value in _values(evidence) if value.value]
    confidence = {value.field: round(value.confidence, 2) for value in values}
    return Contact(
        **{value.field: value.value for value in values},
        confidence=confidence,
        rest=tuple(_rest(evidence)),
    )


def _values(evidence: Evidence) -> Iterator[Value]:
    yield from _name(evidence)
    yield from _title(evidence)
    yield from _company(evidence)
    yield from _emails(evidence)
    yield from _phones(evidence)
    yield from _website(evidence)
    yield from _address(evidence)


def _name(evidence: Evidence) -> Iterator[Value]:
    locals_ = [email.local for email in evidence.emails]
    hinted = {part.hint: part.text for part in evidence.parts if part.hint in {"first_name", "last_name"}}
    if hinted:
        yield from (Value(str(field), text, 0.95) for field, text in hinted.items())
    elif chosen := evidence.chosen.name:
        name = read_name(chosen.text, locals_)
        known = is_known(name, locals_) or is_labelled(evidence, chosen)
        sure = min(0.98 if known else _LIKELY, chosen.score + 0.2)
        yield Value("first_name", name.first, sure)
        yield Value("last_name", name.last, sure)
    else:
        yield from _name_from_mailbox(locals_)


def _name_from_mailbox(local_parts: list[str]) -> Iterator[Value]:
    """marie.curie@ tells the name where nothing else does, as long as it begins with a known first name."""
    for local in local_parts:
        first, dot, last = local.partition(".")
        if dot and last.isalpha() and is_first_name(first):
            yield Value("first_name", first.title(), _GUESS)
            yield Value("last_name", last.title(), _GUESS)
            return


def _title(evidence: Evidence) -> Iterator[Value]:
    if title := evidence.chosen.title:
        sure = is_beside_name(evidence, title) or is_labelled(evidence, title)
        yield Value("job_title", title.text, title.score if sure else min(_LIKELY, title.score))


def _company(evidence: Evidence) -> Iterator[Value]:
    """The company read, or else the name in the domain that the firm writes from."""
    if company := evidence.chosen.company:
        doubt = _MISREAD if is_misread(company.text, evidence.domains) else 1
        is_sure = is_told(company.text, evidence.domains) and not is_contested(evidence, company)
        most = 0.98 if is_sure or is_labelled(evidence, company) else _LIKELY
        text = as_in_domain(company.text, evidence.domains) if doubt < 1 else company.text
        yield Value("company", text, min(most, company.score + 0.1) * doubt)
    elif evidence.domains:
        label = evidence.domains[0].partition(".")[0]
        name = evidence.chosen.name
        if not (name and mailbox_fit(name.text.split()[:1], name.text.split()[1:], [label])):
            yield Value("company", label.replace("-", " ").title(), _GUESS)
    elif lonely := _lonely(evidence):
        yield Value("company", lonely, _GUESS)


def _lonely(evidence: Evidence) -> str | None:
    """A word or two typed alone, which are no person, are the name of a company."""
    is_alone = len(evidence.parts) == 1 and len(evidence.lines) == 1 and not evidence.chosen.places
    return evidence.parts[0].text if is_alone and evidence.parts[0].is_typed else None


def _emails(evidence: Evidence) -> Iterator[Value]:
    """Every address; unsure where letters were guessed."""
    if evidence.emails:
        exact = all(email.exact for email in evidence.emails)
        yield Value("emails", tuple(email.address for email in evidence.emails), 0.98 if exact else 0.6)


def _phones(evidence: Evidence) -> Iterator[Value]:
    """Every number; unsure where digits are left that make none."""
    if evidence.phones:
        known = all(found.valid for found in evidence.phones)
        is_guessed = any(found.guessed for found in evidence.phones)
        complete = not any(map(_is_number_in_pieces, _rest(evidence)))
        confidence = (0.98 if known else 0.85) * (_INCOMPLETE if is_guessed or not complete else 1)
        yield Value("phones", tuple(found.phone for found in evidence.phones), confidence)


def _is_number_in_pieces(text: str) -> bool:
    """Whether digits stand alone, or behind a label of telephone numbers."""
    digits = _DIGITS_ALONE.search(text)
    return digits is not None and label_around(text, digits.span())[1] == 0


def _website(evidence: Evidence) -> Iterator[Value]:
    """The site of the firm that the e-mail is from, else the first."""
    mail = {web_domain(email.address) for email in evidence.emails}
    sites = sorted(evidence.websites, key=lambda site: web_domain(site.address) not in mail)
    for site in sites[:1]:
        domain = web_domain(site.address) or ""
        meant = next((other for other in mail if other and look_alike(other, domain)), domain)
        sure = 0.95 if site.exact and (not mail or domain in mail) else 0.75
        yield Value("website", site.address.replace(domain, meant), sure if meant == domain else _LIKELY)


def _address(evidence: Evidence) -> Iterator[Value]:
    if address := evidence.address:
        yield Value("address", address.text, address.confidence)
    yield from _country(evidence)


def _country(evidence: Evidence) -> Iterator[Value]:
    if evidence.address and evidence.address.country:
        yield Value("country", evidence.address.country, 0.95)
    elif told := told_region(evidence.lines, evidence.domains):
        yield Value("country", told, 0.8)
    else:
        dialled = (phonenumbers.parse(found.phone.e164) for found in evidence.phones)
        codes = [phonenumbers.region_code_for_number(number) for number in dialled]
        yield Value("country", next(filter(None, codes), None), 0.7)


def _rest(evidence: Evidence) -> Iterator[str]:
    """The words that no field took: the parts left over, and the sites beside the first."""
    used = evidence.chosen.places | evidence.in_address | ({0} if _lonely(evidence) else set())
    yield from (
        part.text
        for place, part in enumerate(evidence.parts)
        if place not in used and part.hint not in {"first_name", "last_name"}
    )
    kept = next((value.value for value in _website(evidence)), None)
    yield from (site.address for site in evidence.websites if site.address != kept)
