from __future__ import annotations

from decimal import Decimal
from io import BytesIO
from typing import Any

import pytest
from docx import Document
from PIL import Image

from core.documents.filling import fill
from core.documents.sample import sample_sale
from core.errors import Misconfigured, Rejected
from tests.unit.core.documents.word_files import word, xml


def filled(*paragraphs: str, footer: str = "", **changes: Any) -> bytes:
    return fill(word(*paragraphs, footer=footer), {**sample_sale(), **changes}, "fr")


def text(*paragraphs: str, **changes: Any) -> str:
    return "\n".join(part.text for part in Document(BytesIO(filled(*paragraphs, **changes))).paragraphs)


def refusal(*paragraphs: str, **more: Any) -> str:
    with pytest.raises(Rejected) as caught:
        filled(*paragraphs, **more)
    return str(caught.value)


def picture(kind: str = "PNG") -> bytes:
    result = BytesIO()
    Image.new("RGB", (400, 100), "white").save(result, kind)
    return result.getvalue()


def test_fields_are_printed_in_body_and_footer() -> None:
    document = Document(BytesIO(filled("{{ document.number }}", footer="{{ customer.name }}")))
    assert document.paragraphs[0].text == "DV-2026-0042"
    assert document.sections[0].footer.paragraphs[0].text == "Ateliers Brévent SAS"


def test_markup_in_a_name_is_only_a_name() -> None:
    name = 'A & B <ltd> "x" </w:t> {{ seller.name }} 😀'
    assert text("{{ customer.name }}", customer={"name": name}) == name


def test_a_line_break_in_a_field_is_one_on_paper() -> None:
    assert text("{{ document.subject }}", document={"subject": "Un\nDeux"}) == "Un\nDeux"


def test_empty_fields_print_nothing_and_decide() -> None:
    assert text("{% if terms.notes %}Notes{% else %}Sans{% endif %}") == "Sans"


def test_no_break_space_before_a_filter_is_harmless() -> None:
    assert text("{{ totals.gross\u00a0| money }}") == "15\u202f386,73\u00a0€"


@pytest.mark.parametrize(
    ("tag", "name", "nearest"),
    [
        ("{{ customer.nmae }}", "customer.nmae", "customer.name"),
        ("{{ custmer.name }}", "custmer", "customer.name"),
        ("{% for line in lines %}{{ line.quantty }}{% endfor %}", "lines.quantty", "lines.quantity"),
        ("{{ customer['nmae'] }}", "customer.nmae", "customer.name"),
        ("{% if document.drft %}x{% endif %}", "document.drft", "document.date"),
    ],
)
def test_a_misspelt_field_is_named_with_the_nearest(tag: str, name: str, nearest: str) -> None:
    said = refusal(tag)
    assert f"“{name}”, which does not exist" in said
    assert nearest in said


def test_a_misspelt_field_in_the_footer_is_named_too() -> None:
    assert "customer.nmae" in refusal("Bonjour", footer="{{ customer.nmae }}")


def test_an_unknown_filter_is_answered_with_those_that_exist() -> None:
    said = refusal("{{ totals.net | mony }}")
    assert "“mony”" in said
    assert "money, number" in said


@pytest.mark.parametrize("tag", ["{{ customer name }}", "{% for line in lines %}", "{{ « x » }}", "{% endif %}"])
def test_a_broken_tag_is_shown_with_its_paragraph(tag: str) -> None:
    assert f"Objet {tag}"[:12] in refusal("Bonjour", f"Objet {tag}")


def test_half_a_table_is_refused_instead_of_losing_the_rest() -> None:
    said = refusal("{% if document.is_draft %}", "Brouillon", "{%p endif %}", "Fin")
    assert "cut its paragraphs or tables apart" in said


@pytest.mark.parametrize(
    "tag",
    [
        "{{ document.number.__class__.__mro__ }}",
        "{{ document.number['__class__'] }}",
        "{{ customer.__class__ }}",
        "{{ customer.items() }}",
        "{{ lines.append(1) }}",
        "{{ document.number.ljust(3000000000) }}",
        "{{ '{0.__class__}'.format(customer) }}",
        "{{ document.number.upper() }}",
        "{{ range(9) }}",
        "{{ lipsum }}",
        "{{ lipsum.__globals__ }}",
        "{{ self._TemplateReference__context }}",
        "{{ 'a' * 3000000000 }}",
        "{{ 9 ** 99999999 }}",
        "{{ totals.net + totals.vat }}",
        "{{ '%3000000000s' % 'a' }}",
        "{{ ''|attr('__class__') }}",
        "{{ customer.name|safe }}",
        "{% include '/etc/passwd' %}",
        "{% import 'os' as os %}",
        "{{ brand.logo._template }}",
    ],
)
def test_there_is_no_way_out_of_the_sandbox(tag: str) -> None:
    refusal(tag, brand={"accent": None, "logo": picture()})


@pytest.mark.parametrize(
    "tag", ["{% for x in totals.net %}{% endfor %}", "{% if totals.net > document.number %}{% endif %}"]
)
def test_a_tag_that_makes_no_sense_is_refused(tag: str) -> None:
    assert "cannot be worked out" in refusal(tag)


def test_the_fields_have_no_methods() -> None:
    assert "customer.items" in refusal("{{ customer.items }}")


def test_a_logo_stands_in_its_box_and_is_spoken_as_the_sellers_name() -> None:
    body = xml(filled("{{ brand.logo }}", brand={"accent": None, "logo": picture()}))
    assert 'descr="Lumière &amp; Toitures"' in body
    assert 'cx="2160000" cy="540000"' in body


@pytest.mark.parametrize("logo", [b"<svg/>", picture("GIF"), picture()[:20]], ids=["svg", "gif", "cut"])
def test_what_is_no_logo_is_refused(logo: bytes) -> None:
    with pytest.raises(Misconfigured, match="neither a PNG nor a JPEG"):
        filled("{{ brand.logo }}", brand={"accent": None, "logo": logo})


@pytest.mark.parametrize(("colour", "why"), [("blue", "not written like"), ("#FFD700", "Choose a darker one")])
def test_an_accent_that_cannot_serve_is_refused(colour: str, why: str) -> None:
    with pytest.raises(Misconfigured, match=why):
        filled("Bonjour", brand={"accent": colour, "logo": None})


def test_no_template_is_limited_in_lines() -> None:
    line = sample_sale()["lines"][0]
    lines = [{**line, "position": position, "net": Decimal(position)} for position in range(1, 1001)]
    said = text("{%p for line in lines %}", "{{ line.position }}", "{%p endfor %}", lines=lines)
    assert said.split() == [str(position) for position in range(1, 1001)]
