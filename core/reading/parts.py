"""Cut lines into parts that each say one thing: a name, a title, a company, a piece of address."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from core.identity import plain
from core.reading.contact import Line
from core.reading.taking import MARK
from core.reading.vocabulary import table, words

# Legal forms, which a comma does not part from their company.
_FORMS = (
    r"(?i:Inc|Ltd|Lda|Ltda|LLC|LLP|PLLC|GmbH|Pty|Pte|Corp|Unipessoal)|S\.?A|S\.?L|S\.?A\.?S|SARL|L\.?P|P\.?C|N\.?V|B\.?V"
    r"|S\.?[Aa]\.? ?[Rr]\.?[Ll]|S\.?[RrPp]\.?[LlAa]|K\.?K|A/?S|AB|AG|KG|OHG|e\.? ?[KV]|[as]\.?[rs]\.?o?"
)
_SEPARATOR = re.compile(
    rf"(?:[{MARK}|•·●▪◦;\t\[\]<>«»\"]|\((?![A-Z]{{2}}\))|(?<!\([A-Z]{{2}})\))+|\s[-–—/]+\s|\s?[–—]\s?"
    rf"|,(?!\d|\s*[A-ZÀ-Ý][\w'-]+ (?:&|et|und|and) (?:Associ|Partner|Cie\b|Co\b|Fils|Söhne|Sons)"
    rf"|\s*(?:{_FORMS})\b)|\s{{3,}}|(?<=[a-zà-ÿ]{{4}})(?<!str)(?<!dipl)(?<!resp)(?<!asst)[.!?]\s+"
)
# "SCP LEFEBVRE - ROUSSEL - NGUYEN": a firm of the liberal professions, named after its partners.
_PARTNERS = re.compile(
    r"(?:SCP|SCM|SELARL|SELAS|SELAFA|AARPI|SAS|SARL|Cabinet|[ÉE]tude|Ma[iî]tres?)(?:\s[A-ZÀ-Ý][\w'’-]+)"
    r"(?:\s[-–—/]\s[A-ZÀ-Ý][\w'’-]+)+(?:\s(?:&|et)\s[A-ZÀ-Ý][\w'’-]+)*"
)
# "Robert "Bob" Hanley", "P.J. (Peter) de Waard": the name by which a person is called stands among the others.
_CALLED = re.compile(r"(?:(?<=[^\W\d_] )|(?<=\w\. ))[\"“(]([A-ZÀ-Ý][a-zà-ÿ]+)[\"”)](?= [^\W\d_])")
_CONNECTOR = re.compile(
    r"\s+(?:de chez|chez|from|bei|with|@|at|(?:de|pour) la (?:société|societe)|de l['’]entreprise)\s+(?=\S)",
    re.IGNORECASE,
)
# At the edges of a part these say nothing; the full stop of "Inc." does.
_ABRIDGED = re.compile(r"\b(?:Inc|Ltd|Corp|Co|Bros|(?:\w\.)+\w)$")
_EDGES = " \t.,;:/\\-–—_*=~'’`•·&@"


@dataclass(frozen=True)
class Part:
    """A piece of a line. `hint` is the field that a label or a joining word gives it to."""

    text: str
    line: Line
    number: int
    hint: str | None = None

    @property
    def is_typed(self) -> bool:
        """Typed text has words between the fields; a card does not."""
        return self.line.height is None


def split(lines: Sequence[Line]) -> list[Part]:
    """The parts of all lines in order; `number` is the line's place."""
    found = (part for number, line in enumerate(lines) for part in _split_line(line, number))
    return [part for part in found if re.search(r"\w", part.text) and not _is_label(part)]


def _is_label(part: Part) -> bool:
    """Whether it only announced a value; "CABINET" above a name is a word of its own."""
    is_house = not part.is_typed and MARK not in part.line.text and plain(part.text) in words("houses")
    return plain(part.text) in _labels() and not is_house


def _split_line(line: Line, number: int) -> Iterator[Part]:
    if _PARTNERS.fullmatch(line.text.strip()):
        yield Part(line.text.strip(), line, number)
        return
    whole = line.text if line.height is None else _CALLED.sub(r"\1", line.text)
    for text in _SEPARATOR.split(whole):
        hinted = _read_label(Part(text.strip(), line, number))
        yield from (replace(part, text=_stripped(part.text)) for part in _at_connectors(hinted))


def _stripped(text: str) -> str:
    """Without marks and glyphs at the edges; "Inc." and "Ltd." keep their full stop."""
    bare = re.sub(r"^[^\w'’]+|[^\w)]+$", "", text.strip(_EDGES))
    return f"{bare}." if f"{bare}." in text and _ABRIDGED.search(bare) else bare


def _at_connectors(part: Part) -> Iterator[Part]:
    """What follows "chez" or "at" is a company."""
    first, *others = _CONNECTOR.split(f" {part.text}") if part.is_typed else [part.text]
    yield replace(part, text=first)
    yield from (replace(part, text=text, hint="company") for text in others)


def _read_label(part: Part) -> Part:
    """After a label the text is that field: "Société : Radium SA" is a company, whatever it looks like."""
    label, colon, value = part.text.partition(":")
    field = _fields().get(" ".join(re.findall(r"[\w'-]+", plain(label))))
    return replace(part, text=value, hint=field) if colon and field else part


@lru_cache
def _labels() -> frozenset[str]:
    """Words that only announce a value: alone, they are left over from one that was taken."""
    groups = [
        *table("labels")["phone"].values(),
        table("labels")["field"]["email"],
        table("labels")["field"]["website"],
    ]
    return frozenset(label for group in groups for label in group)


@lru_cache
def _fields() -> dict[str, str]:
    return {label: field for field, labels in table("labels")["field"].items() for label in labels}


def without_noise(parts: Sequence[Part]) -> Iterator[Part]:
    """The parts of typed text cut where words of talk stand between the fields ("prospect", "rappeler lundi")."""
    is_sentence = len({part.number for part in parts}) == 1
    for part in parts:
        is_talk = part.is_typed and part.hint is None and (is_sentence or any(map(_is_noise, part.text.split())))
        yield from (replace(part, text=text) for text in _between_noise(part.text)) if is_talk else [part]


def _is_noise(word: str) -> bool:
    return plain(word.strip(_EDGES)) in words("noise")


def _between_noise(text: str) -> Iterator[str]:
    kept: Sequence[str] = []
    for word in [*text.split(), MARK]:
        if word != MARK and not _is_noise(word):
            kept = [*kept, word]
            continue
        if kept := trim(kept):
            yield " ".join(kept)
        kept = []


def trim(tokens: Sequence[str]) -> Sequence[str]:
    """Without joining words at either end."""
    while tokens and _joins(tokens[0]):
        tokens = tokens[1:]
    while tokens and _joins(tokens[-1]):
        tokens = tokens[:-1]
    return tokens


def _joins(token: str) -> bool:
    """Only in small letters: "de" joins, "De Groot" is a name."""
    return plain(token) in words("connectors") and token == token.lower()
