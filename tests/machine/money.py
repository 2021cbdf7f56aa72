"""What is true of figures at every moment, worked out again with fractions and without the core's own arithmetic."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal
from fractions import Fraction
from math import floor
from typing import Any

from tests.machine.world import Key, Row, World

ZERO = Decimal("0.00")
CENT = Decimal("0.01")
DOCUMENTS = ("quote", "order", "invoice")


def rounded(exact: Fraction) -> Decimal:
    """To cents, half up; for amounts of 0 and more."""
    return floor(exact * 100 + Fraction(1, 2)) * CENT


def net_of(line: Row) -> Decimal:
    """The net of a line: as given, or quantity x price less its discount."""
    if line["net_as_given"] is not None:
        return line["net_as_given"]  # type: ignore[no-any-return]
    factors = (Fraction(line["quantity"]), Fraction(line["unit_price"]), (100 - Fraction(line["discount"])) / 100)
    return rounded(factors[0] * factors[1] * factors[2])


def by_rate(row: Row, name: str = "net") -> dict[Decimal, Decimal]:
    """A document's nets, or its VAT, by rate."""
    return {Decimal(part["rate"]): Decimal(part[name]) for part in row["vat_lines"]}


def check_sums(world: World) -> None:
    """Totals equal the sum of their parts, and there is one VAT for each rate."""
    for key, row in world.of(*DOCUMENTS).items():
        if not row.get("external_system"):
            _check_sums(key, row, world.lines[key])


def _check_sums(key: Key, row: Row, lines: list[Row]) -> None:
    nets, vats = by_rate(row), by_rate(row, "vat")
    assert row["subtotal"] == sum(map(net_of, lines), ZERO), key
    assert ZERO <= row["discount"] <= row["subtotal"], key
    assert row["net"] == row["subtotal"] - row["discount"] - row.get("deducted", ZERO), key
    assert row["net"] == sum(nets.values(), ZERO), key
    assert row["vat"] == sum(vats.values(), ZERO), key
    assert row["gross"] == row["net"] + row["vat"], key
    assert len(row["vat_lines"]) == len(nets), (key, "VAT more than once a rate")
    assert set(nets) <= {line["vat_rate"] for line in lines}, key
    # The VAT of credit notes is the difference of running totals.
    tolerance = CENT if row.get("type") == "credit_note" else ZERO
    for rate, net in nets.items():
        assert net >= ZERO, (key, rate)
        assert vats[rate] >= ZERO, (key, rate)
        assert abs(rounded(Fraction(net) * Fraction(rate) / 100) - vats[rate]) <= tolerance, (key, rate)
    is_share = row.get("order_id") or (key[0] == "invoice" and row["quote_id"])
    if row["discount_rate"] is not None and not is_share:
        assert row["discount"] == rounded(Fraction(row["subtotal"]) * Fraction(row["discount_rate"]) / 100), key


def check_settlement(world: World) -> None:
    """Nobody pays or gets back more than an invoice says, and its state says what its figures say."""
    payments: defaultdict[int, Decimal] = defaultdict(lambda: ZERO)
    for payment in world.tables["payments"]:
        payments[payment["invoice_id"]] += payment["amount"]
    notes: defaultdict[int, Decimal] = defaultdict(lambda: ZERO)
    for row in world.of("invoice").values():
        if row["corrects_id"] and row["number"]:
            notes[row["corrects_id"]] += row["gross"]
    for key, row in world.of("invoice").items():
        if row["external_system"]:
            continue
        paid, credited, due = row["paid"], row["credited"], row["gross"] - row["paid"] - row["credited"]
        assert paid == payments[key[1]], key
        assert ZERO <= paid <= row["gross"], key
        assert ZERO <= credited <= row["gross"], key
        if row["type"] != "credit_note":
            assert credited == notes[key[1]], key
        assert FITS[row["state"]](paid, due, credited), (key, row["state"], paid, due, credited)


# Whether what was paid, what is due and what was credited fit a state.
FITS: dict[str, Any] = {
    "draft": lambda paid, _due, credited: paid == credited == 0,
    "handed over": lambda paid, _due, credited: paid == credited == 0,
    "issued": lambda paid, due, _credited: paid == 0 < due,
    "partly paid": lambda paid, due, _credited: paid > 0 and due > 0,
    "paid": lambda _paid, due, _credited: due <= 0,
    "credited": lambda paid, due, _credited: paid == due == 0,
}


def check_deposits(world: World) -> None:
    """What a final invoice takes off is what is left of its deposits."""
    invoices = world.of("invoice")
    for key, row in invoices.items():
        # One that was wholly credited lets its deposits go.
        if row["external_system"] or row["credited"] >= row["gross"]:
            continue
        deposits = [id_ for (_kind, id_), each in invoices.items() if each["deducted_in_id"] == key[1]]
        assert row["deducted"] == sum((_left(invoices, id_) for id_ in deposits), ZERO), key


def _left(invoices: dict[Key, Row], id_: int) -> Decimal:
    notes = [row["net"] for row in invoices.values() if row["corrects_id"] == id_ and row["number"]]
    return Decimal(invoices["invoice", id_]["net"] - sum(notes, ZERO))


def excess(world: World) -> dict[Any, Decimal]:
    """By how much the invoices of an order or a quote come to more than it, by VAT rate and by line."""
    over: dict[Any, Decimal] = {}
    for key, row in world.of("order", "quote").items():
        made = [each for each in world.of("invoice").items() if each[1][f"{key[0]}_id"] == key[1]]
        if made:
            whole = by_rate(row) or _line_nets(world.lines[key])
            over |= {(*key, rate): over for rate, over in _over(whole, made).items()}
            over |= {(*key, "line", id_): over for id_, over in _over_lines(world, key, made).items()}
    return over


def _line_nets(lines: list[Row]) -> dict[Decimal, Decimal]:
    nets: defaultdict[Decimal, Decimal] = defaultdict(lambda: ZERO)
    for line in lines:
        nets[line["vat_rate"]] += net_of(line)
    return nets


def _over(whole: dict[Decimal, Decimal], made: list[tuple[Key, Row]]) -> dict[Decimal, Decimal]:
    sums: defaultdict[Decimal, Decimal] = defaultdict(lambda: ZERO)
    for _key, row in made:
        for rate, net in by_rate(row).items():
            sums[rate] += net * _sign(row)
    return {rate: net - whole.get(rate, ZERO) for rate, net in sums.items()}


def _sign(row: Row) -> int:
    """A credit note takes back, once it is issued."""
    if row["type"] != "credit_note":
        return 1
    return -1 if row["number"] else 0


def _over_lines(world: World, source: Key, made: list[tuple[Key, Row]]) -> dict[int, Decimal]:
    """Quantities, of which credit notes by quantity make some free again; so does an invoice credited wholly."""
    billed: defaultdict[int, Decimal] = defaultdict(lambda: ZERO)
    origins = {line["id"]: line["source_line_id"] for key, _row in made for line in world.lines[key]}
    gone = {key[1] for key, row in made if row["state"] == "credited" or row["credited"] >= row["gross"] > 0}
    for key, row in made:
        if key[1] in gone or row["corrects_id"] in gone:
            continue
        for line in world.lines[key]:
            id_ = line["source_line_id"]
            if id_ is not None:
                billed[origins[id_] if row["type"] == "credit_note" else id_] += line["quantity"] * _sign(row)
    whole = {line["id"]: line["quantity"] for line in world.lines[source]}
    return {id_: quantity - whole.get(id_, Decimal(0)) for id_, quantity in billed.items()}
