"""The evidence together: what is chosen, what is unsure, and that nothing is lost."""

from dataclasses import replace

import pytest

from core.reading import Contact, Doubt, Line, glance, read


def test_an_empty_text_is_an_empty_contact() -> None:
    assert read("") == read([]) == Contact()


def test_a_company_that_is_only_a_logo_is_told_by_the_domain_and_called_uncertain() -> None:
    contact = read("Marie Curie\nDirectrice\nmarie@radium.fr")

    assert contact.company == "Radium"
    assert "company" in contact.uncertain


def test_a_company_that_is_not_quite_its_domain_is_uncertain() -> None:
    contact = read("Creative Studlos\nMarie Curie\nmarie@creativestudios.com")
    assert (contact.company, "company" in contact.uncertain) == ("Creative Studlos", True)


def test_a_round_letter_of_a_company_is_as_its_domain_has_it_and_still_uncertain() -> None:
    contact = read("Creative Studics\nMarie Curie\nmarie@creativestudios.com")
    assert (contact.company, "company" in contact.uncertain) == ("Creative Studios", True)


def test_a_site_that_looks_like_the_mailbox_s_domain_is_that_domain_and_uncertain() -> None:
    contact = read("Marie Curie\nmarie@mermoz.fr\nwww.rnermoz.fr")
    assert (contact.website, "website" in contact.uncertain) == ("www.mermoz.fr", True)


def test_free_mail_tells_no_company() -> None:
    assert read("Marie Curie\nmarie.curie@gmail.com").company is None


def test_a_company_over_two_lines_is_joined_where_the_domain_says_so() -> None:
    assert read("Groupe\nHélianthe\nMarie Curie\nm.curie@groupe-helianthe.com").company == "Groupe Hélianthe"


def test_a_glyph_beside_the_company_is_dropped() -> None:
    assert read("® Radium SA\nMarie Curie").company == "Radium SA"


def test_a_name_over_two_lines_is_joined() -> None:
    contact = read("Marie\nCURIE\nPhysicienne\nmcurie@radium.fr")
    assert (contact.first_name, contact.last_name) == ("Marie", "Curie")


def test_a_title_over_two_lines_is_joined() -> None:
    contact = read("Marie Curie\nDirectrice de la communication\net des relations publiques")
    assert contact.job_title == "Directrice de la communication et des relations publiques"


def test_degrees_after_a_name_are_kept_in_the_rest() -> None:
    contact = read("James Whitaker, MBA\nPartner")
    assert contact.last_name == "Whitaker"
    assert "MBA" in contact.rest


@pytest.mark.parametrize("text", ["Weiß", "Yıldız", "Lefèvre", "Ørsted"])
def test_names_keep_their_letters(text: str) -> None:
    assert read(f"Anna {text}, Radium SA").last_name == text


def test_the_address_decides_how_a_number_is_dialled() -> None:
    contact = read("John Smith\n14 Market Street\nLeeds LS1 6DT\n020 7946 0123")
    assert contact.phones[0].e164 == "+442079460123"


def test_a_french_boulevard_with_an_american_postal_code_is_in_america() -> None:
    contact = read("1200 Boulevard of the Allies\nPittsburgh, PA 15222\n(412) 555-0143")

    assert contact.country == "US"
    assert contact.phones[0].e164 == "+14125550143"


def test_the_region_given_decides_where_nothing_else_does() -> None:
    assert read("030 23456789", region="DE").phones[0].e164 == "+493023456789"


def test_the_site_of_the_sender_goes_before_another() -> None:
    contact = read("www.salon-exemple.com\nwww.radium.fr\nmarie@radium.fr")

    assert contact.website == "www.radium.fr"
    assert "www.salon-exemple.com" in contact.rest


def test_what_no_field_takes_is_kept() -> None:
    contact = read("Marie Curie\nRadium SA\nISO 14001\nL'atome autrement")

    assert {"ISO 14001", "L'atome autrement"} <= set(contact.rest)


def test_a_value_that_the_recognisers_read_alike_is_sure() -> None:
    contact = read([Line("marie@radium.fr", other="marie@radium.fr")])
    assert contact.confidence["emails"] > 0.9
    assert contact.uncertain == ("company",)


