from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from core.documents.sample import sample_sale
from core.documents.wire import pack, unpack


def test_fields_come_back_as_they_were() -> None:
    fields = {**sample_sale(), "logo": b"\x89PNG\x00", "empty": None, "is_draft": True}
    assert unpack(pack(fields)) == fields


def test_a_price_keeps_its_places() -> None:
    assert str(unpack(pack(Decimal("12345678901234.5000")))) == "12345678901234.5000"


def test_characters_that_no_document_can_hold_are_left_out() -> None:
    assert unpack(pack("a\x00\x07\x0c\ud800b\r\n\tc😀")) == "ab\n\tc😀"


@pytest.mark.parametrize("value", [12.5, datetime(2026, 11, 24, tzinfo=UTC), {"lines": [object()]}])
def test_what_is_no_field_is_refused(value: object) -> None:
    with pytest.raises(TypeError, match="cannot be a"):
        pack(value)


def test_a_date_stays_a_date() -> None:
    assert unpack(pack({"on": date(2026, 2, 28)})) == {"on": date(2026, 2, 28)}
