"""The job that asks by mail whether a consent really came from the owner of the address."""

from __future__ import annotations

import structlog

from core import mail
from core.actions.consent import token_of, words
from core.crm import Crm
from core.errors import Rejected
from core.language import Language, mark
from core.model import Consent, Lead
from core.queries.suppression import address_key, is_suppressed

log = structlog.get_logger()
SUBJECT = mark("Please confirm: do you want {company} to write to you?")


def ask_consent(crm: Crm, consent_id: int) -> None:
    """Send the link that confirms. Nothing is sent to a suppressed address, nor for what was decided meanwhile.

    Raises `Unavailable` where the mail server is away: the job is done again.
    """
    with crm.read() as session:
        consent = session.get_one(Consent, consent_id)
        email = session.get_one(Lead, consent.lead_id).email
        is_wanted = consent.state == "to be confirmed" and not is_suppressed(session, crm.settings, email)
    if not (is_wanted and email and address_key(crm.settings, email) == consent.address_key):
        log.info("consent.not_asked", consent=consent_id, state=consent.state)
        return
    language = Language(consent.language)
    values = {
        "link": f"{crm.settings.public_url.rstrip('/')}/consent/{token_of(crm.settings, consent)}?lang={language.code}",
        "wording": words(crm.settings, consent, language),
        "days": crm.settings.configuration.consent.days,
    }
    subject = language.say(SUBJECT, company=crm.settings.configuration.company.name)
    try:
        key = f"consent-{consent_id}"
        mail.send(
            crm.settings, mail.write(crm.settings, "opt_in", language, to=email, subject=subject, key=key, **values)
        )
    except Rejected as error:
        # No address of anybody: the consent is never confirmed, and so never holds.
        log.warning("consent.mail_refused", consent=consent_id, why=error.message)
