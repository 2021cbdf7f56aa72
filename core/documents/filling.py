"""A template and its fields become a Word file, in the process that calls: templates of others belong into a child."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from docx.oxml import parse_xml
from docxtpl import DocxTemplate
from jinja2.exceptions import TemplateError

from core.documents.archive import check
from core.documents.brand import branded, painted
from core.documents.mistakes import explained, unworkable
from core.documents.sandbox import Sandbox, placed
from core.errors import Rejected


def fill(docx: bytes, fields: dict[str, Any], language: str) -> bytes:
    """The template with the fields in it, as a Word file.

    Raises:
        Rejected: the template cannot be used; the sentence says what to correct in it.
        Misconfigured: the company's colour or logo cannot be used.
    """
    check(docx)
    template = WholeTemplate(BytesIO(painted(docx, fields["brand"]["accent"])))
    sandbox = Sandbox(language, fields["currency"])
    try:
        template.render(branded(template, placed(fields)), sandbox)
    except TemplateError as error:
        raise explained(error, fields, sandbox) from error
    except (TypeError, ValueError, RecursionError) as error:
        raise unworkable(error) from error
    result = BytesIO()
    template.save(result)
    return result.getvalue()


class WholeTemplate(DocxTemplate):  # type: ignore[misc]  # docxtpl has no types
    """A template that refuses half a table, where docxtpl would silently leave the rest of the document out."""

    def render_xml_part(self, src_xml: str, part: Any, context: dict[str, Any], jinja_env: Any = None) -> str:
        """One filled part of the document, well-formed."""
        filled: str = super().render_xml_part(src_xml, part, context, jinja_env)
        try:
            parse_xml(filled.encode())
        except SyntaxError as error:
            raise _half_open() from error
        return filled


def _half_open() -> Rejected:
    return Rejected(
        "The template's loops or conditions cut its paragraphs or tables apart. Put each opening and each closing tag "
        "into a paragraph of its own ({paragraph}) or a row of its own ({row}), and send the template again.",
        paragraph="{%p if … %}, {%p endif %}",
        row="{%tr for … %}, {%tr endfor %}",
    )
