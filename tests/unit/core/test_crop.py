"""What is cut out of a photo to be looked at is what was read there, however large the photo is or was held."""

import io

import pytest
from PIL import Image

from core import pixels
from core.crop import crops
from intake.cards.photo import open_photo
from tests.fakes.card_files import encoded

RED, WHITE = (255, 0, 0), (255, 255, 255)


def photo(orientation: int = 1) -> bytes:
    """A red field on white, and where nothing else is."""
    picture = Image.new("RGB", (800, 600), WHITE)
    picture.paste(RED, (400, 100, 600, 200))
    exif = Image.Exif()
    exif[274] = orientation
    return encoded(picture, "PNG", exif=exif)


@pytest.mark.parametrize("orientation", [1, 6])
@pytest.mark.parametrize("seen", [480_000, 120_000, 30_000])
def test_a_box_is_cut_out_where_the_photo_was_read(
    monkeypatch: pytest.MonkeyPatch, seen: int, orientation: int
) -> None:
    monkeypatch.setattr(pixels, "SEEN_PIXELS", seen)
    opened = Image.fromarray(open_photo(data := photo(orientation)))
    box = opened.convert("L").point(lambda grey: 255 * (grey < 200)).getbbox()
    assert box

    piece = Image.open(io.BytesIO(crops(data, {"emails": box})["emails"]))

    middle = piece.getpixel((piece.width // 2, piece.height // 2))
    assert (middle, piece.getpixel((0, 0))) == (RED, WHITE)


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7", photo()[:300]], ids=["nothing", "no picture", "truncated"])
def test_nothing_is_cut_out_of_what_cannot_be_opened(data: bytes) -> None:
    assert crops(data, {"emails": (0, 0, 10, 10)}) == {}


@pytest.mark.parametrize("box", [(900, 0, 950, 10), (0, 700, 10, 710), (-9, 0, 0, 10)])
def test_a_box_beside_the_photo_has_no_picture(box: tuple[int, int, int, int]) -> None:
    assert crops(photo(), {"emails": box}) == {}
