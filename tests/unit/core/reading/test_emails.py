"""E-mail addresses out of text."""

import pytest

from core.reading.contact import Line
from core.reading.emails import find_emails, take_emails


def addresses(text: str) -> list[str]:
    return [email.address for email, _ in find_emails(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Marie.Curie@Radium.fr", "marie.curie@radium.fr"),
        ("E-mail : marie@radium.fr,", "marie@radium.fr"),
        ("<marie@radium.fr>", "marie@radium.fr"),
        ("mailto:marie@radium.fr", "marie@radium.fr"),
        ("contact@mail.radium-conseil.co.uk.", "contact@mail.radium-conseil.co.uk"),
    ],
)
def test_a_plain_address_is_exact(text: str, expected: str) -> None:
    [(email, _)] = find_emails(text)
    assert (email.address, email.exact) == (expected, True)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("marie@contoso com", "marie@contoso.com"),
        ("marie@contosocom", "marie@contoso.com"),
        ("marie@contoso,com", "marie@contoso.com"),
        ("marie @ contoso.com", "marie@contoso.com"),
        ("marie©contoso.com", "marie@contoso.com"),
        ("marie@®contoso.com", "marie@contoso.com"),
        ("marie(at)contoso.com", "marie@contoso.com"),
        ("avery. smith @contoso. com", "avery.smith@contoso.com"),
    ],
)
def test_a_bent_address_is_mended_and_not_called_exact(text: str, expected: str) -> None:
    [(email, _)] = find_emails(text)
    assert (email.address, email.exact) == (expected, False)


@pytest.mark.parametrize("text", ["@radium", "marie@radium", "marie@radium.notatld", "a @ b", "Tom at Acme"])
def test_what_is_no_address_is_left_alone(text: str) -> None:
    assert addresses(text) == []


def test_an_address_takes_its_label_along_and_stands_once() -> None:
    emails, remaining = take_emails([Line("Radium - E-mail : marie@radium.fr"), Line("MARIE@radium.fr")])

    assert [email.address for email in emails] == ["marie@radium.fr"]
    assert "mail" not in remaining[0].text
    assert remaining[0].text.startswith("Radium")