def test_a_value_that_the_recognisers_read_differently_is_uncertain() -> None:
    contact = read([Line("mar1e@radium.fr", other="marie@radium.fr")])

    assert contact.emails == ("marie@radium.fr",)
    assert "emails" in contact.uncertain
    assert contact.doubts["emails"] == Doubt(("mar1e@radium.fr",), None)


def test_a_doubt_shows_where_on_the_photo_the_value_stands() -> None:
    contact = read(
        [
            Line("Radium SA", other="Radium SA", box=(10, 10, 90, 30)),
            Line("mar1e@radium.fr", other="marie@radium.fr", box=(10, 40, 120, 60)),
            Line("Marie Curie", other="Marie Curie", box=(10, 70, 95, 90)),
        ]
    )
    assert contact.doubts["emails"].box == (10, 40, 120, 60)


def test_a_letter_s_accent_is_worth_a_question_and_a_dot_of_an_address_is_too() -> None:
    contact = read([Line("Helene Curie", other="Hélène Curie"), Line("h.curie@radium.fr", other="hcurie@radium.fr")])
    assert {"first_name", "emails"} <= set(contact.uncertain)


def test_only_what_is_uncertain_is_doubted() -> None:
    contact = read([Line("Marie Curie", other="Marie Curie"), Line("mar1e@radium.fr", other="marie@radium.fr")])
    assert set(contact.doubts) == set(contact.uncertain)


def test_digits_left_over_make_the_numbers_uncertain() -> None:
    contact = read("+33 6 39 98 12 34\n01 99 00 12 3")

    assert [phone.e164 for phone in contact.phones] == ["+33639981234"]
    assert "phones" in contact.uncertain
    assert "01 99 00 12 3" in contact.rest


def test_confidence_is_given_for_the_fields_found_and_no_others() -> None:
    contact = read("Marie Curie, PDG chez Radium SA")

    assert set(contact.confidence) == {"first_name", "last_name", "job_title", "company"}
    assert all(0 < confidence <= 1 for confidence in contact.confidence.values())


def test_lines_of_text_and_lines_with_geometry_are_read_alike() -> None:
    words = ["Marie Curie", "Radium SA", "marie@radium.fr"]
    placed = [Line(text, 20, 30 * place, 0, 200) for place, text in enumerate(words)]

    assert read(placed).company == read(words).company == read("\n".join(words)).company == "Radium SA"


@pytest.mark.parametrize(
    "text", ["@" * 500, "(" * 500, "+" * 500, "1 " * 2000, "a." * 2000, "Jean " * 2000, "\x1f\x00"]
)
def test_rubbish_is_read_without_complaint(text: str) -> None:
    assert read(text).emails == ()


def test_a_glance_sees_what_is_read_and_no_doubt_of_it() -> None:
    lines = [
        Line("Marie Curie", other="Marle Curie"),
        Line("Radium SA", other="Radlum SA"),
        Line("mar1e@radium.fr", other="marie@radium.fr"),
        Line("01 99 00 12 34", other=""),
        Line("", other=" "),
    ]
    seen, whole = glance(lines), read(lines)
    assert (seen.last_name, seen.emails) == ("Curie", ("marie@radium.fr",))
    assert {"last_name", "emails"} <= {*whole.doubts}
    assert replace(seen, confidence={}, uncertain=()) == replace(whole, confidence={}, uncertain=(), doubts={})


def twice(*lines: str) -> list[Line]:
    """Lines that both recognisers read alike."""
    return [Line(text, 30.0, 50.0 * place, other=text) for place, text in enumerate(lines)]


