"""What can go wrong, said so that the reader knows what to do next.

An error carries its sentence and its values apart: each door says it in the language of its reader.
"""

from __future__ import annotations

from typing import Any

from core.language import Language


class SalesError(Exception):
    """A refusal that is shown to the user as it is. Raised before anything was changed."""

    def __init__(self, message: str, /, **values: Any) -> None:
        super().__init__(message)
        self.message = message
        self.values = values

    def explain(self, language: Language) -> str:
        """The sentence in the reader's language."""
        return language.say(self.message, **self.values)

    def __str__(self) -> str:
        return self.explain(Language("en"))


class NotUnderstood(SalesError):
    """The words typed make no command, or a value cannot be read."""


class NotFound(SalesError):
    """No record has this reference."""


class IllegalMove(SalesError):
    """The cycle has no such move from the record's present state."""


class Missing(SalesError):
    """A field that the move needs is empty."""


class NeedsDecision(SalesError):
    """Several candidates fit, and only a person can choose."""


class Forbidden(SalesError):
    """The person lacks the right."""


class ReadOnly(SalesError):
    """The record is closed, or mirrors another system's."""


class SwitchedOff(SalesError):
    """The company does not use this step of the cycle."""


class Changed(SalesError):
    """Somebody changed the record after the reader saw it."""


class Rejected(SalesError):
    """A file or a body that was sent to us cannot be used."""


class Misconfigured(SalesError):
    """The settings cannot work; start-up stops here. `place` is the file, and the line where it is known."""

    place = ""

    def explain(self, language: Language) -> str:
        """The sentence, after its place."""
        return ": ".join(filter(None, (self.place, super().explain(language))))


class Unavailable(SalesError):
    """A part that we need (database, LibreOffice, tesseract) does not answer."""
