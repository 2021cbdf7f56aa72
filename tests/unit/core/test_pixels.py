"""How many pixels of a photo are opened, and that they are the right ones, whatever decoded them."""

import io

import numpy as np
import numpy.typing as npt
import pytest
from PIL import Image, ImageOps

from core import pixels
from core.errors import Rejected
from intake.cards.photo import MAX_PIXELS, open_photo
from tests.fakes.card_files import encoded

KINDS = ["JPEG", "PNG", "WEBP", "HEIF", "TIFF"]
# Eight squares of each colour; as large as a square is, compression blurs its edges only.
COLOURS = np.random.default_rng(5).integers(0, 255, (6, 8, 3), np.uint8)
PICTURE = Image.fromarray(COLOURS.repeat(50, 0).repeat(50, 1))


def difference(one: npt.NDArray[np.uint8], other: Image.Image) -> float:
    """By how much they differ, on average, of 255."""
    return float(np.abs(one.astype(float) - np.asarray(other.convert("RGB"), float)).mean())


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if much less were looked at."""
    monkeypatch.setattr(pixels, "SEEN_PIXELS", 30_000)


@pytest.mark.parametrize("kind", KINDS)
def test_a_photo_of_the_usual_size_keeps_its_pixels(kind: str) -> None:
    opened = open_photo(encoded(PICTURE, kind, quality=95))
    assert opened.shape == (300, 400, 3)
    assert difference(opened, PICTURE) < 6


@pytest.mark.usefixtures("few")
@pytest.mark.parametrize("kind", KINDS)
def test_a_large_photo_is_opened_smaller_in_every_format(kind: str) -> None:
    opened = open_photo(encoded(PICTURE, kind, quality=95))
    assert opened.shape == (150, 200, 3)
    assert difference(opened, PICTURE.resize((200, 150), Image.Resampling.BOX)) < 8


@pytest.mark.usefixtures("few")
@pytest.mark.parametrize("mode", ["L", "P", "1", "LA", "RGBA", "CMYK"])
def test_a_large_photo_of_any_mode_is_opened_smaller(mode: str) -> None:
    picture = PICTURE.convert(mode)
    opened = open_photo(encoded(picture, "TIFF" if mode == "CMYK" else "PNG"))
    assert opened.shape == (150, 200, 3)
    assert difference(opened, picture.convert("RGB").resize((200, 150), Image.Resampling.BOX)) < 4


def test_the_largest_photo_is_decoded_at_half_its_sides_where_its_format_can() -> None:
    data = encoded(Image.new("L", (8160, 6120), "white"), "JPEG")
    assert MAX_PIXELS > 8160 * 6120
    picture = Image.open(io.BytesIO(data))
    assert pixels.decode(picture, data).shape == (3060, 4080, 3)
    assert picture.size == (4080, 3060)


@pytest.mark.usefixtures("few")
def test_a_photo_of_which_too_little_would_remain_is_decoded_whole() -> None:
    picture = Image.open(io.BytesIO(data := encoded(PICTURE.resize((240, 180)), "JPEG")))
    assert pixels.decode(picture, data).shape == (150, 200, 3)
    assert picture.size == (240, 180)


@pytest.mark.parametrize("kind", ["WEBP", "HEIF"])
def test_pillow_makes_no_copy_of_what_another_decodes_in_less_memory(
    monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    picture = Image.open(io.BytesIO(data := encoded(PICTURE, kind)))
    monkeypatch.setattr(type(picture), "load", lambda _self: pytest.fail("Pillow decoded it"))
    assert pixels.decode(picture, data).shape == (300, 400, 3)


@pytest.mark.usefixtures("few")
@pytest.mark.parametrize("size", [(40_000, 3), (3, 40_000)])
def test_a_narrow_strip_is_opened_too(size: tuple[int, int]) -> None:
    height, width, _ = open_photo(encoded(Image.new("RGB", size, "white"), "PNG")).shape
    assert 0 < height * width <= 30_000


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "TIFF"])
@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_photo_is_upright_in_every_way_that_it_may_be_held(kind: str, orientation: int) -> None:
    exif = Image.Exif()
    exif[274] = orientation
    data = encoded(PICTURE, kind, exif=exif, quality=95)
    upright = ImageOps.exif_transpose(Image.open(io.BytesIO(data)))
    assert difference(open_photo(data), upright) < 4


@pytest.mark.parametrize("kind", ["PNG", "WEBP", "HEIF", "TIFF"])
def test_what_is_transparent_is_white_in_every_format(kind: str) -> None:
    assert open_photo(encoded(Image.new("RGBA", (64, 64), (0, 0, 0, 0)), kind)).min() > 250


def test_of_pictures_that_move_the_first_is_opened() -> None:
    red, blue = Image.new("RGB", (64, 64), "red"), Image.new("RGB", (64, 64), "blue")
    opened = open_photo(encoded(red, "WEBP", save_all=True, append_images=[blue], duration=100))
    assert difference(opened, red) < 4


def test_a_photo_of_an_iphone_that_breaks_off_is_refused() -> None:
    data = encoded(Image.fromarray(np.random.default_rng(1).integers(0, 255, (200, 200, 3), np.uint8)), "HEIF")
    with pytest.raises(Rejected, match=r"damaged or incomplete|not a picture"):
        open_photo(data[: len(data) // 2])
