"""A page of the fields that were read wrong, each beside the part of the photo where it stands."""

from __future__ import annotations

import base64
import io
from collections.abc import Iterator, Sequence
from html import escape
from string import Template

from PIL import Image, ImageOps

from benchmarks.cards.judge import Outcome
from core.reading.contact import Box
from core.reading.doubts import place

_MARGIN = 20
_LARGEST = (560, 260)

_PAGE = Template("""<!doctype html>
<html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Cards read wrong</title>
<style>
body { font: 16px/1.5 system-ui, sans-serif; max-width: 62rem; margin: 2rem auto; padding: 0 1rem; color: #1a1a1a }
figure { margin: 1rem 0; padding: 1rem; border: 1px solid #767676 }
img { max-width: 100%; height: auto }
</style>
<h1>Cards read wrong</h1>
<p>$count of $total fields.</p>
$figures
</html>
""")
_FIGURE = Template("""<figure>
<img src="data:image/jpeg;base64,$picture" alt="$alt">
<figcaption><strong>$file, $field</strong> ($level; called $mark)<br>read: $found<br>on the card: $wanted</figcaption>
</figure>""")


def page(outcomes: Sequence[Outcome]) -> str:
    """The page as HTML that needs no other file."""
    figures = [figure for outcome in outcomes for figure in _figures(outcome)]
    total = sum(len(outcome.right) for outcome in outcomes)
    return _PAGE.substitute(count=len(figures), total=total, figures="\n".join(figures))


def _figures(outcome: Outcome) -> Iterator[str]:
    for field in outcome.wrong:
        found, wanted = outcome.found[field] or outcome.error or "nothing", outcome.wanted[field] or "nothing"
        box = place("last_name" if field == "name" else field, outcome.contact, outcome.lines)
        shown = f"The part of {outcome.file} from which {field} was read" if box else f"The whole photo {outcome.file}"
        values = {
            "alt": f"{shown}: {found}, where the card says {wanted}.",
            "file": outcome.file,
            "field": field,
            "level": outcome.level,
            "mark": "sure" if outcome.sure[field] else "uncertain",
            "found": str(found),
            "wanted": str(wanted),
        }
        yield _FIGURE.substitute(
            {name: escape(value) for name, value in values.items()}, picture=_picture(outcome, box)
        )


def _picture(outcome: Outcome, box: Box | None) -> str:
    """The part of the photo as JPEG in Base64."""
    with Image.open(outcome.path) as photo:
        upright = ImageOps.exif_transpose(photo).convert("RGB")
    if box:
        left, top, right, bottom = box
        upright = upright.crop((left - _MARGIN, top - _MARGIN, right + _MARGIN, bottom + _MARGIN))
    upright.thumbnail(_LARGEST)
    file = io.BytesIO()
    upright.save(file, "JPEG", quality=80)
    return base64.b64encode(file.getvalue()).decode()
