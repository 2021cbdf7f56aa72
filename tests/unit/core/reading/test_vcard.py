"""Contacts written by machines."""

from core.reading.contact import Phone
from core.reading.vcard import read_vcard

VCARD = (
    "BEGIN:VCARD\r\nVERSION:3.0\r\nN:Curie;Marie;;Dr.;\r\nFN:Marie Curie\r\nORG:Radium\\, Fils;R&D\r\n"
    "TITLE:Présidente\r\n"
    "TEL;TYPE=CELL:+33 6 39 98 12 34\r\nitem1.TEL;TYPE=WORK,VOICE:01 99 00 12 34\r\n"
    "TEL;TYPE=FAX,WORK:01 99 00 12 35\r\n"
    "EMAIL;TYPE=INTERNET:Marie@radium.fr\r\nURL:https://www.radium.fr\r\n"
    "ADR;TYPE=WORK:;;5 rue\r\n  Pons;Rennes;;35000;France\r\nEND:VCARD\r\n"
)


def test_a_vcard_is_read_exactly() -> None:
    contact = read_vcard(VCARD)

    assert contact is not None
    assert (contact.first_name, contact.last_name, contact.job_title) == ("Marie", "Curie", "Présidente")
    assert (contact.company, contact.website) == ("Radium, Fils, R&D", "https://www.radium.fr")
    assert contact.emails == ("marie@radium.fr",)
    assert contact.address == "5 rue Pons, Rennes, 35000, France"
    assert contact.phones == (
        Phone("+33639981234", "mobile", "+33 6 39 98 12 34"),
        Phone("+33199001234", "work", "01 99 00 12 34"),
        Phone("+33199001235", "fax", "01 99 00 12 35"),
    )
    assert contact.uncertain == ()


def test_a_full_name_alone_is_divided() -> None:
    contact = read_vcard("BEGIN:VCARD\nFN:Marie Curie\nEND:VCARD")
    assert contact is not None
    assert (contact.first_name, contact.last_name) == ("Marie", "Curie")


def test_a_mecard_is_read_too() -> None:
    contact = read_vcard("MECARD:N:Curie,Marie;TEL:0639981234;EMAIL:marie@radium.fr;;")

    assert contact is not None
    assert (contact.first_name, contact.last_name) == ("Marie", "Curie")
    assert contact.phones[0].e164 == "+33639981234"


def test_other_texts_are_no_contact() -> None:
    assert read_vcard("https://www.radium.fr/vcard") is None
    assert read_vcard("") is None


def test_a_hostile_vcard_is_cut_to_size_and_its_rubbish_left_out() -> None:
    contact = read_vcard(
        f"BEGIN:VCARD\nN:{'A' * 9000};Eve\nTITLE:\x00\x1b[31mBoss\nTEL:javascript:alert(1)\nEMAIL:<script>\nORG\n"
        "URL:\nEND:VCARD"
    )

    assert contact is not None
    assert contact.job_title == "[31mBoss"
    assert len(contact.last_name or "") <= 200
    assert (contact.phones, contact.emails, contact.company, contact.website) == ((), (), None, None)
