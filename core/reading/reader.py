"""Free text to a contact: a card's lines, a pasted e-mail signature and a typed sentence are read alike.

Exact values are taken first (e-mail, web, telephone), then the address; what remains is weighed together. What two
recognisers read is read three times, as each saw it and as both together: a field is sure where all three agree.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from core.identity import web_domain
from core.reading.addresses import take_address
from core.reading.assemble import assemble
from core.reading.choose import choose
from core.reading.contact import Contact, Line
from core.reading.cuts import cut
from core.reading.doubts import SURE, doubted
from core.reading.emails import Email, take_emails
from core.reading.evidence import Evidence
from core.reading.left_over import with_left_over
from core.reading.mailbox import as_in_name
from core.reading.misread import as_one_of
from core.reading.order import in_reading_order
from core.reading.parts import split, without_noise
from core.reading.phones import take_phones
from core.reading.regions import likely_regions
from core.reading.rejoin import rejoin
from core.reading.settle import readings, settle
from core.reading.websites import Website, take_websites


def read(text_or_lines: str | Sequence[str | Line], *, region: str = "FR") -> Contact:
    """The contact that a text tells of; what was not understood is in its `rest`.

    `region` (ISO-2) is where national telephone numbers are dialled when nothing in the text says otherwise.
    """
    lines = _lines(text_or_lines)
    others = [_read(reading, region) for reading in readings(lines)]
    contact = glance(lines, region=region)
    return doubted(_mended(contact) if others else contact, others, lines)


def glance(lines: Sequence[Line], *, region: str = "FR") -> Contact:
    """The same contact without its doubts, in a third of the time: what was read otherwise is not looked into."""
    return _read(settle(_lines(lines)), region)


def _mended(contact: Contact) -> Contact:
    """Mailboxes as the name has them, where that is told; as they were read, they are what else they might be."""
    first, last = contact.first_name, contact.last_name
    if not (first and last) or contact.confidence["last_name"] < SURE:
        return contact
    return replace(contact, emails=tuple(dict.fromkeys(_as_in_name(email, first, last) for email in contact.emails)))


def _as_in_name(email: str, first: str, last: str) -> str:
    local, at, domain = email.rpartition("@")
    return as_in_name(local, first, last) + at + domain


def _read(lines: Sequence[Line], region: str) -> Contact:
    lines = rejoin(in_reading_order(lines))
    emails, left = take_emails(lines)
    websites, left = take_websites(left)
    emails = _as_on_site(emails, websites, region)
    domains = _domains([email.address for email in emails] + [site.address for site in websites])
    regions = likely_regions(left, domains, region)
    phones, left = take_phones(left, regions)
    address, parts = take_address(split(left))
    parts = list(cut(without_noise(parts)))
    free_mail = [email.local for email in emails if web_domain(email.address) is None]
    chosen = choose(parts, [email.local for email in emails], domains, free_mail)
    address, in_address = with_left_over(address, parts, chosen.places) if address else (None, set())
    return assemble(Evidence(lines, emails, websites, domains, phones, address, parts, chosen, frozenset(in_address)))


def _lines(text_or_lines: str | Sequence[str | Line]) -> list[Line]:
    given = text_or_lines.splitlines() if isinstance(text_or_lines, str) else text_or_lines
    lines = [Line(line) if isinstance(line, str) else line for line in given]
    return [line for line in lines if line.text.strip() or line.other]


def _as_on_site(emails: Sequence[Email], websites: Sequence[Website], region: str) -> list[Email]:
    """Addresses with a thin letter of their domain as the firm's site in the region has it: ".tr" is ".fr" misread."""
    known = [web_domain(site.address) or "" for site in websites]
    sites = [domain for domain in known if domain.endswith(f".{region.casefold()}")]
    meant = [f"{email.local}@{as_one_of(email.address.rpartition('@')[2], sites)}" for email in emails]
    pairs = zip(emails, meant, strict=True)
    return [Email(text, exact=email.exact and text == email.address) for email, text in pairs]


def _domains(addresses: Sequence[str]) -> list[str]:
    """The firms' domains that addresses belong to, free-mail left out."""
    return list(dict.fromkeys(domain for address in addresses if (domain := web_domain(address))))
