"""Our own form's fields, and what a visitor can still mend before it is sent."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from core.identity import comparable_email, comparable_phone
from core.language import mark
from intake.payload import Answer
from intake.uploads import ATTACHMENT, CARD

# The stamp of our own form, which alone is checked before it is stored: the visitor of another site could not mend
# what that site asks.
MARK = "_hosted"
# A field of ours that nobody sees, under a name that programs like.
TRAP = "homepage"
# On which page of the site the form was shown.
PAGE = "_page"


@dataclass(frozen=True)
class Field:
    """One input: its name in the body, its label, what browsers may fill in, and its kind (`area` has many lines)."""

    name: str
    label: str
    autocomplete: str
    type: str = "text"
    optional: bool = False


FIELDS = (
    Field("name", mark("Your name"), "name"),
    Field("company", mark("Company"), "organization", optional=True),
    Field("email", mark("E-mail"), "email", "email"),
    Field("phone", mark("Phone"), "tel", "tel"),
    Field("message", mark("How can we help you?"), "off", "area", optional=True),
)
BY_NAME = {field.name: field for field in FIELDS}
CONSENT = "consent"
# Renewed whenever the words change.
CONSENT_VERSION = "1"
CONSENT_WORDING = mark(
    "I agree that {company} contacts me about its offers by e-mail or phone. I can change my mind at any time."
)


def is_hosted(answers: Sequence[Answer]) -> bool:
    """Whether the answers come from our own form."""
    return any(answer.key == MARK for answer in answers)


def typed(answers: Sequence[Answer]) -> dict[str, str]:
    """What stands in the form's inputs, by name."""
    return {answer.key: answer.value for answer in answers}


def is_filled(answers: Sequence[Answer]) -> bool:
    """Whether anything was typed, ticked or attached; a photo of a card alone is no more than a card."""
    return any(answer.value and answer.key in {*BY_NAME, CONSENT, ATTACHMENT} for answer in answers)


def mistakes(values: Mapping[str, str]) -> dict[str, str]:
    """By field, what is to be mended so that the visitor can be answered. A card says it all."""
    found: dict[str, str] = {}
    if values.get(CARD):
        return found
    if not values.get("name"):
        found["name"] = mark("Tell us your name.")
    email, phone = values.get("email", ""), values.get("phone", "")
    if email and not comparable_email(email):
        found["email"] = mark("This e-mail address is incomplete. It should look like marie@radium.example.")
    elif not email and not phone:
        found["email"] = mark("Give us an e-mail address or a phone number, so that we can answer.")
    elif not email and not comparable_phone(phone):
        found["phone"] = mark("This phone number is incomplete. Check its digits, or give us an e-mail address.")
    return found
