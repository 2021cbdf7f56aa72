"""Files that came with a form. What one is, its bytes say; its name is only what its sender calls it."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from core.language import mark
from intake import payload

ATTACHMENT = "attachment"
CARD = "card"
LARGEST = 8_000_000
MOST = 5
HEIC = re.compile(rb"....ftyp(hei[cfmsx]|hev[cmsx]|mif1|msf1|avif)", re.DOTALL)


@dataclass(frozen=True)
class Upload:
    """A file under the field that it was chosen in; `type` is of its bytes, empty where we take none of that kind."""

    key: str
    name: str
    type: str
    data: bytes


def read(content_type: str, body: bytes) -> tuple[Upload, ...]:
    """The files in a body that `payload.read` took."""
    mimetype, options = payload.media_type(content_type)
    if mimetype != "multipart/form-data":
        return ()
    _, files = payload.parts(body, options)
    chosen = [(key, file.filename, file.read()) for key, file in files.items(multi=True) if file.filename]
    return tuple(Upload(key, payload.file_name(name or ""), type_of(data), data) for key, name, data in chosen)


def type_of(data: bytes) -> str:
    """The media type that the bytes show, of those that are taken; else nothing."""
    return next((media for media, fits in KINDS.items() if fits(data)), "")


def mistakes(uploads: Sequence[Upload]) -> dict[str, str]:
    """By field, what is wrong with a file."""
    found = {}
    for upload in uploads:
        if len(upload.data) > LARGEST or len(uploads) > MOST:
            found[upload.key] = mark("This is too large: at most 5 files of 8 MB each are taken.")
        elif upload.key == CARD and not upload.type.startswith("image/"):
            found[upload.key] = mark("This is no picture. Take a photo, or choose a JPEG, PNG, WebP or HEIC file.")
        elif not upload.type:
            found[upload.key] = mark("Files of this kind are not taken. Send a PDF, a picture or an office document.")
    return {key: mistake for key, mistake in found.items() if key in {ATTACHMENT, CARD}}


def _begins(*beginnings: bytes) -> Callable[[bytes], bool]:
    return lambda data: data.startswith(beginnings)


def _is_office(data: bytes) -> bool:
    """A document of Office or LibreOffice without macros. Only the list of its parts is read, nothing is unpacked."""
    try:
        names = set(zipfile.ZipFile(io.BytesIO(data)).namelist())
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return False
    has_macros = any(name.endswith("vbaProject.bin") or name.startswith("Basic/") for name in names)
    return bool(names & {"[Content_Types].xml", "META-INF/manifest.xml"}) and not has_macros


KINDS: Mapping[str, Callable[[bytes], bool]] = {
    "application/pdf": _begins(b"%PDF-"),
    "image/jpeg": _begins(b"\xff\xd8\xff"),
    "image/png": _begins(b"\x89PNG\r\n\x1a\n"),
    "image/webp": lambda data: data.startswith(b"RIFF") and data[8:12] == b"WEBP",
    "image/heic": lambda data: bool(HEIC.match(data)),
    "application/zip": lambda data: data.startswith(b"PK\x03\x04") and _is_office(data),
}
