"""How a command is used, in the reader's language."""

from __future__ import annotations

from dataclasses import dataclass

from core.language import Language


@dataclass(frozen=True)
class Example:
    """What may stand after `/crm`; `kind` names the step of the cycle that it is about, if any."""

    en: str
    fr: str
    kind: str | None = None

    def shown(self, language: Language) -> str:
        """The example in the reader's language."""
        return self.fr if language.code == "fr" else self.en
