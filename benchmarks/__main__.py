"""`make bench`: each promise of speed as a ratio to a baseline of the same run. Absolute times differ by the hour."""

from __future__ import annotations

import sqlite3
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

import pytesseract

from benchmarks import beside, duplicates, imports, intake
from benchmarks.cards.judge import judge
from benchmarks.cards.table import table
from benchmarks.photos import CARDS, MEGAPIXELS, jpeg, pictures
from core import inbox
from core.actions.create import create
from core.crm import Actor, Crm
from core.queries import search
from core.settings import load
from intake.cards.pipeline import read_card

ROUNDS = 200
FEW, MANY = 500, 5000
NOBODY = Actor(None, "benchmark")


def seconds(act: Callable[[], object], rounds: int = ROUNDS) -> float:
    """The median of so many runs."""
    times = []
    for _ in range(rounds):
        begun = time.perf_counter()
        act()
        times.append(time.perf_counter() - begun)
    return median(times)


def cards() -> tuple[float, float]:
    """A card as a telephone photographs it, 12 megapixels, against naive tesseract on the whole picture."""
    whole = [*pictures()]
    photos = [jpeg(picture) for picture in whole]
    read_card(photos[0])
    ours = median(seconds(lambda photo=photo: read_card(photo), 1) for photo in photos)
    naive = median(
        seconds(lambda picture=picture: pytesseract.image_to_string(picture, "fra+eng+deu"), 1) for picture in whole
    )
    return ours, naive


def one_submission(crm: Crm, folder: Path) -> tuple[float, float]:
    """A submission stored with its job, against one durable row through the raw driver."""
    numbers = iter(range(10**9))

    def store() -> None:
        with crm.transaction(NOBODY) as tx:
            inbox.receive(tx, "form", "contact", str(next(numbers)), body=b"x" * 960, content_type="text/plain")

    raw = sqlite3.connect(folder / "raw.sqlite", isolation_level=None)
    raw.executescript("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; CREATE TABLE rows (body BLOB)")
    return seconds(store), seconds(lambda: raw.execute("INSERT INTO rows VALUES (?)", (b"x" * 960,)))


def growth_of_search(crm: Crm) -> tuple[float, float]:
    """A search among many leads, against the same among a tenth of them."""

    def fill(beginning: int, end: int) -> None:
        with crm.transaction(NOBODY) as tx:
            for number in range(beginning, end):
                create(tx, "lead", first_name=f"Anna{number:06}", last_name=f"Curie{number:06}", company="Radium")

    def look() -> None:
        with crm.read() as session:
            search.find(session, "curie000077 anna000077")

    fill(0, FEW)
    few = seconds(look)
    fill(FEW, MANY)
    return seconds(look), few


def growth_of_duplicates(folder: Path) -> tuple[float, float]:
    """A duplicate check among a million leads, against the same among ten thousand."""
    few, many = (duplicates.check_among(count, folder / str(count)) for count in (duplicates.FEW, duplicates.MANY))
    baseline = seconds(few, duplicates.CHECKED)
    return seconds(many, duplicates.CHECKED), baseline


def main() -> None:
    """Print the table."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        crm = Crm(load(home=folder, database_url=""))
        crm.database.upgrade()
        rows = (
            (f"card of {MEGAPIXELS} megapixels / naive tesseract", *cards()),
            ("submission with job / raw durable row", *one_submission(crm, folder)),
            (f"a lead of a file of {imports.SIZES[0]} / raw rows", *imports.a_lead(folder / "imports")),
            (f"search in {MANY} leads / in {FEW}", *growth_of_search(crm)),
            (f"duplicates in {duplicates.MANY} leads / in {duplicates.FEW}", *growth_of_duplicates(folder)),
        )
        crm.database.close()
    print(f"{'':44}{'ours':>12}{'baseline':>12}{'ratio':>8}")
    for what, ours, baseline in rows:
        print(f"{what:44}{ours * 1000:>9.2f} ms{baseline * 1000:>9.2f} ms{ours / baseline:>8.2f}")
    print("", *table(list(judge([CARDS]))), sep="\n")
    beside.main()
    intake.main()


if __name__ == "__main__":
    main()
