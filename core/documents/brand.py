"""The company's look laid over a template: its accent colour and its logo."""

from __future__ import annotations

import re
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from docx.image.exceptions import InvalidImageStreamError, UnexpectedEndOfFileError, UnrecognizedImageError
from docx.image.image import Image
from docx.shared import Length, Mm
from docxtpl import DocxTemplate
from markupsafe import Markup

from core.errors import Misconfigured

# The accent as every template is drawn; wherever a template uses exactly this colour, the company's takes its place.
STAND_IN = "1F4E79"
WHITE_ON_IT = 4.5  # the least contrast of white words on a filled accent (WCAG 2.2, 1.4.3)
LOGO_WIDTH, LOGO_HEIGHT = Mm(60), Mm(15)


def painted(docx: bytes, accent: str | None) -> bytes:
    """The template with the company's accent colour (`#RRGGBB`).

    Raises:
        Misconfigured: it is no such colour, or white words could not be read on it.
    """
    if accent is None:
        return docx
    old, new = (f'="{colour}"'.encode() for colour in (STAND_IN, _hex(accent)))
    result = BytesIO()
    with ZipFile(BytesIO(docx)) as source, ZipFile(result, "w", ZIP_DEFLATED) as target:
        for part in source.infolist():
            content = source.read(part)
            target.writestr(part, content.replace(old, new) if part.filename.endswith(".xml") else content)
    return result.getvalue()


def _hex(accent: str) -> str:
    if not re.fullmatch("#[0-9A-Fa-f]{6}", accent):
        raise Misconfigured("The accent colour {colour} is not written like #1F4E79. Correct it.", colour=accent)
    if _contrast_with_white(accent) < WHITE_ON_IT:
        raise Misconfigured(
            "White text cannot be read on the accent colour {colour}. Choose a darker one.", colour=accent
        )
    return accent[1:].upper()


def _contrast_with_white(accent: str) -> float:
    """The contrast ratio that WCAG 2.2 defines, from 1 to 21."""
    red, green, blue = (_linear(int(accent[at : at + 2], 16) / 255) for at in (1, 3, 5))
    return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4


class Picture:
    """A logo that a template prints like a field; its attributes are closed to the sandbox."""

    def __init__(self, template: DocxTemplate, image: bytes, spoken: str) -> None:
        self._template, self._image, self._spoken = template, image, spoken
        self._width, self._height = _fitted(image)

    def __html__(self) -> str:
        part = self._template.current_rendering_part
        inline = part.new_pic_inline(BytesIO(self._image), self._width, self._height)
        inline.docPr.set("descr", self._spoken)
        return Markup(  # noqa: S704  XML of python-docx's making, in which the one foreign word is escaped
            f'</w:t></w:r><w:r><w:drawing>{inline.xml}</w:drawing></w:r><w:r><w:t xml:space="preserve">'
        )


def _fitted(image: bytes) -> tuple[Length, Length]:
    """The logo's size on paper, filling its box without changing its proportions."""
    try:
        found = Image.from_blob(image)
    except (UnrecognizedImageError, InvalidImageStreamError, UnexpectedEndOfFileError) as error:
        raise _no_logo() from error
    if found.content_type not in {"image/png", "image/jpeg"} or not found.px_width * found.px_height:
        raise _no_logo()
    scale = min(LOGO_WIDTH / found.px_width, LOGO_HEIGHT / found.px_height)
    return Length(int(found.px_width * scale)), Length(int(found.px_height * scale))


def _no_logo() -> Misconfigured:
    return Misconfigured("The logo is neither a PNG nor a JPEG picture. Save it as one of these.")


def branded(template: DocxTemplate, fields: dict[str, Any]) -> dict[str, Any]:
    """The fields with the logo's bytes turned into a picture of this template, spoken as the seller's name."""
    brand = fields["brand"]
    if not brand["logo"]:
        return fields
    picture = Picture(template, brand["logo"], spoken=fields["seller"]["name"])
    return fields | {"brand": brand | {"logo": picture}}
