"""The page of our own form: fresh, or once more with all that was typed."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlsplit

from flask import Response, request

from core.settings import Form
from intake import captcha, hosted, pages, stamp, uploads
from intake.identity import FILLING
from intake.mapping import LONGEST_TRACE, is_trace
from intake.payload import Answer
from intake.reception import reception


def fresh(name: str, form: Form) -> Response:
    """The empty form; it hands on which advertisement and which page of the site brought the visitor."""
    traces = [Answer(key, value) for key, value in request.args.items() if is_trace(key)]
    filling = {FILLING: str(uuid.uuid4()), hosted.MARK: stamp.stamp(reception().crm.settings, name)}
    return _show(name, form, filling | {hosted.PAGE: _page()}, traces)


def to_mend(name: str, form: Form, answers: Sequence[Answer], files: Sequence[uploads.Upload]) -> Response | None:
    """The form with what is to be mended, if anything is; files must be chosen again."""
    values = hosted.typed(answers)
    mistakes, notice = hosted.mistakes(values) | uploads.mistakes(files), ""
    try:
        stamp.check(reception().crm.settings, name, values[hosted.MARK])
    except stamp.Stale as stale:
        values, notice = values | {hosted.MARK: stale.fresh}, stale.message
    if not (mistakes or notice):
        return None
    traces = [answer for answer in answers if is_trace(answer.key)]
    chosen = {file.key: file.name for file in files}
    return _show(name, form, values, traces, 422, mistakes=mistakes, notice=notice, chosen=chosen)


def _page() -> str:
    page = request.args.get("page", "")[:LONGEST_TRACE]
    return page if urlsplit(page).scheme in {"http", "https"} else ""


def _show(
    name: str, form: Form, values: Mapping[str, str], traces: Sequence[Answer], status: int = 200, **more: Any
) -> Response:
    about: dict[str, Any] = {"mistakes": {}, "notice": "", "chosen": {}, "challenge": ""} | more
    if form.captcha:
        about["challenge"] = captcha.challenge(reception().crm.settings, values.get(FILLING, ""))
    hidden = (FILLING, hosted.MARK, hosted.PAGE)
    return pages.page(
        "form.html",
        status,
        name=name,
        title=form.title,
        values=values,
        traces=traces,
        hosted=hosted,
        hidden=hidden,
        **about,
    )
