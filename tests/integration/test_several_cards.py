"""Several cards in one photo: each is found and read by itself, and one card is never taken for several."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image, ImageDraw

from core.reading import Contact
from intake.cards.parts import SeveralCards
from intake.cards.pipeline import read_card
from intake.cards.report import read_files
from tests.card_table import INK, NIGHT, PEOPLE, SIZE, WHITE, Person, card, encoded, sheet, table, write

MARIE, PAUL = PEOPLE[:2]
LOUIS = replace(
    PAUL, name="Louis Besson", company=MARIE.company, email="louis.besson@radium.example", paper=WHITE, ink=INK
)


def cards_on(photo: Image.Image, kind: str = "JPEG") -> list[Contact]:
    """Who is on the photo's cards, each read by itself."""
    with pytest.raises(SeveralCards) as found:
        read_card(encoded(photo, kind))
    return [read_card(picture, is_one=True).contact for picture in found.value.pictures]


def told(contacts: list[Contact]) -> list[tuple[str, tuple[str, ...]]]:
    return [(f"{contact.first_name} {contact.last_name}", contact.emails) for contact in contacts]


def said(*people: Person) -> list[tuple[str, tuple[str, ...]]]:
    return [(person.name, (person.email,)) for person in people]


@pytest.mark.parametrize(("count", "columns"), [(2, 2), (3, 2), (6, 3)])
def test_cards_on_a_table_are_found_in_reading_order(count: int, columns: int) -> None:
    people = PEOPLE[:count]
    assert told(cards_on(table([card(person) for person in people], columns))) == said(*people)


def test_colleagues_have_a_card_each() -> None:
    assert told(cards_on(table([card(MARIE), card(LOUIS)], 2))) == said(MARIE, LOUIS)


def test_cards_need_not_lie_the_same_way_up() -> None:
    assert told(cards_on(table([card(MARIE), card(PAUL)], 2, turns=(0, 180)))) == said(MARIE, PAUL)


def test_a_scan_without_edges_is_taken_apart_by_its_gaps() -> None:
    people = [replace(person, paper=WHITE, ink=INK) for person in PEOPLE[:4]]
    assert told(cards_on(sheet([card(person) for person in people], 2), "PDF")) == said(*people)


@pytest.mark.parametrize("back", [(), PEOPLE[4:5], PEOPLE[4:6]], ids=["empty", "one card", "two cards"])
def test_a_pdf_has_cards_on_both_pages(back: tuple[Person, ...]) -> None:
    page = table([card(person) for person in back], 2) if back else Image.new("RGB", (2440, 830), WHITE)
    front = table([card(person) for person in PEOPLE[:2]], 2)
    file = io.BytesIO()
    front.save(file, "PDF", save_all=True, append_images=[page])
    with pytest.raises(SeveralCards) as found:
        read_card(file.getvalue())
    contacts = [read_card(picture, is_one=True).contact for picture in found.value.pictures]
    assert told(contacts) == said(*PEOPLE[:2], *back)


def test_what_is_cut_out_shows_nothing_of_its_neighbours() -> None:
    found = cards_on(table([card(person) for person in PEOPLE[:2]], 2, turns=(9, 9)))
    assert [len(contact.phones) for contact in found] == [1, 1]


def in_two_columns() -> Image.Image:
    picture = Image.new("RGB", SIZE, WHITE)
    write(picture, MARIE.lines[:3], (60, 200))
    write(picture, [(line, 26) for line, _ in MARIE.lines[3:]], (600, 230))
    return picture


def with_a_frame() -> Image.Image:
    picture = Image.new("RGB", SIZE, NIGHT)
    picture.paste(card(MARIE).resize((930, 560)), (60, 40))
    return picture


def with_panels() -> Image.Image:
    picture = card(MARIE)
    draw = ImageDraw.Draw(picture)
    draw.rectangle((0, 0, 1050, 200), fill=NIGHT)
    write(picture, [("Radium SARL", 46), ("www.radium.example", 34)], (80, 40), WHITE)
    return picture


def of_two_offices() -> Image.Image:
    picture = Image.new("RGB", (1050, 760), WHITE)
    write(picture, MARIE.lines[:3], (60, 40))
    draw = ImageDraw.Draw(picture)
    for left, city, digit in ((50, "Lyon", 1), (540, "Lille", 2)):
        draw.rectangle((left, 380, left + 460, 680), fill=(215, 225, 240))
        office = [f"Radium {city}", f"{digit} rue Foch, 6900{digit} {city}", f"01 99 00 12 0{digit}"]
        write(picture, [(line, 30) for line in [*office, f"{city.lower()}@radium.example"]], (left + 30, 410))
    return picture


def of_two_people(fill: tuple[int, int, int] = WHITE) -> Image.Image:
    picture = Image.new("RGB", (1050, 700), WHITE)
    write(picture, [("Radium SARL", 46), ("12 rue des Lilas, 69003 Lyon", 30), ("www.radium.example", 30)], (60, 30))
    draw = ImageDraw.Draw(picture)
    for left, person in ((40, MARIE), (540, LOUIS)):
        draw.rectangle((left, 280, left + 470, 600), fill=fill)
        details = [person.name, person.title, person.phone, person.email]
        write(picture, [(line, 30) for line in details], (left + 25, 320))
    return picture


def of_two_sides() -> Image.Image:
    english = replace(MARIE, title="Sales director", address="12 rue des Lilas, 69003 Lyon, France", paper=NIGHT)
    return table([card(MARIE), card(replace(english, ink=WHITE))], 1)


ONE = {
    "a card": lambda: table([card(MARIE)], 1),
    "two columns": lambda: table([in_two_columns()], 1),
    "two columns, filling the photo": in_two_columns,
    "a dark frame": lambda: table([with_a_frame()], 1),
    "a frame that fills the photo": with_a_frame,
    "panels": lambda: table([with_panels()], 1),
    "two offices": lambda: table([of_two_offices()], 1),
    "two people": lambda: table([of_two_people()], 1),
    "two people in panels": lambda: table([of_two_people((215, 225, 240))], 1),
    "two people, filling the photo": of_two_people,
    "both sides of one": of_two_sides,
}


@pytest.mark.parametrize("photo", ONE)
def test_one_card_is_one(photo: str) -> None:
    assert read_card(encoded(ONE[photo]())).contact.last_name in {"Lambert", "Besson"}


def test_the_command_line_reads_each(tmp_path: Path) -> None:
    (tmp_path / "table.jpg").write_bytes(encoded(table([card(person) for person in PEOPLE[:2]], 2)))
    (tmp_path / "one.jpg").write_bytes(encoded(card(MARIE)))
    read = list(read_files([tmp_path / "table.jpg", tmp_path / "one.jpg"]))
    assert [(each["card"], each["fields"]["last_name"]) for each in read] == [
        (1, "Lambert"),
        (2, "Girard"),
        (None, "Lambert"),
    ]
