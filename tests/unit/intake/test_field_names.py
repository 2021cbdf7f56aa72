"""A form's fields are known by their names in French and English."""

import pytest

from core.model import Lead
from intake.field_names import _fields, field_of, is_noise


@pytest.mark.parametrize(
    ("key", "field"),
    [
        ("email", "email"),
        ("E-Mail", "email"),
        ("Adresse e-mail", "email"),
        ("your-email", "email"),
        ("contact[yourEmail]", "email"),
        ("contact.email", "email"),
        ("_replyto", "email"),
        ("Prénom", "first_name"),
        ("firstName", "first_name"),
        ("first_name", "first_name"),
        ("Nom de famille", "last_name"),
        ("Votre nom", "full_name"),
        ("Nom de l'entreprise", "company"),
        ("société", "company"),
        ("SOCIETE ", "company"),
        ("company.name", "company"),
        ("Téléphone portable", "mobile"),
        ("N° de téléphone", "phone"),
        ("Fonction", "job_title"),
        ("Comment pouvons-nous vous aider ?", "need"),
        ("How can we help you?", "need"),
        ("Objet", "topic"),
        ("What's your full name?", "full_name"),
        ("Quel est votre e-mail ?", "email"),
        ("form[name]", "full_name"),
        ("form_name", None),
        ("form-name", None),
        ("Favourite mineral", None),
        ("", None),
        ("🪨", None),
        ("k" * 100_000, None),
    ],
)
def test_the_field_that_a_name_means(key: str, field: str | None) -> None:
    assert field_of(key) == field


def test_every_field_in_the_table_is_one_of_a_lead() -> None:
    assert set(_fields().values()) - set(Lead.__mapper__.columns.keys()) == {"full_name"}


@pytest.mark.parametrize("key", ["_gotcha", "_next", "submit", "g-recaptcha-response"])
def test_what_forms_send_for_themselves_is_noise(key: str) -> None:
    assert is_noise(key)


def test_an_unknown_question_is_no_noise() -> None:
    assert not is_noise("Favourite mineral")
