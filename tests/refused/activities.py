"""What activities and tasks refuse."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from core.actions.log import log
from core.actions.task import cancel, complete
from core.crm import Crm
from core.errors import Forbidden, IllegalMove, Missing, NotFound, NotUnderstood
from core.model.types import now
from core.queries import tasks
from tests.factories import actor, hire, make_lead
from tests.refused import Refusal


def scene(crm: Crm) -> dict[str, Any]:
    """A task of Camille's, one that is done, and the days around today."""
    camille, oliver = hire(crm), hire(crm, "U0OLIVER", "Oliver Hughes", "en")
    lead = make_lead(crm, camille)
    with crm.transaction(actor(camille)) as tx:
        task, done = log(tx, lead, "task", "Rappeler"), log(tx, lead, "task", "Relancer")
        complete(tx, done)
        days = {"yesterday": tx.today - timedelta(days=1), "later": tx.today + timedelta(days=2)}
    return days | {"lead": lead, "task": task, "done": done, "camille": camille, "oliver": oliver}


REFUSALS = (
    Refusal(
        "an activity that is none",
        lambda tx, r: log(tx, r.lead, "fax", "x"),
        NotUnderstood,
        "“fax” is no kind of activity. There are: call, email, letter, meeting, note, task.",
        "«~fax~» n’est pas un type d’activité. Il y a~: appel, e-mail, lettre, réunion, note, tâche.",
    ),
    Refusal(
        "an activity that says nothing",
        lambda tx, r: log(tx, r.lead, "call", " "),
        Missing,
        "Say what it was about, after the kind of activity.",
        "Dites de quoi il s’agissait, après le type d’activité.",
    ),
    Refusal(
        "an activity of no record",
        lambda tx, _r: log(tx, [], "call", "x"),
        Missing,
        "Name the record, by its reference.",
        "Nommez la fiche par sa référence.",
    ),
    Refusal(
        "a day for what is no task",
        lambda tx, r: log(tx, r.lead, "call", "x", due_on=r.later),
        NotUnderstood,
        "Only a task has a day when it is due.",
        "Seule une tâche a une échéance.",
    ),
    Refusal(
        "a task for yesterday",
        lambda tx, r: log(tx, r.lead, "task", "x", due_on=r.yesterday),
        NotUnderstood,
        "{yesterday} is past. A task is due today or later.",
        "Le {yesterday} est passé. Une tâche est à faire aujourd’hui ou plus tard.",
    ),
    Refusal(
        "a call that is still to come",
        lambda tx, r: log(tx, r.lead, "call", "x", happened_at=now() + timedelta(days=2)),
        NotUnderstood,
        "{later} is still to come. Log it as a task, or leave the day out.",
        "Le {later} est à venir. Notez une tâche, ou omettez le jour.",
    ),
    Refusal(
        "a tracking number of no letter",
        lambda tx, r: log(tx, r.lead, "call", "x", tracking_number="RK1"),
        NotUnderstood,
        "Only a letter has a tracking number.",
        "Seule une lettre a un numéro de suivi.",
    ),
    Refusal(
        "a task of somebody else",
        lambda tx, r: complete(tx, r.task),
        Forbidden,
        "{task} is a task of Camille Moreau. Ask Camille Moreau, or a manager.",
        "{task} est une tâche de Camille Moreau. Demandez à Camille Moreau, ou à un responsable.",
        by="oliver",
    ),
    Refusal(
        "a task that is done",
        lambda tx, r: cancel(tx, r.done),
        IllegalMove,
        "{done} is done already. Your open tasks: /crm mine",
        "{done} n’est plus en cours~: faite. Vos tâches en cours~: /crm mes",
        by="camille",
    ),
    Refusal(
        "a task that is not there",
        lambda tx, _r: tasks.find(tx.session, "t-99"),
        NotFound,
        "There is no task T-99. Your open tasks: /crm mine",
        "Il n’y a pas de tâche T-99. Vos tâches en cours~: /crm mes",
    ),
)
