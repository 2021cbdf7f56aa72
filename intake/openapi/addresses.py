"""The addresses of our API one by one: a route for several collections or verbs is as many addresses."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from werkzeug.routing import Map, Rule

from core.cycle import Cycle
from intake.operations import OPERATIONS, Operation
from intake.records import READ
from intake.verbs import VERBS

METHODS = ("GET", "POST", "PUT")
CHOICE = re.compile(r"<any\(([^)]*)\):collection>")
PART = re.compile(r"<(?:\w+:)?(\w+)>")
# Methods of our routes that Werkzeug and Flask answer by themselves.
ENDPOINT = "api."


@dataclass(frozen=True)
class Address:
    """A path and a method with what is done there: to records of this kind, by this verb, where it is about one."""

    path: str
    method: str
    endpoint: str
    kind: str | None = None
    verb: str | None = None

    @property
    def operation(self) -> Operation:
        """What the table says of it."""
        return OPERATIONS[self.endpoint]

    @property
    def name(self) -> str:
        """A name that no other address has."""
        return "_".join(filter(None, (self.endpoint.removeprefix(ENDPOINT), self.kind, self.verb)))

    @property
    def parameters(self) -> list[str]:
        """The parts of the path that stand for something."""
        return re.findall(r"{(\w+)}", self.path)


def addresses(routes: Map, cycle: Cycle) -> Iterator[Address]:
    """All of them, without the steps that the company does without."""
    for rule in sorted(routes.iter_rules(), key=lambda rule: rule.rule):
        for method in sorted(set(METHODS) & (rule.methods or set())):
            if rule.endpoint.startswith(ENDPOINT):
                yield from _one_by_one(rule, method, cycle)


def _one_by_one(rule: Rule, method: str, cycle: Cycle) -> Iterator[Address]:
    kinds = _kinds(rule)
    verbs = [*VERBS] if "<verb>" in rule.rule else [None]
    for collection, kind in kinds.items():
        if kind is not None and kind not in cycle.record_kinds:
            continue
        for verb in verbs:
            path = CHOICE.sub(collection, rule.rule).replace("<verb>", verb or "")
            yield Address(PART.sub(r"{\1}", path), method, rule.endpoint, kind, verb)


def _kinds(rule: Rule) -> Mapping[str, str | None]:
    """By collection, the kind of its records; where there is no choice, the kind that the rule is for, if any."""
    choice = CHOICE.search(rule.rule)
    if choice:
        names = [name.strip() for name in choice[1].split(",")]
        return {name: READ[name] for name in names}
    return {"": (rule.defaults or {}).get("kind")}
