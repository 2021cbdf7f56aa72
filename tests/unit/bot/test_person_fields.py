"""What the reader found, as the fields of a lead."""

from __future__ import annotations

from bot.person_fields import is_clear, lead_fields
from core.reading import Contact, Phone

MOBILE, WORK = Phone("+33639981234", "mobile", ""), Phone("+33199001234", "work", "")
FAX = Phone("+33199001235", "fax", "")


def test_numbers_go_where_they_belong_and_a_fax_nowhere() -> None:
    fields = lead_fields(Contact(last_name="Curie", phones=(FAX, WORK, MOBILE)), "")
    assert (fields["mobile"], fields["phone"]) == (MOBILE.e164, WORK.e164)
    assert lead_fields(Contact(phones=(FAX,)), "")["phone"] is None


def test_words_that_no_field_used_are_the_need() -> None:
    assert lead_fields(Contact(last_name="Curie", rest=("wants", "an audit")), "…")["need"] == "wants\nan audit"


def test_a_text_of_which_nothing_is_clear_is_kept_whole() -> None:
    guess = Contact(company="to call back", uncertain=("company",))
    assert not is_clear(guess)
    assert lead_fields(guess, " to call back ")["need"] == "to call back"
    assert lead_fields(Contact(), "")["need"] is None
