"""The grammar of /crm: words as people type them, in French or English, whole or by their beginning."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from core.errors import NotUnderstood
from core.identity import plain
from core.language import LOCALES, Language, Term, mark
from core.numbers import Pattern

SIMILAR = 70
MOST_SUGGESTIONS = 3
# More choices than these, which are all commands, nobody reads in a sentence.
MOST_LISTED = 24
REFERENCE = re.compile(r"([A-Za-z]{1,6}[-\s]?\d{4}-?\d{1,6}|[A-Za-z][-\s]?\d{1,9})(?=$|[\s,;:])\s*(.*)", re.DOTALL)
MENTION = re.compile(r"<@([UW][A-Z0-9]+)(?:\|[^>]*)?>")


@dataclass(frozen=True)
class Word:
    """A word of the grammar: what it stands for, and its spellings; the first one of a language is shown."""

    value: str
    en: tuple[str, ...]
    fr: tuple[str, ...]

    def shown(self, language: Language) -> str:
        """The word in the reader's language."""
        return self.fr[0] if language.code == "fr" else self.en[0]

    @property
    def spellings(self) -> frozenset[str]:
        """All that may be typed for it, without accents or case."""
        return frozenset(plain(spelling) for spelling in (self.value, *self.en, *self.fr))


def term(name: str) -> Word:
    """The word for a term of ours (a state, a stage), which the catalogue translates."""
    said = {code: (Language(code).say(name),) for code in LOCALES}
    return Word(name, said["en"], said["fr"])


KINDS = (
    Word("lead", ("lead",), ("prospect", "piste")),
    Word("account", ("account", "company"), ("compte", "société", "client")),
    Word("contact", ("contact", "person"), ("contact", "personne")),
    Word("product", ("product", "article"), ("produit", "article", "prestation")),
    Word("opportunity", ("opportunity", "deal"), ("opportunité", "affaire")),
    Word("quote", ("quote",), ("devis",)),
    Word("order", ("order",), ("commande",)),
    Word("invoice", ("invoice", "bill"), ("facture",)),
)
ACTIVITIES = (
    Word("call", ("call", "phone"), ("appel", "téléphone")),
    Word("email", ("email", "e-mail", "mail"), ("courriel", "e-mail", "mail")),
    Word("letter", ("letter",), ("lettre", "courrier")),
    Word("meeting", ("meeting",), ("réunion", "rendez-vous", "rdv", "visite")),
    Word("note", ("note",), ("note",)),
    Word("task", ("task",), ("tâche",)),
)
GROUPS = (
    Word("stage", ("stage",), ("étape",)),
    Word("month", ("month",), ("mois",)),
    Word("owner", ("owner",), ("responsable", "commercial")),
    Word("category", ("category",), ("catégorie",)),
)
CHANGES = Word("changes", ("changes", "changed"), ("évolution", "changements"))
ME = Word("me", ("me", "myself"), ("moi",))


def first(text: str) -> tuple[str, str]:
    """The first word, and what follows it."""
    return _split(text, 1)


def reference(text: str, numbers: Iterable[Pattern] = ()) -> tuple[str, str]:
    """The reference at the beginning (`L-42`, `l 42`, `DV-2026-0042`), or the first word, and what follows.

    `numbers` are the company's own formats, as in F2026/00012.
    """
    text = text.strip()
    begun = max((pattern.begins(text) for pattern in numbers), key=len, default="")
    if begun:
        return begun, text[len(begun) :].strip(" ,;:\n")
    found = REFERENCE.match(text)
    return (found[1], found[2].strip(" ,;:\n")) if found else first(text)


def matches(typed: str, choices: Iterable[Word]) -> list[Word]:
    """The choices that this may mean: the one it spells, else those that begin with it."""
    letters = plain(typed)
    exact = [choice for choice in choices if letters in choice.spellings]
    beginning = [choice for choice in choices if any(each.startswith(letters) for each in choice.spellings)]
    return exact[:1] or (beginning if letters else [])


def choose(typed: str, choices: Sequence[Word], language: Language) -> str:
    """What the word stands for. Raises `NotUnderstood`, naming the nearest choices in the reader's language."""
    found = matches(typed, choices)
    if len(found) == 1:
        return found[0].value
    if found:
        raise NotUnderstood(
            "“{word}” can mean: {choices}. Type more of it.", word=typed, choices=_list(found, language)
        )
    near = nearest(typed, choices)
    if near:
        raise NotUnderstood("“{word}” is unknown. Did you mean: {choices}?", word=typed, choices=_list(near, language))
    if len(choices) > MOST_LISTED:
        raise NotUnderstood(
            "“{word}” is unknown. All that can be typed: /crm {help}", word=typed, help=Term(mark("help"))
        )
    raise NotUnderstood("“{word}” is unknown. There are: {choices}.", word=typed, choices=_list(choices, language))


def choose_beginning(text: str, choices: Sequence[Word], language: Language) -> tuple[str, str]:
    """What the text begins with, of one word or several, and what follows it. Raises as `choose` does."""
    value, rest = spelled_beginning(text, choices)
    if value:
        return value, rest
    typed, rest = first(text)
    return choose(typed, choices, language), rest


def spelled_beginning(text: str, choices: Sequence[Word]) -> tuple[str | None, str]:
    """The choice that the text begins with, spelled out, and what follows it; None and the text where there is none."""
    longest = max((spelling.count(" ") + 1 for choice in choices for spelling in choice.spellings), default=0)
    for count in range(longest, 0, -1):
        beginning, rest = _split(text, count)
        letters = plain(beginning).rstrip(" ,;:.")
        for choice in choices:
            if letters in choice.spellings:
                return choice.value, rest
    return None, text


def _split(text: str, count: int) -> tuple[str, str]:
    parts = text.split(maxsplit=count)
    return " ".join(parts[:count]), parts[count].rstrip() if len(parts) > count else ""


def nearest(typed: str, choices: Sequence[Word]) -> list[Word]:
    """The choices whose spelling is closest, the best first; none where nothing is close."""
    by_spelling = {spelling: choice for choice in choices for spelling in choice.spellings}
    found = process.extract(plain(typed), list(by_spelling), scorer=fuzz.ratio, score_cutoff=SIMILAR)
    return list(dict.fromkeys(by_spelling[spelling] for spelling, _score, _place in found))[:MOST_SUGGESTIONS]


def mentioned(text: str) -> list[str]:
    """The Slack ids of the people mentioned."""
    return MENTION.findall(text)


def _list(choices: Sequence[Word], language: Language) -> str:
    return ", ".join(choice.shown(language) for choice in choices)
