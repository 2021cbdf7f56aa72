"""What people may try, whether it is allowed or not."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from core.actions.advance import abandon, advance
from core.actions.approve import approve, ask_approval, decline_approval
from core.actions.ask_document import ask_document
from core.actions.assign import assign, claim
from core.actions.bill import bill
from core.actions.change import change
from core.actions.create import create
from core.actions.credit import credit
from core.actions.delete import delete
from core.actions.deposit import bill_deposit
from core.actions.discount import give_discount
from core.actions.distinguish import distinguish
from core.actions.expire import expire
from core.actions.fulfil import fulfil
from core.actions.lines import add_line, remove_line
from core.actions.log import log
from core.actions.merge import merge
from core.actions.pay import pay
from core.actions.preview import ASK, CREATE
from core.actions.promote import promote
from core.actions.revise import revise
from core.actions.task import cancel, complete
from core.cycle import Cycle
from core.cycle.lives import BILLABLE, REVISABLE
from core.model import Activity
from core.money import VAT_RATES
from tests.machine.attempt import AMOUNTS, PERCENTS, PRICES, QUANTITIES, TYPED_PROBABILITY, WORDS, Attempt
from tests.machine.theirs import their_message
from tests.machine.world import World

SALES = ("opportunity", "quote", "order", "invoice")
DOCUMENTS = ("quote", "order", "invoice")
STEPS = ("lead", *SALES)
SETTLING = ("issued", "partly paid")
DRAFTS = ("draft", "qualify", "develop", "propose", "negotiate")
COMPANIES = st.sampled_from(["Radium SA", "Hélianthe", "Polonium"])


def new_lead(this: Attempt) -> None:
    name = this.draw(st.sampled_from(["Curie", "Diallo", "Durand"]))
    email = this.maybe(st.just(f"{name.lower()}@radium.example"))
    create(this.tx, "lead", last_name=name, company=this.maybe(COMPANIES), email=email, budget=this.maybe(AMOUNTS))


def new_account(this: Attempt) -> None:
    scheme = this.maybe(st.sampled_from(["standard", "reverse_charge"]))
    create(this.tx, "account", name=this.draw(COMPANIES), vat_scheme=scheme)


def new_sale(this: Attempt) -> None:
    account, kind = this.pick("account"), this.draw(st.sampled_from(SALES))
    named = {"name": this.draw(COMPANIES)} if kind == "opportunity" else {}
    sale = create(this.tx, kind, account_id=account and account.id, **named)
    for _ in range(this.draw(st.sampled_from([1, 0, 2]))):
        sell(this, sale)


def move(this: Attempt, record: Any) -> None:
    step = this.tx.settings.cycle.step(record.kind)
    usual = [*(move.end for move in step.moves_from(record.state)), None]
    to = this.draw(st.sampled_from(this.mostly(usual, [state.name for state in step.states])))
    version = this.version(record)
    advance(this.tx, record, to, version=version, reason=this.maybe(WORDS), revenue=this.maybe(AMOUNTS))


def give_up(this: Attempt, record: Any) -> None:
    abandon(this.tx, record, this.maybe(WORDS), version=this.version(record))


def promote_it(this: Attempt, record: Any) -> None:
    version = this.version(record)
    if record.kind != "lead":
        promote(this.tx, record, version=version)
        return
    choices = {}
    for kind in ("account", "contact"):
        known = [key[1] for key in this.world.of(kind)]
        choices[kind] = this.draw(st.sampled_from([CREATE, ASK, None, *known]))
    promote(this.tx, record, version=version, **choices, opportunities=this.draw(st.sampled_from([1, 1, 1, 0, 2, 6])))


def sell(this: Attempt, record: Any) -> None:
    add_line(
        this.tx,
        record,
        "Audit",
        this.draw(QUANTITIES),
        this.draw(PRICES),
        vat_rate=this.draw(st.sampled_from([None, *VAT_RATES])),
        discount=this.draw(st.just(Decimal(0)) | PERCENTS),
        nature=this.draw(st.sampled_from(["service", "goods"])),
        version=this.version(record),
    )


def unsell(this: Attempt, record: Any) -> None:
    remove_line(this.tx, record, this.draw(st.integers(1, 3)), version=this.version(record))


def reduce(this: Attempt, record: Any) -> None:
    by_rate = this.draw(st.booleans())
    given = {"rate": this.draw(PERCENTS)} if by_rate else {"amount": this.draw(AMOUNTS)}
    give_discount(this.tx, record, **given, version=this.version(record))


def bill_it(this: Attempt, record: Any) -> None:
    bill(this.tx, record, this.quantities(record), version=this.version(record))


def bill_part(this: Attempt, record: Any) -> None:
    """Of one line, so that something is left."""
    position = this.draw(st.integers(1, max(1, len(record.lines))))
    bill(this.tx, record, {position: this.draw(QUANTITIES)}, version=this.version(record))


def issue(this: Attempt, record: Any) -> None:
    advance(this.tx, record, version=this.version(record))


def ask_deposit(this: Attempt, record: Any) -> None:
    by_percent = this.draw(st.booleans())
    asked = {"percent": this.draw(PERCENTS)} if by_percent else {"amount": this.draw(AMOUNTS)}
    bill_deposit(this.tx, record, **asked, version=this.version(record))


def credit_it(this: Attempt, record: Any) -> None:
    how = this.draw(st.sampled_from(["all", "amount", "quantities"]))
    amount = this.draw(AMOUNTS) if how == "amount" else None
    quantities = this.quantities(record) if how == "quantities" else None
    credit(this.tx, record, quantities, amount=amount, reason=this.maybe(WORDS), version=this.version(record))


def pay_it(this: Attempt, record: Any) -> None:
    pay(this.tx, record, this.maybe(AMOUNTS), version=this.version(record))


def fulfil_it(this: Attempt, record: Any) -> None:
    fulfil(this.tx, record, this.quantities(record), version=this.version(record))


# What is typed into a field, by kind of record; None empties it.
TYPED: dict[str, dict[str, st.SearchStrategy[Any]]] = {
    "lead": {"topic": WORDS, "company": COMPANIES | st.none(), "budget": AMOUNTS | st.none()},
    "account": {"name": COMPANIES, "address": WORDS, "vat_scheme": st.sampled_from([None, "intra_eu"])},
    "contact": {"last_name": WORDS | st.none(), "email": st.sampled_from([None, "marie@radium.example"])},
    "opportunity": {
        "revenue": AMOUNTS | st.none(),
        "probability": st.sampled_from([None, TYPED_PROBABILITY]),
        "account_id": st.integers(1, 3) | st.none(),
    },
    **{
        kind: {
            "subject": WORDS | st.none(),
            "notes": WORDS | st.none(),
            "language": st.sampled_from(["fr", "en", None]),
            "vat_scheme": st.sampled_from(["standard", "reverse_charge"]),
            "account_id": st.integers(1, 3) | st.none(),
        }
        for kind in DOCUMENTS
    },
}


def edit(this: Attempt, record: Any) -> None:
    typed = TYPED[record.kind]
    name = this.draw(st.sampled_from(sorted(typed)))
    change(this.tx, record, version=this.version(record), **{name: this.draw(typed[name])})


def merge_them(this: Attempt, record: Any) -> None:
    merge(this.tx, record, this.another(record, "lead"), version=this.version(record))


def tell_apart(this: Attempt, record: Any) -> None:
    distinguish(this.tx, record, this.another(record, "lead", "account"))


def take_note(this: Attempt, record: Any) -> None:
    log(this.tx, record, this.draw(st.sampled_from(["call", "task", "task", "letter", "dance"])), this.draw(WORDS))


def end_task(this: Attempt) -> None:
    tasks = [row["id"] for row in this.world.tables["activities"]]
    if tasks:
        task = this.tx.session.get_one(Activity, this.draw(st.sampled_from(tasks)))
        this.draw(st.sampled_from([complete, cancel]))(this.tx, task)


def _simply(verb: Callable[..., Any], *arguments: Any) -> Callable[[Attempt, Any], None]:
    return lambda this, record: verb(this.tx, record, *arguments, version=this.version(record))


@dataclass(frozen=True)
class Deed:
    """Tried on some record of these kinds, mostly in one of these states; without kinds on nothing in particular.

    `into` leaves out the kinds that are not promoted into this; `modes` are those that some step must have.
    """

    verb: Callable[..., Any]
    kinds: tuple[str, ...] = ()
    states: tuple[str, ...] = ()
    into: str = ""
    modes: frozenset[str] = frozenset()

    def fits(self, world: World, cycle: Cycle) -> bool:
        """Whether there is something that it is meant for."""
        if self.modes:
            return any(step.mode in self.modes for step in cycle.steps.values())
        found = world.of(*self._kinds(cycle)).values()
        return not self.kinds or any(not self.states or row.get("state") in self.states for row in found)

    def _kinds(self, cycle: Cycle) -> tuple[str, ...]:
        return tuple(kind for kind in self.kinds if not self.into or _becomes(cycle, kind) == self.into)

    def do(self, this: Attempt) -> None:
        """Try it. Raises `SalesError` as the verb does."""
        kinds = self._kinds(this.tx.settings.cycle)
        record = this.pick(*kinds, states=self.states) if kinds else None
        if record is not None:
            self.verb(this, record)
        elif not self.kinds:
            self.verb(this)


def _becomes(cycle: Cycle, kind: str) -> str | None:
    return cycle.after(kind) if kind in cycle.kinds else None


BILLED = ("accepted", *BILLABLE)
OPEN_LEADS = ("new", "contacted")
# Hypothesis likes the first best.
DEEDS: dict[str, Deed] = {
    "advance what is open": Deed(move, STEPS, ("sent", "expired", "issued", "confirmed", *DRAFTS)),
    "advance what is closed": Deed(move, STEPS, ("lost", "won", "disqualified", "expired")),
    "create a sale": Deed(new_sale),
    "add a line": Deed(sell, SALES, DRAFTS),
    "advance": Deed(move, STEPS),
    "advance a draft": Deed(move, DOCUMENTS, ("draft",)),
    "promote a lead": Deed(promote_it, ("lead",), OPEN_LEADS),
    "promote a lead again": Deed(promote_it, ("lead",), ("disqualified", "qualified", "merged")),
    "promote": Deed(promote_it, ("opportunity", "quote", "order"), (*BILLED, *DRAFTS)),
    "bill": Deed(bill_it, ("order", "quote"), BILLED, "invoice"),
    "bill a part": Deed(bill_part, ("order", "quote"), BILLED, "invoice"),
    "ask for a deposit": Deed(ask_deposit, ("order", "quote"), BILLED, "invoice"),
    "issue": Deed(issue, ("invoice",), ("draft",)),
    "credit": Deed(credit_it, ("invoice",), (*SETTLING, "paid")),
    "pay": Deed(pay_it, ("invoice",), SETTLING),
    "fulfil": Deed(fulfil_it, ("order",), BILLABLE),
    "revise": Deed(_simply(revise), ("quote",), REVISABLE),
    "give a discount": Deed(reduce, DOCUMENTS, ("draft",)),
    "delete": Deed(_simply(delete), DOCUMENTS, ("draft",)),
    "give up": Deed(give_up, STEPS, (*OPEN_LEADS, "sent", "confirmed", *DRAFTS)),
    "change": Deed(edit, (*STEPS, "account", "contact")),
    "change a draft": Deed(edit, DOCUMENTS, ("draft",)),
    "remove a line": Deed(unsell, SALES, DRAFTS),
    "expire": Deed(lambda this, quote: expire(this.tx, quote), ("quote",), ("sent",)),
    "ask approval": Deed(_simply(ask_approval), ("quote",), ("draft",)),
    "approve": Deed(_simply(approve), ("quote",), ("draft",)),
    "decline approval": Deed(_simply(decline_approval, "Trop"), ("quote",), ("draft",)),
    "create a lead": Deed(new_lead),
    "create an account": Deed(new_account),
    "merge": Deed(merge_them, ("lead",), OPEN_LEADS),
    "tell apart": Deed(tell_apart, ("lead",)),
    "assign": Deed(lambda this, record: assign(this.tx, record, this.colleague()), (*STEPS, "account")),
    "claim": Deed(lambda this, record: claim(this.tx, record, this.colleague()), STEPS),
    "log": Deed(take_note, (*STEPS, "account", "contact")),
    "end a task": Deed(end_task),
    "ask for a document": Deed(lambda this, record: ask_document(this.tx, record), (*STEPS, "account")),
    "mirror": Deed(their_message, modes=frozenset({"mirror", "export"})),
    "mirror more": Deed(their_message, modes=frozenset({"mirror", "export"})),
}
