"""QR codes on a card: a vCard in one is exact data. An address in one is never fetched."""

from __future__ import annotations

import zxingcpp

from core.reading import Contact
from core.reading.vcard import read_vcard
from intake.cards.photo import Pixels

_QR = zxingcpp.barcode_formats_from_str("QRCode")


def read_codes(photo: Pixels, *, region: str) -> Contact | None:
    """The contact of the first QR code that holds one; other codes say nothing about a person."""
    # Plain: control characters would else be written out, as <LF>, and no line of a vCard with any would end.
    codes = zxingcpp.read_barcodes(photo, formats=_QR, text_mode=zxingcpp.TextMode.Plain)
    contacts = (read_vcard(code.text, region=region) for code in codes)
    return next((contact for contact in contacts if contact), None)
