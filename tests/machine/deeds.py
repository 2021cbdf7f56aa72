"""What people may try, whether it is allowed or not."""

from __future__ import annotations

from collections.abc import Callable
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
from core.cycle.lives import BILLABLE, REVISABLE
from core.model import Activity
from core.money import VAT_RATES
from tests.machine.attempt import AMOUNTS, PERCENTS, PRICES, QUANTITIES, WORDS, Attempt
from tests.machine.theirs import their_message

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
    create(this.tx, kind, account_id=account and account.id, **named)


def move(this: Attempt, record: Any) -> None:
    step = this.tx.settings.cycle.step(record.kind)
    usual = [None, *(move.end for move in step.moves_from(record.state))]
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
    promote(this.tx, record, version=version, **choices, opportunities=this.draw(st.sampled_from([1, 0, 2, 6])))


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
        "probability": st.sampled_from([None, Decimal(45)]),
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
    merge(this.tx, record, this.pick("lead", states=("new", "contacted")), version=this.version(record))


def tell_apart(this: Attempt, record: Any) -> None:
    distinguish(this.tx, record, this.pick("lead", "account"))


def take_note(this: Attempt, record: Any) -> None:
    log(this.tx, record, this.draw(st.sampled_from(["call", "task", "letter", "dance"])), this.draw(WORDS))


def end_task(this: Attempt) -> None:
    tasks = [row["id"] for row in this.world.tables["activities"]]
    if tasks:
        task = this.tx.session.get_one(Activity, this.draw(st.sampled_from(tasks)))
        this.draw(st.sampled_from([complete, cancel]))(this.tx, task)


def _on(deed: Callable[[Attempt, Any], Any], *kinds: str, states: tuple[str, ...] = ()) -> Callable[[Attempt], None]:
    """The deed, tried on some record of these kinds, mostly in these states."""

    def tried(this: Attempt) -> None:
        record = this.pick(*kinds, states=states)
        if record is not None:
            deed(this, record)

    return tried


def _simply(verb: Callable[..., Any], *arguments: Any) -> Callable[[Attempt, Any], None]:
    return lambda this, record: verb(this.tx, record, *arguments, version=this.version(record))


# Those that lead further stand first, where hypothesis looks first, and the rarer ones only once.
DEEDS: dict[str, Callable[[Attempt], None]] = {
    "create a sale": new_sale,
    "add a line": _on(sell, *SALES, states=DRAFTS),
    "advance": _on(move, *STEPS),
    "advance a draft": _on(move, *DOCUMENTS, states=("draft",)),
    "advance what is open": _on(move, *STEPS, states=("sent", "issued", "confirmed", *DRAFTS)),
    "promote a lead": _on(promote_it, "lead", states=("new", "contacted")),
    "promote": _on(promote_it, "opportunity", "quote", "order", states=("accepted", *BILLABLE, *DRAFTS)),
    "bill": _on(bill_it, "order", "quote", states=("accepted", *BILLABLE)),
    "bill again": _on(bill_it, "order", "quote", states=("accepted", *BILLABLE)),
    "ask for a deposit": _on(ask_deposit, "order", "quote", states=("accepted", *BILLABLE)),
    "issue": _on(lambda this, record: advance(this.tx, record), "invoice", states=("draft",)),
    "credit": _on(credit_it, "invoice", states=(*SETTLING, "paid")),
    "pay": _on(pay_it, "invoice", states=SETTLING),
    "fulfil": _on(fulfil_it, "order", states=BILLABLE),
    "revise": _on(_simply(revise), "quote", states=REVISABLE),
    "give a discount": _on(reduce, *DOCUMENTS, states=DRAFTS),
    "delete": _on(_simply(delete), *DOCUMENTS, "lead", states=("draft",)),
    "give up": _on(give_up, *STEPS),
    "change": _on(edit, *STEPS, "account", "contact"),
    "change a draft": _on(edit, *DOCUMENTS, states=("draft",)),
    "remove a line": _on(unsell, *SALES, states=DRAFTS),
    "expire": _on(lambda this, quote: expire(this.tx, quote), "quote", states=("sent",)),
    "ask approval": _on(_simply(ask_approval), "quote", states=("draft",)),
    "approve": _on(_simply(approve), "quote", states=("draft",)),
    "decline approval": _on(_simply(decline_approval, "Trop"), "quote", states=("draft",)),
    "create a lead": new_lead,
    "create an account": new_account,
    "merge": _on(merge_them, "lead", states=("new", "contacted")),
    "tell apart": _on(tell_apart, "lead"),
    "assign": _on(lambda this, r: assign(this.tx, r, this.colleague()), *STEPS, "account"),
    "claim": _on(lambda this, r: claim(this.tx, r, this.colleague()), *STEPS),
    "log": _on(take_note, *STEPS, "account", "contact"),
    "end a task": end_task,
    "ask for a document": _on(lambda this, record: ask_document(this.tx, record), *STEPS, "account"),
    "mirror": their_message,
}
