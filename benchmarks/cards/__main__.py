"""`make cards DIR=…`: how well the cards of folders with labels are read, and a page of what was read wrong."""

from __future__ import annotations

import argparse
from pathlib import Path

from benchmarks.cards.judge import judge
from benchmarks.cards.page import page
from benchmarks.cards.table import misses, table


def main() -> None:
    """Print the table and the misses, and write the page."""
    parser = argparse.ArgumentParser(prog="make cards", description=__doc__)
    parser.add_argument("sources", nargs="+", type=Path, help="folders with labels, or label files")
    parser.add_argument("--page", type=Path, default=Path("var/cards.html"), help="where the failures are shown")
    given = parser.parse_args()
    outcomes = list(judge(given.sources))
    print(*table(outcomes), *misses(outcomes), sep="\n")
    given.page.parent.mkdir(parents=True, exist_ok=True)
    given.page.write_text(page(outcomes), encoding="utf-8")
    print(f"What was read wrong, with its pictures: {given.page}")


if __name__ == "__main__":
    main()
