"""Every verb of the core, found by walking `core/actions`, and a record of every kind in every state to try it on.

A new verb is found by itself. Where it asks for something that no verb asked for before, `ARGUMENTS` says what.
"""

from __future__ import annotations

import hashlib
import importlib
import inspect
import pkgutil
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Any, get_args, get_type_hints

from core import actions, inbox
from core.actions.consent import token_of
from core.actions.lines import LINES, settle
from core.crm import Transaction
from core.model import RECORDS, Activity, ActivityLink, ApiToken, Consent, Record, User
from core.theirs import TheirOrder

SUBJECTS = (Record, Activity)
IMPORT = re.compile(r"^from core\.actions\.(\w+) import (\([^)]*\)|.+)$", re.MULTILINE)
ROOT = Path(__file__).parents[2]
# Public functions that are no verbs: questions, and checks that doors and jobs share with verbs.
PARTS = frozenset(
    {
        "approve.managers",
        "approve.waits_for_approval",
        # A file of leads is no record: its verbs have tests of their own.
        "batches.cancel_batch",
        "batches.change_meaning",
        "batches.end_batch",
        "batches.locked",
        "batches.show_batch",
        "batches.start_batch",
        "bill.already",
        "bill.billable",
        "bill.check_deposits_fit",
        "change.is_open",
        "consent.find",
        "erase.forgotten",
        "change.read_only",
        "create_leads.begin_lead",
        "create_leads.create_leads",
        "create.begin",
        # A card is no record yet, and whoever may create may correct it.
        "correct.choose",
        "correct.correct",
        "correct.join",
        "photo.has_photo",
        "photo.photos",
        "delete.check_deletable",
        "expire.overdue",
        "field_checks.code",
        "field_checks.phone",
        "field_checks.probability",
        "field_checks.vat_rate",
        "field_checks.vat_scheme",
        "merge.master_of",
        "preview.preview",
        "approve.discount_given",
        "approve.is_approved",
        "fulfil.rest",
        "lines.open_for_figures",
        "lines.usual_rate",
        "possible.move_by",
        "restore.give_back",
        "guards.check",
        "guards.check_required",
        "number.take_number",
        "number.counter",
        "offer.kept",
        "offer.offered",
        "promote.follow",
        "promote.made_from",
        "undo_batch.start_undo",
        "undo_batch.undo_some",
    }
)


def _a_token(tx: Transaction) -> ApiToken:
    token = ApiToken(name="erp", secret_hash=f"{tx.session.query(ApiToken).count()}", scopes=[], role="integration")
    tx.session.add(token)
    tx.session.flush()
    return token


def _a_link(tx: Transaction) -> str:
    """Of the consent of a lead of somebody else."""
    owner = tx.session.query(User).filter_by(slack_id="U0ANNE").one()
    lead = RECORDS["lead"](**NEEDED["lead"], owner_id=owner.id)
    tx.session.add(lead)
    tx.session.flush()
    at = datetime(2026, 1, 5, tzinfo=UTC)
    consent = Consent(lead_id=lead.id, address_key="x", wording="x", field="x", value="x", language="fr", given_at=at)
    tx.session.add(consent)
    tx.session.flush()
    given = token_of(tx.settings, consent)
    consent.token_digest, consent.token_expires_at = (
        hashlib.sha256(given.encode()).hexdigest(),
        datetime.max.replace(tzinfo=UTC),
    )
    tx.session.flush()
    return given


