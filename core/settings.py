"""The environment and `filon.toml`, read once, validated, failing with the name of what is wrong.

Secrets never stand in `filon.toml`: it names them as `env:NAME`.
"""

from __future__ import annotations

import os
import secrets
import tomllib
from datetime import date
from decimal import Decimal
from functools import cached_property
from pathlib import Path
from typing import Any, Literal

from pydantic import AliasChoices, Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from core import cycle
from core.checks import check
from core.endpoint import Endpoint, endpoint
from core.errors import Misconfigured
from core.hook import Hook, HookKeys, hook_keys
from core.money import VAT_RATES
from core.numbers import Pattern
from core.places import place
from core.section import Section as _Section
from core.section import named_secret

DEFAULT_CONFIG = Path("filon.toml")
RECOGNISERS: tuple[Literal["tesseract", "rapidocr"], ...] = ("tesseract", "rapidocr")


class Company(_Section):
    """Who we are on documents: the identifiers that the law wants there (Code de commerce, art. R. 123-237)."""

    name: str = "Filon Démonstration"
    legal_form: str = "SARL"
    capital: Decimal = Decimal(10000)
    siren: str = "732829320"
    siret: str = "73282932000074"
    rcs_city: str = "Paris"
    vat_id: str = "FR44732829320"
    address: tuple[str, ...] = ("12 rue de la Mine", "75011 Paris", "France")
    phone: str = "+33 1 99 00 12 34"
    email: str = "bonjour@filon.example"
    website: str = "www.filon.example"
    is_ei: bool = False
    accent: str = "#1F4E79"
    logo: Path | None = None
    language: Literal["fr", "en"] = "fr"
    country: str = "FR"
    timezone: str = "Europe/Paris"
    currency: str = "EUR"
    iban: str | None = None
    bic: str | None = None
    vat_scheme: Literal["standard", "franchise"] = "standard"
    vat_on_debits: bool = False


class Stage(_Section):
    """A stage of opportunities; probability in percent, and the forecast category that it brings along."""

    name: str
    probability: int
    forecast_category: Literal["pipeline", "best case", "committed", "omitted"] = "pipeline"


class Step(_Section):
    """A step's mode, the company's reasons for giving a record up, and the fields that a state requires.

    `states` says which state of ours another system means by a name of its own.
    """

    mode: cycle.Mode = "own"
    reasons: tuple[str, ...] | None = None
    required: dict[str, tuple[str, ...]] = {}
    states: dict[str, str] = {}


class OpportunityStep(Step):
    """How opportunities go in this company."""

    stages: tuple[Stage, ...] = tuple(Stage(name=s.name, probability=s.probability) for s in cycle.DEFAULT_STAGES)


class InvoiceStep(Step):
    """How invoices are made; exported ones are handed to `url`, signed with `secret` (`env:NAME`)."""

    system: str = "erp"
    url: str | None = None
    secret: str | None = None


class CycleSection(_Section):
    """The company's adaptation of the cycle."""

    lead: Step = Step()
    opportunity: OpportunityStep = OpportunityStep()
    quote: Step = Step()
    order: Step = Step()
    invoice: InvoiceStep = InvoiceStep()


class Numbers(_Section):
    """How document numbers look; a value without braces is a prefix, as DV in DV-2026-0042.

    At most 35 characters of `A-Za-z0-9+-_/` (EN 16931's French rules).
    """

    quote: str = "DV"
    order: str = "BC"
    invoice: str = "FA"
    credit_note: str = "AV"


class QuoteTerms(_Section):
    """What a quote says when nothing else was agreed: validity and payment term in days, VAT rate in percent.

    A discount (percent of the undiscounted price) above `discount_limit` needs a manager's approval.
    """

    validity_days: int = 30
    payment_days: int = 30
    vat_rate: Decimal = Decimal(20)
    discount_limit: Decimal | None = None


class VatRate(_Section):
    """A VAT rate in percent, and from when to when (both included) it may be used."""

    rate: Decimal
    valid_from: date = date.min
    valid_to: date = date.max


class Vat(_Section):
    """The rates that lines may bear."""

    rates: tuple[VatRate, ...] = tuple(VatRate(rate=rate) for rate in VAT_RATES)

    def on(self, day: date) -> tuple[Decimal, ...]:
        """The rates in force on a day."""
        return tuple(vat.rate for vat in self.rates if vat.valid_from <= day <= vat.valid_to)


