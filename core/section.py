"""What all sections of `filon.toml` have in common."""

from __future__ import annotations

import os

from pydantic import BaseModel, ConfigDict

from core.errors import Misconfigured


class Section(BaseModel):
    """A section knows its settings, and takes no other."""

    model_config = ConfigDict(extra="forbid", frozen=True)


def named_secret(reference: str) -> str:
    """The secret behind `env:NAME`. Raises `Misconfigured` where it is none or not set."""
    scheme, _, name = reference.partition(":")
    if scheme != "env" or not name:
        raise Misconfigured("A secret is written as env:NAME in filon.toml, never as itself.")
    value = os.environ.get(name)
    if not value:
        raise Misconfigured("filon.toml names the secret env:{name}, but {name} is not set.", name=name)
    return value
