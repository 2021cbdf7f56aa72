"""Headers that no client sends: signatures of every wrong form, tokens, keys, languages, lies about the body."""

from __future__ import annotations

from collections.abc import Iterator

from tests.hostile.bodies import MARIE, Case, case

# Every form tool's signature, with what goes with it.
SIGNED = {
    "Typeform-Signature": {},
    "Tally-Signature": {},
    "X-HubSpot-Signature-v3": {"X-HubSpot-Request-Timestamp": "1764000000000"},
    "X-Webflow-Signature": {"X-Webflow-Timestamp": "1764000000000"},
    "X-Webhook-Signature": {},
    "X-Hub-Signature-256": {},
    "Formspree-Signature": {},
    "Framer-Signature": {"Framer-Webhook-Submission-Id": "s-1"},
    "X-Cal-Signature-256": {},
    "webhook-signature": {"webhook-id": "msg_1", "webhook-timestamp": "1764000000"},
}
SIGNATURES = ("", " ", "sha256=", "sha256=zz", "sha1=da39a3ee", "v1,", "v1,!!!!", "t=,v1=", "t=NaN,v1=00",
              "\u00e9\u00ff",
              "eyJhbGciOiJub25lIn0.e30.", "v1,AAAA v1,BBBB " * 50)  # fmt: skip
TIMES = ("", "NaN", "-1", "1e400", "9" * 400, "0x10", "\u00b2", "2026-11-24")
STAMPS = ("X-HubSpot-Request-Timestamp", "X-Webflow-Timestamp", "webhook-timestamp")
ODD: dict[str, tuple[str, ...]] = {
    "Authorization": ("", "Bearer", "Bearer ", "Bearer  x", "bearer\tx", "Basic !!!", "Basic Og==", "Digest x",
                      "Bearer \u00e9",
                      "Bearer " + "x" * 20_000, "Bearer filon_", "Bearer filon_\u00e9", "Bearer filon_' OR 1=1 --"),
    "Idempotency-Key": ("", " ", "a b", "\u00e9", "k" * 256, "k" * 20_000, "\x7f", "..", "'; DROP TABLE leads; --"),
    "Accept": ("", "*", "/", "*/*;q=NaN", "application/json;q=1e400", "application/json;q=-1", "text/html", "\u00ff",
               ",".join(["a/b"] * 2000)),
    "Accept-Language": ("", "*", "..", "fr;q=abc", "en-\u00ff", "fr_FR@euro", "x" * 5000, "zz-ZZ", ",,,,",
                        "en;q=1e400"),
    "Content-Encoding": ("gzip", "br", "deflate, gzip", "\u00ff"),
    "Origin": ("null", "https://evil.example", "http://[::1", "javascript:alert(1)", "\u00ff"),
    "Referer": ("http://[::1", "\u00ff", "x" * 5000),
    "Host": ("", "a b", "[::1", "evil.example:99999", "\u00ff", "a" * 5000),
    "X-Forwarded-For": ("' OR 1=1 --", "::1, ::1", "x" * 5000),
    "X-HTTP-Method-Override": ("DELETE",),
    "Cookie": ("=", "a=b; " * 500, "session=\u00ff"),
    "Range": ("bytes=-1",),
    "Expect": ("200-ok",),
    "If-Modified-Since": ("yesterday",),
    "Forwarded": ('for="[::1', "by=\u00ff"),
}  # fmt: skip


def cases() -> Iterator[Case]:
    for name, others in SIGNED.items():
        for signature in SIGNATURES:
            yield case(f"signature of {name}", MARIE, headers=[[name, signature], *map(list, others.items())])
    for name in STAMPS:
        for moment in TIMES:
            yield case(f"moment in {name}", MARIE, headers=[[name, moment], ["webhook-signature", "v1,AAAA"]])
    for name, values in ODD.items():
        for value in values:
            yield case(f"header {name}", MARIE, headers=[[name, value]])
