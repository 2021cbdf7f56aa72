"""Fetching a file that somebody posted in Slack."""

from __future__ import annotations

import urllib.error
import urllib.request
from typing import Any
from urllib.parse import urlsplit

from slack_sdk import WebClient

from core.errors import Rejected, Unavailable

LARGEST = 20 * 1024 * 1024
TIMEOUT_SECONDS = 20
SLACK = ".slack.com"


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """A redirect could carry the token to another host."""

    def redirect_request(self, *_args: Any) -> None:
        """Follow none."""


def fetch(client: WebClient, url: str) -> tuple[bytes, str]:
    """The file's bytes and content type. The token goes to Slack's own hosts only.

    Raises `Rejected` for what is no file of Slack's or too large, `Unavailable` where Slack does not answer.
    """
    _check_host(client, url)
    request = urllib.request.Request(url, headers={"Authorization": f"Bearer {client.token}"})  # noqa: S310 - checked
    try:
        with urllib.request.build_opener(_NoRedirect).open(request, timeout=TIMEOUT_SECONDS) as answer:
            data, content_type = answer.read(LARGEST + 1), answer.headers.get_content_type()
    except OSError as error:
        raise Unavailable("Slack does not hand the file over just now. It is tried again in a moment.") from error
    _check(data, content_type)
    return data, content_type


def _check_host(client: WebClient, url: str) -> None:
    address = urlsplit(url)
    ours = urlsplit(client.base_url)
    is_slack = address.scheme == "https" and f".{address.hostname}".endswith(SLACK)
    if not (is_slack or (address.scheme, address.netloc) == (ours.scheme, ours.netloc)):
        raise Rejected("This file does not lie with Slack, so it is not fetched. Post the photo itself.")


def _check(data: bytes, content_type: str) -> None:
    if len(data) > LARGEST:
        raise Rejected("The file is larger than {megabytes} MB. Send a smaller photo.", megabytes=LARGEST // 1024**2)
    if content_type == "text/html":
        # Slack answers a token without the right with its sign-in page, status 200.
        raise Rejected("Slack did not hand the photo over: the app lacks the right files:read. Ask an admin to add it.")
