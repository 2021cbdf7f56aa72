"""The OpenAPI document: whole, valid, and true of the answers that are really given."""

from __future__ import annotations

import copy
import json
import re
from typing import Any

import jsonschema_rs
import pytest
from click.testing import CliRunner
from werkzeug.test import TestResponse

from core.crm import Crm
from filon import main
from intake.openapi.addresses import PART
from tests.factories import hire, make_lead, make_quote
from tests.integration import test_api_verbs
from tests.integration.erp import MIRRORED, TOKENS, Erp, configured

Json = Any


def document_of(erp: Erp) -> Json:
    """As everybody gets it."""
    return erp.app.test_client().get("/v1/openapi.json").json


def closed(schema: Json) -> Json:
    """The same without room for what is not described, so that an answer that says more is found out."""
    if isinstance(schema, list):
        return [closed(each) for each in schema]
    if not isinstance(schema, dict):
        return schema
    told = {name: closed(part) for name, part in schema.items()}
    if isinstance(told.get("properties"), dict):
        told.setdefault("additionalProperties", False)
    return told


class Checked(Erp):
    """A program that compares every answer with the document."""

    def __init__(self, crm: Crm, token: str) -> None:
        super().__init__(crm, token)
        self.document = closed(copy.deepcopy(document_of(Erp(crm))))
        self.seen: set[tuple[str, str, int]] = set()

    def get(self, path: str) -> TestResponse:
        return self._checked(super().get(path))

    def post(self, path: str, **body: Any) -> TestResponse:
        return self._checked(super().post(path, **body))

    def put(self, path: str, body: Any = None, **fields: Any) -> TestResponse:
        return self._checked(super().put(path, body, **fields))

    def _checked(self, response: TestResponse) -> TestResponse:
        method = response.request.method.lower()
        self._compare(self._address(response.request.path, method), method, response)
        return response

    def _address(self, path: str, method: str) -> str:
        """The most particular path of the document that this is."""
        fits = [
            each
            for each, methods in self.document["paths"].items()
            if method in methods and re.fullmatch(re.sub(r"\\{\w+\\}", "[^/]+", re.escape(each)), path)
        ]
        assert fits, f"{method} {path} is not in the document"
        return min(fits, key=lambda each: each.count("{"))

    def _compare(self, address: str, method: str, response: Any) -> None:
        told = self.document["paths"][address][method]["responses"].get(str(response.status_code))
        assert told, f"{method} {address} is not said to answer {response.status_code}: {response.text}"
        told = self._resolved(told)
        assert response.content_type in told["content"]
        schema = told["content"][response.content_type]["schema"] | {"components": self.document["components"]}
        jsonschema_rs.validator_for(schema, validate_formats=True).validate(response.json)
        self.seen.add((method, address, response.status_code))

    def _resolved(self, part: Json) -> Json:
        for name in part.get("$ref", "#/").removeprefix("#/").split("/"):
            part = self.document[name] if name in self.document else part[name] if name else part
        return part


@pytest.fixture
def boss(crm: Crm, monkeypatch: pytest.MonkeyPatch) -> Checked:
    return Checked(configured(crm, monkeypatch, "[quote]\ndiscount_limit = 20\n"), TOKENS["BOSS_TOKEN"])


@pytest.mark.parametrize("story", test_api_verbs.TRIED, ids=lambda story: story.__name__)
def test_every_verb_answers_what_the_document_says(boss: Checked, story: Any) -> None:
    story(boss)
    assert boss.seen


def test_reading_and_refusals_are_as_the_document_says(boss: Checked) -> None:
    make_quote(boss.crm)
    hire(boss.crm, "U0NADIA")
    boss.post("products", code="aud", name="Audit", unit_price=850, vat_rate=20)
    for made in ("orders", "invoices"):
        boss.post(made, account="A-1")
    for path in ("leads", "accounts", "contacts", "products", "opportunities", "quotes", "orders", "invoices"):
        (record,) = boss.get(path).json["records"]
        assert boss.get(f"{path}/{record['reference']}").json == boss.get(f"records/{record['reference']}").json
        boss.get(f"{path}?limit=0")
    for path in ("find?q=radium", "find", "pipeline", "pipeline?by=owner", "records/O-1/timeline", "records/L-99"):
        boss.get(path)
    boss.post("leads", name="Marie Curie")
    boss.post("leads")
    boss.post("records/L-1/advance", to="flying")
    boss.post("records/L-1/abandon", colour="blue")
    boss.headers.pop("Authorization")
    boss.get("leads")
    assert {status for _, _, status in boss.seen} == {200, 201, 400, 401, 404, 409, 422}


def test_mirrored_documents_answer_what_the_document_says(crm: Crm, monkeypatch: pytest.MonkeyPatch) -> None:
    erp = Checked(configured(crm, monkeypatch, MIRRORED), TOKENS["ERP_TOKEN"])
    assert [erp.put("orders/erp/1").status_code for _ in range(2)] == [201, 200]
    assert [erp.put("invoices/erp/1").status_code for _ in range(2)] == [201, 200]
    assert erp.put("orders/other/1").status_code == 403
    erp.get("orders")
    erp.get("invoices")


def test_every_route_is_in_the_document(boss: Checked) -> None:
    rules = [rule for rule in boss.app.url_map.iter_rules() if rule.rule.startswith("/v1")]
    paths = document_of(boss)["paths"]
    for rule in rules:
        pattern = re.sub(r"<any\(([^)]*)\):collection>", lambda found: found[1].split(", ")[-1], rule.rule)
        path = PART.sub(r"{\1}", pattern.replace("<verb>", "advance"))
        for method in (rule.methods or set()) & {"GET", "POST", "PUT", "PATCH", "DELETE"}:
            assert method.lower() in paths.get(path, {}), f"{method} {path}"
    assert len(rules) > 10


def test_the_document_is_valid_openapi(boss: Checked) -> None:
    document = document_of(boss)
    assert document["openapi"].startswith("3.1")
    names = [operation["operationId"] for path in document["paths"].values() for operation in path.values()]
    assert len(names) == len(set(names)) > 40
    wanted = set(re.findall(r'"#/components/schemas/(\w+)"', json.dumps(document)))
    assert wanted <= document["components"]["schemas"].keys()
    for path in document["paths"].values():
        for operation in path.values():
            for part in [*operation["parameters"], *(operation.get("requestBody", {}).get("content", {}).values())]:
                jsonschema_rs.meta.validate(
                    part["schema"] | {"$schema": "https://json-schema.org/draft/2020-12/schema"}
                )


def test_a_step_that_is_off_is_not_described(crm: Crm, monkeypatch: pytest.MonkeyPatch) -> None:
    off = '[cycle.quote]\nmode = "off"\n[cycle.order]\nmode = "off"\n[cycle.invoice]\nmode = "off"\n'
    paths = document_of(Erp(configured(crm, monkeypatch, off)))["paths"]
    assert [path for path in paths if re.search("quotes|orders|invoices", path)] == []
    assert "/v1/opportunities" in paths


def test_the_command_line_prints_the_same(crm: Crm, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FILON_HOME", str(crm.settings.home))
    printed = json.loads(CliRunner().invoke(main, ["openapi"]).output)
    assert printed == document_of(Erp(crm))


def test_an_unknown_answer_would_be_found_out(boss: Checked) -> None:
    lead = make_lead(boss.crm)
    boss.document["components"]["schemas"]["Lead"]["properties"].pop("title")
    with pytest.raises(jsonschema_rs.ValidationError):
        boss.get(f"records/{lead.reference}")
