"""Our form in a real browser without JavaScript: on a desk and on a phone, in French and English, by keyboard alone."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect, sync_playwright
from werkzeug.serving import make_server

from core.crm import Crm
from core.database import Database
from intake.app import build
from tests.factories import configured
from tests.integration.intake_site import leads, submissions, work

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
SIZES = {"desk": (1280, 800), "phone": (390, 844), "small phone": (320, 568)}


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture(params=SIZES)
def page(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Page]:
    width, height = SIZES[request.param]
    context = browser.new_context(
        viewport={"width": width, "height": height}, java_script_enabled=False, locale="en-GB"
    )
    yield context.new_page()
    context.close()


@pytest.fixture
def crm(crm: Crm) -> Crm:
    """The tests type faster than people do."""
    return configured(crm, "[intake.forms.contact]\nmin_seconds = 0\n")


@pytest.fixture
def address(crm: Crm) -> Iterator[str]:
    yield from serve(crm)


@pytest.fixture
def address_without_database(crm: Crm) -> Iterator[str]:
    yield from serve(Crm(crm.settings, Database("sqlite:////nowhere/at/all.sqlite")))


def serve(crm: Crm) -> Iterator[str]:
    server = make_server("127.0.0.1", 0, build(crm), threaded=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.port}/f/contact"
    server.shutdown()


def type_in_order(page: Page, *texts: str) -> None:
    for text in texts:
        page.keyboard.press("Tab")
        page.keyboard.type(text)


def box(page: Page, label: str) -> Locator:
    return page.get_by_role("textbox", name=label)


def assert_it_fits(page: Page) -> None:
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_a_visitor_fills_the_form_by_keyboard_alone(crm: Crm, page: Page, address: str) -> None:
    page.goto(f"{address}?lang=en&utm_source=letter")
    assert_it_fits(page)
    box(page, "Your name").focus()
    page.keyboard.type("Marie Curie")
    type_in_order(page, "Radium SA", "marie@radium.example", "06 39 98 12 34", "An audit, please")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Thank you")).to_be_visible()
    assert_it_fits(page)
    work(crm)
    (lead,) = leads(crm)
    assert (lead.title, lead.phone, lead.need) == ("Marie Curie · Radium SA", "+33639981234", "An audit, please")
    assert (lead.details["utm_source"], "I agree" in lead.details["consent"]) == ("letter", True)


def test_a_mistake_is_shown_beside_its_field_with_all_that_was_typed(crm: Crm, page: Page, address: str) -> None:
    page.goto(address)
    box(page, "E-mail").fill("marie@")
    box(page, "How can we help you?").fill("An audit,\nplease")
    page.get_by_role("checkbox").check()
    page.get_by_role("button").click()
    expect(page.get_by_role("alert")).to_contain_text("Tell us your name.")
    expect(box(page, "E-mail")).to_have_accessible_description(re.compile("This e-mail address is incomplete"))
    expect(box(page, "E-mail")).to_have_value("marie@")
    expect(box(page, "How can we help you?")).to_have_value("An audit,\nplease")
    expect(page.get_by_role("checkbox")).to_be_checked()
    assert_it_fits(page)
    page.get_by_role("alert").get_by_role("link", name="Tell us your name.").click()
    box(page, "Your name").fill("Marie Curie")
    box(page, "E-mail").fill("marie@radium.example")
    page.get_by_role("button").click()
    expect(page.get_by_role("heading", name="Thank you")).to_be_visible()
    assert len(submissions(crm)) == 1


def test_the_other_language_is_one_link_away(page: Page, address: str) -> None:
    page.goto(f"{address}?utm_source=letter")
    page.get_by_role("link", name="Français").click()
    expect(page.locator("html")).to_have_attribute("lang", "fr")
    expect(page.locator("input[name=utm_source]")).to_have_value("letter")
    page.get_by_role("link", name="English").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")


def test_the_trap_is_out_of_sight_and_out_of_reach(page: Page, address: str) -> None:
    page.goto(address)
    expect(page.locator("#_gotcha")).not_to_be_in_viewport()
    expect(page.locator("#_gotcha")).to_have_attribute("tabindex", "-1")
    expect(page.get_by_role("textbox")).to_have_count(5)


def test_without_a_database_the_page_keeps_what_was_typed_to_send_again(
    page: Page, address_without_database: str
) -> None:
    page.goto(address_without_database)
    box(page, "Your name").fill("Marie <Curie>")
    box(page, "Phone").fill("01 99 00 12 34")
    page.get_by_role("button").click()
    for _ in range(2):
        expect(page.get_by_role("heading", name="This was not sent")).to_be_visible()
        expect(page.get_by_text("Marie <Curie>", exact=True)).to_be_visible()
        assert_it_fits(page)
        page.get_by_role("button", name="Send it again").click()
