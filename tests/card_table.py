"""Cards of invented people as pictures, and photos of several of them on one table."""

from __future__ import annotations

import io
import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from PIL import Image, ImageDraw, ImageFilter, ImageFont

SIZE = (1050, 640)
WHITE, NIGHT, SAND, INK = (252, 252, 250), (28, 36, 66), (240, 230, 210), (35, 35, 40)


@dataclass(frozen=True)
class Person:
    """What a card says, and in which colours."""

    name: str
    title: str
    company: str
    email: str
    phone: str
    address: str
    paper: tuple[int, int, int] = WHITE
    ink: tuple[int, int, int] = INK

    @property
    def lines(self) -> list[tuple[str, int]]:
        """Each line with its height in pixels."""
        small = [f"Tel. {self.phone}", self.email, self.address]
        return [(self.company, 46), (self.name, 58), (self.title, 34), *((line, 32) for line in small)]


PEOPLE = (
    Person("Marie Lambert", "Directrice commerciale", "Radium SARL", "marie.lambert@radium.example", "06 39 98 12 01",
           "12 rue des Lilas, 69003 Lyon"),
    Person("Paul Girard", "Architecte", "Atelier Nord", "paul.girard@ateliernord.example", "06 39 98 12 02",
           "4 quai de Seine, 76000 Rouen", NIGHT, WHITE),
    Person("Claire Fontaine", "Responsable des achats", "Orbitec SAS", "claire.fontaine@orbitec.example",
           "01 99 00 12 03", "88 avenue Foch, 54000 Nancy", SAND),
    Person("Hugo Marchand", "Gérant", "Verrier et Fils", "hugo.marchand@verrier.example", "01 99 00 12 04",
           "7 place du Marché, 35000 Rennes"),
    Person("Sophie Renard", "Consultante", "Zenith Conseil", "sophie.renard@zenithconseil.example", "06 39 98 12 05",
           "31 cours Mirabeau, 13100 Aix-en-Provence", (225, 238, 230)),
    Person("Julien Moreau", "Ingénieur", "Meridian SA", "julien.moreau@meridian.example", "06 39 98 12 06",
           "5 rue Kléber, 67000 Strasbourg", WHITE, (20, 70, 120)),
)  # fmt: skip


def card(person: Person) -> Image.Image:
    """A card, seen straight and filling its picture."""
    picture = Image.new("RGB", SIZE, person.paper)
    write(picture, person.lines, (80, 70), person.ink)
    return picture


def write(picture: Image.Image, lines: Sequence[tuple[str, int]], place: tuple[int, int], ink: object = INK) -> None:
    """Lines below each other, each as high as it says."""
    draw, (left, top) = ImageDraw.Draw(picture), place
    for text, height in lines:
        draw.text((left, top), text, fill=ink, font=ImageFont.load_default(height))
        top += round(height * 1.6)


def table(cards: Sequence[Image.Image], columns: int, turns: Sequence[float] = (3, -4, 2, -3, 5, -2)) -> Image.Image:
    """A photo of the cards on a wooden table, in rows, each turned by so many degrees."""
    width, height = SIZE[0] + 170, SIZE[1] + 190
    rows = math.ceil(len(cards) / columns)
    photo = _wood(columns * width, rows * height)
    for number, (one, turn) in enumerate(zip(cards, turns, strict=False)):
        shape = Image.new("L", one.size, 255).rotate(turn, Image.Resampling.BICUBIC, expand=True)
        turned = one.rotate(turn, Image.Resampling.BICUBIC, expand=True)
        middle = ((number % columns + 0.5) * width, (number // columns + 0.5) * height)
        corner = (round(middle[0] - turned.width / 2), round(middle[1] - turned.height / 2))
        photo.paste(turned, corner, shape)
    return photo.filter(ImageFilter.GaussianBlur(0.8))


def sheet(cards: Sequence[Image.Image], columns: int) -> Image.Image:
    """A scan of white cards on white: no edge of them is to be seen."""
    width, height = SIZE[0] + 60, SIZE[1] + 60
    page = Image.new("RGB", (columns * width, math.ceil(len(cards) / columns) * height), WHITE)
    for number, one in enumerate(cards):
        page.paste(one, (number % columns * width + 30, number // columns * height + 30))
    return page


def encoded(picture: Image.Image, kind: str = "JPEG") -> bytes:
    """The picture as a file."""
    file = io.BytesIO()
    picture.save(file, kind, quality=92)
    return file.getvalue()


def _wood(width: int, height: int) -> Image.Image:
    """Brown, with a grain along it."""
    grain = np.random.default_rng(7).normal(0, 1, (height // 8, width // 160 + 2)).astype(np.float32)
    shades = np.asarray(Image.fromarray(grain).resize((width, height), Image.Resampling.BICUBIC))
    return Image.fromarray(np.clip(np.array([128, 88, 56]) + shades[..., None] * 8, 0, 255).astype(np.uint8))
