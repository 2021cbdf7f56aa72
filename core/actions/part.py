"""A part of a sale: some quantities of its lines, with their share of its document discount.

Every figure is the difference of two running totals, each rounded once. So however a sale is cut, the parts never
come to more than the whole, and all of them together come to it exactly, line by line and VAT rate by VAT rate.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from core.errors import NotUnderstood
from core.money import ZERO, Totals, VatLine, by_rate, line_net, round_cents
from core.queries.taken import Taken, rest


@dataclass(frozen=True)
class Part:
    """The fields of its lines, its net by VAT rate (the discount taken off), and whether it takes all that was left."""

    lines: list[dict[str, Any]]
    nets: dict[Decimal, Decimal]
    is_rest: bool


def take(
    whole: Any,
    whole_nets: Mapping[Decimal, Decimal],
    taken: Taken,
    quantities: Mapping[int, Decimal] | None,
    too_much: str,
) -> Part:
    """The part of these quantities by the line's position, or all that is left.

    Raises `NotUnderstood`; `too_much` is the sentence for more than is left of a line.
    """
    left = rest(whole, taken)
    chosen = left if quantities is None else {place: quantity for place, quantity in quantities.items() if quantity}
    for position, quantity in chosen.items():
        _check(whole, left, position, quantity, too_much)
    lines = [
        _piece(line, chosen[line.position], taken, place)
        for place, line in enumerate((each for each in whole.lines if each.position in chosen), start=1)
    ]
    return Part(lines, dict(_nets(whole, whole_nets, taken, lines)), is_rest=chosen == left)


def figures(
    lines: list[Any],
    nets: Mapping[Decimal, Decimal],
    deducted: Mapping[Decimal, Decimal],
    vats: Mapping[Decimal, Decimal] | None = None,
) -> Totals:
    """The totals of a document with these nets by VAT rate, of which `deducted` is taken off.

    `vats` is the VAT by rate where it is not simply the rate's share of the net.
    """
    subtotal = sum((line.net for line in lines), ZERO)
    left = {rate: net - deducted.get(rate, ZERO) for rate, net in nets.items()}
    given = {rate: round_cents(net * rate / 100) for rate, net in left.items()} if vats is None else vats
    vat_lines = tuple(VatLine(rate, net, given[rate]) for rate, net in left.items())
    net, vat = sum(left.values(), ZERO), sum((line.vat for line in vat_lines), ZERO)
    discount = subtotal - sum(nets.values(), ZERO)
    return Totals(subtotal, discount, sum(deducted.values(), ZERO), net, vat, net + vat, vat_lines)


def _check(whole: Any, left: Mapping[int, Decimal], position: int, quantity: Decimal, too_much: str) -> None:
    if position not in {line.position for line in whole.lines}:
        raise NotUnderstood("{reference} has no line {position}.", reference=whole.reference, position=position)
    field = f"line.{position}"
    if quantity <= 0 or quantity != round(quantity, 3):
        raise NotUnderstood("The quantity must be above 0, with 3 decimals at most.", field=field)
    if quantity > left.get(position, ZERO):
        raise NotUnderstood(
            too_much,
            reference=whole.reference,
            position=position,
            rest=_plain(left.get(position, Decimal(0))),
            field=field,
        )


def _plain(quantity: Decimal) -> Decimal:
    """10 and not 1E+1, as `normalize` alone would have it."""
    return quantity.quantize(Decimal(1)) if quantity == quantity.to_integral_value() else quantity.normalize()


def _piece(line: Any, quantity: Decimal, taken: Taken, place: int) -> dict[str, Any]:
    net = _net_up_to(line, taken.quantities[line.id] + quantity) - taken.line_nets[line.id]
    is_usual = net == line_net(quantity, line.unit_price, line.discount)
    own = {"quantity": quantity, "position": place, "source_line_id": line.id}
    return {**line.copied, **own, "net_as_given": None if is_usual else net}


def _net_up_to(line: Any, quantity: Decimal) -> Decimal:
    """The net of the line's first units; of a mirrored line a share of the net as given."""
    if quantity == line.quantity:
        return Decimal(line.net)
    if line.net_as_given is not None:
        return round_cents(line.net_as_given * quantity / line.quantity)
    return line_net(quantity, line.unit_price, line.discount)


def _nets(
    whole: Any, whole_nets: Mapping[Decimal, Decimal], taken: Taken, lines: list[dict[str, Any]]
) -> Iterator[tuple[Decimal, Decimal]]:
    """The part's net by VAT rate: its share, by the lines' nets, of the whole's."""
    of_all = by_rate((line.net, line.vat_rate) for line in whole.lines)
    before = by_rate((taken.line_nets[line.id], line.vat_rate) for line in whole.lines)
    now = by_rate((_net(line), line["vat_rate"]) for line in lines)
    for rate, net in now.items():
        up_to_now, all_of_it = before[rate] + net, of_all[rate]
        whole_net = whole_nets.get(rate, all_of_it)
        is_all = up_to_now == all_of_it or not all_of_it
        share = whole_net if is_all else round_cents(whole_net * up_to_now / all_of_it)
        yield rate, share - taken.nets.get(rate, ZERO)


def _net(line: Mapping[str, Any]) -> Decimal:
    given: Decimal | None = line["net_as_given"]
    return line_net(line["quantity"], line["unit_price"], line["discount"]) if given is None else given
