"""The way out to Slack's Web API."""

from __future__ import annotations

from slack_sdk import WebClient
from slack_sdk.http_retry.builtin_handlers import RateLimitErrorRetryHandler

TIMEOUT_SECONDS = 10
RATE_LIMIT_RETRIES = 3


def web_client(token: str, api_url: str = WebClient.BASE_URL) -> WebClient:
    """A client that waits as long as Slack asks when it sends too much.

    It does not try again by itself where a connection broke: Slack may have taken the post, and only the job can look.
    """
    patience = RateLimitErrorRetryHandler(max_retry_count=RATE_LIMIT_RETRIES)
    return WebClient(token=token, base_url=api_url, timeout=TIMEOUT_SECONDS, retry_handlers=[patience])
