"""/crm help: what can be typed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from bot import words
from bot.commands import COMMANDS, TOPICS
from bot.example import Example
from bot.offered import offered
from bot.request import Reply, Request
from bot.views.help import help_view, topic_view, word_view
from bot.words import Word
from core.cycle import Cycle
from core.language import Language, mark

NAME = Word("help", ("help",), ("aide",))
HELP = mark("This list, or one command or topic in detail.")
EXAMPLES: tuple[Example, ...] = (Example("help create", "aide créer"), Example("help records", "aide fiches"))
WRITES = False


def run(request: Request) -> Reply:
    """All commands, or the one or the topic that is named."""
    cycle = request.tx.settings.cycle
    typed, _rest = words.first(request.text)
    if not typed:
        return help_view(request.language, cycle, TOPICS)
    views = {word.value: (word, view) for word, view in _views(request.language, cycle)}
    return views[words.choose(typed, [word for word, _view in views.values()], request.language)][1]()


def _views(language: Language, cycle: Cycle) -> Iterator[tuple[Word, Callable[[], Reply]]]:
    """What may be asked for, each with how it is shown: a command's word goes before a topic's."""
    for command in offered(COMMANDS, cycle):
        yield command.NAME, partial(word_view, language, cycle, command)
    for topic in TOPICS:
        if offered(topic.commands, cycle):
            yield topic.name, partial(topic_view, language, cycle, topic)
