"""What the reader found in a text, as the fields of a lead or a contact."""

from __future__ import annotations

from typing import Any

from core.reading import Contact

TELLING = ("first_name", "last_name", "company", "emails", "phones")
SHARED = ("first_name", "last_name", "job_title", "address", "country")


def contact_fields(found: Contact) -> dict[str, Any]:
    """The fields of a person: the first e-mail, the first mobile number and the first other one that is no fax."""
    fields = {name: getattr(found, name) for name in SHARED}
    numbers = [phone for phone in found.phones if phone.type != "fax"]
    mobiles = [phone.e164 for phone in numbers if phone.type == "mobile"]
    others = [phone.e164 for phone in numbers if phone.type != "mobile"]
    return fields | {
        "email": next(iter(found.emails), None),
        "mobile": next(iter(mobiles), None),
        "phone": next(iter(others), None),
    }


def lead_fields(found: Contact, text: str) -> dict[str, Any]:
    """The fields of a lead: the person, their company, and as its need the words that no field used.

    Where nothing is clear the need is the whole text, so that none of it is lost.
    """
    need = "\n".join(found.rest) if is_clear(found) else text.strip()
    return contact_fields(found) | {"company": found.company, "website": found.website, "need": need or None}


def is_clear(found: Contact) -> bool:
    """Whether anything that makes a lead was read without doubt."""
    return any(getattr(found, name) and name not in found.uncertain for name in TELLING)
