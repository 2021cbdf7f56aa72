"""Those who want no marketing, told by /crm in both languages."""

from __future__ import annotations

from core.model import Lead, Suppression
from tests.factories import make_lead
from tests.integration.talk import CAMILLE, OLIVER, Talk, texts


def test_an_address_is_put_on_the_list_and_whoever_has_it_shows_that(slack: Talk) -> None:
    make_lead(slack.crm)
    assert "is not on the list" in texts(slack.type(OLIVER, "suppressed marie@radium.example"))
    said = texts(slack.type(OLIVER, "suppress Marie@radium.example"))
    assert "Marie@radium.example gets no marketing any more." in said
    assert "L-1" in said
    with slack.crm.read() as session:
        assert session.get_one(Lead, 1).no_marketing
        assert session.query(Suppression).count() == 1
    assert "ne reçoit pas de publicité depuis le" in texts(slack.type(CAMILLE, "désinscrits marie@radium.example"))
    assert "1 adresse ne reçoit pas" in texts(slack.type(CAMILLE, "désinscrits"))


def test_what_is_no_address_is_refused_and_changes_nothing(slack: Talk) -> None:
    assert "“marie” is no e-mail address" in slack.type(OLIVER, "suppress marie")["text"]
    assert "“marie” is no e-mail address" in slack.type(OLIVER, "suppressed marie")["text"]
    assert "Nommez l’adresse" in slack.type(CAMILLE, "désinscrire")["text"]
    with slack.crm.read() as session:
        assert session.query(Suppression).count() == 0
