"""What files of leads refuse: to be decided on twice, taken in twice, taken back where nothing was made."""

from __future__ import annotations

from typing import Any

from core.actions.batches import cancel_batch, end_batch, locked, show_batch, start_batch
from core.actions.undo_batch import start_undo
from core.crm import Actor, Crm
from core.errors import Changed, IllegalMove, Rejected
from core.model import Batch
from tests.refused import Refusal

COLUMNS = [{"heading": "Mail", "field": "email"}]
FIELDS = {"columns": COLUMNS, "has_header": True, "sample": [], "total": 2, "source": "file"}


def scene(crm: Crm) -> dict[str, Any]:
    """A file that waits for an answer, one that was put aside, and one that was taken in."""
    names = ("waiting", "aside", "taken")
    with crm.transaction(Actor(None, "file")) as tx:
        batches: dict[str, Batch] = {name: show_batch(tx, name, name=f"{name}.csv", **FIELDS) for name in names}
        cancel_batch(tx, batches["aside"])
        end_batch(tx, start_batch(tx, batches["taken"]))
    return batches | {"day": crm.today}


REFUSALS = (
    Refusal(
        "a file that was put aside",
        lambda tx, r: start_batch(tx, r.aside),
        IllegalMove,
        "This file was put aside. Send it again.",
        "Ce fichier a été mis de côté. Envoyez-le de nouveau.",
    ),
    Refusal(
        "a file that was taken in, to be put aside",
        lambda tx, r: cancel_batch(tx, r.taken),
        Changed,
        "This file is being taken in already, or was.",
        "Ce fichier est déjà en cours d’import, ou importé.",
    ),
    Refusal(
        "the same file once more",
        lambda tx, _r: show_batch(tx, "taken", name="other.csv", **FIELDS),
        Rejected,
        "This file was taken in on {day} already, as file 3. To take that back: filon leads undo 3",
        "Ce fichier a déjà été importé le {day}, sous le numéro 3. Pour reprendre ses prospects~: filon leads undo 3",
    ),
    Refusal(
        "a file of which nothing was made, to be taken back",
        lambda tx, r: start_undo(tx, r.waiting),
        IllegalMove,
        "Nothing of file 1 is there to be taken back.",
        "Du fichier 1, il n’y a rien à reprendre.",
    ),
    Refusal(
        "a file that there is not",
        lambda tx, _r: locked(tx, 99),
        Rejected,
        "There is no file 99. See them all: filon leads files",
        "Il n’y a pas de fichier 99. Pour les voir tous~: filon leads files",
    ),
)
