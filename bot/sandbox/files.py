"""Files: how the app uploads them, and how it and the page read them."""

from __future__ import annotations

import mimetypes
import secrets
from dataclasses import dataclass, replace

from flask import Blueprint, Response, request

from bot.sandbox.errors import SlackError
from bot.sandbox.records import File, Json, new_id
from bot.sandbox.workspace import Workspace

UNKNOWN = "application/octet-stream"
INLINE = {"image/png", "image/jpeg", "image/gif", "image/webp", "application/pdf", "text/plain"}
SIGN_IN = "<!DOCTYPE html><html lang='en'><title>Sign in | Slack</title><p>Sign in to see this file.</p></html>"


@dataclass
class Upload:
    """A file between `getUploadURLExternal` and `completeUploadExternal`."""

    file: File
    length: int
    arrived: bool = False


class Uploads:
    """The uploads that the app has begun."""

    def __init__(self) -> None:
        self._begun: dict[str, Upload] = {}

    def begin(self, owner: str, name: str, length: int, alt_txt: str | None) -> tuple[str, str]:
        """The file's id, and the secret of its upload URL."""
        secret = secrets.token_urlsafe(18)
        file = File(new_id("F"), name, name, mimetype_of(name), b"", owner, alt_txt)
        self._begun[secret] = Upload(file, length)
        return file.id, secret

    def receive(self, secret: str, data: bytes) -> None:
        """Raises SlackError when nobody asked for this upload, or it is not as long as was said."""
        upload = self._begun.get(secret)
        if upload is None or len(data) != upload.length:
            raise SlackError("file_upload_size_mismatch" if upload else "file_not_found")
        upload.file = replace(upload.file, data=data)
        upload.arrived = True

    def complete(self, file_id: str, title: str | None) -> File:
        """The whole file. Raises SlackError."""
        for secret, upload in self._begun.items():
            if upload.file.id == file_id and upload.arrived:
                del self._begun[secret]
                return replace(upload.file, title=title or upload.file.title)
        raise SlackError("file_not_found")


def mimetype_of(name: str) -> str:
    """By the name's ending, as Slack does for what it does not look into; HEIC is not known to every Python."""
    if name.lower().endswith((".heic", ".heif")):
        return "image/heic"
    return mimetypes.guess_type(name)[0] or UNKNOWN


def file_routes(workspace: Workspace, uploads: Uploads, bot_token: str) -> Blueprint:
    """The upload URL, Slack's private URLs, and the page's own."""
    routes = Blueprint("files", __name__)

    @routes.post("/upload/v1/<secret>")
    def upload(secret: str) -> tuple[str, int]:
        data = _uploaded()
        try:
            uploads.receive(secret, data)
        except SlackError as refusal:
            return refusal.code, 400
        return f"OK - {len(data)}", 200

    @routes.get("/files-pri/<place>/<name>")
    @routes.get("/files-pri/<place>/download/<name>")
    def private(place: str, name: str) -> Response | tuple[str, int]:  # noqa: ARG001 - the name is for people
        if request.headers.get("Authorization") != f"Bearer {bot_token}":
            # Slack answers 200 with its sign-in page, so an app that does not look takes it for the file.
            return Response(SIGN_IN, mimetype="text/html")
        return _sent(workspace.files.get(place.partition("-")[2]))

    @routes.get("/sandbox/files/<file_id>/<name>")
    def seen(file_id: str, name: str) -> Response | tuple[str, int]:  # noqa: ARG001 - the name is for people
        return _sent(workspace.files.get(file_id))

    return routes


def _uploaded() -> bytes:
    """The body as it is, or the first part of a multipart one. Clients call even raw bytes a form."""
    if request.mimetype == "multipart/form-data":
        return next((part.read() for part in request.files.values()), b"")
    return request.get_data(parse_form_data=False)


def _sent(file: File | None) -> Response | tuple[str, int]:
    if file is None:
        return "No such file.", 404
    # Only what cannot run scripts is shown in place: an uploaded page must not act in ours.
    disposition = "inline" if file.mimetype in INLINE else "attachment"
    return Response(file.data, mimetype=file.mimetype, headers={"Content-Disposition": disposition})


def summary(file: File) -> Json:
    """What `completeUploadExternal` answers for each file."""
    return {"id": file.id, "title": file.title}
