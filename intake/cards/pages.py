"""Open a card that somebody sent: a picture has one side, a scanned PDF may have two."""

from __future__ import annotations

from typing import cast

import numpy as np
import pypdfium2
from pypdfium2.raw import FPDF_PAGEOBJ_IMAGE

from core.errors import Rejected
from core.pixels import SEEN_PIXELS, Pixels
from intake.cards.photo import MAX_BYTES, MAX_PIXELS, open_photo, refuse_too_large, refuse_too_many_pixels

# Front and back: what has more pages is a document, and no card.
MOST_PAGES = 2
# A page is rendered with its longer side this long, in pixels.
_RENDERED_SIDE = 2400
# Pictures on a page are decoded as they are, and those of JPEG 2000 in 15 bytes a pixel.
_MOST_PIXELS = {"JPXDecode": SEEN_PIXELS}

_PDF = b"%PDF-"
# The signature stands within so many bytes (ISO 32000-1, implementation note 13).
_SIGNATURE_WITHIN = 1024


def open_pages(data: bytes) -> list[Pixels]:
    """The sides of a card as RGB bytes (height, width, 3).

    Raises Rejected for what is empty, too large, damaged, neither picture nor PDF, or a PDF of more than two pages.
    """
    if _PDF not in data[:_SIGNATURE_WITHIN]:
        return [open_photo(data)]
    if len(data) > MAX_BYTES:
        refuse_too_large(data)
    try:
        return _render(data)
    except pypdfium2.PdfiumError:
        raise Rejected("The PDF is damaged or locked. Send it once more, or a photo of the card.") from None


def _render(data: bytes) -> list[Pixels]:
    with pypdfium2.PdfDocument(data) as document:
        if len(document) > MOST_PAGES:
            raise Rejected(
                "The PDF has {pages} pages, and a card at most {limit}. Send the pages of the card alone.",
                pages=len(document),
                limit=MOST_PAGES,
            )
        return [_picture(page) for page in document]


def _picture(page: pypdfium2.PdfPage) -> Pixels:
    for picture in page.get_objects(filter=[FPDF_PAGEOBJ_IMAGE]):
        _check_size(cast("pypdfium2.PdfImage", picture))
    bitmap = page.render(scale=_RENDERED_SIDE / max(*page.get_size(), 1.0), rev_byteorder=True, prefer_bgrx=False)
    return np.asarray(bitmap.to_pil().convert("RGB"), np.uint8)


def _check_size(picture: pypdfium2.PdfImage) -> None:
    """Refuse what would take much memory, however small the page is rendered."""
    most = next((_MOST_PIXELS[name] for name in picture.get_filters() if name in _MOST_PIXELS), MAX_PIXELS)
    width, height = picture.get_px_size()
    if width * height > most:
        refuse_too_many_pixels(most)
