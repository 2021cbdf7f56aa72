"""What is kept of a request's headers."""

import pytest
from werkzeug.datastructures import Headers

from intake.reception import without_secrets


@pytest.mark.parametrize(
    "name", ["Authorization", "Cookie", "X-Api-Key", "X-Auth-Token", "Proxy-Authorization", "X-Hub-Signature-256"]
)
def test_no_secret_is_kept(name: str) -> None:
    assert without_secrets(Headers({name: "s3cret"})) == {}


def test_what_tells_where_a_submission_came_from_is_kept() -> None:
    kept = {
        "Referer": "https://www.radium.example/contact",
        "User-Agent": "Browser",
        "Origin": "https://radium.example",
    }
    assert without_secrets(Headers(kept)) == kept
