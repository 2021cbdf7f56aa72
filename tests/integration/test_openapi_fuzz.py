"""What a machine makes of the OpenAPI document, right and wrong, sent to the real application by schemathesis.

`FILON_FUZZ_EXAMPLES=200` tries that many of each address, right and wrong; without it a few, always the same ones.
"""

from __future__ import annotations

import os
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import schemathesis
from hypothesis import HealthCheck, given, seed, settings
from hypothesis import strategies as st
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.core.result import Ok
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    negative_data_rejection,
    response_schema_conformance,
    status_code_conformance,
    unsupported_method,
)

from core.crm import Crm
from tests.factories import hire, make_lead, make_quote
from tests.integration.erp import TOKENS, Erp, configured

EXAMPLES = int(os.environ.get("FILON_FUZZ_EXAMPLES", "2"))
CHECKS: list[Any] = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
    unsupported_method,
]
MIRRORS = '[cycle.order]\nmode = "mirror"\n'


@pytest.fixture
def records(crm: Crm, monkeypatch: pytest.MonkeyPatch) -> tuple[Crm, list[str]]:
    """A company with a record of each kind, and their references; orders are another system's."""
    crm = configured(crm, monkeypatch, MIRRORS)
    hire(crm, "U0NADIA")
    make_quote(crm)
    make_lead(crm)
    boss = Erp(crm, TOKENS["BOSS_TOKEN"])
    boss.post("products", code="aud", name="Audit", unit_price=850, vat_rate=20)
    boss.post("invoices", account="A-1")
    assert Erp(crm).put("orders/erp/1").status_code == 201
    return crm, ["L-1", "L-2", "A-1", "C-1", "O-1", "P-1", "I-1", "DV-2026-0001", "SO-1001", "L-99"]


def test_nothing_that_a_machine_thinks_of_breaks_the_api(records: tuple[Crm, list[str]]) -> None:
    crm, references = records
    boss = Erp(crm, TOKENS["BOSS_TOKEN"])
    schema = schemathesis.openapi.from_wsgi("/v1/openapi.json", boss.app)
    tokens = {"take_over": TOKENS["ERP_TOKEN"]}
    operations = [found.ok() for found in schema.get_all_operations() if isinstance(found, Ok)]
    assert len(operations) > 40
    for operation in operations:
        name = str(operation.definition.raw["operationId"])
        token = tokens.get(name.rpartition("_")[0], TOKENS["BOSS_TOKEN"])
        cases = st.one_of(*(operation.as_strategy(generation_mode=mode) for mode in GenerationMode))
        attack(cases, st.sampled_from(references), {"Authorization": f"Bearer {token}"})


def attack(cases: Any, references: Any, headers: dict[str, str]) -> None:
    """Send what the strategy gives, mostly about records that are there."""

    @seed(4)
    @settings(max_examples=EXAMPLES, database=None, suppress_health_check=list(HealthCheck))
    @given(case=cases, reference=references)
    def send(case: Any, reference: str) -> None:
        if "reference" in (case.path_parameters or {}):
            case.path_parameters["reference"] = reference
        answer = case.call(headers=headers)
        case.validate_response(
            answer, checks=[*CHECKS, negative_data_rejection] if is_sent_whole(case, answer) else CHECKS
        )
        if answer.status_code >= 400:
            assert answer.json()["status"] == answer.status_code
            assert answer.json()["detail"]

    send()


def is_sent_whole(case: Any, answer: Any) -> bool:
    """Whether all of the query was sent: an empty list is not, and then there is nothing wrong to be refused."""
    sent = parse_qs(urlsplit(answer.request.url).query, keep_blank_values=True)
    return set(case.query or {}) <= set(sent)
