"""What monitoring asks."""

from core.crm import Crm
from core.database import Database
from intake.app import build
from tests.integration.intake_site import MARIE


def test_a_process_that_can_take_submissions_is_ready(any_crm: Crm) -> None:
    client = build(any_crm).test_client()
    assert [client.get(path).status_code for path in ("/healthz", "/readyz")] == [200, 200]


def test_without_its_database_a_process_lives_but_is_not_ready(crm: Crm) -> None:
    away = Crm(crm.settings, Database("sqlite:////nowhere/at/all.sqlite"))
    client = build(away).test_client()
    assert [client.get(path).status_code for path in ("/healthz", "/readyz")] == [200, 503]


def test_the_figures_count_requests_and_name_nobody(crm: Crm) -> None:
    client = build(crm).test_client()
    client.post("/f/contact?email=marie@radium.example", json=MARIE)
    client.get("/nowhere/marie")
    figures = client.get("/metrics").text
    assert 'filon_requests_total{endpoint="forms.submit",status="200"} 1.0' in figures
    assert 'filon_requests_total{endpoint="none",status="404"} 1.0' in figures
    assert "filon_submissions_waiting 0.0" in figures
    assert "marie" not in figures
