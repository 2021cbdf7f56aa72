"""/crm inbox: what came in and waits for somebody; have it worked on again, or put it aside."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from bot import words
from bot.example import Example
from bot.request import Block, Reply, Request
from bot.views.blocks import context, section
from bot.views.held import why_held
from bot.words import Word
from core.actions.discard import discard
from core.actions.replay import replay
from core.errors import Missing
from core.happenings import DOORS
from core.language import Term, mark
from core.model import Submission
from core.model.submission import STATES
from core.queries import submissions
from core.rights import check

NAME = Word("inbox", ("inbox",), ("réception", "boîte"))
HELP = mark("What came in and could not be used: look at it, have it worked on again, or put it aside. Admins only.")
EXAMPLES: tuple[Example, ...] = (
    Example("inbox", "réception"),
    Example("inbox show S-12", "réception voir S-12"),
    Example("inbox replay S-12", "réception rejouer S-12"),
    Example("inbox discard S-12 confirm", "réception écarter S-12 confirmer"),
)
WRITES = True
LIST, SHOW, REPLAY, DISCARD = (
    Word("list", ("list",), ("liste",)),
    Word("show", ("show",), ("voir", "afficher")),
    Word("replay", ("replay",), ("rejouer",)),
    Word("discard", ("discard",), ("écarter",)),
)
CONFIRM = Word("confirm", ("confirm",), ("confirmer",))


def run(request: Request) -> Reply:
    """The list unless something else is asked for."""
    check(request.tx, "inbox")
    typed, rest = words.first(request.text)
    chosen = words.choose(typed, [LIST, SHOW, REPLAY, DISCARD], request.language) if typed else LIST.value
    return DEEDS[chosen](request, rest)


def _list(request: Request, text: str) -> Reply:
    say = request.language.say
    state = words.choose(text, [words.term(each) for each in STATES], request.language) if text else None
    found = submissions.listed(request.tx.session, state)
    counts = submissions.counts(request.tx.session)
    title = say("Inbox") if found else say("Nothing in the inbox waits for anybody.")
    blocks: list[Block] = [section(f"*{title}*"), *(section(_line(request, each)) for each in found)]
    total = " · ".join(f"{count} {request.language.write(Term(each))}" for each, count in counts.items())
    return Reply(title, [*blocks, *([context(total)] if total else [])])


def _show(request: Request, text: str) -> Reply:
    submission = submissions.find(request.tx.session, _named(text))
    shown = request.language.escape(submissions.said(submission)).replace("```", "'''")
    blocks = [section(_line(request, submission)), section(f"```{shown[:2800]}```")]
    if names := submissions.file_names(submission):
        said = "Files: {names}. To take them out: filon inbox files {reference}"
        files = request.language.say(said, names=", ".join(names), reference=submission.reference)
        blocks.append(context(files[:2800]))
    return Reply(submission.reference, blocks)


def _replay(request: Request, text: str) -> Reply:
    submission = replay(request.tx, submissions.find(request.tx.session, _named(text)))
    return _said(request, "{reference} is worked on again. What comes of it is told as usual.", submission)


def _discard(request: Request, text: str) -> Reply:
    named, rest = words.reference(_named(text))
    submission = submissions.find(request.tx.session, named)
    if not words.matches(rest, [CONFIRM]):
        raise Missing(
            "Nothing will come of {reference}, for good. If that is right: /crm inbox discard {reference} confirm",
            reference=submission.reference,
        )
    return _said(request, "{reference} was put aside.", discard(request.tx, submission))


def _named(text: str) -> str:
    if not text.strip():
        raise Missing("Name what came in, as in S-12. What is there: /crm inbox")
    return text


def _said(request: Request, sentence: str, submission: Submission) -> Reply:
    said = request.language.say(sentence, reference=submission.reference)
    return Reply(said, [section(said)])


def _line(request: Request, submission: Submission) -> str:
    """What it is, without what was said in it."""
    write = request.language.write
    door = Term(DOORS.get(submission.door, submission.door))
    parts = [
        f"*{write(submission.reference)}*",
        write(Term(submission.state)),
        f"{write(door)} {write(submission.endpoint)}",
    ]
    parts.append(write(request.tx.in_zone(submission.created_at)))
    if made := submissions.outcome(request.tx.session, submission):
        parts.append(write(made.reference))
    why = why_held(request.language, submission)
    return " · ".join(parts) + (f"\n{why}" if why else "")


DEEDS: Mapping[str, Callable[[Request, str], Reply]] = {
    "list": _list,
    "show": _show,
    "replay": _replay,
    "discard": _discard,
}
