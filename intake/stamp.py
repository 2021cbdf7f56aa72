"""The signed moment at which our form was shown: who sends it faster than anybody types is no person."""

from __future__ import annotations

from datetime import datetime, timedelta

from itsdangerous import BadSignature, SignatureExpired, TimestampSigner

from core.errors import SalesError
from core.language import mark
from core.settings import Settings

# A page may stay open over night.
HOURS = 24
AGAIN = "again"


class Stale(SalesError):
    """The page was open for too long, or its stamp is none of ours: it is shown again, with what was typed."""

    def __init__(self, fresh: str) -> None:
        super().__init__(mark("This page was open for a long time. Look your answers over and send them once more."))
        self.fresh = fresh


def stamp(settings: Settings, form: str) -> str:
    """What the form carries from the moment when it is shown."""
    return _signer(settings).sign(form).decode()


def check(settings: Settings, form: str, given: str) -> None:
    """Raises `Stale`, with the stamp to show the form again with. One that was good once need not wait any more."""
    try:
        value = _signer(settings).unsign(given, max_age=HOURS * 3600).decode()
    except SignatureExpired:
        raise Stale(_signer(settings).sign(f"{form}:{AGAIN}").decode()) from None
    except BadSignature:
        raise Stale(stamp(settings, form)) from None
    if value not in {form, f"{form}:{AGAIN}"}:
        raise Stale(stamp(settings, form))


def is_hasty(settings: Settings, given: str, sent_at: datetime, least: int) -> bool:
    """Whether less than `least` seconds lay between showing and sending. Raises nothing: `check` came before."""
    try:
        value, shown_at = _signer(settings).unsign(given, return_timestamp=True)
    except BadSignature:
        return False
    return not value.endswith(AGAIN.encode()) and sent_at - shown_at < timedelta(seconds=least)


def _signer(settings: Settings) -> TimestampSigner:
    return TimestampSigner(settings.secret, salt="filon.form")
