"""/crm, typed well and badly, through the real app over signed HTTP."""

from __future__ import annotations

import pytest

from core.language import Language
from tests.integration.talk import CAMILLE, OLIVER, Talk, action_ids, texts

MARIE = "Marie Curie, CEO at Radium SA, marie@radium.example, +44 20 7946 0018"


def test_a_sentence_becomes_a_lead(slack: Talk) -> None:
    card = slack.type(OLIVER, f"create lead {MARIE}")
    assert card["ephemeral"]
    assert card["text"].startswith("L-1 is created. Lead *L-1* · new · Oliver Hughes")
    for told in ("Marie Curie · Radium SA", "CEO", "marie@radium.example", "+44 20 7946 0018"):
        assert told in texts(card)


def test_french_words_do_the_same(slack: Talk) -> None:
    slack.type(CAMILLE, "créer prospect Marie Curie, PDG chez Radium SA, marie@radium.example, 06 39 98 12 34")
    slack.type(CAMILLE, "AVANCER l-1")
    slack.type(CAMILLE, "noter L1 appel rappeler lundi")
    made = slack.type(CAMILLE, "promouv l 1")
    assert "O-1" in made["text"]
    assert "rappeler lundi" in texts(slack.type(CAMILLE, "montrer l-1"))
    assert "O-1" in texts(slack.type(CAMILLE, "chercher rad"))
    assert "O-1" in texts(slack.type(CAMILLE, "mes"))


def test_each_person_is_answered_in_their_language(slack: Talk) -> None:
    french, english = slack.type(CAMILLE, "craete lead"), slack.type(OLIVER, "craete lead")
    assert "créer" in french["text"]
    assert "create" in english["text"]


def test_from_a_lead_to_a_sent_quote(slack: Talk) -> None:
    for typed in (f"create lead {MARIE}", "advance L-1 contacted", "promote L-1", "add O-1 2 x Audit @ 450 20%"):
        slack.type(OLIVER, typed)
    slack.type(OLIVER, "add O-1 2.5 days x Advice @ 600 -10% 5.5%")
    quote = slack.type(OLIVER, "promote O-1")
    number = quote["text"].split("became: ")[1].split(".")[0]
    assert "€2,504.25" in texts(quote)
    sent = slack.type(OLIVER, f"advance {number}")
    assert f"{number} is now: sent." in sent["text"]
    assert action_ids(sent)[:2] == ["advance.accepted", "advance.declined"]


def test_records_of_every_kind_are_made_directly(slack: Talk) -> None:
    assert "Account *A-1*" in slack.type(OLIVER, "create account Radium SA")["text"]
    assert "Contact *C-1*" in slack.type(OLIVER, "create contact A-1 Pierre Curie, pierre@radium.example")["text"]
    opportunity = texts(slack.type(OLIVER, "create opportunity A-1 New website 12 k€ 2027-03-31"))
    assert "New website" in opportunity
    assert "€12,000.00" in opportunity
    assert "31 March 2027" in opportunity
    for kind in ("quote", "order", "invoice"):
        assert "Radium SA · Audit" in texts(slack.type(OLIVER, f"create {kind} C-1 Audit"))


def test_won_takes_the_amount_and_lost_the_reason(slack: Talk) -> None:
    for name in ("One", "Two", "Three 500"):
        slack.type(OLIVER, f"create opportunity {name}")
    assert "*Actual revenue*\n€1,200.00" in texts(slack.type(OLIVER, "advance O-1 won 1,2 k€"))
    assert "*Reason*\ntoo late" in texts(slack.type(OLIVER, "advance O-2 lost too late"))
    assert "*Reason*\nno budget" in texts(slack.type(OLIVER, "abandon O-3 no budget"))


def test_a_record_is_given_by_mention_by_name_and_to_oneself(slack: Talk) -> None:
    slack.type(OLIVER, f"create lead {MARIE}")
    slack.type(CAMILLE, "mine")
    assert "now belongs to Camille Moreau" in slack.type(OLIVER, "assign L-1 @camille")["text"]
    assert "est maintenant à Oliver Hughes" in slack.type(CAMILLE, "attribuer L-1 oliver")["text"]
    assert "now belongs to Oliver Hughes" in slack.type(OLIVER, "assign L-1 me")["text"]


def test_what_is_found_can_be_opened_from_the_list(slack: Talk) -> None:
    slack.type(OLIVER, "create account Radium SA")
    slack.type(OLIVER, "create account Radium Ltd")
    found = slack.type(OLIVER, "find radi")
    assert found["text"] == "2 records fit."
    card = slack.click(OLIVER, found, "show.account.1")
    assert "Account *A-1*" in card["text"]
    assert found in slack.sandbox.messages(found["channel"], OLIVER)


def test_a_name_shows_its_record_where_there_is_one_and_a_list_otherwise(slack: Talk) -> None:
    slack.type(OLIVER, "create account Radium SA")
    assert "Account *A-1*" in slack.type(OLIVER, "show radium")["text"]
    slack.type(OLIVER, "create account Radium Ltd")
    assert slack.type(OLIVER, "show radium")["text"] == "2 records fit."
    assert "Nothing fits “polonium”" in slack.type(OLIVER, "show polonium")["text"]