class Assignment(_Section):
    """Who gets a new lead that nobody made by hand: the Slack ids `to`, in turn, where all of `when` is so.

    `when` holds fields of the lead with what each must say, `*` standing for anything. The first rule that fits counts.
    """

    when: dict[str, str] = {}
    to: tuple[str, ...]


class Legal(_Section):
    """A sentence of the company's own on documents (`on`), in a situation (`when`) or always, on these days."""

    on: tuple[Literal["quote", "order", "invoice", "credit_note"], ...]
    when: str | None = None
    fr: str
    en: str
    valid_from: date = date.min
    valid_to: date = date.max


class SlackSection(_Section):
    """Where the bot speaks, by channel name (#leads) or id, and in which channels it reads photos of cards."""

    leads_channel: str = "#leads"
    card_channels: tuple[str, ...] = ()


class Form(_Section):
    """One web form of the marketing site; a hosted one that is sent in less than `min_seconds` is spam.

    A hosted one may also take files (`attachments`) and a photo of the visitor's business card (`cards`), and want a
    proof of work (`captcha`), for which it needs JavaScript.
    """

    redirect: str | None = None
    origins: tuple[str, ...] = ()
    title: str | None = None
    campaign: str | None = None
    min_seconds: int = 3
    attachments: bool = False
    cards: bool = False
    captcha: bool = False


class Limits(_Section):
    """How much is taken, as in `30/minute`: of a visitor (one IP address on one form), of a tool on its endpoint.

    An empty one lets everything through.
    """

    visitor: str = "30/minute"
    tool: str = "6000/minute"


class Token(_Section):
    """A program that works with our API. `secret` is `env:NAME`; an integration mirrors the system of its name."""

    name: str
    secret: str
    role: Literal["integration", "manager"]


class Intake(_Section):
    """The web forms and the tokens of our own API (each `env:NAME`); `api_tokens` may only send leads and cards.

    `proxies` is how many known proxies stand before us: so many addresses of X-Forwarded-For are believed.
    """

    forms: dict[str, Form] = {"contact": Form()}
    hooks: dict[str, Hook] = {}
    limits: Limits = Limits()
    proxies: int = 0
    api_tokens: tuple[str, ...] = ()
    tokens: tuple[Token, ...] = ()


class Cards(_Section):
    """Who reads photos of business cards; where two read, what they agree on is sure.

    `create_when_sure` makes leads of cards on which every field is sure, without anybody looking.
    """

    recognisers: tuple[Literal["tesseract", "rapidocr"], ...] = Field(default=RECOGNISERS, min_length=1)
    create_when_sure: bool = False


class MailSection(_Section):
    """The SMTP server that mails are sent through (`password` is `env:NAME`), and who they are from."""

    host: str | None = None
    port: int = 587
    security: Literal["starttls", "tls", "none"] = "starttls"
    username: str | None = None
    password: str | None = None
    sender: str | None = None


class ConsentSection(_Section):
    """Whether a consent holds only once it was confirmed by mail, and for how many days the link of that works."""

    double_opt_in: bool = False
    days: int = 7


class Configuration(_Section):
    """The whole of `filon.toml`."""

    company: Company = Company()
    cycle: CycleSection = CycleSection()
    numbers: Numbers = Numbers()
    quote: QuoteTerms = QuoteTerms()
    vat: Vat = Vat()
    legal: tuple[Legal, ...] = ()
    assignment: tuple[Assignment, ...] = ()
    slack: SlackSection = SlackSection()
    intake: Intake = Intake()
    cards: Cards = Cards()
    mail: MailSection = MailSection()
    consent: ConsentSection = ConsentSection()
    retention: dict[str, int] = {}


