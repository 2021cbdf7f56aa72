"""A form tool's section of `filon.toml`, and the secrets that it names."""

from __future__ import annotations

from dataclasses import dataclass, field

from pydantic import ConfigDict, Field

from core.endpoint import signing_key
from core.errors import Misconfigured
from core.section import Section, named_secret
from core.tools import CHALLENGED, FETCHED, SHORTEST_IN_ADDRESS, TOOLS


class Consent(Section):
    """Which answer gives a consent, and the version of its wording."""

    match: tuple[str, ...]
    text: str


class HookFields(Section):
    """By field of the lead, the rules for the answer that fills it; the first that fits counts."""

    model_config = ConfigDict(extra="allow", frozen=True)
    __pydantic_extra__: dict[str, tuple[str, ...]] = Field(init=False)

    consent: dict[str, Consent] = Field(default_factory=dict)

    @property
    def rules(self) -> dict[str, tuple[str, ...]]:
        """The rules of each field that has some."""
        return self.__pydantic_extra__


class Hook(Section):
    """One form tool's address, `/hooks/NAME`. Several `secrets` (`env:NAME`) are taken while one replaces another.

    `access_token` fetches what a tool does not send, `verify_token` answers its challenge.
    """

    source: str
    secrets: tuple[str, ...]
    access_token: str | None = None
    verify_token: str | None = None
    lead_source: str = "web form"
    campaign: str | None = None
    fields: HookFields = HookFields()


@dataclass(frozen=True)
class HookKeys:
    """What a form tool proves itself with, and what opens its own door."""

    secrets: tuple[bytes, ...] = field(repr=False)
    access_token: str = field(repr=False)
    verify_token: str = field(repr=False)


def hook_keys(name: str, hook: Hook) -> HookKeys:
    """The secrets that a hook names. Raises `Misconfigured` where one is missing, or none that can be one."""
    section = f"[intake.hooks.{name}]"
    secrets = [_hook_secret(section, "secrets", reference) for reference in hook.secrets]
    if TOOLS[hook.source] == "address" and any(len(secret) < SHORTEST_IN_ADDRESS for secret in secrets):
        raise Misconfigured(
            "{section} secrets: a secret in an address needs at least {least} characters. Make one anew.",
            section=section,
            least=SHORTEST_IN_ADDRESS,
        )
    if hook.source == "standard-webhooks":
        keys = [signing_key(secret, section) for secret in secrets]
    else:
        keys = [secret.encode() for secret in secrets]
    access_token = _hook_secret(section, "access_token", hook.access_token) if hook.source in FETCHED else ""
    verify_token = _hook_secret(section, "verify_token", hook.verify_token) if hook.source in CHALLENGED else ""
    return HookKeys(tuple(keys), access_token, verify_token)


def _hook_secret(section: str, key: str, reference: str | None) -> str:
    try:
        return named_secret(reference or "")
    except Misconfigured as error:
        raise Misconfigured(
            "{section} {key} names {reference}, which is not set. Write env:NAME, and set NAME in the environment.",
            section=section,
            key=key,
            reference=reference if (reference or "").startswith("env:") else "env:?",
        ) from error
