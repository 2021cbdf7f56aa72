"""Names of companies: legal forms, the words of a trade, and above all the domain that the firm writes from."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from core.identity import comparable_company, plain, plain_words, word_list
from core.reading.names import is_first_name
from core.reading.titles import title_score
from core.reading.vocabulary import countries, words

# Legal forms that are also words or initials of something else count only at the end and in capitals.
_DOUBTFUL = frozenset(
    {"as", "se", "co", "ei", "ag", "ab", "sa", "lp", "sl", "ev", "eg", "sel", "sca", "asso", "association", "cv"}
)

# A word at least so long of a company's name, found in its domain, is no chance.
_LONG_WORD = 5
# German and Dutch end a long word with the trade: "Universitätsklinikum"; French houses end in -erie.
_COMPOUND_END = re.compile(
    r"\w{3}(?:erie|klinikum|klinik|betrieb|werke?|gesellschaft|verein|verband|technik|handel|verlag|kanzlei|hochschule"
    r"|universitat|schule|bank|kasse|apotheke|praxis|zentrum|ministerium|bedrijf|groep|fabriek|handwerk|haus|byra|bureau)$"
)
# So many letters of a word tell it.
_BEGINNING = 4
# What is longer than so many words is a slogan.
_MOST_ADDED = 2
# From here on a domain is the company's own name, and no chance.
_CLEAR_FIT = 0.8
# So many letters apart, two longer words are the same one misread.
_MISREAD = 1


def company_score(text: str, domains: Sequence[str] = ()) -> float:
    """How much a text looks like a company's name (0 to 1, and more where several things tell it).

    `domains` are those of e-mail and web addresses.
    """
    tokens = text.split()
    flat = plain_words(text)
    if not flat or len(tokens) > 8:
        return 0.0
    score = 0.15
    score += 0.55 if has_legal_form(text) else 0.0
    fit = domain_fit(text, domains) * (0.5 if _is_trade_alone(flat) else 1)
    score += 0.3 if _has_trade(flat) else 0.0
    score += 0.6 * fit
    score -= 0.2 * (flat[0] in words("departments") or _is_trade_alone(flat))
    score -= 0.5 * (flat[0] in words("statements"))
    score -= 0.2 * (_begins_inside(tokens[0]) and fit < _CLEAR_FIT)
    score -= 0.4 * (title_score(text) > 0.5 and not (has_legal_form(text) or fit >= _CLEAR_FIT))
    score -= 0.3 * (len(tokens) == 2 and is_first_name(tokens[0]) and fit < _CLEAR_FIT)
    score -= 0.3 * (len(tokens) > 2 and all(is_first_name(word) for word in set(flat) - words("connectors")))
    score -= 0.5 * (plain(text) in countries())
    score -= 0.1 * max(0, len(set(flat) - words("connectors")) - 4) * (not has_legal_form(text))
    score -= 0.3 * any(token.isdigit() and len(token) > 3 for token in flat)
    return max(0.0, score)


def _has_trade(flat: Sequence[str]) -> bool:
    return any(word in words("company_words") or _COMPOUND_END.search(word) for word in flat)


def _is_trade_alone(flat: Sequence[str]) -> bool:
    """As "Hôtel Restaurant", "Agentur für Gestaltung": what a house does, printed beside its name."""
    return (len(flat) == 1 or flat[0] not in words("institutions")) and all(
        word in words("company_words") | words("connectors") for word in flat
    )


def _begins_inside(token: str) -> bool:
    """A small letter begins what follows something else: "de Montferrand", "seit 1891"."""
    return token[0].islower()


def has_legal_form(text: str) -> bool:
    """Whether the text begins or ends with a legal form (SARL, Ltd, GmbH)."""
    tokens = [token.strip(".,()") for token in (text.upper() if text.islower() else text).split()]
    return len(tokens) > 1 and (is_legal_form(tokens[-1]) or is_legal_form(tokens[0]))


def is_legal_form(token: str) -> bool:
    """One word that is a legal form: written as such where it might be something else."""
    flat = plain(token).replace(".", "").replace("/", "")
    if flat in _DOUBTFUL:
        return token.replace(".", "").isupper() or flat == "co"
    if flat in words("foreign_legal_forms"):
        return flat == "oo" or not token.islower()
    return (flat in word_list("legal_forms") and not token.islower()) or flat in {
        "sarl",
        "gmbh",
        "ltd",
        "llc",
        "inc",
        "sas",
    }


def domain_fit(text: str, domains: Sequence[str]) -> float:
    """How well a company's name explains a domain (0 to 1): whole, abridged, or by initials."""
    name_words = comparable_company(text).split()
    squeezed = "".join(word for word in name_words if word != "et") or "".join(name_words)
    return max((_fit(squeezed, name_words, _label(domain)) for domain in domains), default=0.0)


def is_told(text: str, domains: Sequence[str]) -> bool:
    """Whether more than a likeness tells that this is the company: its legal form, or a domain that is its name."""
    return has_legal_form(text) or domain_fit(text, domains) >= _CLEAR_FIT


def share_domain(first: str, second: str, domains: Sequence[str]) -> bool:
    """Whether a domain holds the one text and, in what is left of it, the beginning of a word of the other."""
    pairs = [(first, second), (second, first)]
    return any(_shares(one, other, _label(domain)) for domain in domains for one, other in pairs)


def _shares(one: str, other: str, label: str) -> bool:
    squeezed = comparable_company(one).replace(" ", "")
    if len(squeezed) < _BEGINNING or squeezed not in label:
        return False
    rest, added = label.replace(squeezed, "", 1), plain_words(other)
    return len(added) <= _MOST_ADDED and any(word[:_BEGINNING] in rest for word in added if len(word) >= _BEGINNING)


def is_misread(text: str, domains: Sequence[str]) -> bool:
    """Whether the name is the domain's but for one letter: one of them is not what stands there."""
    squeezed = comparable_company(text).replace(" ", "")
    distances = [Levenshtein.distance(squeezed, _label(domain)) for domain in domains]
    return len(squeezed) > _LONG_WORD and 0 < min(distances, default=0) <= _MISREAD


def _fit(squeezed: str, name_words: Sequence[str], label: str) -> float:
    if len(squeezed) < 2 or len(label) < 2:
        return 0.0
    joined = "".join(name_words)
    if label in {squeezed, joined}:
        return 1.0
    likeness = max(fuzz.ratio(squeezed, label), fuzz.ratio(joined, label)) / 100
    shortest = min(len(squeezed), len(label))
    if shortest > 3 and (label.startswith(squeezed) or squeezed.startswith(label) or joined.startswith(label)):
        return max(0.5 + 0.4 * shortest / max(len(squeezed), len(label)), likeness)
    is_inside = shortest > 3 and (squeezed in label or label in squeezed)
    if is_inside or any(len(word) >= _LONG_WORD and word in label for word in name_words):
        return max(0.6 if is_inside else 0.5, likeness)
    initials = "".join(word[0] for word in name_words)
    if len(initials) > 2 and initials == label:
        return 0.8
    return likeness if likeness > 0.7 else 0.0


def _label(domain: str) -> str:
    return plain(domain).split(".")[0].replace("-", "")
