"""What no settings may say: refused at start, naming the section and the key of `filon.toml`."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime
from decimal import Decimal
from itertools import combinations
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from babel.numbers import is_currency
from sqlalchemy import String, inspect

from core.cycle import Cycle
from core.documents.legal import Situation
from core.errors import Misconfigured
from core.field_rules import FieldRule
from core.model import RECORDS
from core.model.lead import SOURCES
from core.numbers import LONGEST, Pattern
from core.queries.references import BY_LETTER, SHORT
from core.tools import TOOLS

if TYPE_CHECKING:
    from core.hook import HookFields
    from core.settings import Configuration

LIMIT = re.compile(r"[1-9]\d*/(second|minute|hour|day)")
SLACK_ID = re.compile(r"[UW][A-Z0-9]+")
# What Filon fills in by itself, so that nobody can be asked for it.
OURS = frozenset(
    {
        "reason", "reason_note", "actual_revenue", "closed_on", "issued_on", "valid_until", "sent_at", "bill_to",
        "discount_rate", "number", "series", "sequence", "due_on", "ordered_on", "external_system", "external_id",
        "external_updated_at", "batch_row",
    }
)  # fmt: skip
# As large as numbers become in a year that is busier than any.
LAST = 999_999


def check(configuration: Configuration, cycle: Cycle) -> None:
    """Raises `Misconfigured` for the first thing that cannot work."""
    for each in CHECKS:
        each(configuration, cycle)


def requirable(kind: str) -> frozenset[str]:
    """The fields of a record of this kind that a person fills in, or leaves empty."""
    mapper = inspect(RECORDS[kind])
    given = {c.key for c in mapper.column_attrs if c.columns[0].nullable and not c.columns[0].foreign_keys}
    return frozenset(given - OURS | ({"account", "contact"} & {*mapper.relationships.keys()}))


def texts(kind: str) -> frozenset[str]:
    """The fields of a record of this kind that hold text."""
    columns = inspect(RECORDS[kind]).column_attrs
    return frozenset(column.key for column in columns if isinstance(column.columns[0].type, String))


def _company(configuration: Configuration, _cycle: Cycle) -> None:
    company = configuration.company
    try:
        ZoneInfo(company.timezone)
    except (ZoneInfoNotFoundError, ValueError) as error:
        raise Misconfigured(
            "[company] timezone = {timezone} is none. Write it like Europe/Paris.", timezone=company.timezone
        ) from error
    if not is_currency(company.currency):
        raise Misconfigured(
            "[company] currency = {currency} is none. Write its three letters, like EUR.", currency=company.currency
        )


def _numbers(configuration: Configuration, _cycle: Cycle) -> None:
    written = configuration.numbers.model_dump()
    patterns = {key: Pattern.of(text, key) for key, text in written.items()}
    for key, pattern in patterns.items():
        _check_number(key, pattern)
    for (key, pattern), (other, another) in combinations(patterns.items(), 2):
        if _bare(pattern.series(2000)) == _bare(another.series(2000)):
            raise Misconfigured(
                "[numbers] {other} gives the same numbers as {key}: begin each with letters of its own.",
                key=key,
                other=other,
            )


def _check_number(key: str, pattern: Pattern) -> None:
    longest = pattern.write(2000, LAST)
    if len(longest) > LONGEST:
        raise Misconfigured(
            "[numbers] {key} gives numbers like {number}, which are longer than {most} characters: shorten it.",
            key=key,
            number=longest,
            most=LONGEST,
        )
    short = SHORT.fullmatch(_bare(pattern.write(2000, 1)))
    if short and short[1].upper() in BY_LETTER:
        raise Misconfigured(
            "[numbers] {key} gives numbers that look like {reference}, which names another record: "
            "begin it with other letters.",
            key=key,
            reference=f"{short[1].upper()}-{short[2]}",
        )


def _bare(number: str) -> str:
    """As people may write it: without what separates its parts."""
    return re.sub(r"[-_/+]", "", number).upper()


def _vat(configuration: Configuration, _cycle: Cycle) -> None:
    for vat in configuration.vat.rates:
        if not 0 <= vat.rate <= 100:
            raise Misconfigured("[vat] rates: {rate} % is not between 0 and 100.", rate=vat.rate)
        if vat.valid_from > vat.valid_to:
            raise Misconfigured("[vat] rates: the rate of {rate} % ends before it begins.", rate=vat.rate)
    company = configuration.company
    in_force = configuration.vat.on(datetime.now(ZoneInfo(company.timezone)).date())
    if not in_force:
        raise Misconfigured("[vat] rates: none is in force today. Add the one that is.")
    usual = Decimal(0) if company.vat_scheme == "franchise" else configuration.quote.vat_rate
    if usual not in in_force:
        raise Misconfigured(
            "[quote] vat_rate: {rate} % is not among the rates that are in force today: {rates}.",
            rate=usual,
            rates=in_force,
        )


def _quote(configuration: Configuration, _cycle: Cycle) -> None:
    terms = configuration.quote
    if terms.discount_limit is not None and not 0 <= terms.discount_limit <= 100:
        raise Misconfigured(
            "[quote] discount_limit = {limit} cannot work: it is a percentage, from 0 to 100.",
            limit=terms.discount_limit,
        )
    for key in ("validity_days", "payment_days"):
        if getattr(terms, key) < 0:
            raise Misconfigured("[quote] {key} cannot be less than 0 days.", key=key)


def _required(_configuration: Configuration, cycle: Cycle) -> None:
    for step in cycle.steps.values():
        known = requirable(step.kind)
        for state, names in step.required.items():
            for name in set(names) - known:
                raise Misconfigured(
                    "[cycle.{kind}.required] {state} names the field {name}, which is none. There are: {fields}.",
                    kind=step.kind,
                    state=state,
                    name=name,
                    fields=", ".join(sorted(known)),
                )


def _their_states(configuration: Configuration, cycle: Cycle) -> None:
    for kind, step in cycle.steps.items():
        ours = [state.name for state in step.states]
        for theirs, state in getattr(configuration.cycle, kind).states.items():
            if state not in ours:
                raise Misconfigured(
                    "[cycle.{kind}.states] {theirs} means {state}, which is no state of ours. There are: {states}.",
                    kind=kind,
                    theirs=theirs,
                    state=state,
                    states=", ".join(ours),
                )


def _assignment(configuration: Configuration, _cycle: Cycle) -> None:
    known = texts("lead")
    for number, rule in enumerate(configuration.assignment):
        if not rule.to:
            raise Misconfigured("[[assignment]] {number} has an empty to: name at least one Slack id.", number=number)
        for slack_id in rule.to:
            if not SLACK_ID.fullmatch(slack_id):
                raise Misconfigured(
                    "[[assignment]] {number} names {slack_id}, which is no Slack id. One looks like U0123ABCD.",
                    number=number,
                    slack_id=slack_id,
                )
        for name in rule.when.keys() - known:
            raise Misconfigured(
                "[[assignment]] {number} names the field {name}, which is none. There are: {fields}.",
                number=number,
                name=name,
                fields=", ".join(sorted(known)),
            )


def _legal(configuration: Configuration, _cycle: Cycle) -> None:
    known = {situation.value for situation in Situation}
    for number, text in enumerate(configuration.legal):
        if text.when is not None and text.when not in known:
            raise Misconfigured(
                "[[legal]] {number} holds when {when}, which is no situation. There are: {situations}.",
                number=number,
                when=text.when,
                situations=", ".join(sorted(known)),
            )
        if text.valid_from > text.valid_to:
            raise Misconfigured("[[legal]] {number} ends before it begins.", number=number)


def _hooks(configuration: Configuration, _cycle: Cycle) -> None:
    for name, hook in configuration.intake.hooks.items():
        if hook.source not in TOOLS:
            raise Misconfigured(
                "[intake.hooks.{name}] source = {source} is none that is known. There are: {sources}.",
                name=name,
                source=hook.source,
                sources=", ".join(TOOLS),
            )
        if not hook.secrets:
            raise Misconfigured(
                "[intake.hooks.{name}] secrets is empty, so that anybody could send leads: name one as env:NAME.",
                name=name,
            )
        _check_hook_fields(name, hook.fields)


def _check_hook_fields(hook: str, fields: HookFields) -> None:
    known = texts("lead") & requirable("lead") | {"full_name"}
    for name in fields.rules.keys() - known:
        raise Misconfigured(
            "[intake.hooks.{hook}.fields] {name} is no field of a lead. There are: {fields}.",
            hook=hook,
            name=name,
            fields=", ".join(sorted(known)),
        )
    consents = {f"consent.{name}": consent.match for name, consent in fields.consent.items()}
    for name, rules in (fields.rules | consents).items():
        for rule in rules:
            _check_rule(hook, name, rule)


def _check_rule(hook: str, name: str, rule: str) -> None:
    try:
        FieldRule.of(rule)
    except ValueError as error:
        raise Misconfigured(
            "[intake.hooks.{hook}.fields] {name}: {rule} is no rule. "
            "Write key: or type: and the whole of it, or label: and a regular expression.",
            hook=hook,
            name=name,
            rule=rule,
        ) from error


def _intake(configuration: Configuration, _cycle: Cycle) -> None:
    for key, limit in configuration.intake.limits.model_dump().items():
        if limit and not LIMIT.fullmatch(limit):
            raise Misconfigured(
                "[intake.limits] {key} = {limit} is no limit. Write it like 30/minute.", key=key, limit=limit
            )
    if configuration.intake.proxies < 0:
        raise Misconfigured("[intake] proxies cannot be less than 0: it is how many proxies stand before Filon.")


def _mail(configuration: Configuration, _cycle: Cycle) -> None:
    if configuration.consent.double_opt_in and not configuration.mail.host:
        raise Misconfigured(
            "[consent] double_opt_in sends mails: name the server that sends them as host under [mail]."
        )
    if configuration.consent.days < 1:
        raise Misconfigured("[consent] days cannot be less than 1: it is how long a link works.")


def _retention(configuration: Configuration, _cycle: Cycle) -> None:
    for source, days in configuration.retention.items():
        if source not in SOURCES:
            raise Misconfigured(
                "[retention] {source} is no source of leads. There are: {sources}.",
                source=source,
                sources=", ".join(SOURCES),
            )
        if days < 1:
            raise Misconfigured("[retention] {source} cannot be less than 1 day.", source=source)


# In the order in which a reader of the file meets them.
CHECKS: tuple[Callable[[Configuration, Cycle], None], ...] = (
    _company,
    _required,
    _their_states,
    _numbers,
    _quote,
    _vat,
    _assignment,
    _legal,
    _their_states,
    _hooks,
    _intake,
    _mail,
    _retention,
)
