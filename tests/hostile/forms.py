"""Forms that are damaged, endless, or say that they are something else."""

from __future__ import annotations

from collections.abc import Iterator

from tests.hostile.bodies import BROKEN, MARIE, Case, case, many, raw

FORM = "application/x-www-form-urlencoded"
CUT = "multipart/form-data; boundary=cut"
PART = '--cut\r\nContent-Disposition: form-data; name="name"\r\n\r\nMarie\r\n'
END = "--cut--\r\n"
URLENCODED = ("", "=", "&", "name", "name=", "=Marie", "&&&&", "====", "name=%", "name=%zz", "name=%u0041",
              "name=%00",
              "%00=x", "name=%ff%fe", "name=Marie;email=x", "name[0][1][2]=x", "name[=x", "name]=x",
              "name[]=a&name[]=b",
              "name=a&name=b", "name=+%20+", "name=%F0%9F", "\r\n\r\n", '{"name": "Marie"}')  # fmt: skip
# Parts that are not as they should be, each before the right end.
PARTS = (
    "--cut\r\n",
    "--cut\r\n\r\nMarie\r\n",
    "--cut\r\nContent-Disposition: form-data\r\n\r\nMarie\r\n",
    '--cut\r\nContent-Disposition: form-data; name=""\r\n\r\nMarie\r\n',
    '--cut\r\nContent-Disposition: attachment; name="name"\r\n\r\nMarie\r\n',
    '--cut\r\nContent-Disposition form-data; name="name"\r\n\r\nMarie\r\n',
    '--cut\r\nContent-Disposition: form-data; name="name\r\n\r\nMarie\r\n',
    '--cut\nContent-Disposition: form-data; name="name"\n\nMarie\n',
    '--cut\r\nContent-Disposition: form-data; name="f"; filename="../../etc/passwd"\r\n\r\nx\r\n',
    '--cut\r\nContent-Disposition: form-data; name="f"; filename="a\\"; filename="b"\r\n\r\nx\r\n',
    "--cut\r\nContent-Disposition: form-data; name*=utf-8''%ff; filename*=utf-8''%00.jpg\r\n\r\nx\r\n",
    '--cut\r\nContent-Disposition: form-data; name="f"; filename=""\r\n\r\n\r\n',
    '--cut\r\nContent-Disposition: form-data; name="name"\r\nContent-Length: 99999\r\n\r\nMarie\r\n',
    '--cut\r\nContent-Disposition: form-data; name="name"\r\nContent-Type: text/plain; charset=utf-99\r\n\r\nx\r\n',
    '--cut\r\nContent-Disposition: form-data; name="name"\r\nContent-Transfer-Encoding: base64\r\n\r\n!!\r\n',
    '--cut\r\nContent-Disposition: form-data; name="n"\r\nContent-Type: multipart/mixed; boundary=cut\r\n\r\n',
)
BOUNDARIES = ("multipart/form-data", "multipart/form-data; boundary=", 'multipart/form-data; boundary=""',
              "multipart/form-data; boundary=cu t", "multipart/form-data; boundary=other",
              "multipart/form-data; boundary*=x",
              "multipart/form-data; boundary=cut; boundary=other", "multipart/mixed; boundary=cut", "multipart/",
              "multipart/form-data; boundary=" + "c" * 1000, "multipart/form-data; boundary=caf\u00e9")  # fmt: skip
TYPES = (None, "", ";", "/", "*/*", "application/", "/json", "json", "application/json, text/plain",
         "application/json;",
         "application/json; charset", "application/json; charset=", 'application/json; charset="', "APPLICATION/JSON",
         "application/vnd.api+json", "application/json+x", "application/problem+json", "text/json", "text/plain",
         "text/html; charset=utf-8", "application/xml", "application/octet-stream",
         "application/x-www-form-urlencoded; q=1",
         "application/json; " + "a=b; " * 500, "x" * 5000, "application/json\u00e9", "image/", "image/svg+xml",
         "message/rfc822", "application/x-ndjson", "application/cbor", "application/grpc")  # fmt: skip


def cases() -> Iterator[Case]:
    for text in URLENCODED:
        yield case("urlencoded", text, content_type=FORM)
    for octets in BROKEN:
        yield case("urlencoded broken UTF-8", "name=Mar", raw(*octets), content_type=FORM)
    yield case("a hundred thousand fields", "a=1", many("&a=1", 50_000), content_type=FORM)
    yield case("urlencoded that is too large", "name=", many("x", 300_000), content_type=FORM)
    yield from _multipart()
    for content_type in TYPES:
        yield case("a content type", MARIE, content_type=content_type)


def _multipart() -> Iterator[Case]:
    for part in PARTS:
        yield case("a damaged part", part, END, content_type=CUT)
    for content_type in BOUNDARIES:
        yield case("a boundary", PART, END, content_type=content_type)
    yield case("multipart without end", PART, content_type=CUT)
    yield case("multipart without any end", '--cut\r\nContent-Disposition: form-data; name="name"\r\n\r\n',
               many("x", 100_000), content_type=CUT)  # fmt: skip
    yield case("multipart that ends at once", END, content_type=CUT)
    yield case("an endless head of a part", "--cut\r\nX: ", many("y", 100_000), content_type=CUT)
    yield case("a thousand heads of a part", "--cut\r\n", many("X: y\r\n", 1000), "\r\nz\r\n", END, content_type=CUT)
    yield case("a thousand parts", many(PART, 1000), END, content_type=CUT)
    yield case("NUL in a part", '--cut\r\nContent-Disposition: form-data; name="a', raw(0), '"\r\n\r\n', raw(0),
    "\r\n",
               END, content_type=CUT)  # fmt: skip
    yield case("dashes", many("--", 20_000), content_type=CUT)
    yield case("line ends", many("\r\n", 20_000), content_type=CUT)
