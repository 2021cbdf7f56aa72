"""Job titles."""

from __future__ import annotations

import re
from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import Indel

from core.identity import plain
from core.reading.vocabulary import words

# German puts the title's main word at the end of a longer one.
_GERMAN_END = re.compile(
    r"(?:sjef|radgiver|(?<=\w{3})chef|leder|direktor|direktør|ansvarig|konsulent|ingenior|johtaja|paallikko|leiter|leitung|direktor|manager|berater|ingenieur|assistent|fuhrer|meister|techniker|planer|beauftragter|beauftragte|anwalt|arzt|verkaufer|vertreter|mitarbeiter|referent|kaufmann|kauffrau|spezialist)(?:in)?$"
)
# What ends so is a person who does something: "monitrice", "allergologue", "electricienne", "ebeniste", "radiographer".
_PERSONS_END = re.compile(
    r"\w{3}(?:atrice|itrice|utrice|ologue|iatre|peute|graphe|icien|icienne|aniste|oniste|eniste|aliste|ologist|ographer"
    r"|iatrist|ician|therapist|therapeut|ologo|ologa|ologin|ologe|keeper|maker|meister|meisterin|specialist)$"
)
# What ends so is what somebody does, which is near to the word for the person: "cardiology", "menuiserie".
_ACTIVITY_END = re.compile(
    r"(?:log(?:y|ie|ia)|isch(?:e|er|es|en)?|ical|innen|erie|eria|tion|ment|ture|ness|it[ey]|is[mt]o|isme|ics|iques?|graph(?:y|ie)|tr(?:y|ie))$"
)
# Shorter words are too near to each other to be compared loosely.
_SHORTEST_LOOSE = 8
_NEAR = 0.85
# "Relations publiques", "Sales": a department alone stands for a title where there is none.
_DEPARTMENT = 0.46
# So many words are remembered once they were looked up: a card is read three times.
_REMEMBERED = 4096

# "Cabinet vétérinaire", "Agence commerciale": a house of those whose title follows.
_HOUSES = frozenset(
    ("cabinet", "agence", "etude", "atelier", "societe", "clinique", "institut", "maison", "kanzlei", "praxis")
)
_OF_HOUSE = 0.3
# What a house says of its age, and nobody in a title: "Vignerons depuis 1782".
_SINCE = frozenset({"depuis", "since", "seit", "dal", "desde", "sinds", "generations", "generationen", "generazioni"})
# Titles that say of what kind an activity is, behind it: "Expertise comptable".
_ADJECTIVES = frozenset({"commercial", "commerciale", "comptable", "artisan", "expert", "partner", "comercial"})


def title_score(text: str) -> float:
    """How much a text looks like a job title (0 to 1)."""
    tokens = [token for token in re.findall(r"[\w.'’-]*\w", plain(text)) if token not in words("connectors")]
    if not tokens or any(token.isdigit() and len(token) > 1 for token in tokens):
        return 0.0
    if not _SINCE.isdisjoint(tokens):
        return 0.0
    pieces = [piece for token in tokens for piece in _pieces(token)]
    main = [piece for piece in pieces if is_title_word(piece)]
    known = [piece for piece in pieces if _is_beside(piece) or is_title_word(piece)]
    share = len(known) / len(pieces)
    if main and (share == 1 or not words("trade_surnames").issuperset(main)):
        is_activity = tokens[0] in words("company_words") and _ADJECTIVES.issuperset(main)
        return 0.5 + 0.45 * share - _OF_HOUSE * (tokens[0] in _HOUSES or is_activity)
    is_department = (
        words("title_modifiers").issuperset(pieces)
        and (text[0].isupper() or len(pieces) > 1)
        and not words("company_words").issuperset(pieces)
    )
    return _DEPARTMENT if is_department else 0.3 * share


def _is_beside(word: str) -> bool:
    return word in words("title_modifiers") or word in words("fields")


@lru_cache(_REMEMBERED)
def is_title_word(word: str) -> bool:
    """Whether a word in plain letters is one that a title is built around, small misreadings allowed."""
    known = words("titles")
    if word in words("company_words") or word in words("fields"):
        return word in known
    if word in known or _GERMAN_END.search(word) or _PERSONS_END.search(word):
        return word not in words("first_names") or word in known
    if len(word) < _SHORTEST_LOOSE or _ACTIVITY_END.search(word):
        return False
    near = process.extractOne(word, known, scorer=Indel.normalized_similarity, score_cutoff=_NEAR)
    return near is not None and near[0][0] == word[0]


def _pieces(token: str) -> list[str]:
    """One word a piece, elisions cut off ("d'affaires"); the halves of a double word not known whole."""
    bare = re.sub(r"^[a-z]['’]", "", token).rstrip(".")
    flat = bare.replace(".", "")
    return [flat] if flat in words("titles") else [piece for piece in bare.split("-") if piece]
