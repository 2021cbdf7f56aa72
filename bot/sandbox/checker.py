"""Nothing reaches the workspace from the app unchecked; what broke a rule is kept for the tests."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.sandbox.blocks import check_message, check_view
from bot.sandbox.errors import SlackError
from bot.sandbox.form import with_ids
from bot.sandbox.records import File, Json

LONGEST_TEXT = 40_000
# The kinds of pictures that an image block takes.
SHOWN = frozenset({"image/png", "image/jpeg", "image/gif"})


@dataclass(frozen=True)
class Violation:
    """A rule that an outgoing call broke."""

    method: str
    rule: str


class Checker:
    """Refuses what breaks a rule of Block Kit. `violations` must be empty at the end of a test."""

    def __init__(self, files: Mapping[str, File] | None = None) -> None:
        self._files = {} if files is None else files
        self.violations: list[Violation] = []

    def note(self, method: str, rules: Sequence[str]) -> None:
        """Keep what was wrong."""
        self.violations.extend(Violation(method, rule) for rule in rules)

    def content(self, method: str, arguments: Json) -> dict[str, Any]:
        """A message's content with ids for what has none. Raises SlackError: invalid_blocks, no_text, msg_too_long."""
        text, blocks = arguments.get("text") or "", arguments.get("blocks") or []
        attachments = arguments.get("attachments") or []
        if not (text or blocks or attachments):
            raise SlackError("no_text")
        if len(text) > LONGEST_TEXT:
            raise SlackError("msg_too_long")
        if not text.strip():
            self.note(method, ["a message must have a top-level text [json-pointer:/text]"])
        for held in (blocks, *(each["blocks"] for each in attachments if "blocks" in each)):
            self._demand(method, check_message(held) + list(self._file_problems(held)))
        named = [{**each, "blocks": with_ids(each["blocks"])} if "blocks" in each else each for each in attachments]
        return {"text": text, "blocks": with_ids(blocks), "attachments": named}

    def view(self, method: str, view: Any, kind: str) -> Json:
        """A view of this kind (modal or home), checked. Raises SlackError `invalid_blocks`."""
        self._demand(method, check_view(view) + list(self._file_problems(view)))
        if view["type"] != kind:
            self._demand(method, [f"the type must be {kind} [json-pointer:/view/type]"])
        return dict(view)

    def _file_problems(self, value: Any) -> Iterator[str]:
        """Slack shows only pictures that it has, and only of these kinds."""
        if isinstance(value, list):
            for member in value:
                yield from self._file_problems(member)
        elif isinstance(value, dict):
            shown = value.get("slack_file")
            if shown and getattr(self._files.get(shown.get("id")), "mimetype", "") not in SHOWN:
                yield "invalid slack file [json-pointer:/slack_file]"
            for member in value.values():
                yield from self._file_problems(member)

    def _demand(self, method: str, problems: list[str]) -> None:
        if problems:
            self.note(method, problems)
            raise SlackError("invalid_blocks", [f"[ERROR] {problem}" for problem in problems])
