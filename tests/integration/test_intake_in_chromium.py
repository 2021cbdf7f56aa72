"""Our form in a real browser: with and without JavaScript, on a desk and on a phone, in both languages, by keyboard."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Browser, Locator, Page, expect, sync_playwright

from bot.sandbox.serving import serve, stop
from core.actions.consent import give, token_of
from core.crm import Crm
from core.database import Database
from intake.app import build
from tests.factories import actor, configured, make_lead
from tests.integration.intake_site import leads, submissions, work

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
# Width and height, and whether scripts run.
SIZES = {"desk": (1280, 800, False), "phone": (390, 844, True), "small phone": (320, 568, False)}
CARD = Path(__file__).parents[2] / "cli" / "card.jpg"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture(params=SIZES)
def page(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Page]:
    width, height, has_scripts = SIZES[request.param]
    context = browser.new_context(
        viewport={"width": width, "height": height}, java_script_enabled=has_scripts, locale="en-GB"
    )
    yield context.new_page()
    context.close()


@pytest.fixture
def crm(crm: Crm) -> Crm:
    """The tests type faster than people do."""
    files = "attachments = true\ncards = true\n"
    rules = {"contact": "", "meet": files, "guarded": "captcha = true\n"}
    return configured(crm, "".join(f"[intake.forms.{name}]\nmin_seconds = 0\n{more}" for name, more in rules.items()))


@pytest.fixture
def address(crm: Crm) -> Iterator[str]:
    yield from served(build(crm))


@pytest.fixture
def address_without_database(crm: Crm) -> Iterator[str]:
    yield from served(build(Crm(crm.settings, Database("sqlite:////nowhere/at/all.sqlite"))))


def served(app: Flask) -> Iterator[str]:
    server = serve(app)
    yield f"http://127.0.0.1:{server.port}/f/contact"
    stop(server)


def type_in_order(page: Page, *texts: str) -> None:
    for text in texts:
        page.keyboard.press("Tab")
        page.keyboard.type(text)


def box(page: Page, label: str) -> Locator:
    return page.get_by_role("textbox", name=label)


def assert_it_fits(page: Page) -> None:
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def picture(page: Page, name: str) -> None:
    """Keep what is seen, where somebody wants to look at it."""
    if folder := os.environ.get("FILON_SCREENSHOTS"):
        width = page.viewport_size["width"] if page.viewport_size else 0
        page.screenshot(path=f"{folder}/{name}-{width}.png", full_page=True)


LANGUAGES = {
    "en": ("Your name", "Thank you", "An audit, please"),
    "fr": ("Votre nom", "Merci", "Un audit, s’il vous plaît"),
}


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_visitor_fills_the_form_by_keyboard_alone(crm: Crm, page: Page, address: str, code: str) -> None:
    name, thanks, need = LANGUAGES[code]
    page.goto(f"{address}?lang={code}&utm_source=letter")
    assert_it_fits(page)
    picture(page, f"form-{code}")
    box(page, name).focus()
    page.keyboard.type("Marie Curie")
    type_in_order(page, "Radium SA", "marie@radium.example", "06 39 98 12 34", need)
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name=thanks)).to_be_visible()
    assert_it_fits(page)
    picture(page, f"thanks-{code}")
    work(crm)
    (lead,) = leads(crm)
    assert (lead.title, lead.phone, lead.need) == ("Marie Curie · Radium SA", "+33639981234", need)
    assert lead.details["utm_source"] == "letter"


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
    picture(page, "mistakes")
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


@pytest.mark.parametrize("trap", ["_gotcha", "homepage"])
def test_the_traps_are_out_of_sight_and_out_of_reach(page: Page, address: str, trap: str) -> None:
    page.goto(address)
    expect(page.locator(f"#{trap}")).not_to_be_in_viewport()
    expect(page.locator(f"#{trap}")).to_have_attribute("tabindex", "-1")
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
        picture(page, "problem")
        page.get_by_role("button", name="Send it again").click()


def test_a_card_and_a_file_are_sent_from_the_form(crm: Crm, page: Page, address: str, tmp_path: Path) -> None:
    offer = tmp_path / "offer.exe"
    offer.write_bytes(b"MZ")
    page.goto(address.replace("contact", "meet"))
    page.get_by_label("A photo of your business card").set_input_files(CARD)
    page.get_by_label("A file").set_input_files(offer)
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_label("A file")).to_have_accessible_description(re.compile("Files of this kind are not taken"))
    assert_it_fits(page)
    picture(page, "files")
    page.get_by_label("A photo of your business card").set_input_files(CARD)
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("heading", name="Thank you")).to_be_visible()
    assert [(card.door, card.body) for card in submissions(crm)] == [("card", CARD.read_bytes())]


def site(form: str) -> Flask:
    """A firm's own page, which the script puts the form into."""
    app = Flask("site")
    heading = "<!doctype html><html lang=fr><meta name=viewport content='width=device-width'><h1>Radium SA</h1>"
    app.add_url_rule(
        "/f/contact", "page", lambda: f'{heading}<script src="{form}/embed.js" async></script><p>Radium SA</p>'
    )
    return app