# What a parameter is given, by its name; a function gets the transaction. Those with a default are given, too.
ARGUMENTS: dict[str, Any] = {
    "kind": "lead",
    "activity_type": "note",
    "text": "x",
    "description": "x",
    "quantity": Decimal(1),
    "unit_price": Decimal(10),
    "position": 1,
    "reason": "cancelled",
    "note": "x",
    "revenue": Decimal("100.00"),
    "rate": Decimal("10.00"),
    "slack_id": "U0NADIA",
    "name": "Nadia Lefèvre",
    "role": "manager",
    "scopes": ["records:read"],
    "token": _a_token,
    "user": lambda tx: tx.session.query(User).filter_by(slack_id="U0OLIVER").one(),
    "wording": "x",
    "field": "consent",
    "value": "on",
    "email": "marie@radium.example",
    "other": lambda tx: tx.session.query(RECORDS["lead"]).first(),
    "product": lambda tx: tx.session.query(RECORDS["product"]).first(),
    "submission": lambda tx: inbox.receive(tx, "form", "contact", "1", body=b"name=", content_type="text/plain")[0],
}
# What one verb is given instead, by its own name.
FOR: dict[str, dict[str, Any]] = {
    "token.issue_token": {"name": "erp"},
    "consent.confirm": {"token": _a_link},
    "consent.withdraw": {"token": _a_link},
    "consent.find": {"token": _a_link},
    "discount.give_discount": {"rate": Decimal("5.00")},
    "deposit.bill_deposit": {"percent": Decimal(10)},
    "mirror.mirror": {
        "kind": "order",
        "system": "erp",
        "external_id": "1",
        "theirs": TheirOrder(updated_at="2026-01-05T10:00:00Z", number="1", state="confirmed"),  # type: ignore[arg-type]
    },
}
# What a verb gets that takes the fields of a record.
FIELDS = {"first_name": "Marie"}
NEEDED: dict[str, dict[str, Any]] = {
    "lead": {"source": "slack", "last_name": "Curie", "company": "Radium SA"},
    "account": {"name": "Radium SA"},
    "contact": {"last_name": "Curie"},
    "product": {"name": "Audit", "unit_price": Decimal(10), "vat_rate": Decimal(20)},
    "opportunity": {"name": "Audit", "probability": 10},
}


@dataclass(frozen=True)
class Verb:
    """A public function of an action's module, and the kind of record that it is about, if any."""

    name: str
    function: Callable[..., Any]

    @property
    def record(self) -> inspect.Parameter | None:
        """The parameter that is the record: the second one, where it is one."""
        hints = get_type_hints(self.function)
        second = [*inspect.signature(self.function).parameters.values()][1:2]
        found = [parameter for parameter in second if _is_record(hints.get(parameter.name))]
        return found[0] if found else None

    def fits(self, record: Any) -> bool:
        """Whether the record is of the kind that the verb is for."""
        wanted = get_type_hints(self.function)[self.record.name] if self.record else Any
        return (wanted is Any and isinstance(record, Record)) or any(
            inspect.isclass(each) and isinstance(record, each) for each in _parts(wanted)
        )

    def calls(self, tx: Transaction, record: Any) -> Iterator[Callable[[], Any]]:
        """The verb on this record; where it moves to a state, towards each of them."""
        parameters = [*inspect.signature(self.function).parameters.values()][2 if self.record else 1 :]
        arguments = ARGUMENTS | FOR.get(self.name, {})
        known = [parameter for parameter in parameters if parameter.name in arguments]
        before = [tx] if record is None else [tx, record]
        before += [_value(tx, arguments[each.name]) for each in known if each.kind is each.POSITIONAL_ONLY]
        given = {each.name: _value(tx, arguments[each.name]) for each in known if each.kind is not each.POSITIONAL_ONLY}
        given |= FIELDS if any(each.kind is each.VAR_KEYWORD for each in parameters) else {}
        takes_a_state = "to" in {parameter.name for parameter in parameters}
        for to in _states(tx, record) if takes_a_state else [None]:
            yield partial(self._call, *before, **given | ({"to": to} if to else {}))

    def _call(self, *before: Any, **given: Any) -> Any:
        try:
            inspect.signature(self.function).bind(*before, **given)
        except TypeError as error:
            message = f"{self.name}: {error}. Say in ARGUMENTS what it may be, or name the function in PARTS."
            raise AssertionError(message) from error
        return self.function(*before, **given)


def _is_record(hint: Any) -> bool:
    return hint is Any or any(inspect.isclass(each) and issubclass(each, SUBJECTS) for each in _parts(hint))