def test_the_pipeline_is_a_table_with_its_total_in_words(slack: Talk) -> None:
    assert "empty" in slack.type(OLIVER, "pipeline")["text"]
    slack.type(OLIVER, "create opportunity One 1000 31/03/2027")
    slack.type(OLIVER, "create opportunity Two 3 k€")
    for group in ("", "month", "responsable"):
        answer = slack.type(OLIVER, f"pipeline {group}")
        assert answer["text"] == "2 open opportunities: €4,000.00, weighted €400.00."
        assert answer["blocks"][1]["type"] == "table"


def test_help_is_what_comes_of_nothing_and_tells_more_of_one_word(slack: Talk) -> None:
    assert "What Filon understands" in slack.type(OLIVER, "")["text"]
    assert "/crm create lead Marie" in texts(slack.type(OLIVER, "help creer"))
    assert "/crm créer prospect Marie" in texts(slack.type(CAMILLE, "aide create"))
    assert "/crm émettre I-12" in texts(slack.type(CAMILLE, "aide facturation"))


def test_mine_says_how_to_begin_where_there_is_nothing(slack: Talk) -> None:
    assert "/crm create lead" in slack.type(OLIVER, "mine")["text"]


REFUSED = [
    ("xyzzy", "“xyzzy” is unknown. All that can be typed: /crm help"),
    ("promot3 L-1", "Did you mean: promote?"),
    ("a L-1", "can mean: advance, abandon, add, accept"),
    ("show L-99", "There is no L-99"),
    ("advance", "Name the record"),
    ("advance Radium", "“Radium” is no reference"),
    ("advance L-1 paid", "“paid” is unknown. There are: new, contacted"),
    ("advance L-1 qualified", "Another command does that (lead: qualified): promote"),
    ("advance A-1", "A-1 has no states"),
    ("abandon L-1", "Say why"),
    ("abandon A-1 because", "cannot be abandoned"),
    ("promote A-1", "Nothing comes after A-1 in the cycle"),
    ("assign L-1", "Say to whom"),
    ("assign L-1 @nobody", "“@nobody” is no single colleague"),
    ("log L-1", "Say what kind of activity"),
    ("log L-1 poem ode", "“poem” is unknown. There are: call"),
    ("log L-1 call", "Say what it was about"),
    ("add L-1 2 x Audit @ 450", "L-1 has no lines: it is no sale"),
    ("add O-1 Audit", "A line looks like this"),
    ("add O-1 Audit @ 450 19%", "There is no VAT rate of 19 %"),
    ("add O-1 0 x Audit @ 450", "The quantity must be above 0"),
    ("create poem", "“poem” is unknown. There are: lead, account"),
    ("create opportunity", "An opportunity needs a name"),
    ("create quote Audit", "This needs a customer"),
    ("create quote O-1 Audit", "O-1 is no customer (opportunity)"),
    ("find", "Say what to look for"),
    ("pipeline sideways", "“sideways” is unknown. There are: stage, month, owner"),
]


@pytest.mark.parametrize(("typed", "sentence"), REFUSED, ids=[typed for typed, _ in REFUSED])
def test_bad_input_is_refused_with_the_way_out_and_changes_nothing(slack: Talk, typed: str, sentence: str) -> None:
    for made in (f"create lead {MARIE}", "create account Radium SA", "create opportunity A-1 New website"):
        slack.type(OLIVER, made)
    before = slack.happened()
    refusal = slack.type(OLIVER, typed)
    assert sentence in refusal["text"]
    assert refusal["text"] in texts(refusal)
    assert slack.happened() == before
    assert slack.sandbox.notices == []


def test_a_refused_command_is_shown_how_it_is_written(slack: Talk) -> None:
    assert "/crm create opportunity A-3" in texts(slack.type(OLIVER, "create opportunity"))


def test_a_promotion_happens_once(slack: Talk) -> None:
    slack.type(OLIVER, f"create lead {MARIE}")
    slack.type(OLIVER, "promote L-1")
    before = slack.happened()
    again = slack.type(OLIVER, "promote L-1")
    assert again["text"] == "L-1 was promoted already: A-1, C-1, O-1."
    assert slack.happened() == before


HOSTILE = [
    "<!channel> & co",
    "R&amp;D <b>",
    "🎉 Ünï©ødé \u202eright",
    "x" * 3000,
    "&" * 3000,
    "`*_~ :tada: <@U0OLIVER>",
]


@pytest.mark.parametrize("name", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_names_appear_as_typed_and_ping_nobody(slack: Talk, name: str) -> None:
    card = slack.type(OLIVER, f"create account {name}")
    header = next(block["text"]["text"] for block in card["blocks"] if block["type"] == "header")
    assert name.startswith(header.removesuffix("…"))
    for answer in (card, slack.type(OLIVER, "show A-1"), slack.type(OLIVER, f"find {name[:500]}")):
        assert "<!" not in answer["text"]
        assert "<@" not in answer["text"]
        assert not {"<!channel>", "<@U0OLIVER>"} & set(_markup_texts(answer["blocks"]))


def _markup_texts(value: object) -> list[str]:
    if isinstance(value, dict):
        own = value["text"].split() if value.get("type") == "mrkdwn" else []
        return own + [text for part in value.values() for text in _markup_texts(part)]
    return [text for part in value for text in _markup_texts(part)] if isinstance(value, list) else []


def test_states_are_understood_in_french(slack: Talk) -> None:
    slack.type(CAMILLE, "créer prospect Marie Curie, Radium SA")
    moved = slack.type(CAMILLE, f"avancer L-1 {Language('fr').say('contacted')}")
    assert Language("fr").say("contacted") in moved["text"]
