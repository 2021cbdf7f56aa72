"""The main job by clicks: the demo's chat page in Chromium."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, Route, expect, sync_playwright

ROOT = Path(__file__).parents[2]
CARD = ROOT / "cli" / "card.jpg"
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run", "--disable-sync"]
PATIENCE = 60_000


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
def demo(tmp_path: Path) -> Iterator[tuple[str, str]]:
    """The demo as `make demo` serves it: the addresses of the chat page and of the web site's form."""
    web, page = free_port(), free_port()
    command = [sys.executable, str(ROOT / "filon.py"), "demo", "--port", str(web), "--sandbox-port", str(page)]
    environment = os.environ | {"PYTHONUNBUFFERED": "1"}
    running = subprocess.Popen(command, cwd=tmp_path, env=environment, stdout=subprocess.PIPE, text=True)
    assert running.stdout is not None
    assert any("Stop  Ctrl-C" in line for line in running.stdout), "the demo did not start"
    yield f"http://127.0.0.1:{page}/sandbox", f"http://127.0.0.1:{web}/f/contact"
    running.send_signal(signal.SIGINT)
    assert running.wait(30) == 0


@pytest.fixture
def page() -> Iterator[Page]:
    """A page of Chromium that waits as long as a card is read."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=ARGUMENTS)
        page = browser.new_page(viewport={"width": 1280, "height": 860})
        page.set_default_timeout(PATIENCE)
        yield page
        browser.close()


class Camille:
    """The French rep at the chat page."""

    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        page.goto(f"{address}#as=U0CAMILLE&channel=D0CAMILLE")
        page.locator("#conversation [role=combobox]").wait_for()

    def say(self, command: str) -> None:
        """Type a command and send it."""
        composer = self.page.locator("#conversation [role=combobox]")
        composer.fill(command)
        composer.press("Enter")

    def message(self, text: str) -> Locator:
        """The last message that has the text."""
        return self.page.locator("article").filter(has_text=re.compile(text)).last

    def click(self, text: str, action: str) -> None:
        """Click a button under the message that has the text."""
        self.message(text).locator(f"[data-action-id^='{action}']").first.click()


def post_the_form(address: str) -> None:
    body = b"name=Awa+Diallo&company=Helianthe&email=awa.diallo%40helianthe.example"
    with urllib.request.urlopen(address, body) as answer:  # noqa: S310 - our own address
        assert answer.status == 200


def test_a_rep_gets_from_form_card_and_sentence_to_a_sent_quote(demo: tuple[str, str], page: Page) -> None:
    chat, form = demo
    post_the_form(form)
    camille = Camille(page, chat)

    page.locator("#conversation input[type=file]").set_input_files(CARD)
    page.locator("#conversation [role=combobox]").press("Enter")
    page.locator("#conversation article button", has_text=re.compile("réponse")).first.click()
    page.locator("[data-action-id='card.create']").first.click()
    expect(page.get_by_role("complementary")).to_contain_text(re.compile(r"L-\d"), timeout=PATIENCE)
    page.keyboard.press("Escape")

    camille.say("/crm créer prospect Marie Curie, PDG chez Radium SA, marie@radium.example, 06 39 98 12 34")
    camille.click("L-3", "promote")
    camille.message("O-1").wait_for()
    camille.say("/crm ajouter O-1 2 j x Audit énergétique @ 850 20%")
    camille.message("Audit énergétique").wait_for()
    camille.say("/crm promouvoir O-1")
    camille.click("DV-", "advance.sent")
    page.get_by_role("alertdialog").get_by_role("button").last.click()
    with_thread = page.locator("article").filter(has_text="DV-").filter(has=page.get_by_role("button", name="réponse"))
    with_thread.get_by_role("button", name="réponse").click()
    expect(page.get_by_role("complementary")).to_contain_text(re.compile(r"DV-\d{4}-0001\.pdf"), timeout=PATIENCE)
    if picture := os.environ.get("FILON_SCREENSHOT"):
        page.screenshot(path=picture)

    page.goto(f"{chat}#as=U0CAMILLE&channel=C0LEADS")
    expect(page.locator("article").filter(has_text="Awa Diallo")).to_be_visible()


def test_what_comes_while_the_page_asks_for_the_messages_is_shown(demo: tuple[str, str], page: Page) -> None:
    chat, form = demo

    def answer_late(route: Route) -> None:
        """What was there when it was asked for, after the next message."""
        before = route.fetch()
        assert "Awa Diallo" not in before.text()
        post_the_form(form)
        while "Awa Diallo" not in route.fetch().text():
            page.wait_for_timeout(50)
        page.wait_for_timeout(500)
        route.fulfill(response=before)

    page.route(re.compile(r"/messages\?.*channel=C0LEADS"), answer_late)
    page.goto(f"{chat}#as=U0CAMILLE&channel=C0LEADS")
    expect(page.locator("article").filter(has_text="Awa Diallo")).to_be_visible(timeout=PATIENCE)