@pytest.mark.parametrize(
    ("name", "read_as", "meant"),
    [
        ("GONCALVES Laurent", "Igoncalves@reyetleroux.fr", "lgoncalves@reyetleroux.fr"),
        ("Gail Pollard", "gal.pollard@atkins.com", "gail.pollard@atkins.com"),
        ("Gilles Gay", "giles@klarsicht.eu", "gilles@klarsicht.eu"),
        ("Lee Hill", "1.hill@brightwell.uk", "l.hill@brightwell.uk"),
        ("Laura Mcdonald", "i.mcdonald@oconnor.uk", "l.mcdonald@oconnor.uk"),
    ],
)
def test_a_thin_letter_of_a_mailbox_is_as_the_name_has_it_and_uncertain(name: str, read_as: str, meant: str) -> None:
    contact = read(twice(name, read_as))
    assert (contact.emails, "emails" in contact.uncertain) == ((meant,), True)
    assert contact.doubts["emails"].alternatives == (read_as.casefold(),)


@pytest.mark.parametrize(
    ("name", "read_as", "meant"),
    [
        ("Jacob Smith", "Ejsmith@solveo.com", "jsmith@solveo.com"),
        ("Suzanne Pinto", "Es.pinto@vidal.eu", "s.pinto@vidal.eu"),
        ("Marc Dupont", "Mm.dupont@vidal.eu", "m.dupont@vidal.eu"),
    ],
)
def test_the_label_that_was_read_with_a_mailbox_is_none_of_it(name: str, read_as: str, meant: str) -> None:
    contact = read(twice(name, read_as))
    assert (contact.emails, "emails" in contact.uncertain) == ((meant,), True)
    assert contact.doubts["emails"].alternatives == (read_as.casefold(),)


@pytest.mark.parametrize("email", ["emma.smith@radium.fr", "esmith@radium.fr", "ej.smith@radium.fr", "em@radium.fr"])
def test_a_mailbox_that_begins_as_a_label_does_stays(email: str) -> None:
    assert read(twice("Emma Smith", email)).emails == (email,)


@pytest.mark.parametrize(
    "email",
    ["isabelle.martin@radium.fr", "imartin@radium.fr", "i.m@radium.fr", "info@radium.fr", "martina@radium.fr"],
)
def test_a_mailbox_that_the_name_does_not_speak_against_stays(email: str) -> None:
    contact = read(twice("Isabelle Martin", email))
    assert (contact.emails, "emails" in contact.uncertain) == ((email,), False)


def test_what_a_person_typed_is_not_mended() -> None:
    assert read("Gail Pollard, gal.pollard@atkins.com").emails == ("gal.pollard@atkins.com",)


def test_a_name_that_goes_on_in_the_mailbox_or_ends_otherwise_is_uncertain() -> None:
    assert "last_name" in read(twice("CLAUDE MAN", "cmartel@delorme.fr")).uncertain
    assert "last_name" not in read(twice("CLAUDE MARTEL", "cmartel@delorme.fr")).uncertain
    assert "last_name" in read(twice("Erin Jack", "erin.jackson@serranoedwards.io")).uncertain
    assert "last_name" not in read(twice("Erin Jackson", "erin.jackson@serranoedwards.io")).uncertain


def test_a_labelled_number_without_its_last_digit_makes_the_numbers_uncertain() -> None:
    whole = ["Erin Jackson", "M (617) 555-0144", "erin.jackson@serranoedwards.io"]
    assert "phones" in read(twice(*whole, "Office: 206-555-011"), region="US").uncertain
    assert "phones" not in read(twice(*whole, "SIRET 123 456 789 00012"), region="US").uncertain


def test_between_a_house_number_and_a_town_stands_a_street_however_misread() -> None:
    contact = read([Line("YVES GAY", 60.0, 0.0), Line("19, me Martine Merle, 03136 Meyer", 30.0, 100.0)])
    assert (contact.last_name, contact.address) == ("Gay", "19, me Martine Merle, 03136 Meyer")


def test_a_thin_letter_of_a_domain_is_as_the_firm_s_site_has_it_and_uncertain() -> None:
    contact = read(twice("Victor Allard", "v.allard@zenith.tr", "www.zenith.fr", "06 39 98 51 91"))
    assert (contact.emails, "emails" in contact.uncertain) == (("v.allard@zenith.fr",), True)
    assert [phone.e164 for phone in contact.phones] == ["+33639985191"]


def test_a_domain_of_another_country_than_the_site_stays() -> None:
    assert read(twice("v.allard@zenith.de", "www.zenith.fr")).emails == ("v.allard@zenith.de",)
