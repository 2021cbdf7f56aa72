"""What looks like a company's name."""

import pytest

from core.reading import Line, read
from core.reading.companies import company_score, domain_fit, has_legal_form


@pytest.mark.parametrize(
    "text", ["Radium SA", "SAS Radium", "Acme Ltd.", "Müller & Söhne KG", "Rossi Meccanica S.r.l."]
)
def test_a_legal_form_tells_a_company(text: str) -> None:
    assert has_legal_form(text)
    assert company_score(text) > 0.5


@pytest.mark.parametrize("text", ["Jean sa fille", "As you like it", "Marie Curie", "SA"])
def test_words_that_only_look_like_a_legal_form_tell_none(text: str) -> None:
    assert not has_legal_form(text)


@pytest.mark.parametrize(
    ("text", "domain"),
    [
        ("Turpin Conseil", "turpin.fr"),
        ("Turpin Conseil", "turpin-conseil.fr"),
        ("Dupont et Valentin", "dupontetvalentin.com"),
        ("Dupont & Valentin", "dupont-valentin.com"),
        ("Hübner Metallbau GmbH", "huebner-metallbau.de"),
        ("Bureau of Fine Arts", "bofa.com"),
    ],
)
def test_the_domain_speaks_for_the_company_that_writes_from_it(text: str, domain: str) -> None:
    assert domain_fit(text, [domain]) > 0.6


def test_the_domain_says_nothing_of_another_company() -> None:
    assert domain_fit("Radium", ["brightwell.com"]) == 0


def test_the_whole_name_fits_better_than_half_of_it() -> None:
    assert domain_fit("Groupe Hélianthe", ["groupe-helianthe.com"]) > domain_fit("Groupe", ["groupe-helianthe.com"])


def _top(*heights_and_texts: tuple[float, str]) -> list[Line]:
    return [Line(text, height, 60.0 * place, 0, 400) for place, (height, text) in enumerate(heights_and_texts)]


def test_a_name_over_two_lines_of_one_size_is_one_name() -> None:
    contact = read(
        _top((26, "Les Jardins Solidaires"), (26, "du Pays de Retz"), (20, "Marie Curie"), (14, "Trésorière"))
    )

    assert contact.company == "Les Jardins Solidaires du Pays de Retz"


def test_a_company_that_another_line_may_belong_to_is_doubted() -> None:
    contact = read(
        _top((20, "Marie Curie"), (18, "Orvalis Voyages Lointains"), (18, "Orvalis"), (14, "marie@orvalis.fr"))
    )

    assert "company" in contact.uncertain
