"""JSON that is broken, deep, doubled, huge, or in no charset that it says it is in."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

JSON = "application/json"
MARIE = '{"name": "Marie Curie", "email": "marie@radium.example"}'
Case = dict[str, Any]


def case(name: str, *body: Any, content_type: str | None = JSON, headers: Any = ()) -> Case:
    """A case; the parts of its body are texts, `{"hex": …}`, or `{"repeat": …, "times": …}`."""
    return {"name": name, "type": content_type, "headers": [*headers], "body": [*body]}


def many(text: str, times: int) -> dict[str, Any]:
    """Something many times over."""
    return {"repeat": text, "times": times}


def raw(*octets: int) -> dict[str, str]:
    """Bytes that are no text."""
    return {"hex": bytes(octets).hex()}


# Octets that are no UTF-8: alone, cut off, overlong, surrogates, beyond the last character.
BROKEN = ((0xFF,), (0xFE, 0xFF), (0x80,), (0xC3,), (0xC0, 0xAF), (0xE0, 0x80, 0xAF), (0xE2, 0x82), (0xED, 0xA0, 0x80),
          (0xED, 0xA0, 0x80, 0xED, 0xB0, 0x80), (0xF0, 0x9F, 0x92), (0xF4, 0x90, 0x80, 0x80), (0xF8, 0x88, 0x80,
          0x80, 0x80),
          (0xE9,))  # fmt: skip
# Characters that are ones, and strange.
STRANGE = ("\\u0000", "\\ud800", "\\udc00\\ud800", "\\ud83d", "\\uffff", "\\u202e", "\\u200b", "\\ufeff", "e\\u0301",
           "\\ud83d\\ude00", "\\u0085", "\\u2028", "\\u001b[2J", "\\b\\f", "\\u0130", "\\u1e9e")  # fmt: skip
NO_OBJECTS = ("", " ", "null", "true", "1", '"x"', "[]", "[{}]", "[[[]]]", "{", "}", "{}{}", "{} x", "{,}", '{"a"}',
              '{"a":}', '{"a":1,}', "{'a': 1}", "{a: 1}", '{"a": 1 /* b */}', '// x\n{"a": 1}', '{"a": 01}',
              '{"a": +1}',
              '{"a": .5}', '{"a": 1.}', '{"a": 1e}', '{"a": 0x10}', '{"a": 1_000}', '{"a": "\t"}', '{"a": "\\x"}',
              '{"a": "\\u12"}', '{"a": "', "undefined", "<lead/>", "name: Marie")  # fmt: skip
NUMBERS = ("1e400", "-1e400", "1e-400", "1e999999999", "-0", "-0.0", "0.1e-999999999", "NaN", "Infinity", "-Infinity",
           "9223372036854775808", "-9223372036854775809", "18446744073709551616", "1.7976931348623157e309",
           "0.00000000000000000000001", "true", "[]", "{}", '"1e999999999"', '"\\u0663"', '" 12 "', '"1,5"', '"0x10"',
           '"NaN"', '""', "null")  # fmt: skip
FIELDS = ("version", "unit_price", "revenue", "probability", "net")
DEPTHS = (19, 20, 21, 100, 1000, 50_000)
TWICE = (
    '{"name": "Marie", "name": "Pierre"}',
    '{"name": "Marie", "na\\u006de": "Pierre"}',
    '{"name": {"name": 1, "name": 2}, "name": []}',
    '{"version": 1, "version": 2, "name": "x"}',
    '{"__proto__": {"role": "admin"}, "constructor": 1, "name": "x"}',
    '{"": 1, "": 2}',
    '{"name": "x", "NAME": "y", "Name ": "z"}',
)


def cases() -> Iterator[Case]:
    yield from _text()
    yield from _shape()
    yield from _figures()


def _text() -> Iterator[Case]:
    for octets in BROKEN:
        yield case("broken UTF-8 in a value", '{"name": "Mar', raw(*octets), '"}')
        yield case("broken UTF-8 in a key", '{"na', raw(*octets), '": "Marie"}')
    for text in STRANGE:
        yield case("strange character", f'{{"name": "Mar{text}ie"}}')
        yield case("strange character in a key", f'{{"na{text}me": "Marie"}}')
    for charset in ("utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-7", "latin-1", "cp037", "utf-8-sig"):
        encoded = {"hex": MARIE.replace("Curie", "Curié").encode(charset).hex()}
        yield case("another charset", encoded)
        yield case("another charset, said", encoded, content_type=f"{JSON}; charset={charset}")
        yield case("a charset that it is not", MARIE, content_type=f"{JSON}; charset={charset}")
    yield case("NUL", raw(0))
    yield case("NUL before", raw(0), MARIE)
    yield case("NUL behind", MARIE, raw(0))
    yield case("NUL within", '{"name": "Mar', raw(0), 'ie"}')
    yield case("many NUL", {"repeat": "\0", "times": 10_000})


def _shape() -> Iterator[Case]:
    for text in NO_OBJECTS:
        yield case("no object", text)
    for depth in DEPTHS:
        yield case("deep objects", many('{"name":', depth), "1", many("}", depth))
        yield case("deep lists", '{"name":', many("[", depth), many("]", depth), "}")
        yield case("deep and never closed", many('{"lines":[', depth))
    for text in TWICE:
        yield case("double keys", text)
    yield case("one key a thousand times", '{"name": "x"', many(', "name": "x"', 1000), "}")
    yield case("ten thousand empty objects", '{"lines": [{}', many(", {}", 10_000), "]}")
    yield case("a long key", '{"', many("k", 100_000), '": 1}')
    yield case("a long text", '{"name": "', many("x", 200_000), '"}')
    yield case("too large", '{"name": "', many("x", 300_000), '"}')
    yield case("spaces", many(" ", 200_000), "{}")


def _figures() -> Iterator[Case]:
    for field in FIELDS:
        for number in NUMBERS:
            yield case("a number", f'{{"name": "Marie", "description": "x", "{field}": {number}}}')
    yield case("a number of 5000 digits", '{"version": ', many("9", 5000), "}")
    yield case("a decimal of 5000 digits", '{"unit_price": 0.', many("9", 5000), ', "description": "x"}')
    yield case("a text of 5000 digits", '{"unit_price": "', many("9", 5000), '", "description": "x"}')
