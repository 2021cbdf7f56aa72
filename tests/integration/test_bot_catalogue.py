"""The catalogue in Slack: products made, found, sold as lines, retired."""

from __future__ import annotations

import pytest

from core.model import Product, User
from tests.integration.talk import CAMILLE, OLIVER, Json, Talk, action_ids, texts

AUDIT = "create product AUD-1 Energy audit @ 850 / day 20% service"


@pytest.fixture
def manager(slack: Talk) -> str:
    """Oliver, who looks after the catalogue; Camille is a rep."""
    slack.type(OLIVER, "mine")
    with slack.crm.database.write() as session:
        session.query(User).update({User.role: "manager"})
    return OLIVER


@pytest.fixture
def product(slack: Talk, manager: str) -> Json:
    """The card of a product."""
    return slack.type(manager, AUDIT)


def test_a_sentence_becomes_a_product(slack: Talk, product: Json) -> None:
    assert product["text"].startswith("P-1 is created. Product *P-1* · for sale · Energy audit")
    for told in ("AUD-1", "€850.00", "*Unit*\nday", "20 %", "service"):
        assert told in texts(product)
    assert action_ids(product) == ["edit", "retire"]


def test_a_product_is_made_in_french_too(slack: Talk, manager: str) -> None:
    slack.type(manager, "créer produit GUI-1 Guide imprimé @ 24,50 € 5,5% bien")
    slack.type(manager, "créer prestation c-0,5 Conseil à distance @ 0,1234 / min")
    with slack.crm.read() as session:
        guide, advice = session.query(Product).order_by(Product.id)
    assert (guide.code, str(guide.unit_price), str(guide.vat_rate), guide.nature) == (
        "GUI-1",
        "24.5000",
        "5.50",
        "goods",
    )
    assert (advice.code, advice.name, advice.unit, advice.nature) == ("C-0,5", "Conseil à distance", "min", "service")
    assert "0,1234" in texts(slack.type(CAMILLE, "montrer P-2"))


def test_the_catalogue_is_listed_searched_and_opened(slack: Talk, product: Json) -> None:
    slack.type(OLIVER, "create product GUI-1 Printed guide @ 24.50 5.5% goods")
    listed = slack.type(CAMILLE, "catalogue")
    assert listed["text"] == "2 produits en vente."
    assert "*P-1* · AUD-1 · Energy audit · 850,00" in texts(listed)
    assert slack.type(OLIVER, "catalogue gui")["text"] == "1 product for sale."
    assert "Product *P-2*" in slack.click(OLIVER, listed | slack.type(OLIVER, "find guide"), "show.product.2")["text"]
    assert "Nothing for sale fits “zzz”" in slack.type(OLIVER, "catalogue zzz")["text"]


def test_an_empty_catalogue_says_how_to_fill_it(slack: Talk) -> None:
    assert "/crm create product" in slack.type(OLIVER, "catalogue")["text"]


def test_a_product_is_sold_by_its_code_or_reference(slack: Talk, product: Json) -> None:
    slack.type(OLIVER, "create opportunity New audit")
    slack.type(OLIVER, "add O-1 2 x aud-1")
    slack.type(OLIVER, "ajouter O-1 0,5 x P-1 @ 800 -10% 10%")
    card = slack.type(OLIVER, "add O-1 AUD-1")
    assert "Added to O-1: Energy audit." in card["text"]
    assert "1. *Energy audit* — 2 day × €850.00 = €1,700.00 (VAT 20 %)" in texts(card)
    assert "3. *Energy audit* — 1 day × €850.00 = €850.00" in texts(card)


def test_free_text_stays_free_text(slack: Talk, product: Json) -> None:
    slack.type(OLIVER, "create opportunity New audit")
    assert "1. *Audit* — 2 × €450.00" in texts(slack.type(OLIVER, "add O-1 2 x Audit @ 450"))


