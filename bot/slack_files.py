"""Fetching a file that somebody posted in Slack."""

from __future__ import annotations

import urllib.request
from collections.abc import Mapping
from http import HTTPStatus
from http.client import HTTPException
from typing import Any
from urllib.error import HTTPError
from urllib.parse import urlsplit

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from core.errors import Rejected, SalesError, Unavailable
from core.language import mark

LARGEST = 20_000_000
TIMEOUT_SECONDS = 20
SLACK = ".slack.com"
HTML = "text/html"
GONE = mark("The file is not there any more. Send the photo once more.")
NO_RIGHT = mark("Slack did not hand the photo over: the app lacks the right files:read. Ask an admin to add it.")
LATER = mark("Slack does not hand the file over just now.")
PASSING = frozenset({HTTPStatus.REQUEST_TIMEOUT, HTTPStatus.TOO_MANY_REQUESTS})
FORBIDDEN = frozenset({HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN})


# Files of leads by their names; a workbook by its bytes too, whatever it is called.
TABLES = (".csv", ".tsv", ".txt", ".xlsx", ".xls")
WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")


def is_table(name: str, data: bytes) -> bool:
    """Whether a file holds a table rather than a picture."""
    return name.casefold().endswith(TABLES) or data.startswith(WORKBOOKS)


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """A redirect could carry the token to another host."""

    def redirect_request(self, *_args: Any) -> None:
        """Follow none."""


def fetch(client: WebClient, file: Mapping[str, Any]) -> tuple[bytes, str]:
    """The file's bytes and content type. The token goes to Slack's own hosts only.

    Raises `Rejected` for what is no file of Slack's, gone or too large, `Unavailable` where Slack does not answer.
    """
    file = file if _address(file) else _described(client, str(file["id"]))
    url = _address(file)
    _check_host(client, url)
    request = urllib.request.Request(url, headers={"Authorization": f"Bearer {client.token}"})  # noqa: S310 - checked
    try:
        with urllib.request.build_opener(_NoRedirect).open(request, timeout=TIMEOUT_SECONDS) as answer:
            data, content_type = answer.read(LARGEST + 1), answer.headers.get_content_type()
    except HTTPError as error:
        raise _refused(error.code) from error
    except (OSError, HTTPException) as error:
        raise Unavailable(LATER) from error
    if len(data) > LARGEST:
        raise Rejected("The file is larger than {megabytes} MB. Send a smaller photo.", megabytes=LARGEST // 1_000_000)
    if content_type == HTML != file.get("mimetype"):
        # Slack answers a token without the right with its sign-in page, status 200.
        raise Rejected(NO_RIGHT)
    return data, content_type


def _address(file: Mapping[str, Any]) -> str:
    return str(file.get("url_private_download") or file.get("url_private") or "")


def _described(client: WebClient, file_id: str) -> Mapping[str, Any]:
    """The whole file object: an event from a shared channel holds the id only. Raises `Rejected` where it is gone."""
    try:
        described: Mapping[str, Any] = client.files_info(file=file_id)["file"]
    except SlackApiError as error:
        if error.response.get("error") in {"file_not_found", "file_deleted"}:
            raise Rejected(GONE) from error
        raise
    return described


def _check_host(client: WebClient, url: str) -> None:
    address, ours = urlsplit(url), urlsplit(client.base_url)
    is_slack = address.scheme == "https" and f".{address.hostname}".endswith(SLACK)
    if not (is_slack or (address.scheme, address.netloc) == (ours.scheme, ours.netloc)):
        raise Rejected("This file does not lie with Slack, so it is not fetched. Post the photo itself.")


def _refused(status: int) -> SalesError:
    """A redirect leads to Slack's sign-in page: it is what a token without the right gets."""
    if status in PASSING or status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        return Unavailable(LATER)
    return Rejected(NO_RIGHT if status < HTTPStatus.BAD_REQUEST or status in FORBIDDEN else GONE)
