"""What was ticked in a form, as the consent that it is, with all that proves it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from core.language import LOCALES, Language
from core.model import Submission
from core.settings import Settings
from intake import hosted
from intake.payload import Answer
from intake.understanding import Understood

# What a box says that is not ticked, where a form sends it at all.
UNTICKED = frozenset({"", "0", "no", "non", "false", "faux", "off", "unchecked"})


def take_consents(settings: Settings, understood: Understood, submission: Submission) -> list[dict[str, Any]]:
    """The consents among the answers, as `consent.give` takes them."""
    about = {
        "given_at": submission.created_at,
        "ip": submission.origin.get("ip"),
        "user_agent": submission.headers.get("User-Agent"),
        "page": submission.origin.get("page"),
        "language": submission.origin.get("language"),
        "submission_id": submission.id,
    }
    ticked = [*_mapped(understood), *_ticked(settings, understood.answers, str(about["language"]))]
    return [consent | about for consent in ticked]


def _mapped(understood: Understood) -> Iterator[dict[str, Any]]:
    """What the company's rules for a form tool say is a consent, to the words whose version they name."""
    for purpose, given in understood.consents.items():
        # The tool shows the words; we know under which question they stood, what was answered, and their version.
        words = f"{given.field}: {given.value}"
        yield {"purpose": purpose, "field": given.field, "value": given.value, "wording": words, "version": given.text}


def _ticked(settings: Settings, answers: Sequence[Answer], code: str) -> Iterator[dict[str, Any]]:
    """Our own form says which of its wordings was shown; of another site's we know no more than what it sent."""
    for answer in answers:
        if answer.key == hosted.CONSENT and answer.value.casefold() not in UNTICKED:
            is_ours = hosted.is_hosted(answers) and code in LOCALES
            wording = _our_words(settings, code) if is_ours else answer.value
            version = f"{hosted.CONSENT_VERSION} {code}" if is_ours and wording == answer.value else None
            yield {"field": answer.key, "value": answer.value, "wording": answer.value, "version": version}
            return


def _our_words(settings: Settings, code: str) -> str:
    return Language(code).say(hosted.CONSENT_WORDING, company=settings.configuration.company.name)
