"""The order: made here, mirrored from an ERP, or not at all."""

from __future__ import annotations

from cli.tour import erp
from cli.tour.rep import TourError
from cli.tour.scene import Scene

WORDS = {"order": ("commande", "BC-"), "invoice": ("facture", "acompte", "avoir", "FA-")}


def confirm_the_order(scene: Scene) -> str:
    """The order is confirmed, and its confirmation lies there as PDF."""
    order = scene.made["order"]
    scene.rep.say(f"/crm advance {order} confirmed")
    return f"{order} was confirmed; its PDF is {scene.rep.pdf(order)}"


def fulfil_in_two_parts(scene: Scene) -> str:
    """One day of the audit, then the rest."""
    order = scene.made["order"]
    _expect(scene.rep.say(f"/crm fulfil {order} 1: 1"), "livrée en partie")
    _expect(scene.rep.say(f"/crm fulfil {order}"), "livrée")
    return f"{order} was fulfilled in two parts"


def mirror_the_order(scene: Scene) -> str:
    """The ERP writes the order; people see it and cannot change it."""
    number = scene.made["order"] = "SO-4711"
    erp.put(scene, "orders", "4711", erp.order(number, scene.made["account"]))
    _expect(scene.rep.say(f"/crm show {number}"), "Audit énergétique du site")
    _expect(scene.rep.say(f"/crm add {number} 1 x Cadeau @ 0"), "autre système")
    return f"The ERP's order {number} is mirrored, and only the ERP can change it"


def hear_nothing_of_orders(scene: Scene) -> str:
    """No help text mentions what the company does without."""
    return hear_nothing_of(scene, "order")


def hear_nothing_of(scene: Scene, kind: str) -> str:
    """Neither the help nor the quote's card says a word of this step."""
    asked = ("help", f"show {scene.made['quote']}")
    shown = "".join(scene.rep.say(f"/crm {words}") for words in asked).casefold()
    heard = [word for word in WORDS[kind] if word.casefold() in shown]
    if heard:
        message = f"the help or the quote's card still says {heard}"
        raise TourError(message)
    return f"Nothing speaks of what the company does without: {kind}"


def _expect(shown: str, words: str) -> None:
    if words not in shown:
        message = f"“{words}” is not in the answer: {shown[:300]}"
        raise TourError(message)
