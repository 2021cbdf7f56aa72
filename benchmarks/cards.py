"""How well business cards are read: `python -m benchmarks.cards FOLDER_OR_LABELS…`.

Labels are JSON lines, in a folder or `FOLDER.jsonl` beside it: file, level, first_name, last_name, title, company,
emails, phones with their e164, website, address, country. Prints on how many cards each field is right, by level;
how often a field that the reader calls sure is right; the seconds a card; and every miss.
"""

from __future__ import annotations

import json
import re
import statistics
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rapidfuzz import fuzz

from core.identity import host, plain
from intake.cards.report import read_files

# An address is right where at most so little of it differs.
_ADDRESS_LIKENESS = 97

FIELDS = ("name", "job_title", "company", "emails", "phones", "website", "address", "country")


@dataclass(frozen=True)
class Outcome:
    """One card: what was wanted and found of each field, whether that is right, and whether the reader was sure."""

    file: str
    level: str
    seconds: float
    right: dict[str, bool]
    sure: dict[str, bool]
    wanted: dict[str, Any]
    found: dict[str, Any]


def judge(labels: Iterable[Path]) -> Iterator[Outcome]:
    """Read every card of the label files and hold it against its label."""
    for source in labels:
        for line in source.read_text(encoding="utf-8").splitlines():
            label = json.loads(line)
            result = next(iter(read_files([source.parent / label["file"]])))
            yield _judge(label, result)


def share(outcomes: Iterable[Outcome], field: str) -> float:
    """On which part of the cards the field is right (0 to 1)."""
    return statistics.fmean(outcome.right[field] for outcome in outcomes)


def _judge(label: dict[str, Any], result: dict[str, Any]) -> Outcome:
    found, wanted = _found(result["fields"]), _wanted(label)
    right = {field: _is_right(field, found[field], wanted[field]) for field in FIELDS}
    right["company"] = right["company"] or found["company"] in map(_letters, label.get("company_alt", ()))
    known, unsure = result["confidence"], result["uncertain"]
    keys = {field: "last_name" if field == "name" else field for field in FIELDS}
    sure = {field: key in known and key not in unsure for field, key in keys.items()}
    level = label.get("level") or "dev"
    return Outcome(label["file"], level, result["seconds"] or 0.0, right, sure, wanted, found)


def _found(fields: dict[str, Any]) -> dict[str, Any]:
    return {
        "name": _letters(f"{fields['first_name'] or ''} {fields['last_name'] or ''}"),
        "job_title": _letters(fields["job_title"]),
        "company": _letters(fields["company"]),
        "emails": sorted(fields["emails"]),
        "phones": sorted(phone["e164"] for phone in fields["phones"]),
        "website": host(fields["website"] or ""),
        "address": plain(fields["address"] or ""),
        "country": fields["country"],
    }


def _wanted(label: dict[str, Any]) -> dict[str, Any]:
    fields = label | {"job_title": label["title"], "emails": [email.casefold() for email in label["emails"]]}
    wanted = _found(fields)
    return wanted if label["last_name"] else wanted | {"name": None}


def _is_right(field: str, found: Any, wanted: Any) -> bool:
    if field == "name" and wanted is None:  # The card has none that can be told.
        return True
    if field == "address" and wanted:
        return fuzz.ratio(found, wanted) >= _ADDRESS_LIKENESS
    return bool(found == wanted)


def _letters(text: str | None) -> str:
    return re.sub(r"[\W_]", "", plain(text or ""))


def _label_files(arguments: Iterable[str]) -> list[Path]:
    paths = map(Path, arguments)
    return [path if path.is_file() else _of_folder(path) for path in paths]


def _of_folder(folder: Path) -> Path:
    inside = sorted(folder.glob("*.jsonl"))
    return inside[0] if inside else folder.with_suffix(".jsonl")


def _print(outcomes: list[Outcome]) -> None:
    levels = list(dict.fromkeys(outcome.level for outcome in outcomes))
    groups = {level: [outcome for outcome in outcomes if outcome.level == level] for level in levels}
    print(f"{'right on % of cards':<20}", *(f"{level:>8}" for level in levels), "    sure and right")
    for field in FIELDS:
        print(f"{field:<20}", *(f"{share(group, field):8.0%}" for group in groups.values()), _sure(outcomes, field))
    print(f"{'cards':<20}", *(f"{len(group):8}" for group in groups.values()))
    seconds = {level: statistics.median(outcome.seconds for outcome in group) for level, group in groups.items()}
    print(f"{'median seconds':<20}", *(f"{second:8.2f}" for second in seconds.values()))
    for outcome in outcomes:
        for field in (field for field in FIELDS if not outcome.right[field]):
            mark = "sure" if outcome.sure[field] else "uncertain"
            print(f"  {outcome.file} {field} ({mark}): {outcome.found[field]!r}, not {outcome.wanted[field]!r}")


def _sure(outcomes: list[Outcome], field: str) -> str:
    sure = [outcome.right[field] for outcome in outcomes if outcome.sure[field]]
    return f"{sum(sure):12} of {len(sure)}"


if __name__ == "__main__":
    _print(list(judge(_label_files(sys.argv[1:]))))
