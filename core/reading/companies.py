"""Names of companies: legal forms, the words of a trade, and above all the domain that the firm writes from."""

from __future__ import annotations

from collections.abc import Sequence

from rapidfuzz import fuzz

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


def company_score(text: str, domains: Sequence[str] = ()) -> float:
    """How much a text looks like a company's name (0 to 1). `domains` are those of e-mail and web addresses."""
    tokens = text.split()
    flat = plain_words(text)
    if not flat or len(tokens) > 8:
        return 0.0
    score = 0.15
    score += 0.55 if has_legal_form(text) else 0.0
    score += 0.3 if set(flat) & words("company_words") else 0.0
    score += 0.6 * domain_fit(text, domains)
    score -= 0.4 * (title_score(text) > 0.5)
    score -= 0.3 * (len(tokens) == 2 and is_first_name(tokens[0]))
    score -= 0.5 * (plain(text) in countries())
    score -= 0.1 * max(0, len(tokens) - 4) * (not has_legal_form(text))
    score -= 0.3 * any(token.isdigit() and len(token) > 3 for token in flat)
    return max(0.0, min(1.0, score))


def has_legal_form(text: str) -> bool:
    """Whether the text begins or ends with a legal form (SARL, Ltd, GmbH)."""
    tokens = [token.strip(".,()") for token in (text.upper() if text.islower() else text).split()]
    return len(tokens) > 1 and (is_legal_form(tokens[-1]) or is_legal_form(tokens[0]))


def is_legal_form(token: str) -> bool:
    """One word that is a legal form: written as such where it might be something else."""
    flat = plain(token).replace(".", "")
    if flat in _DOUBTFUL:
        return token.replace(".", "").isupper() or flat == "co"
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
