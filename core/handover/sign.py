"""The signature of a call, as Standard Webhooks has it (https://www.standardwebhooks.com, version 1.0.0)."""

from __future__ import annotations

import base64
import hashlib
import hmac
from collections.abc import Mapping


def signed(key: bytes, webhook_id: str, timestamp: int, body: bytes) -> Mapping[str, str]:
    """The headers that let the receiver check who calls, and that nothing was changed. `timestamp` in Unix seconds.

    The id stays the same however often one message is sent; the time is that of each attempt.
    """
    content = f"{webhook_id}.{timestamp}.".encode() + body
    signature = base64.b64encode(hmac.digest(key, content, hashlib.sha256)).decode()
    return {"webhook-id": webhook_id, "webhook-timestamp": str(timestamp), "webhook-signature": f"v1,{signature}"}
