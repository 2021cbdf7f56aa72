"""The curl examples of the docs do what is written below them."""

from __future__ import annotations

import json
import re
import shlex
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from core.actions.advance import advance
from core.crm import Crm
from core.endpoint import PREFIX
from core.model import Invoice
from intake.verbs import VERBS
from tests.factories import actor
from tests.integration.erp import SECRET, TOKENS, Erp, configured
from tests.integration.test_handover import draft

HOW_TO = Path(__file__).parents[2] / "docs" / "how-to"
EXAMPLE = re.compile(r"^\$ (curl .+)\n(\d{3}) (\{.*\})$", re.MULTILINE)
CONFIGURATION = {
    "api": "",
    "mirror": '[cycle.order]\nmode = "mirror"\n[cycle.order.states]\n"shipped" = "fulfilled"\n'
    '[cycle.invoice]\nmode = "mirror"\n',
    "export": '[cycle.invoice]\nmode = "export"\nurl = "https://erp.example"\nsecret = "env:HANDOVER_SECRET"\n',
}


def examples(page: str) -> Iterator[tuple[list[str], int, Any]]:
    """The words of each command, and the status and the JSON that it gets."""
    text = (HOW_TO / f"{page}.md").read_text("utf-8")
    assert len(EXAMPLE.findall(text)) == text.count("$ curl") > 0
    for command, status, told in EXAMPLE.findall(text):
        for name, value in {"$FILON": "", **{f"${name}": token for name, token in TOKENS.items()}}.items():
            command = command.replace(name, value)  # noqa: PLW2901 - the shell would put them in likewise
        yield shlex.split(command), int(status), json.loads(told)


def run(erp: Erp, words: list[str]) -> Any:
    """What curl would send."""
    options = {"-X": "GET", "-d": None}
    headers = [word for before, word in pairwise(words) if before == "-H"]
    options |= {before: word for before, word in pairwise(words) if before in options}
    path = next(word for word in words if word.startswith("/v1"))
    sent = [(name, value) for name, _, value in (header.partition(": ") for header in headers)]
    return erp.app.test_client().open(path, method=str(options["-X"]), data=options["-d"], headers=sent)


def contains(whole: Any, part: Any) -> bool:
    """Whether everything that the docs show is in the answer."""
    if isinstance(part, dict):
        return all(name in whole and contains(whole[name], value) for name, value in part.items())
    if isinstance(part, list):
        return len(whole) == len(part) and all(contains(w, p) for w, p in zip(whole, part, strict=True))
    return bool(whole == part)


@pytest.mark.parametrize("page", CONFIGURATION)
def test_every_example_does_what_it_says(crm: Crm, monkeypatch: pytest.MonkeyPatch, page: str) -> None:
    monkeypatch.setenv("HANDOVER_SECRET", SECRET)
    erp = Erp(configured(crm, monkeypatch, CONFIGURATION[page]))
    if page == "mirror":
        Erp(erp.crm, TOKENS["BOSS_TOKEN"]).post("accounts", name="Radium SA", siren="732829320")
    if page == "export":
        draft(erp.crm)
        with erp.crm.transaction(actor()) as tx:
            advance(tx, tx.session.get_one(Invoice, 1), "handed over")
    for words, status, told in examples(page):
        answer = run(erp, words)
        assert (answer.status_code, contains(answer.json, told)) == (status, True), (words[:4], answer.json)


def test_the_table_of_verbs_is_whole() -> None:
    text = (HOW_TO / "api.md").read_text("utf-8")
    rows = re.findall(r"^\| ((?:`\w+`(?:, )?)+) \|", text, re.MULTILINE)
    told = [verb for row in rows for verb in re.findall(r"`(\w+)`", row)]
    assert sorted(told) == sorted(VERBS)


def test_the_docs_show_the_prefix_that_is_asked_for() -> None:
    assert f'echo "{PREFIX}$(openssl rand -base64 32)"' in (HOW_TO / "export.md").read_text("utf-8")
