"""Web addresses out of text."""

import pytest

from core.reading.contact import Line
from core.reading.websites import find_websites, take_websites


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("www.radium.fr", "www.radium.fr"),
        ("https://www.radium.fr/", "https://www.radium.fr"),
        ("https://radium.fr/contact", "https://radium.fr/contact"),
        ("Web: radium.fr", "radium.fr"),
        ("WWW.RADIUM.FR", "www.radium.fr"),
        ("www, radium.fr", "www.radium.fr"),
        ("www .radium.fr", "www.radium.fr"),
        ("https: [www.radium.fr", "https://www.radium.fr"),
        ("htps:/fwww.radium.fr", "www.radium.fr"),
    ],
)
def test_a_site_is_found_and_mended(text: str, expected: str) -> None:
    assert [site.address for site, _ in find_websites(text)] == [expected]


@pytest.mark.parametrize("text", ["av.de la Gare", "S.A.R.L", "M.Sc", "Fin. De suite", "12.5", "etc.Suite", "a.b"])
def test_abbreviations_are_no_sites(text: str) -> None:
    assert list(find_websites(text)) == []


def test_a_page_on_a_social_network_is_nobodys_site() -> None:
    sites, remaining = take_websites([Line("linkedin.com/in/marie-curie"), Line("Site : www.radium.fr")])

    assert [site.address for site in sites] == ["www.radium.fr"]
    assert not any(character.isalnum() for line in remaining for character in line.text)


def test_a_direct_line_is_nobodys_page() -> None:
    _, (line,) = take_websites([Line("Direct line: 01224 496 011")])

    assert line.text == "Direct line: 01224 496 011"
