"""Files in Slack: shared once in a channel, or laid up where only the app sees them."""

from __future__ import annotations

import urllib.request
from dataclasses import dataclass
from typing import Any

from slack_sdk import WebClient

from bot.posting import Place, Topic, begin, cut_off, known, remember
from bot.sighting import channel_id, is_shared
from core.crm import Crm


@dataclass(frozen=True)
class Upload:
    """A file on its way to Slack: what is said with it, and what describes a picture to those who do not see it."""

    data: bytes
    name: str
    comment: str = ""
    alt: str | None = None


def upload_once(crm: Crm, client: WebClient, topic: Topic, place: Place, upload: Upload) -> None:
    """Share the file under the topic, unless that was done. What is remembered is where, not the file's own ts."""
    if known(crm, topic):
        return
    earlier = cut_off(crm, topic)
    if earlier is None or not is_shared(client, earlier):
        place = Place(channel_id(client, place.channel), place.thread)
        file_id, url = _ask(client, upload)
        begin(crm, topic, place, file=file_id)
        _send(client, url, upload)
        share = {"channel_id": place.channel, "thread_ts": place.thread, "initial_comment": upload.comment}
        _complete(client, file_id, upload, **share)
    remember(crm, topic, place.channel, place.thread or "")


def lay_up(client: WebClient, upload: Upload) -> str:
    """Slack's id of the file, which only the app sees, in the windows that it opens."""
    file_id, url = _ask(client, upload)
    _send(client, url, upload)
    _complete(client, file_id, upload)
    return file_id


def _ask(client: WebClient, upload: Upload) -> tuple[str, str]:
    answer = client.files_getUploadURLExternal(filename=upload.name, length=len(upload.data), alt_txt=upload.alt)
    return str(answer["file_id"]), str(answer["upload_url"])


def _send(client: WebClient, url: str, upload: Upload) -> None:
    request = urllib.request.Request(url, upload.data, method="POST")  # noqa: S310 - the address comes from Slack
    with urllib.request.urlopen(request, timeout=client.timeout):  # noqa: S310
        pass


def _complete(client: WebClient, file_id: str, upload: Upload, **share: Any) -> None:
    client.files_completeUploadExternal(files=[{"id": file_id, "title": upload.name}], **share)
