"""What a tool answers when it is asked who wrote."""

import pytest

from core.errors import Rejected, SalesError, Unavailable
from intake.sources.remote import understood


def test_an_answer_is_read() -> None:
    assert understood("graph.facebook.com", 200, b'{"id": "1"}') == {"id": "1"}


@pytest.mark.parametrize(
    ("status", "body", "refusal"),
    [
        (500, b"{}", Unavailable),
        (503, b"", Unavailable),
        (429, b"{}", Unavailable),
        (200, b"<html>", Unavailable),
        (200, b"\xff", Unavailable),
        (302, b"", Rejected),
        (401, b'{"error": {"message": "token EAAB is invalid"}}', Rejected),
        (404, b"{}", Rejected),
    ],
)
def test_a_refusal_that_passes_is_told_from_one_that_does_not(
    status: int, body: bytes, refusal: type[SalesError]
) -> None:
    with pytest.raises(refusal) as refused:
        understood("graph.facebook.com", status, body)
    assert "graph.facebook.com" in str(refused.value)
    assert "EAAB" not in str(refused.value)
