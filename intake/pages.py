"""What people see: pages in their language, and whether it is a person who asks."""

from __future__ import annotations

import re
import secrets
from collections.abc import Mapping
from functools import lru_cache
from http import HTTPStatus
from typing import Any
from urllib.parse import urlsplit

from flask import Flask, Response, g, render_template, request
from werkzeug.datastructures import LanguageAccept
from werkzeug.http import parse_accept_header

from core.language import LOCALES, Language
from core.settings import Company, Form
from intake import hosted
from intake.field_names import is_noise
from intake.mapping import is_trace
from intake.reception import asked_form, reception
from intake.refusal import Refusal

ACCENT = re.compile(r"#[0-9A-Fa-f]{6}")


def register(app: Flask) -> None:
    """Give every template `say`, the language and the company."""
    app.jinja_options = {"trim_blocks": True, "lstrip_blocks": True}
    app.context_processor(_context)


def language() -> Language:
    """The reader's language: asked for, or preferred by the browser, or else the company's."""
    asked = request.args.get("lang")
    return (
        Language(asked)
        if asked in LOCALES
        else preferred(request.headers.get("Accept-Language", ""), _company().language)
    )


@lru_cache(maxsize=1024)
def preferred(accept_language: str, otherwise: str) -> Language:
    """The language that a browser prefers by this header, where it says so."""
    accepted = parse_accept_header(accept_language, LanguageAccept)
    return Language(accepted.best_match([*LOCALES], "en") if accepted else otherwise)


def is_wanted() -> bool:
    """Whether a person looks at the answer in a browser."""
    accepted = request.accept_mimetypes
    return request.path.startswith(("/f/", "/consent/")) and accepted["text/html"] > accepted["application/json"]


def is_embedded() -> bool:
    """Whether the page stands within one of another site."""
    return request.args.get("embed") == "1"


def page(template: str, status: int = 200, **values: Any) -> Response:
    """A page that nothing but our own files and the form's own site can touch."""
    nonce = secrets.token_urlsafe(12)
    response = Response(
        render_template(template, nonce=nonce, **values), status, content_type="text/html; charset=utf-8"
    )
    response.headers.update(_protection(nonce, asked_form()))
    return response


def problem(refusal: Refusal) -> Response:
    """What went wrong, with what was typed, and a way to send it again where that may help."""
    answers = g.get("answers", ())
    return page(
        "problem.html",
        refusal.status,
        sentence=refusal.explain(language()),
        answers=answers,
        typed=[answer for answer in answers if answer.value and not (is_noise(answer.key) or is_trace(answer.key))],
        labels={field.name: field.label for field in hosted.FIELDS},
        may_try_again=refusal.status >= HTTPStatus.TOO_MANY_REQUESTS,
    )


def _context() -> dict[str, Any]:
    company, reader = _company(), language()
    accent = company.accent if ACCENT.fullmatch(company.accent) else Company().accent
    about = {"say": reader.say, "language": reader, "company": company, "accent": accent}
    return about | {"embedded": is_embedded(), "site": asked_form() or Form()}


def _company() -> Company:
    return reception().crm.settings.configuration.company


def _protection(nonce: str, site: Form | None) -> Mapping[str, str]:
    # Chromium applies form-action to the redirect after a form, too.
    redirect = urlsplit((site and site.redirect) or "")
    after = [f"{redirect.scheme}://{redirect.netloc}"] if redirect.netloc else []
    policy = {
        "default-src": ["'none'"],
        "script-src": ["'self'" if is_embedded() or (site and site.captcha) else "'none'"],
        "style-src": ["'self'", f"'nonce-{nonce}'"],
        "img-src": ["'self'"],
        "form-action": ["'self'", *after],
        "frame-ancestors": _ancestors(site),
        "base-uri": ["'none'"],
    }
    return {
        "Content-Security-Policy": "; ".join(f"{name} {' '.join(values)}" for name, values in policy.items()),
        "Referrer-Policy": "strict-origin-when-cross-origin",
        "Cache-Control": "no-store",
        "Content-Language": language().code,
        "Vary": "Accept, Accept-Language",
    }


def _ancestors(site: Form | None) -> list[str]:
    """The pages that ours may stand in: of the sites that may post, and none where no form is asked for."""
    if site is None:
        return ["'none'"]
    return ["'self'", *site.origins] if site.origins else ["*"]
