"""Bodies of every content type become answers, and rubbish is refused with the status that says why."""

import pytest

from intake.payload import DEEPEST, MOST_FIELDS, Answer, read
from intake.refusal import Refusal

FORM = "application/x-www-form-urlencoded"
MULTIPART = "multipart/form-data; boundary=cut"


def nested(levels: int) -> bytes:
    return b'{"a":' * levels + b"1" + b"}" * levels


def part(name: str, value: str, more: str = "") -> bytes:
    return f'--cut\r\nContent-Disposition: form-data; name="{name}"{more}\r\n\r\n{value}\r\n'.encode()


def test_a_form_gives_its_answers_in_order() -> None:
    body = b"name=Ren%C3%A9e+Dubois&interest=web&interest=seo&empty="
    assert read(FORM, body) == (
        Answer("name", "Renée Dubois"),
        Answer("interest", "web"),
        Answer("interest", "seo"),
        Answer("empty", ""),
    )


def test_a_multipart_form_gives_its_answers_and_names_its_files() -> None:
    body = part("name", "Renée") + part("cv", "four", '; filename="cv.pdf"') + b"--cut--\r\n"
    assert read(MULTIPART, body) == (Answer("name", "Renée"), Answer("cv", "cv.pdf (4 B)"))


def test_nested_json_gives_keys_with_points_and_lists_give_their_key_again() -> None:
    body = b'{"contact": {"email": "r@d.example"}, "tags": ["a", "b"], "news": true, "fax": null}'
    assert read("application/json; charset=utf-8", body) == (
        Answer("contact.email", "r@d.example"),
        Answer("tags", "a"),
        Answer("tags", "b"),
        Answer("news", "true"),
    )


def test_json_under_another_name_is_json() -> None:
    assert read("application/vnd.api+json", b'{"a": "b"}') == (Answer("a", "b"),)


def test_numbers_stay_as_they_were_written() -> None:
    number = "9" * 5000
    assert read("application/json", f'{{"phone": {number}, "rate": 1.10}}'.encode()) == (
        Answer("phone", number),
        Answer("rate", "1.10"),
    )


@pytest.mark.parametrize(
    ("content_type", "body"),
    [(FORM, b"na%00me=Re%00n%C3%A9e"), ("application/json", b'{"na\\u0000me": "Re\\u0000n\\u00e9e"}')],
)
def test_no_nul_is_left_for_the_database(content_type: str, body: bytes) -> None:
    assert read(content_type, body) == (Answer("name", "Renée"),)


def test_broken_utf8_in_a_form_costs_no_lead() -> None:
    (answer,) = read(FORM, b"name=Ren%E9e\xff")
    assert answer.value.startswith("Ren")


def test_half_a_surrogate_can_be_stored() -> None:
    (answer,) = read("application/json", b'{"name": "Ren\\ud800"}')
    assert answer.value.encode() == b"Ren?"


def test_json_may_be_as_deep_as_the_limit() -> None:
    assert read("application/json", nested(DEEPEST))[0].value == "1"


@pytest.mark.parametrize(
    ("status", "content_type", "body"),
    [
        (415, "", b"name=x"),
        (415, "text/xml", b"<name/>"),
        (415, "text/plain", b"{}"),
        (400, "application/json", b""),
        (400, "application/json", b"{"),
        (400, "application/json", b'{"name": "Ren\xe9e"}'),
        (400, "application/json", b"[1]"),
        (400, "application/json", b'"name"'),
        (400, "application/json", nested(DEEPEST + 1)),
        (400, "application/json", nested(100_000)),
        (400, "application/json", b'{"a":' + b"[" * 100_000),
        (400, "application/json", b"{}"),
        (400, FORM, b""),
        (400, "multipart/form-data", b"x"),
        (400, MULTIPART, b"no boundary in here"),
        (400, MULTIPART, part("name", "no end")),
        (413, FORM, b"&".join(b"k%d=v" % n for n in range(MOST_FIELDS + 1))),
        (413, FORM, b"k=v&" * 100_000),
        (413, MULTIPART, b"".join(part(f"k{n}", "v") for n in range(MOST_FIELDS + 1)) + b"--cut--\r\n"),
        (413, "application/json", b'{"a": [' + b",".join([b"1"] * (MOST_FIELDS + 1)) + b"]}"),
    ],
)
def test_rubbish_is_refused_with_its_status(status: int, content_type: str, body: bytes) -> None:
    with pytest.raises(Refusal) as refusal:
        read(content_type, body)
    assert refusal.value.status == status
