"""What a stored submission says, before anything is done about it: the job and `filon intake try` both ask here.

No transaction is open meanwhile: some tools send only who to ask for, and asking takes its time.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from core.actions.create import RULES
from core.errors import Missing, NotFound, Rejected, SalesError, Unavailable
from core.field_rules import FieldRule
from core.hook import Consent, Hook
from core.language import mark
from core.model import Submission
from core.settings import Form, Settings
from intake import payload
from intake.mapping import Details, Mapped, fitting, map_answers
from intake.payload import Answer
from intake.sources import SOURCES
from intake.sources.remote import Https, Remote
from intake.sources.source import Source

REMOTE: Remote = Https()
# What boxes that were not ticked say; such an answer gives no consent.
NO = frozenset({"", "0", "false", "no", "non", "off"})
# What code that takes JSON apart stumbles over where the JSON has another shape.
STUMBLES = (KeyError, IndexError, TypeError, AttributeError, ValueError)


@dataclass(frozen=True)
class Given:
    """A consent: the field that gave it, what was answered there, and the version of the wording."""

    field: str
    value: str
    text: str


@dataclass(frozen=True)
class Understood:
    """The answers as they were given, the fields and consents of a lead, what was not mapped, and what is wrong.

    `consents` are by name; what was answered to them is in `unmapped`, too.
    """

    answers: Sequence[Answer] = ()
    fields: dict[str, str] = field(default_factory=dict)
    consents: dict[str, Given] = field(default_factory=dict)
    unmapped: Details = field(default_factory=dict)
    is_test: bool = False
    problem: SalesError | None = None


def understand(settings: Settings, submission: Submission) -> Understood:
    """What the submission says. Raises `Unavailable` where a tool that must be asked does not answer."""
    try:
        return (_hook if submission.door == "hook" else _form)(settings, submission)
    except Unavailable:
        raise
    except SalesError as problem:
        return Understood(problem=problem)


def answers_of(source: Source, event: Any) -> tuple[Answer, ...]:
    """The answers in an event. Raises `Rejected` where it is not of the tool's shape, `Refusal` for too many."""
    try:
        return payload.checked(source.flatten(event))
    except STUMBLES as error:
        raise Rejected(
            "This is not what {tool} sends. Check the source of this endpoint.", tool=source.title
        ) from error


def _form(settings: Settings, submission: Submission) -> Understood:
    answers = payload.read(submission.content_type, submission.body)
    form = settings.configuration.intake.forms.get(submission.endpoint, Form())
    mapped = map_answers(answers)
    return _understood(answers, mapped, {"campaign": form.campaign})


def _hook(settings: Settings, submission: Submission) -> Understood:
    hook = settings.configuration.intake.hooks.get(submission.endpoint)
    if hook is None:
        sentence = mark("filon.toml has no [intake.hooks.{name}] any more. Put it back, then replay this.")
        raise NotFound(sentence, name=submission.endpoint)
    source = SOURCES[hook.source]
    event = source.read(submission.content_type, submission.body)
    event = source.fetch(event, REMOTE, settings.hook_keys[submission.endpoint].access_token)
    return _mapped(hook, answers_of(source, event), is_test=source.is_test(event))


def _mapped(hook: Hook, answers: Sequence[Answer], *, is_test: bool) -> Understood:
    given = {name: found for name, consent in hook.fields.consent.items() if (found := _given(answers, consent))}
    rules = {name: [FieldRule.of(rule) for rule in own] for name, own in hook.fields.rules.items()}
    consents = {name: Given(each.name, each.value, hook.fields.consent[name].text) for name, each in given.items()}
    mapped = map_answers([answer for answer in answers if answer not in given.values()], rules)
    for name, consent in consents.items():
        mapped.details |= {f"consent_{name}": consent.value, f"consent_{name}_text": consent.text}
    ours = {"source": hook.lead_source, "campaign": hook.campaign}
    return _understood(answers, mapped, ours, consents=consents, is_test=is_test)


def _given(answers: Sequence[Answer], consent: Consent) -> Answer | None:
    """The answer that gives the consent: what was left unticked gives none."""
    rules = [FieldRule.of(rule) for rule in consent.match]
    return next((answer for answer in fitting(answers, rules) if answer.value.casefold() not in NO), None)


def _understood(answers: Sequence[Answer], mapped: Mapped, ours: dict[str, str | None], **more: Any) -> Understood:
    rule = RULES["lead"]
    problem = None if mapped.fields.keys() & set(rule.any_of) else Missing(rule.refusal)
    fields = mapped.fields | {name: value for name, value in ours.items() if value}
    return Understood(answers, fields, unmapped=mapped.details, problem=problem, **more)
