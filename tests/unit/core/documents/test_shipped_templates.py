"""The templates that are shipped are those that the script makes, and they say everything in their language."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import Literal
from zipfile import ZipFile

import pytest

from core.documents.filling import fill
from core.documents.sample import sample_quote
from tests.unit.core.documents.word_files import xml

ROOT = Path(__file__).parents[4]
SHIPPED = ROOT / "templates" / "documents"
QUOTES = ("quote.en.docx", "quote.fr.docx")
Code = Literal["fr", "en"]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("made")
    subprocess.run([sys.executable, "-m", "templates.make_documents", str(folder)], check=True, cwd=ROOT)
    return folder


def parts(docx: Path) -> dict[str, bytes]:
    with ZipFile(docx) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def quote(language: Code) -> bytes:
    return (SHIPPED / f"quote.{language}.docx").read_bytes()


@pytest.mark.parametrize("name", QUOTES)
def test_a_shipped_template_is_what_the_script_makes(made: Path, name: str) -> None:
    assert parts(SHIPPED / name) == parts(made / name)


def test_the_script_makes_every_shipped_template(made: Path) -> None:
    assert sorted(file.name for file in SHIPPED.glob("*.docx")) == sorted(file.name for file in made.iterdir())


@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_quote_needs_none_of_its_optional_fields(language: Code) -> None:
    fields = sample_quote(language)
    bare = {
        **fields,
        "ship_to": None,
        "legal_mentions": [],
        "terms": dict.fromkeys(fields["terms"]),
        "customer": {**fields["customer"], "contact": None, "siren": None, "vat_id": None},
    }
    assert "None" not in xml(fill(quote(language), bare, language))


@pytest.mark.parametrize("language", ["fr", "en"])
def test_only_a_draft_is_marked_as_one(language: Code) -> None:
    word = {"fr": "BROUILLON", "en": "DRAFT"}[language]
    fields = sample_quote(language)
    assert word not in xml(fill(quote(language), dict(fields), language), "word/header1.xml")
    fields["quote"]["is_draft"] = True
    assert word in xml(fill(quote(language), dict(fields), language), "word/header1.xml")


def test_only_a_revised_quote_says_its_version() -> None:
    fields = sample_quote()
    assert "– version" not in xml(fill(quote("fr"), dict(fields), "fr"))
    fields["quote"]["revision"] = 2
    assert "DV-2026-0042 – version 2" in xml(fill(quote("fr"), dict(fields), "fr"))


def test_the_companys_accent_takes_the_place_of_ours() -> None:
    fields = sample_quote()
    fields["brand"]["accent"] = "#0f766e"
    filled = fill(quote("fr"), dict(fields), "fr")
    for part in ("word/document.xml", "word/styles.xml"):
        assert "1F4E79" not in xml(filled, part)
        assert "0F766E" in xml(filled, part)


def test_lines_have_a_repeated_head_and_are_never_split() -> None:
    rows = re.findall("<w:tr>.*?</w:tr>", xml(fill(quote("fr"), dict(sample_quote()), "fr")), re.DOTALL)
    heads = [row for row in rows if "w:tblHeader" in row]
    assert [("Désignation" in row, "w:cantSplit" in row) for row in heads] == [(True, True)]
    assert all("w:cantSplit" in row for row in rows if "Onduleur" in row or "Panneau" in row)


@pytest.mark.parametrize(("language", "locale"), [("fr", "fr-FR"), ("en", "en-GB")])
def test_a_template_declares_its_language(language: Code, locale: str) -> None:
    assert f'<w:lang w:val="{locale}"' in xml(quote(language), "word/styles.xml")
