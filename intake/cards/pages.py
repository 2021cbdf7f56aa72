"""Open a card that somebody sent: a picture has one side, a scanned PDF may have two."""

from __future__ import annotations

import numpy as np
import pypdfium2

from core.errors import Rejected
from intake.cards.photo import MAX_BYTES, Pixels, open_photo, refuse_too_large

# Front and back: what has more pages is a document, and no card.
MOST_PAGES = 2
# A page is rendered with its longer side this long, in pixels.
_RENDERED_SIDE = 2400

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
    bitmap = page.render(scale=_RENDERED_SIDE / max(*page.get_size(), 1.0), rev_byteorder=True, prefer_bgrx=False)
    return np.asarray(bitmap.to_pil().convert("RGB"), np.uint8)
