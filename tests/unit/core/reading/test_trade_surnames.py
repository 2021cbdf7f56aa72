"""Family names that are also words for a trade are read as names, beside that trade as a title."""

import pytest

from core.reading import Contact, Line, read

SURNAMES = (
    "Avocat Baker Barbier Berger Boucher Boulanger Carpenter Charpentier Chef Clerc Cook Couvreur Couturier "
    "Dean Farmer Fabre Fischer Fournier Gardener Garnier Gärtner Jäger Kaufmann Koch Leclerc Lefèvre Maire "
    "Maler Marchand Mason Masson Mercier Messager Metzger Meunier Müller Page Pasteur Pelletier Potier Prieur "
    "Prévost Richter Schneider Schreiner Sellier Serrurier Smith Tailleur Taylor Tisserand Turner Vacher "
    "Verrier Vigneron Wagner Walker Weber Zimmermann Marin Place Rivière"
)


def _card(*texts: str) -> Contact:
    return read(
        [Line(text, height=20, top=30 * place, left=0, right=10 * len(text)) for place, text in enumerate(texts)]
    )


@pytest.mark.parametrize("surname", SURNAMES.split())
@pytest.mark.parametrize("written", ["Claire {}", "CLAIRE {}", "{} Claire"])
def test_a_word_for_a_trade_behind_a_first_name_is_the_family_name(surname: str, written: str) -> None:
    last = surname.upper() if "{} " in written or "CLAIRE" in written else surname
    contact = _card("Orvalis SARL", written.format(last), "Directrice commerciale", "01 99 00 12 34", "www.orvalis.fr")

    assert (contact.first_name, contact.last_name) == ("Claire", surname)
    assert contact.job_title == "Directrice commerciale"
    assert contact.company == "Orvalis SARL"


@pytest.mark.parametrize(
    "title", ["Boulanger", "Charpentier - Couvreur", "Boucher charcutier", "Avocat", "Maire", "Serrurier"]
)
def test_the_same_word_alone_is_a_title(title: str) -> None:
    contact = _card("Lucien Moreau", title, "12 rue de la Paix", "75002 Paris", "06 39 98 12 34")

    assert (contact.last_name, contact.job_title) == ("Moreau", title)
