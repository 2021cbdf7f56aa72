"""Makes the Word templates that Filon ships: `python -m templates.make_documents [FOLDER]`."""

from __future__ import annotations

import sys
from pathlib import Path

from docx.document import Document as WordDocument

from templates import layout
from templates.styles import blank
from templates.words import LANGUAGES, Words

FOLDER = Path(__file__).parent / "documents"
QUOTE = (layout.draft_band, layout.head, layout.parties, layout.subject, layout.lines, layout.closing, layout.foot)


def quote(words: Words) -> WordDocument:
    """The template of a quote in one language."""
    document = blank(words.locale, f"{words.title} {{{{ quote.number }}}}")
    for block in QUOTE:
        block(document, words)
    return document


def make(folder: Path) -> None:
    """Write every template into the folder."""
    for code, words in LANGUAGES.items():
        quote(words).save(str(folder / f"quote.{code}.docx"))


if __name__ == "__main__":
    make(Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER)
