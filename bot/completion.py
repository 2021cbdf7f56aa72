"""What a chat page may offer while somebody types /crm."""

from __future__ import annotations

from typing import Any

from bot.offered import examples_of, offered
from bot.router import ALL
from core.cycle import Cycle
from core.language import LOCALES, Language


def completions(cycle: Cycle) -> list[dict[str, Any]]:
    """`{"word": {"en", "fr"}, "hint": {"en", "fr"}}` for each command, the hint being an example of its use."""
    languages = {code: Language(code) for code in LOCALES}
    return [
        {
            "word": {code: command.NAME.shown(language) for code, language in languages.items()},
            "hint": {code: examples_of(command, cycle)[0].shown(language) for code, language in languages.items()},
        }
        for command in offered(ALL, cycle)
    ]
