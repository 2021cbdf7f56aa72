"""What a card's QR code holds: a vCard is believed as far as it is well formed, an address is never fetched."""

import socket
from typing import Any

import cv2
import numpy as np
import pytest

from intake.cards.codes import read_codes
from intake.cards.photo import Pixels

HOSTILE = """BEGIN:VCARD
VERSION:3.0
N:<script>alert(1)</script>;=HYPERLINK("http://evil.example");;;
FN:x
ORG:{company}
TEL:+33 6 39 98 12 34; DROP TABLE leads
TEL:not a number
EMAIL:marie@radium.example
EMAIL:bad@@address
END:VCARD
"""


def photo_of(text: str) -> Pixels:
    code = cv2.QRCodeEncoder.create().encode(text)
    large = cv2.resize(code, None, fx=6, fy=6, interpolation=cv2.INTER_NEAREST)
    framed = np.pad(large, 60, constant_values=255)
    return np.stack([framed] * 3, axis=2)


@pytest.fixture
def offline(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_arguments: Any) -> None:
        raise AssertionError("nothing may be fetched")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


@pytest.mark.usefixtures("offline")
@pytest.mark.parametrize("text", ["https://evil.example/track?id=1", "WIFI:S:x;P:y;;", "just words"])
def test_what_is_no_person_says_nothing_and_is_never_fetched(text: str) -> None:
    assert read_codes(photo_of(text), region="FR") is None


@pytest.mark.usefixtures("offline")
def test_a_hostile_vcard_gives_its_well_formed_values_cut_to_length() -> None:
    contact = read_codes(photo_of(HOSTILE.format(company="R" * 400)), region="FR")

    assert contact
    assert contact.emails == ("marie@radium.example",)
    assert [phone.e164 for phone in contact.phones] in ([], ["+33639981234"])
    assert len(contact.company or "") <= 200
    assert "\n" not in f"{contact.first_name}{contact.last_name}{contact.company}"
