"""HubSpot: posts of up to 100 events that name contacts; who they are must be fetched.

https://developers.hubspot.com/docs/apps/legacy-apps/authentication/validating-requests has the signature, version 3.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from werkzeug.datastructures import Headers

from core.errors import Rejected
from core.language import mark
from intake.payload import Answer
from intake.sources.proof import base64_of, is_fresh, same
from intake.sources.remote import Remote
from intake.sources.shape import answers, key_of, part, rows, table
from intake.sources.source import Call, Source

HOST = "api.hubapi.com"
PROPERTIES = ("salutation", "firstname", "lastname", "jobtitle", "company", "email", "phone", "mobilephone", "website",
              "address", "city", "zip", "country", "message")  # fmt: skip
# What HubSpot adds to every contact.
NOISE = frozenset({"hs_object_id", "createdate", "lastmodifieddate"})
# The escapes that HubSpot undoes in the address before it signs.
ESCAPES = {f"%{ord(sign):02X}": sign for sign in ":/?@!$'()*,;"}
ESCAPE = re.compile("|".join(ESCAPES), re.IGNORECASE)


def verify(call: Call, secret: bytes) -> bool:
    """The signature of method, address, body and time, which is in milliseconds."""
    stamp = call.headers.get("X-HubSpot-Request-Timestamp", "")
    url = ESCAPE.sub(lambda found: ESCAPES[found[0].upper()], call.url)
    signed = f"{call.method}{url}".encode() + call.body + stamp.encode("utf-8", "replace")
    right = same(call.headers.get("X-HubSpot-Signature-v3", ""), base64_of(secret, signed))
    return right and is_fresh(stamp, call.now, per_second=1000)


def split(post: Any) -> list[Any]:
    """Each event alone."""
    return [[event] for event in post] if isinstance(post, list) else [post]


def key(event: Any, _headers: Headers) -> str | None:
    """The new contact: HubSpot says itself that its event ids are not unique."""
    told = _event(event)
    return key_of(*(_written(told.get(name)) for name in ("portalId", "subscriptionType", "objectId", "occurredAt")))


def fetch(event: Any, remote: Remote, token: str) -> Any:
    """The contact that the event names."""
    number = _written(_event(event).get("objectId"))
    if not (number.isascii() and number.isdigit()):
        raise Rejected("This event names no contact, so that nobody can be asked for it.")
    wanted = ",".join(PROPERTIES)
    return remote.get(HOST, f"/crm/v3/objects/contacts/{number}?properties={wanted}", token)


def flatten(contact: Any) -> Iterator[Answer]:
    """The contact's properties, under HubSpot's names."""
    for name, value in table(part(contact, "properties")).items():
        if name not in NOISE:
            yield from answers(name, value)


def _event(post: Any) -> dict[str, Any]:
    return next(iter(rows(post)), {})


def _written(value: Any) -> str:
    return "" if value is None else str(value)


SOURCE = Source(
    title="HubSpot",
    setup=mark("Your app → Webhooks: paste the address, and subscribe to contact.creation."),
    verify=verify,
    split=split,
    key=key,
    fetch=fetch,
    flatten=flatten,
)
