"""A QR code's exact data goes over what was read from print."""

from core.reading import Contact, Phone
from intake.cards.merge import merge

PRINTED = Contact(
    last_name="Cvrie",
    company="Radium",
    emails=("marle@radium.fr", "contact@radium.fr"),
    phones=(Phone("+33639981235", "mobile", "06 39 98 12 35"), Phone("+33199001234", "work", "01 99 00 12 34")),
    address="5 rue Pons, 35000 Rennes",
    confidence={"last_name": 0.6, "company": 0.9, "emails": 0.6},
    uncertain=("last_name", "emails"),
    rest=("L'atome autrement",),
)
EXACT = Contact(
    first_name="Marie",
    last_name="Curie",
    emails=("marie@radium.fr",),
    phones=(Phone("+33639981234", "mobile", "0639981234"),),
    confidence={"first_name": 0.99, "last_name": 0.99, "emails": 0.99, "phones": 0.99},
)


def test_exact_values_win_and_the_others_stay() -> None:
    contact = merge(PRINTED, EXACT)

    assert (contact.first_name, contact.last_name, contact.company) == ("Marie", "Curie", "Radium")
    assert (contact.address, contact.rest) == (PRINTED.address, PRINTED.rest)
    assert contact.confidence == {"first_name": 0.99, "last_name": 0.99, "company": 0.9, "emails": 0.99, "phones": 0.99}
    assert contact.uncertain == ()


def test_a_value_misread_from_print_is_dropped_and_another_one_kept() -> None:
    contact = merge(PRINTED, EXACT)

    assert contact.emails == ("marie@radium.fr", "contact@radium.fr")
    assert [phone.e164 for phone in contact.phones] == ["+33639981234", "+33199001234"]