def test_a_line_is_removed_by_its_number(slack: Talk) -> None:
    for typed in ("créer opportunité Deux", "ajouter O-1 Un @ 1", "ajouter O-1 Deux @ 2"):
        slack.type(CAMILLE, typed)
    removed = slack.type(CAMILLE, "retirer O-1 1")
    assert "La ligne 1 de O-1 est retirée." in removed["text"]
    assert "1. *Deux*" in texts(removed)
    slack.type(OLIVER, "create opportunity Other")
    slack.type(OLIVER, "add O-2 One @ 1")
    assert "Line 1 of O-2 is removed." in slack.type(OLIVER, "remove O-2 1")["text"]


def test_the_line_form_offers_the_catalogue(slack: Talk, product: Json) -> None:
    modal = slack.ask(OLIVER, slack.type(OLIVER, "create opportunity New audit"), "add_line")
    assert [option["value"] for option in modal["blocks"][0]["element"]["options"]] == ["1"]
    card = slack.fill(OLIVER, modal, {"product": "1", "quantity": "2", "discount": "10"})
    assert "2 day × €850.00, less 10 % = €1,530.00" in texts(card)


def test_the_line_form_understands_a_code_for_a_description(slack: Talk, product: Json) -> None:
    modal = slack.ask(OLIVER, slack.type(OLIVER, "create opportunity New audit"), "add_line")
    assert "*Energy audit* — 1 day × €700.00" in texts(
        slack.fill(OLIVER, modal, {"description": "aud-1", "unit_price": "700"})
    )


def test_the_line_form_says_what_a_line_of_ones_own_needs(slack: Talk, product: Json) -> None:
    modal = slack.ask(OLIVER, slack.type(OLIVER, "create opportunity New audit"), "add_line")
    assert list(slack.sandbox.submit(OLIVER, modal, {"unit_price": "1"})["errors"]) == ["description"]
    assert list(slack.sandbox.submit(OLIVER, modal, {"description": "Advice", "unit_price": ""})["errors"]) == [
        "unit_price"
    ]


def test_a_retired_product_is_offered_no_more_until_it_is_sold_again(slack: Talk, product: Json) -> None:
    retired = slack.click(OLIVER, product, "retire")
    assert "Product *P-1* · retired" in retired["text"]
    assert "The catalogue is empty" in slack.type(OLIVER, "catalogue")["text"]
    slack.type(OLIVER, "create opportunity New audit")
    assert "P-1 (Energy audit) is retired" in slack.type(OLIVER, "add O-1 AUD-1")["text"]
    assert "for sale again" in slack.click(OLIVER, retired, "retire")["text"]
    assert slack.type(OLIVER, "catalogue")["text"] == "1 product for sale."


REFUSED = [
    ("create product AUD-2", "A product looks like this"),
    ("create product AUD-2 Audit @ much", "A product looks like this"),
    ("create product AUD-2 Audit @ 850 magic", "“magic” is unknown. There are: service, goods"),
    ("create product AUD-1 Audit @ 850", "The code AUD-1 belongs to P-1 already: Energy audit."),
    ("create product P-7 Audit @ 850", "“P-7” cannot be a code"),
    ("create product AUD-2 Audit @ 850 19%", "There is no VAT rate of 19 %"),
    ("add O-1 P-99", "There is no product P-99"),
    ("add O-1 AUD-99", "A line looks like this"),
    ("remove O-1", "Say which line"),
    ("remove O-1 two", "Say which line"),
    ("remove O-1 9", "O-1 has no line 9"),
    ("remove P-1 1", "P-1 has no lines: it is no sale"),
]


@pytest.mark.parametrize(("typed", "sentence"), REFUSED, ids=[typed for typed, _ in REFUSED])
def test_bad_input_is_refused_with_the_way_out_and_changes_nothing(
    slack: Talk, product: Json, typed: str, sentence: str
) -> None:
    slack.type(OLIVER, "create opportunity New audit")
    before = slack.happened()
    assert sentence in slack.type(OLIVER, typed)["text"]
    assert slack.happened() == before


def test_a_rep_leaves_the_catalogue_alone(slack: Talk, product: Json) -> None:
    shown = slack.type(CAMILLE, "P-1")
    before = slack.happened()
    sentence = "Le rôle commercial ne permet pas cela"
    assert sentence in slack.type(CAMILLE, "créer produit B Guide @ 1")["text"]
    assert sentence in slack.click(CAMILLE, shown, "retire")["text"]
    assert slack.happened() == before
