"""What looks like a job title."""

import pytest

from core.reading.titles import title_score


@pytest.mark.parametrize(
    "text",
    [
        "PDG",
        "Directrice générale",
        "Chargée d’affaires",
        "Ingénieur technico-commercial",
        "Expert-comptable",
        "Head of Procurement",
        "Founder & CEO",
        "Vertriebsleiterin",
        "Assistentin der Geschäftsleitung",
        "Directora Comercial",
        "Sa1es Directar".replace("1", "l").replace("tar", "tor"),
        "Responsabble achats",
    ],
)
def test_a_title_is_recognised(text: str) -> None:
    assert title_score(text) > 0.5


@pytest.mark.parametrize("text", ["Expertise comptable", "Vignerons depuis 1782", "cardiology", "Plomberie"])
def test_what_a_house_does_is_no_title(text: str) -> None:
    assert title_score(text) < title_score("Comptable") - 0.2


def test_a_department_alone_is_a_weak_title() -> None:
    assert 0.4 < title_score("Relations publiques") < 0.5


@pytest.mark.parametrize("text", ["Marie Curie", "Radium SA", "Dupont Associés", "12 rue de la Paix", "", "75002"])
def test_other_texts_are_no_title(text: str) -> None:
    assert title_score(text) < 0.4
