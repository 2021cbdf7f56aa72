"""The invoice: made here, handed to an ERP, mirrored, or not at all."""

from __future__ import annotations

from cli.tour import erp
from cli.tour.ordering import hear_nothing_of
from cli.tour.rep import TourError, reference
from cli.tour.scene import Scene
from core.database import Database
from core.queries.numbering import check


def bill_a_deposit(scene: Scene) -> str:
    """A deposit of 30 %, issued and paid."""
    source = _source(scene)
    draft = reference(scene.rep.say(f"/crm deposit {source} 30%"), "I")
    number = scene.made["deposit"] = _issue(scene, draft)
    scene.rep.say(f"/crm pay {number}")
    return f"The deposit invoice {number} was issued and paid; its PDF is {scene.rep.pdf(number)}"


def bill_the_rest(scene: Scene) -> str:
    """The final invoice takes the deposit off."""
    draft = reference(scene.rep.say(f"/crm bill {_source(scene)}"), "I")
    number = scene.made["invoice"] = _issue(scene, draft)
    return f"The final invoice {number} takes the deposit off; its PDF is {scene.rep.pdf(number)}"


def pay_everything(scene: Scene) -> str:
    """First a part, then the rest."""
    number = scene.made["invoice"]
    scene.rep.say(f"/crm pay {number} 500")
    shown = scene.rep.say(f"/crm pay {number}")
    if "payée" not in shown:
        message = f"{number} is not paid: {shown[:300]}"
        raise TourError(message)
    return f"{number} was paid in two parts"


def give_money_back(scene: Scene) -> str:
    """A credit note for the final invoice."""
    draft = reference(scene.rep.say(f"/crm credit {scene.made['invoice']} geste commercial"), "I")
    shown = scene.rep.say(f"/crm issue {draft}")
    number = reference(shown, "AV")
    return f"The credit note {number} was issued; its PDF is {scene.rep.pdf(number)}"


def check_the_numbers(scene: Scene) -> str:
    """The series have no gap, no duplicate, and their dates are in order."""
    database = Database(f"sqlite:///{scene.home.resolve() / 'filon.sqlite'}")
    with database.read() as session:
        faults = [fault for series in check(session, scene.settings) for fault in series.faults]
    database.close()
    if faults:
        message = f"the numbers are wrong: {faults}"
        raise TourError(message)
    return "The numbers of invoices and credit notes have no gap and no duplicate"


def hand_an_invoice_over(scene: Scene) -> str:
    """The draft goes to the ERP, which numbers it and says so."""
    source = scene.made.get("order") or scene.made["quote"]
    draft = scene.made.get("invoice") or reference(scene.rep.say(f"/crm bill {source}"), "I")
    scene.rep.say(f"/crm advance {draft}")
    scene.rep.wait(lambda: scene.heard)
    number = "ERP-2026-0815"
    erp.put(scene, "invoices", "815", erp.invoice(number, draft))
    scene.rep.say(f"/crm show {number}")
    return f"{draft} was handed over, signed; the ERP issued it as {number}"


def mirror_an_invoice(scene: Scene) -> str:
    """The ERP writes the invoice; people see it."""
    number = "ERP-2026-0816"
    erp.put(scene, "invoices", "816", erp.order(number, scene.made["account"]) | {"state": "issued"})
    scene.rep.say(f"/crm show {number}")
    return f"The ERP's invoice {number} is mirrored"


def hear_nothing_of_invoices(scene: Scene) -> str:
    """No help text mentions what the company does without."""
    return hear_nothing_of(scene, "invoice")


def _source(scene: Scene) -> str:
    return scene.made.get("order") or scene.made["quote"]


def _issue(scene: Scene, draft: str) -> str:
    return reference(scene.rep.say(f"/crm issue {draft}"), "FA")