def _parts(hint: Any) -> tuple[Any, ...]:
    return get_args(hint) or (hint,)


def _value(tx: Transaction, value: Any) -> Any:
    return value(tx) if callable(value) else value


def _states(tx: Transaction, record: Any) -> list[str | None]:
    if getattr(record, "kind", None) not in tx.settings.cycle.steps:
        return [None]
    return [None, *(state.name for state in tx.settings.cycle.steps[record.kind].states)]


def verbs() -> list[Verb]:
    """All of them, by module and name."""
    parts = PARTS | (_imported("core/actions") - _imported("bot", "intake", "cli"))
    found = [Verb(name, function) for name, function in _functions() if name not in parts]
    return sorted(found, key=lambda verb: verb.name)


def _imported(*folders: str) -> set[str]:
    """The functions of actions that the files of these folders import: what verbs alone use is a part of theirs."""
    files = (path for folder in folders for path in (ROOT / folder).rglob("*.py"))
    lines = (match for path in files for match in IMPORT.finditer(path.read_text("utf-8")))
    return {f"{line[1]}.{name}" for line in lines for name in re.findall(r"\w+", line[2])}


def _functions() -> Iterator[tuple[str, Callable[..., Any]]]:
    for module in pkgutil.iter_modules(actions.__path__):
        loaded = importlib.import_module(f"core.actions.{module.name}")
        for name, function in inspect.getmembers(loaded, inspect.isfunction):
            is_own = function.__module__ == loaded.__name__ and not name.startswith("_")
            if is_own and next(iter(inspect.signature(function).parameters), "") == "tx":
                yield f"{module.name}.{name}", function


def records(tx: Transaction, owner_id: int | None) -> list[Any]:
    """One of every kind in every state, all of this owner's, with a line where it has lines; and a task."""
    made: list[Any] = [_customer(tx, owner_id)]
    for kind in RECORDS:
        step = tx.settings.cycle.steps.get(kind)
        for place, state in enumerate(step.states if step else [None]):
            fields = _fields(kind, place) | ({"state": state.name} if state else {})
            made.append(_record(kind, fields | {"owner_id": owner_id}))
    link = ActivityLink(record_kind="account", record_id=1)
    made.append(Activity(type="task", text="x", state="open", user_id=owner_id, links=[link]))
    tx.session.add_all(made)
    tx.session.flush()
    lead = next(record for record in made if isinstance(record, RECORDS["lead"]))
    photo, _ = inbox.receive(tx, "card", "leads", f"{lead.id}", body=b"\xff\xd8", content_type="image/jpeg")
    lead.submission_id = photo.id
    tx.session.flush()
    return made


def _customer(tx: Transaction, owner_id: int | None) -> Record:
    account = RECORDS["account"](id=1, name="Hélianthe", owner_id=owner_id)
    tx.session.add(account)
    tx.session.flush()
    return account


def _fields(kind: str, place: int) -> dict[str, Any]:
    if kind in NEEDED:
        customer = {"account_id": 1} if kind == "opportunity" else {}
        return NEEDED[kind] | customer | ({"code": f"P{place}"} if kind == "product" else {})
    dated = {"issued_on": date(2026, 1, 5), "series": "X", "sequence": place} if kind == "invoice" else {}
    offered = {"valid_until": date(2026, 1, 31)} if kind == "quote" else {}
    return {"account_id": 1, "number": f"X-2026-{kind}-{place}", **dated, **offered}


def _record(kind: str, fields: dict[str, Any]) -> Record:
    record: Any = RECORDS[kind](**fields)
    if kind in LINES:
        line = {"description": "Audit", "quantity": Decimal(2), "unit_price": Decimal(100), "vat_rate": Decimal(20)}
        record.lines = [LINES[kind](position=1, discount=Decimal(10), **line)]
        if kind != "opportunity":
            record.discount, record.deducted = Decimal(0), Decimal(0)
        settle(record)
    return record
