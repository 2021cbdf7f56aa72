"""Files and photos of cards that come with our form: known by their bytes, kept, and never lost silently."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from core.crm import Crm
from intake import uploads
from intake.app import build
from intake.body import WITH_FILES
from intake.payload import MOST_BYTES
from intake.spam import REUSED
from tests.factories import configured
from tests.integration.intake_site import BROWSER, MARIE, leads, stamped, submissions, work
from tests.integration.test_intake_spam import coded, solution

CARD = (Path(__file__).parents[2] / "cli" / "card.jpg").read_bytes()
PDF = b"%PDF-1.7\n..."
FORMS = "[intake.forms.contact]\nattachments = true\ncards = true\n[intake.forms.plain]\n"


@pytest.fixture
def crm(crm: Crm) -> Crm:
    return configured(crm, FORMS)


@pytest.fixture
def client(crm: Crm) -> FlaskClient:
    return build(crm).test_client()


def send(crm: Crm, client: FlaskClient, ago: int = 60, **fields: Any) -> TestResponse:
    """Our form as a browser sends it: an input of a file that was not chosen sends an empty one."""
    empty = {name: (io.BytesIO(b""), "") for name in ("attachment", "card")}
    data = {"_hosted": stamped(crm, ago), "_id": "0d6f", **empty, **fields}
    return client.post("/f/contact?lang=en", data=data, content_type="multipart/form-data", headers=BROWSER)


def office(*names: str) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as parts:
        for name in names:
            parts.writestr(name, "x")
    return file.getvalue()


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (PDF, "application/pdf"),
        (CARD, "image/jpeg"),
        (b"\x89PNG\r\n\x1a\n", "image/png"),
        (b"RIFF\0\0\0\0WEBPVP8 ", "image/webp"),
        (b"\0\0\0\x18ftypheic", "image/heic"),
        (office("[Content_Types].xml", "word/document.xml"), "application/zip"),
        (office("META-INF/manifest.xml", "content.xml"), "application/zip"),
        (office("[Content_Types].xml", "word/vbaProject.bin"), ""),
        (office("run.exe"), ""),
        (b"PK\x03\x04 and nothing more", ""),
        (b"MZ\x90\0", ""),
        (b"<script>", ""),
        (b"", ""),
    ],
)
def test_the_bytes_say_what_a_file_is(data: bytes, kind: str) -> None:
    assert uploads.type_of(data) == kind


def test_a_file_is_kept_with_the_submission_and_named_on_the_lead(crm: Crm, client: FlaskClient) -> None:
    assert send(crm, client, **MARIE, attachment=(io.BytesIO(PDF), "../../Cahier des charges.pdf")).status_code == 303
    work(crm)
    (lead,), (submission,) = leads(crm), submissions(crm)
    assert lead.details["attachment"] == f"Cahier des charges.pdf ({len(PDF)} B)"
    (file,) = uploads.read(submission.content_type, submission.body)
    assert (file.name, file.type, file.data) == ("Cahier des charges.pdf", "application/pdf", PDF)


@pytest.mark.parametrize(
    ("field", "data", "mistake"),
    [
        ("attachment", b"MZ\x90", "Files of this kind are not taken"),
        ("attachment", PDF + b"x" * uploads.LARGEST, "This is too large"),
        ("card", PDF, "This is no picture"),
    ],
)
def test_a_file_that_is_not_taken_is_told_with_all_that_was_typed(
    crm: Crm, client: FlaskClient, field: str, data: bytes, mistake: str
) -> None:
    page = send(crm, client, **MARIE, **{field: (io.BytesIO(data), "facture.pdf")})
    assert (page.status_code, submissions(crm)) == (422, [])
    assert mistake in page.text
    assert 'value="Marie Curie"' in page.text
    assert "once more" not in page.text


def test_a_good_file_is_asked_for_again_where_something_else_is_to_be_mended(crm: Crm, client: FlaskClient) -> None:
    page = send(crm, client, attachment=(io.BytesIO(PDF), "Cahier.pdf"))
    assert (page.status_code, "Choose “Cahier.pdf” once more" in page.text) == (422, True)


def test_a_photo_of_a_card_alone_is_a_card_to_read(crm: Crm, client: FlaskClient) -> None:
    answer = send(crm, client, card=(io.BytesIO(CARD), "IMG_1.jpg"))
    assert (answer.status_code, answer.location) == (303, "/f/contact/thanks?lang=en")
    (card,) = submissions(crm)
    assert (card.door, card.endpoint, card.content_type, card.body) == ("card", "contact", "image/jpeg", CARD)
    assert card.origin["language"] == "en"


def test_what_was_typed_beside_a_card_is_a_submission_of_its_own(crm: Crm, client: FlaskClient) -> None:
    shown = stamped(crm, 100)
    for _ in range(2):
        send(crm, client, message="Un audit", card=(io.BytesIO(CARD), "IMG_1.jpg"), _hosted=shown)
    assert [submission.door for submission in submissions(crm)] == ["card", "form"]


def test_files_of_one_name_and_size_are_told_apart(crm: Crm, client: FlaskClient) -> None:
    shown = stamped(crm, 100)
    for pdf in (PDF, PDF.replace(b"1.7", b"1.6"), PDF):
        send(crm, client, **MARIE, attachment=(io.BytesIO(pdf), "a.pdf"), _hosted=shown)
    assert [submission.body.count(b"%PDF-1.7") for submission in submissions(crm)] == [1, 0]


def test_one_proof_of_work_brings_one_photo_of_a_card(any_crm: Crm) -> None:
    crm = configured(any_crm, FORMS.replace("cards = true", "cards = true\ncaptcha = true"))
    client, proof, shown = build(crm).test_client(), coded(solution(crm, "0d6f")), stamped(crm, 100)
    # As large as the first.
    another = CARD[:-3] + b"..."
    for photo in (CARD, another, CARD):
        sent = {"card": (io.BytesIO(photo), "a.jpg"), "altcha": proof, "_hosted": shown}
        assert send(crm, client, **sent).status_code == 303
    work(crm)
    card, reused = submissions(crm)
    assert (card.door, card.body) == ("card", CARD)
    assert (reused.door, reused.state, reused.reason) == ("form", "spam", REUSED)


def test_a_photo_and_what_was_typed_beside_it_need_one_proof_of_work(any_crm: Crm) -> None:
    crm = configured(any_crm, FORMS.replace("cards = true", "cards = true\ncaptcha = true"))
    client, proof, shown = build(crm).test_client(), coded(solution(crm, "0d6f")), stamped(crm, 100)
    for message in ("Un audit", "Un autre"):
        photo = (io.BytesIO(CARD), "a.jpg")
        send(crm, client, **MARIE, message=message, card=photo, altcha=proof, _hosted=shown)
    work(crm)
    assert [(each.door, each.reason) for each in submissions(crm)] == [("card", None), ("form", None), ("form", REUSED)]


def test_a_program_that_fills_in_everything_gives_no_card(crm: Crm, client: FlaskClient) -> None:
    assert send(crm, client, ago=1, card=(io.BytesIO(CARD), "IMG_1.jpg")).status_code == 303
    assert [submission.door for submission in submissions(crm)] == ["form"]


def test_a_form_takes_files_only_where_it_asks_for_them(crm: Crm, client: FlaskClient) -> None:
    page = client.get("/f/contact", headers=BROWSER).text
    assert 'accept="image/*" capture="environment"' in page
    assert 'enctype="multipart/form-data"' in page
    assert 'type="file"' not in client.get("/f/plain", headers=BROWSER).text
    large = {**MARIE, "attachment": (io.BytesIO(PDF + b"x" * MOST_BYTES), "a.pdf")}
    assert client.post("/f/plain", data=large, content_type="multipart/form-data").status_code == 413


def test_what_is_far_too_large_is_refused_before_it_is_read(client: FlaskClient) -> None:
    large = {**MARIE, "attachment": (io.BytesIO(b"x" * WITH_FILES), "a.pdf")}
    assert client.post("/f/contact", data=large, content_type="multipart/form-data").status_code == 413
    assert (
        client.post(
            "/f/contact", data=b"name=" + b"x" * MOST_BYTES, content_type="application/x-www-form-urlencoded"
        ).status_code
        == 413
    )


def test_the_embedded_form_stands_on_the_pages_of_the_listed_sites(crm: Crm) -> None:
    client = build(
        configured(
            crm, '[intake.forms.shop]\norigins = ["https://shop.example"]\nredirect = "https://shop.example/merci"\n'
        )
    ).test_client()
    script = client.get("/f/shop/embed.js")
    assert (script.status_code, script.mimetype) == (200, "text/javascript")
    assert script.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert client.get("/f/none/embed.js").status_code == 404
    page = client.get("/f/shop?embed=1&page=https://shop.example/a&utm_source=x", headers=BROWSER)
    assert "frame-ancestors 'self' https://shop.example;" in page.headers["Content-Security-Policy"]
    assert 'name="_page" value="https://shop.example/a"' in page.text
    after = client.post("/f/shop?embed=1", data=MARIE, headers=BROWSER)
    assert after.location == "/f/shop/thanks?embed=1"
    assert 'data-redirect="https://shop.example/merci"' in client.get(after.location, headers=BROWSER).text


def test_no_address_but_a_web_page_is_taken_for_the_page(client: FlaskClient) -> None:
    assert 'name="_page" value=""' in client.get("/f/contact?page=javascript:alert(1)", headers=BROWSER).text
