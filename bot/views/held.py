"""What came in and cannot be used, as people see it in the leads channel and in the inbox."""

from __future__ import annotations

from bot.request import Reply
from bot.views.blocks import context, section
from core.happenings import DOORS
from core.language import Language, Term, mark
from core.model import Submission
from core.queries.submissions import HELD

WHAT_TO_DO = mark("An admin can look at it with `/crm inbox`, and have it worked on again. Nothing is lost.")


def held_view(speech: Language, submission: Submission, count: int) -> Reply:
    """How many wait of the same form or tool, and why the first one does. It quotes nothing that was sent."""
    about = {"door": Term(DOORS.get(submission.door, submission.door)), "endpoint": submission.endpoint}
    if submission.state not in HELD:
        text = speech.say(
            "{reference} ({door} “{endpoint}”) is settled: {state}.",
            reference=submission.reference,
            state=Term(submission.state),
            **about,
        )
        return Reply(text, [section(text)])
    text = speech.say_many(
        "{count} submission could not be used ({door} “{endpoint}”).",
        "{count} submissions could not be used ({door} “{endpoint}”).",
        count,
        **about,
    )
    why = f"{speech.write(submission.reference)}: {why_held(speech, submission)}"
    return Reply(text, [section(f":warning: {text}\n{why}"), context(speech.say(WHAT_TO_DO))])


def why_held(speech: Language, submission: Submission) -> str:
    """The reason that was noted, in the reader's language."""
    return speech.say(submission.reason, **submission.result.get("values", {})) if submission.reason else ""
