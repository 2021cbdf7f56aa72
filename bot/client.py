"""The way out to Slack's Web API."""

from __future__ import annotations

from slack_sdk import WebClient
from slack_sdk.http_retry.builtin_handlers import RateLimitErrorRetryHandler

TIMEOUT_SECONDS = 10
RATE_LIMIT_RETRIES = 3


def web_client(token: str, api_url: str = WebClient.BASE_URL) -> WebClient:
    """A client that waits as long as Slack asks when it sends too much."""
    client = WebClient(token=token, base_url=api_url, timeout=TIMEOUT_SECONDS)
    client.retry_handlers.append(RateLimitErrorRetryHandler(max_retry_count=RATE_LIMIT_RETRIES))
    return client
