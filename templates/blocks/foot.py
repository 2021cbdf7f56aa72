"""The foot of every page: who the seller is by law, and which page this is."""

from __future__ import annotations

from docx.document import Document as WordDocument

from templates.ooxml import field, write
from templates.words import Words


def foot(document: WordDocument, words: Words) -> None:
    """Identity, identifiers, document and page."""
    footer = document.sections[0].footer
    footer.paragraphs[0].text = _identity(words)
    footer.paragraphs[0].style = "First foot"
    write(footer, _identifiers(words), "Foot")
    page = write(footer, f"{words.title} {{{{ document.number }}}} – {words.alone('page')} ", "Foot")
    field(page, "PAGE")
    page.add_run(" / ")
    field(page, "NUMPAGES")


def _identity(words: Words) -> str:
    capital = f"{words.alone('capital')} {{{{ seller.capital | number }}}}\u00a0{{{{ currency }}}}"
    return (
        f"{{{{ seller.name }}}}{{% if seller.is_ei %}} {words.alone('sole_trader')}{{% endif %}}"
        "{% if seller.legal_form %}, {{ seller.legal_form }}{% endif %}"
        f"{{% if seller.capital %}} {capital}{{% endif %}}"
        '{% if seller.address %} – {{ seller.address | join(", ") }}{% endif %}'
    )


def _identifiers(words: Words) -> str:
    return (
        f"{{% if seller.siren %}}{words.alone('siren')} {{{{ seller.siren | grouped }}}}{{% endif %}}"
        "{% if seller.rcs_city %} – RCS {{ seller.rcs_city }}{% endif %}"
        "{% if seller.siret %} – SIRET {{ seller.siret | grouped }}{% endif %}"
        f"{{% if seller.vat_id %}} – {words.alone('vat_id')} {{{{ seller.vat_id }}}}{{% endif %}}"
    )
