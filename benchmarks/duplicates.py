"""The duplicate check among so many leads, for `make bench`.

The leads are made of syllables, and their traits written through plain SQL in the order of the index.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from itertools import cycle
from pathlib import Path
from random import Random

from core.crm import Crm
from core.duplicates import find_duplicates
from core.duplicates.traits import traits
from core.model import Lead, MatchKey
from core.settings import load

FEW, MANY = 10_000, 1_000_000
CHECKED = 500
CONSONANTS = (*"bcdfghjlmnprstv", "br", "ch", "cl", "dr", "fl", "gr", "pl", "tr")
SYLLABLES = [f"{consonant}{vowel}" for consonant in CONSONANTS for vowel in ("a", "e", "i", "o", "u", "an", "el", "or")]
NAMES = ("first_name", "last_name", "company", "email", "phone")
INSERT_LEAD = """
    INSERT INTO leads (id, first_name, last_name, company, email, phone, version, state, source, details, created_at,
        updated_at)
    VALUES (?, ?, ?, ?, ?, ?, 1, 'new', 'file', '{}', '2026-01-01 00:00:00', '2026-01-01 00:00:00')"""
INSERT_KEYS = """
    INSERT INTO match_keys (record_kind, trait, value, record_id)
    SELECT 'lead', 'company', lower(company), id FROM leads UNION
    SELECT 'lead', 'domain', lower(company) || '.example', id FROM leads UNION
    SELECT 'lead', 'email', email, id FROM leads UNION
    SELECT 'lead', 'name', lower(min(first_name, last_name) || ' ' || max(first_name, last_name)), id FROM leads UNION
    SELECT 'lead', 'near', substr(lower(company), 1, 8) || ' ', id FROM leads UNION
    SELECT 'lead', 'near', substr(lower(company), 1, 4) || ' ' || substr(lower(last_name), 1, 3), id FROM leads UNION
    SELECT 'lead', 'near', lower(company) || '.example ' || substr(lower(last_name), 1, 3), id FROM leads UNION
    SELECT 'lead', 'phone', phone, id FROM leads
    ORDER BY 2, 3, 4"""


def check_among(count: int, folder: Path) -> Callable[[], object]:
    """A check of one person after the other, each as if they came in once more, among so many."""
    folder.mkdir()
    crm = Crm(load(home=folder, database_url=""))
    crm.database.upgrade()
    _fill(crm, count)
    coming_in = cycle([dict(zip(NAMES, lead, strict=True)) for _id, *lead in list(people(count))[:: count // CHECKED]])

    def check() -> None:
        with crm.read() as session:
            if not find_duplicates(session, next(coming_in)):
                raise LookupError

    return check


def people(count: int) -> Iterator[tuple[int, str, str, str, str, str]]:
    """Always the same people, about three at each company."""
    random = Random(1)  # noqa: S311 - they keep no secret
    companies = [_word(random, 4) for _ in range(count // 3)]
    for number in range(1, count + 1):
        company, first, last = random.choice(companies), _word(random, 2), _word(random, 3)
        email = f"{first}.{last}.{number}@{company}.example".lower()
        yield number, first, last, company, email, f"+3399{number:07}"


def _word(random: Random, syllables: int) -> str:
    return "".join(random.choices(SYLLABLES, k=syllables)).capitalize()


def _fill(crm: Crm, count: int) -> None:
    with closing(sqlite3.connect(crm.database.url.removeprefix("sqlite:///"))) as connection:
        connection.executescript("PRAGMA synchronous=OFF; PRAGMA temp_store=FILE; DROP INDEX ix_match_keys_record")
        connection.executemany(INSERT_LEAD, people(count))
        connection.execute(INSERT_KEYS)
        connection.execute("CREATE INDEX ix_match_keys_record ON match_keys (record_kind, record_id)")
        connection.commit()
    with crm.read() as session:
        keys = {(key.trait, key.value) for key in session.query(MatchKey).filter_by(record_kind="lead", record_id=1)}
        if keys != traits(session.get_one(Lead, 1)):
            raise AssertionError
