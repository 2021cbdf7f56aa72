"""`python -m benchmarks.conditions FOLDER`: how well cards are read under each condition.

The folder holds flat pictures of cards with labels; the photos made of them are kept beside the page of failures.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from benchmarks.cards.judge import FIELDS, Outcome, judge, share
from benchmarks.cards.labels import read_labels
from benchmarks.cards.page import page
from benchmarks.conditions.table import CONDITIONS, flat, laid_over

# Of most use to who sells; the last column is how often all three are right.
_CORE = ("name", "emails", "phones")


def main() -> None:
    """Make the photos where they are not there yet, print the table, and write the page."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.conditions", description=__doc__)
    parser.add_argument("source", type=Path, help="a folder of flat pictures of cards, with labels")
    parser.add_argument("--into", type=Path, default=Path("var/conditions"), help="where the photos are kept")
    parser.add_argument("--only", nargs="*", default=list(CONDITIONS), help="the names of conditions")
    given = parser.parse_args()
    outcomes: list[Outcome] = []
    print(_row("right on % of cards", *FIELDS, "core", "sure", "right"))
    for name in given.only:
        found = list(judge([photos(name, given.source, given.into)]))
        print(_figures(name, found), flush=True)
        outcomes += found
    print(_figures("all", outcomes))
    (given.into / "wrong.html").write_text(page(outcomes), encoding="utf-8")


def photos(name: str, source: Path, into: Path) -> Path:
    """The folder with the photos of all cards under a condition, and their labels. Chance is the same each time."""
    folder = into / name.replace(" ", "_")
    if not folder.exists():
        made = [(label, path, number) for number, (path, label) in enumerate(read_labels([source]))]
        folder.mkdir(parents=True)
        for _, path, number in made:
            data = laid_over(CONDITIONS[name], flat(path.read_bytes()), np.random.default_rng(number))
            (folder / path.with_suffix(".jpg").name).write_bytes(data)
        labels = ({**label, "file": path.with_suffix(".jpg").name, "level": name} for label, path, _ in made)
        (folder / "labels.jsonl").write_text("\n".join(json.dumps(label) for label in labels), encoding="utf-8")
    return folder


def _figures(name: str, outcomes: Sequence[Outcome]) -> str:
    sure = [outcome.right[field] for outcome in outcomes for field in FIELDS if outcome.sure[field]]
    core = [all(outcome.right[field] for field in _CORE) for outcome in outcomes]
    shares = [share(outcomes, field) for field in FIELDS] + [sum(core) / len(core)]
    return _row(name, *(f"{part:.0%}" for part in shares), len(sure), f"{sum(sure) / max(len(sure), 1):.1%}")


def _row(name: str, *values: object) -> str:
    return f"{name:<20}" + "".join(f"{value!s:>10}" for value in values)


if __name__ == "__main__":
    main()
