"""The signature is the one that Slack's own verifier expects."""

from __future__ import annotations

import time

from slack_sdk.signature import SignatureVerifier

from bot.sandbox.signing import sign


def test_slacks_verifier_accepts_the_signature() -> None:
    timestamp = str(int(time.time()))
    signature = sign("secret", timestamp, "name=Zoé".encode())
    assert SignatureVerifier("secret").is_valid("name=Zoé", timestamp, signature)
    assert not SignatureVerifier("another").is_valid("name=Zoé", timestamp, signature)
