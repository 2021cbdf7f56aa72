"""Mails over SMTP, in the reader's language, from the templates of `templates/mail`."""

from __future__ import annotations

import smtplib
import ssl
from collections.abc import Callable, Mapping
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import formatdate, parseaddr
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

from core.errors import Misconfigured, Rejected, Unavailable
from core.language import Language, mark
from core.section import named_secret
from core.settings import Configuration, MailSection, Settings

TEMPLATES = Path(__file__).parents[1] / "templates" / "mail"
TIMEOUT_SECONDS = 20
# What SMTP answers where the same mail will never be taken; the others pass.
FOR_GOOD = range(500, 600)
AWAY = mark("The mail server does not take the mail just now ({why}). It is tried again in a moment.")
REFUSED = mark("The mail server refused the mail for good: {why}")


def write(
    settings: Settings, template: str, language: Language, *, to: str, subject: str, key: str, **values: Any
) -> EmailMessage:
    """The mail as text and HTML. `key` is the same whenever the same mail is sent again; raises `Rejected` for `to`."""
    company, sender = settings.configuration.company, _sender(settings.configuration)
    message = EmailMessage()
    message["From"] = sender
    message["To"] = _recipient(to)
    message["Subject"] = subject
    message["Date"] = formatdate(localtime=False)
    message["Message-ID"] = f"<{key}@{parseaddr(sender)[1].rpartition('@')[2]}>"
    message["Auto-Submitted"] = "auto-generated"
    message["Content-Language"] = language.code
    about = {"say": language.say, "language": language, "company": company, "subject": subject, **values}
    message.set_content(_environment().get_template(f"{template}.txt").render(about))
    message.add_alternative(_environment().get_template(f"{template}.html").render(about), subtype="html")
    return message


def send(settings: Settings, message: EmailMessage) -> None:
    """Hand the mail to the server. Raises `Unavailable` where it may go later, `Rejected` where it never will."""
    mail = settings.configuration.mail
    try:
        with _connection(mail) as server:
            if mail.username:
                server.login(mail.username, named_secret(mail.password or ""))
            server.send_message(message)
    except smtplib.SMTPRecipientsRefused as error:
        code, why = next(iter(error.recipients.values()))
        raise _refusal(code, why) from error
    except smtplib.SMTPResponseException as error:
        raise _refusal(error.smtp_code, error.smtp_error) from error
    except (OSError, smtplib.SMTPException) as error:
        raise Unavailable(AWAY, why=type(error).__name__) from error


def _connection(mail: MailSection) -> smtplib.SMTP:
    if not mail.host:
        raise Misconfigured("[mail] host is not set: name the server that sends mails.")
    return CONNECTIONS[mail.security](mail.host, mail.port)


def _plain(host: str, port: int) -> smtplib.SMTP:
    return smtplib.SMTP(host, port, timeout=TIMEOUT_SECONDS)


def _starttls(host: str, port: int) -> smtplib.SMTP:
    server = _plain(host, port)
    server.starttls(context=ssl.create_default_context())
    return server


def _tls(host: str, port: int) -> smtplib.SMTP:
    return smtplib.SMTP_SSL(host, port, timeout=TIMEOUT_SECONDS, context=ssl.create_default_context())


CONNECTIONS: Mapping[str, Callable[[str, int], smtplib.SMTP]] = {"none": _plain, "starttls": _starttls, "tls": _tls}


def _refusal(code: int, why: bytes | str) -> Rejected | Unavailable:
    words = why.decode("utf-8", "replace") if isinstance(why, bytes) else why
    answer = f"{code} {words}"[:200]
    return Rejected(REFUSED, why=answer) if code in FOR_GOOD else Unavailable(AWAY, why=answer)


def _sender(configuration: Configuration) -> str:
    return configuration.mail.sender or str(Address(configuration.company.name, addr_spec=configuration.company.email))


def _recipient(to: str) -> Address:
    """One address and nothing else: a form must not get us to write to ten."""
    try:
        return Address(addr_spec=to)
    except (ValueError, IndexError) as error:
        raise Rejected("“{email}” is no address that a mail can go to.", email=to) from error


def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=select_autoescape(["html"]),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
