"""The two ways in which the sandbox refuses: to the app in Slack's codes, to a person in a sentence."""

from __future__ import annotations

from collections.abc import Sequence


class SlackError(Exception):
    """A Web API refusal: Slack's error code, and the lines for `response_metadata.messages`."""

    def __init__(self, code: str, messages: Sequence[str] = ()) -> None:
        super().__init__(f"{code}: {'; '.join(messages)}" if messages else code)
        self.code = code
        self.messages = list(messages)


class Impossible(Exception):
    """Something that no person could do in Slack, such as clicking a button that is not there.

    The sentence and its `{values}` stay apart, so that the page can say it in the person's language.
    """

    def __init__(self, sentence: str, /, **values: object) -> None:
        super().__init__(sentence.format(**values))
        self.sentence = sentence
        self.values = values
