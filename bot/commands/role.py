"""/crm role: say what a colleague may do."""

from __future__ import annotations

from bot import words
from bot.colleague import colleague
from bot.example import Example
from bot.request import Reply, Request
from bot.views.blocks import section
from bot.words import Word
from core.actions.employ import give_role
from core.errors import Missing
from core.language import Term, Terms, mark
from core.rights import PEOPLE

NAME = Word("role", ("role",), ("rôle",))
HELP = mark("Say what a colleague may do: a rep, a manager or an admin. Admins only.")
EXAMPLES: tuple[Example, ...] = (
    Example("role @oliver manager", "rôle @camille responsable"),
    Example("role @oliver admin", "rôle @camille administrateur"),
)
WRITES = True


def run(request: Request) -> Reply:
    """Give the role; the last word is the role, what stands before it names the colleague."""
    who, _space, role = request.text.rpartition(" ")
    if not who:
        raise Missing("Say who, with their name after an @, then the role: {roles}.", roles=Terms.of(PEOPLE))
    chosen = words.choose(role, [words.term(each) for each in PEOPLE], request.language)
    user = give_role(request.tx, colleague(request, who.strip()), chosen)
    text = request.language.say("{name} is now: {role}.", name=user.name, role=Term(user.role))
    return Reply(text, [section(text)])
