"""Plays the steps that the company's cycle has, in order, and stops at the first that fails."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import click

from bot.sandbox import Sandbox
from cli.tour import capture, erp, invoicing, ordering, selling
from cli.tour.rep import Rep, TourError
from cli.tour.scene import Scene
from core.settings import Settings

Step = tuple[str, Callable[[Scene], str]]

CAPTURE: tuple[Step, ...] = (
    ("form", capture.post_the_form),
    ("card", capture.photograph_a_card),
    ("sentence", capture.type_a_sentence),
)
SELL: tuple[Step, ...] = (
    ("lines", selling.add_lines),
    ("quote", selling.promote_to_a_quote),
    ("send", selling.send_the_quote),
    ("accept", selling.accept_the_quote),
)
# By the mode of the step: what is played of it.
ORDERS: dict[str, tuple[Step, ...]] = {
    "own": (("order", ordering.confirm_the_order), ("fulfil", ordering.fulfil_in_two_parts)),
    "mirror": (("mirror", ordering.mirror_the_order),),
    "off": (("no orders", ordering.hear_nothing_of_orders),),
}
INVOICES: dict[str, tuple[Step, ...]] = {
    "own": (
        ("deposit", invoicing.bill_a_deposit),
        ("final", invoicing.bill_the_rest),
        ("pay", invoicing.pay_everything),
        ("credit", invoicing.give_money_back),
        ("numbers", invoicing.check_the_numbers),
    ),
    "export": (("export", invoicing.hand_an_invoice_over),),
    "mirror": (("mirror", invoicing.mirror_an_invoice),),
    "off": (("no invoices", invoicing.hear_nothing_of_invoices),),
}
CLEAN: tuple[Step, ...] = (("clean", selling.check_what_slack_saw),)


class Tour:
    """One play through the real doors, as the French rep and, where there is one, the ERP."""

    def __init__(self, sandbox: Sandbox, web: str, home: Path, settings: Settings) -> None:
        self._scene = Scene(sandbox, web, home, settings, Rep(sandbox, home))
        modes = {kind: step.mode for kind, step in settings.cycle.steps.items()}
        self._steps = (*CAPTURE, *SELL, *ORDERS[modes["order"]], *INVOICES[modes["invoice"]], *CLEAN)

    def play(self) -> None:
        """Every step. Raises `TourError` naming the one that failed."""
        with erp.standing_in(self._scene):
            for number, (name, step) in enumerate(self._steps, start=1):
                click.echo(f"  {number}. {self._played(name, step)}")
        click.secho("The tour is done: every step went through the real doors.", fg="green")

    def _played(self, name: str, step: Callable[[Scene], str]) -> str:
        started = time.monotonic()
        try:
            told = step(self._scene)
        except (TourError, TimeoutError, OSError) as error:
            message = f"{name}: {error or 'nothing came within the time'}"
            raise TourError(message) from error
        return f"{told}  ({time.monotonic() - started:.1f} s)"
