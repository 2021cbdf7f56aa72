"""Cards as PDF: sides, not documents."""

import io

import pytest
from PIL import Image

from core.errors import Rejected
from intake.cards import pages, photo
from intake.cards.pages import open_pages
from tests.fakes.card_files import encoded


def pdf(count: int) -> bytes:
    file = io.BytesIO()
    colours = ["red", "blue", *["white"] * count][:count]
    first, *others = [Image.new("RGB", (170, 110), colour) for colour in colours]
    first.save(file, "PDF", save_all=True, append_images=others)
    return file.getvalue()


def test_a_pdf_has_front_and_back() -> None:
    front, back = open_pages(pdf(2))

    assert front.shape == back.shape
    assert max(front.shape) == 2400
    assert (front[500, 500, 0] > 200, front[500, 500, 2] < 50, back[500, 500, 2] > 200) == (True, True, True)


def test_a_document_of_twenty_pages_is_no_card() -> None:
    with pytest.raises(Rejected, match="20 pages"):
        open_pages(pdf(20))


@pytest.mark.parametrize("data", [b"%PDF-1.7\nrubbish", pdf(1)[:300]], ids=["rubbish", "truncated"])
def test_a_damaged_pdf_is_refused(data: bytes) -> None:
    with pytest.raises(Rejected, match="PDF is damaged"):
        open_pages(data)


def test_a_pdf_over_the_limit_is_refused_before_it_is_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pages, "MAX_BYTES", 100)
    monkeypatch.setattr(photo, "MAX_BYTES", 100)
    with pytest.raises(Rejected, match="at most"):
        open_pages(pdf(1))


def test_a_picture_has_one_side() -> None:
    file = io.BytesIO()
    Image.new("RGB", (17, 11), "red").save(file, "PNG")
    assert [side.shape for side in open_pages(file.getvalue())] == [(11, 17, 3)]


def test_a_page_with_too_large_a_picture_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pages, "MAX_PIXELS", 170 * 110 - 1)
    with pytest.raises(Rejected, match="megapixels"):
        open_pages(pdf(1))


def test_a_picture_of_jpeg_2000_on_a_page_may_be_less_large() -> None:
    # Pillow writes transparent pictures as JPEG 2000.
    small, large = (encoded(Image.new("RGBA", size, "white"), "PDF") for size in ((400, 300), (4500, 3000)))
    assert len(open_pages(small)) == 1
    with pytest.raises(Rejected, match="more than 12 megapixels"):
        open_pages(large)