class Settings(BaseSettings):
    """The environment, with `filon.toml` behind `configuration`."""

    model_config = SettingsConfigDict(env_prefix="FILON_", frozen=True, extra="ignore")

    config: Path | None = None
    home: Path = Path("var")
    database_url: str = ""
    secret_key: SecretStr | None = None
    slack_bot_token: SecretStr | None = Field(None, validation_alias=AliasChoices("SLACK_BOT_TOKEN"))
    slack_app_token: SecretStr | None = Field(None, validation_alias=AliasChoices("SLACK_APP_TOKEN"))
    slack_signing_secret: SecretStr | None = Field(None, validation_alias=AliasChoices("SLACK_SIGNING_SECRET"))
    slack_api_url: str = "https://slack.com/api/"
    public_url: str = "http://127.0.0.1:8000"

    @cached_property
    def path(self) -> Path | None:
        """Where `filon.toml` is; None where there is none."""
        return self.config or (DEFAULT_CONFIG if DEFAULT_CONFIG.exists() else None)

    @cached_property
    def configuration(self) -> Configuration:
        """What `filon.toml` says. Raises `Misconfigured` naming the file and the key."""
        return Configuration() if self.path is None else _read(self.path)

    @cached_property
    def numbers(self) -> dict[str, Pattern]:
        """How the numbers of each series look (`quote`, `order`, `invoice`, `credit_note`)."""
        numbers = self.configuration.numbers
        return {series: Pattern.of(getattr(numbers, series), series) for series in Numbers.model_fields}

    @cached_property
    def cycle(self) -> cycle.Cycle:
        """The cycle as this company has it. Raises `Misconfigured` for one that cannot work."""
        section = self.configuration.cycle
        stages = [cycle.Stage(s.name, s.probability, s.forecast_category) for s in section.opportunity.stages]
        steps: dict[cycle.Kind, Step] = {kind: getattr(section, kind) for kind in cycle.KINDS}
        return cycle.build(
            stages,
            {kind: cycle.Adaptation(step.mode, step.reasons, step.required) for kind, step in steps.items()},
        )

    @cached_property
    def handover(self) -> Endpoint | None:
        """Where invoices are handed over to, if they are. Raises `Misconfigured` naming what is missing."""
        invoice, section = self.configuration.cycle.invoice, "[cycle.invoice]"
        if invoice.mode != "export":
            return None
        if not (invoice.url and invoice.secret):
            raise Misconfigured(
                '{section} mode = "export" needs url, where invoices are handed over to, and secret = "env:NAME".',
                section=section,
            )
        return endpoint(invoice.url, named_secret(invoice.secret), section)

    @cached_property
    def hook_keys(self) -> dict[str, HookKeys]:
        """The secrets of each form tool's address. Raises `Misconfigured` naming the one that is missing."""
        return {name: hook_keys(name, hook) for name, hook in self.configuration.intake.hooks.items()}

    @cached_property
    def database(self) -> str:
        """SQLAlchemy's URL of the database: SQLite under the home unless one is set."""
        if not self.database_url:
            return f"sqlite:///{self.home.resolve() / 'filon.sqlite'}"
        return self.database_url.replace("postgresql://", "postgresql+psycopg://", 1)

    @cached_property
    def secret(self) -> bytes:
        """The key that signs what leaves us and comes back; made once and kept under the home unless set."""
        if self.secret_key:
            return self.secret_key.get_secret_value().encode()
        return _kept_secret(self.home / "secret-key")

    @cached_property
    def api_tokens(self) -> frozenset[str]:
        """The bearer tokens of our own API. Raises `Misconfigured` for an environment name that is not set."""
        return frozenset(named_secret(reference) for reference in self.configuration.intake.api_tokens)


def load(**overrides: Any) -> Settings:
    """The settings, checked whole. Raises `Misconfigured` saying what is wrong and where."""
    try:
        settings = Settings(**overrides)
    except ValidationError as error:
        raise _complaint(error, "environment") from error
    try:
        check(settings.configuration, settings.cycle)
        _ = settings.handover, settings.hook_keys
    except Misconfigured as error:
        if settings.path and str(error).startswith("["):
            error.place = place(settings.path, complaint=str(error))
        raise
    return settings


def _read(path: Path) -> Configuration:
    try:
        return Configuration.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    except OSError as error:
        raise Misconfigured("The settings file {path} cannot be read: {why}", path=path, why=error.strerror) from error
    except tomllib.TOMLDecodeError as error:
        raise Misconfigured("The settings file {path} is no valid TOML: {why}", path=path, why=error) from error
    except ValidationError as error:
        keys = error.errors()[0]["loc"]
        raise _complaint(error, place(path, keys=keys)) from error


def _complaint(error: ValidationError, source: str) -> Misconfigured:
    first = error.errors()[0]
    key = ".".join(str(part) for part in first["loc"])
    why = "there is no such setting" if first["type"] == "extra_forbidden" else first["msg"]
    complaint = Misconfigured("{key} is wrong: {why}", key=key, why=why)
    complaint.place = source
    return complaint


def _kept_secret(path: Path) -> bytes:
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with os.fdopen(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w") as file:
            file.write(secrets.token_hex(32))
    except FileExistsError:
        pass
    return path.read_bytes()