def test_one_line_puts_the_form_into_any_page(crm: Crm, browser: Browser, address: str) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    for around in served(site(address)):
        page.goto(f"{around}?utm_source=lettre&session=private")
        page.evaluate("addEventListener('filon:sent', () => { document.title = 'sent' })")
        form = page.frame_locator("iframe")
        form.get_by_label("Votre nom").fill("Marie Curie")
        form.get_by_role("textbox", name="E-mail").fill("marie@radium.example")
        picture(page, "embedded")
        height = page.locator("iframe").evaluate("frame => frame.clientHeight")
        assert height >= form.locator("form").evaluate("form => form.scrollHeight")
        assert_it_fits(page)
        form.get_by_role("button").click()
        expect(form.get_by_role("heading", name="Merci")).to_be_visible()
        expect(page).to_have_title("sent")
        picture(page, "embedded-thanks")
        assert page.locator("iframe").evaluate("frame => frame.clientHeight") < height
    context.close()
    work(crm)
    (lead,), (submission,) = leads(crm), submissions(crm)
    assert lead.details["utm_source"] == "lettre"
    assert (submission.origin["page"], submission.origin["language"]) == (around, "fr")
    assert b"private" not in submission.body


def test_a_consent_is_confirmed_and_withdrawn_by_keyboard(crm: Crm, page: Page) -> None:
    asking = configured(crm, '[mail]\nhost = "127.0.0.1"\n[consent]\ndouble_opt_in = true\n')
    lead = make_lead(asking)
    with asking.transaction(actor()) as tx:
        consent = give(tx, lead, wording="Yes, write to me", field="consent", value="on", version="1 en")
        assert consent
    for form in served(build(asking)):
        page.goto(form.replace("f/contact", f"consent/{token_of(asking.settings, consent)}"))
        expect(page.get_by_text("Yes, write to me")).to_be_visible()
        assert_it_fits(page)
        picture(page, "consent")
        for button, heading in (
            ("I confirm", "Confirmed, thank you"),
            ("Withdraw", "We will not write to you any more"),
        ):
            page.get_by_role("button", name=button).focus()
            page.keyboard.press("Enter")
            expect(page.get_by_role("heading", name=heading)).to_be_visible()
            picture(page, f"consent-{button}")


def test_the_browser_proves_by_work_that_it_is_no_program(crm: Crm, browser: Browser, address: str) -> None:
    page = browser.new_page(locale="en-GB")
    page.goto(address.replace("contact", "guarded"))
    page.get_by_label("Your name").fill("Marie Curie")
    page.get_by_role("textbox", name="E-mail").fill("marie@radium.example")
    page.get_by_role("button").click()
    expect(page.get_by_role("heading", name="Thank you")).to_be_visible(timeout=20_000)
    work(crm)
    assert ([lead.full_name for lead in leads(crm)], leads(crm)[0].details) == (["Marie Curie"], {})
    page.close()
