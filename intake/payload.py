"""A stored body taken apart into answers, whatever its content type. Nothing is judged here but whether it can be read.

The doors read a body with this before they store it, to refuse rubbish; the job reads the stored body again.
"""

from __future__ import annotations

import io
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any, NamedTuple
from urllib.parse import parse_qsl

from werkzeug.datastructures import FileStorage, MultiDict
from werkzeug.exceptions import RequestEntityTooLarge
from werkzeug.formparser import FormDataParser
from werkzeug.http import parse_options_header

from core.language import mark
from intake.refusal import Refusal

MOST_FIELDS = 200
MOST_BYTES = 256_000
DEEPEST = 20
LONGEST_NAME = 100


class Answer(NamedTuple):
    """One field as it was sent. A field with several values gives several answers of one key.

    Form tools also say what was asked (`label`), and what kind of field it is (`type`), in words of their own.
    """

    key: str
    value: str
    label: str = ""
    type: str = ""

    @property
    def name(self) -> str:
        """What people know it by."""
        return self.label or self.key


def read(content_type: str, body: bytes) -> tuple[Answer, ...]:
    """The answers in a body. Raises `Refusal`: 415 for other types, 413 for too many fields, 400 for rubbish."""
    mimetype, options = media_type(content_type)
    reader = READERS.get("application/json" if mimetype.endswith("+json") else mimetype)
    if reader is None:
        raise Refusal(415, mark("The content type {type} is not taken. Send a form or JSON."), type=mimetype or "?")
    given = islice(reader(body, options), MOST_FIELDS + 1)
    return _bounded([Answer(_clean(key), _clean(value)) for key, value in given])


def media_type(content_type: str) -> tuple[str, dict[str, str]]:
    """The type in lower case, as senders write it as they like, and its parameters."""
    mimetype, options = parse_options_header(content_type)
    return mimetype.lower(), options


def pairs(content_type: str, body: bytes) -> dict[str, str]:
    """The fields of a form, the first value of each. Raises `Refusal`."""
    fields: dict[str, str] = {}
    for answer in read(content_type, body):
        fields.setdefault(answer.key, answer.value)
    return fields


def checked(given: Iterable[Answer]) -> tuple[Answer, ...]:
    """The answers in text that can be kept. Raises `Refusal`: 413 for too many, 400 for none."""
    return _bounded([_cleaned(each) for each in islice(given, MOST_FIELDS + 1)])


def _bounded(answers: Sequence[Answer]) -> tuple[Answer, ...]:
    if len(answers) > MOST_FIELDS:
        raise _too_many_fields()
    if not answers:
        raise Refusal(400, mark("This is empty. Send at least one field."))
    return tuple(answers)


def _cleaned(answer: Answer) -> Answer:
    return Answer(_clean(answer.key), _clean(answer.value), _clean(answer.label), answer.type)


def _clean(text: str) -> str:
    """Text that a database can keep: PostgreSQL takes no NUL, and no database half of a surrogate pair."""
    if text.isascii() and "\0" not in text:
        return text.strip()
    return text.replace("\0", "").encode("utf-8", "replace").decode().strip()


def _urlencoded(body: bytes, _options: Mapping[str, str]) -> Iterable[tuple[str, str]]:
    text = body.decode("utf-8", "replace")
    if text.count("&") >= MOST_FIELDS:
        raise _too_many_fields()
    return parse_qsl(text, keep_blank_values=True, errors="replace")


def parts(body: bytes, options: dict[str, str]) -> tuple[MultiDict[str, str], MultiDict[str, FileStorage]]:
    """The fields and the files of a multipart form. Raises `Refusal`."""
    # The door bounds the body; werkzeug would also count each part apart, and some tools send images as text.
    parser = FormDataParser(max_form_memory_size=max(MOST_BYTES, len(body)), max_form_parts=MOST_FIELDS, silent=False)
    try:
        _, form, files = parser.parse(io.BytesIO(body), "multipart/form-data", len(body), options)
    except RequestEntityTooLarge:
        raise _too_many_fields() from None
    except ValueError:
        raise Refusal(400, mark("This multipart form is damaged. Send it again.")) from None
    return form, files


def file_name(given: str) -> str:
    """What a file is called, without a path and without what could do harm where it is shown or saved."""
    name = re.split(r"[/\\]", given)[-1]
    return re.sub(r"[^\w .()-]|^\.+", "_", name).strip()[-LONGEST_NAME:] or "_"


def _multipart(body: bytes, options: dict[str, str]) -> Iterator[tuple[str, str]]:
    form, files = parts(body, options)
    # A part without a name comes as None.
    yield from ((key or "", value) for key, value in form.items(multi=True))
    for key, file in files.items(multi=True):
        if file.filename:
            yield key or "", f"{file_name(file.filename)} ({len(file.read())} B)"


def _json(body: bytes, _options: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    value = json_value(body)
    if not isinstance(value, dict):
        raise Refusal(400, mark("This JSON is no object. Send one with the fields of the lead, such as email."))
    yield from leaves(value)


def json_value(body: bytes) -> Any:
    """What the JSON says, its numbers as they were written. Raises `Refusal`."""
    try:
        # Numbers stay as they were written: a phone number is not to be rounded.
        return json.loads(body, parse_int=str, parse_float=str, parse_constant=str)
    except RecursionError:
        raise _too_deep() from None
    except ValueError:
        raise Refusal(400, mark("This is no valid JSON in UTF-8. Check the body.")) from None


def leaves(value: Any, key: str = "", depth: int = DEEPEST) -> Iterator[tuple[str, str]]:
    """Nested objects give keys like `contact.email`; a list gives its key once for each value."""
    if depth < 0:
        raise _too_deep()
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from leaves(inner, f"{key}.{name}" if key else name, depth - 1)
    elif isinstance(value, list):
        for inner in value:
            yield from leaves(inner, key, depth - 1)
    elif value is not None:
        yield key, str(value).lower() if isinstance(value, bool) else value


def _too_many_fields() -> Refusal:
    return Refusal(413, mark("These are more than {most} fields. Send fewer."), most=MOST_FIELDS)


def _too_deep() -> Refusal:
    return Refusal(400, mark("This JSON is nested more than {deepest} levels deep. Make it flatter."), deepest=DEEPEST)


Reader = Callable[[bytes, dict[str, str]], Iterable[tuple[str, str]]]
READERS: Mapping[str, Reader] = {
    "application/x-www-form-urlencoded": _urlencoded,
    "multipart/form-data": _multipart,
    "application/json": _json,
}
