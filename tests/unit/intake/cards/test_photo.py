"""Which files are opened as a photo, and which are refused and why."""

import io
import struct
import zlib

import numpy as np
import pillow_heif
import pytest
from PIL import Image

from core.errors import Rejected
from intake.cards import photo
from intake.cards.photo import open_photo


def picture(kind: str, mode: str = "RGB", size: tuple[int, int] = (40, 30), **options: object) -> bytes:
    file = io.BytesIO()
    Image.new(mode, size, "white").save(file, kind, **options)
    return file.getvalue()


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "TIFF"])
@pytest.mark.parametrize("mode", ["RGB", "L"])
def test_every_usual_format_is_opened_as_rgb(kind: str, mode: str) -> None:
    assert open_photo(picture(kind, mode)).shape == (30, 40, 3)


def test_a_photo_of_an_iphone_is_opened() -> None:
    file = io.BytesIO()
    pillow_heif.from_pillow(Image.new("RGB", (64, 48), "white")).save(file)
    assert open_photo(file.getvalue()).shape == (48, 64, 3)


def test_a_photo_is_turned_as_its_exif_says() -> None:
    exif = Image.Exif()
    exif[274] = 6
    assert open_photo(picture("JPEG", exif=exif)).shape == (40, 30, 3)


def test_transparency_becomes_white() -> None:
    file = io.BytesIO()
    Image.new("RGBA", (8, 8), (0, 0, 0, 0)).save(file, "PNG")
    assert np.all(open_photo(file.getvalue()) == 255)


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "empty"),
        (b"Marie Curie, Radium SA\n" * 50, "not a picture"),
        (b"%PDF-1.7\n", "not a picture"),
        (b"\xff\xd8\xff\xe0 no more than a beginning", "not a picture"),
        (b"GIF89a" + b"\0" * 100, "not a picture"),
    ],
)
def test_what_is_no_picture_is_refused_by_its_content(data: bytes, sentence: str) -> None:
    with pytest.raises(Rejected, match=sentence):
        open_photo(data)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "TIFF", "WEBP"])
def test_a_photo_that_breaks_off_is_refused(kind: str) -> None:
    noise = np.random.default_rng(1).integers(0, 255, (200, 200, 3), np.uint8)
    file = io.BytesIO()
    Image.fromarray(noise).save(file, kind)
    with pytest.raises(Rejected, match=r"damaged or incomplete|not a picture"):
        open_photo(file.getvalue()[: len(file.getvalue()) // 2])


def test_a_file_over_the_limit_is_refused_with_both_sizes() -> None:
    with pytest.raises(Rejected, match="25 MB and at most 20 MB"):
        open_photo(b"\xff" * 25_000_000)


def test_too_many_pixels_are_refused_before_any_is_decoded(monkeypatch: pytest.MonkeyPatch) -> None:
    def decode(_picture: Image.Image) -> None:
        pytest.fail("the pixels were decoded")

    monkeypatch.setattr(photo, "_decode", decode)
    with pytest.raises(Rejected, match="more than 50 megapixels"):
        open_photo(png_header(10_000, 10_000))


def test_a_decompression_bomb_is_refused() -> None:
    with pytest.raises(Rejected, match="more than 50 megapixels"):
        open_photo(png_header(100_000, 100_000))


def png_header(width: int, height: int) -> bytes:
    """A PNG that says how large it is, and holds nothing."""

    def chunk(name: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"\0")) + chunk(b"IEND", b"")
