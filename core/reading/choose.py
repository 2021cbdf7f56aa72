"""Decide which part is the name, which the title, which the company: the three together that fit best."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product

from core.identity import plain, plain_words
from core.reading.companies import company_score, domain_fit, has_legal_form, is_told, share_domain
from core.reading.mailbox import mailbox_fit
from core.reading.names import is_first_name, read_name
from core.reading.order import overlap
from core.reading.parts import Part
from core.reading.titles import title_score
from core.reading.vocabulary import words

# Below these scores a part is left in the rest rather than put into a field.
_NAME, _TITLE, _COMPANY = 0.3, 0.45, 0.3
# Each line of a title over two lines looks at least so much like one.
_TITLE_LINE = 0.2
# Two halves go before one: on the same line, and more where the first ends in the middle.
_SAME_LINE, _OPEN_END = 0.05, 0.15
# So much a title alone looks like one.
_SURELY = 0.5
# A title whose line ends with one of these goes on in the next.
_JOINING = frozenset({"&", "et", "and", "und", "of", "de", "des", "du", "-", "fur", "for", "y", "e", "en", "del", "di"})
# A company's second line begins with one of these: "Institut national / de la recherche".
_INSIDE = _JOINING - {"-", "y", "e"} | {"d", "fur", "della", "do", "van", "voor", "pour", "l"}
# What a mark that is larger than all else by so much is worth to a company.
_MARK, _CLEARLY_LARGER = 0.2, 1.15
# Two lines that make one name go before either of them.
_JOINED = 0.1
# Two lines are one company's name where they fit the domain so much better than either.
_CLEARLY = 0.1
# What may stand between two halves of one title, a mark of a registered name before it.
_MARK_BETWEEN = re.compile(r"®?(?:,\s?|\s[-–|/]\s|\s?[–]\s?)")
# What it is worth to a title that it follows the name, or stands before it.
_BESIDE, _ABOVE = 0.25, 0.2
# What stands right below a name, and is nothing else, is a title in words that we do not know.
_BELOW_NAME, _SURE_NAME, _LONGEST_TITLE = 0.45, 0.6, 6
# So many of the best candidates of each kind are tried together.
_TRIED = 6


@dataclass(frozen=True)
class Candidate:
    """Parts, by place, that might be one field, and how well they fit (0 to 1)."""

    places: tuple[int, ...]
    text: str
    score: float
    bonus: float = 0.0


@dataclass(frozen=True)
class Chosen:
    """The three fields found; the name's candidate also read as a name."""

    name: Candidate | None
    title: Candidate | None
    company: Candidate | None

    @property
    def places(self) -> set[int]:
        """The places of all parts used."""
        return {place for one in (self.name, self.title, self.company) if one for place in one.places}


def choose(parts: Sequence[Part], local_parts: Sequence[str], domains: Sequence[str]) -> Chosen:
    """The best three candidates that share no part; a name and its title stand near each other."""
    spans = list(_spans(parts))
    persons = [] if _is_anothers(parts, local_parts, domains) else _persons_domains(parts, domains)
    domains = [domain for domain in domains if domain not in persons]
    names = _best(_names(parts, spans, [*local_parts, *(domain.partition(".")[0] for domain in persons)]), _NAME)
    titles = _best(_titles(parts, spans, domains), _TITLE)
    companies = _best(_companies(parts, spans, domains), _COMPANY)
    choices = (Chosen(*three) for three in product(names, titles, companies))
    return max((choice for choice in choices if _disjoint(choice)), key=_worth)


def _is_anothers(parts: Sequence[Part], local_parts: Sequence[str], domains: Sequence[str]) -> bool:
    """Whether a mailbox names a person on the card whom no domain is named after: the domain is a trade name."""
    names = [(name.first, name.last) for part in parts if (name := read_name(part.text)).score]
    lasts = [last for first, last in names if first and last and mailbox_fit(first.split(), last.split(), local_parts)]
    return any(not any(plain(last).replace(" ", "") in domain for domain in domains) for last in lasts)


def _persons_domains(parts: Sequence[Part], domains: Sequence[str]) -> list[str]:
    """The domains that are a person's name on the card and no firm's: sophiemarchand.com."""
    spoken = {plain(token) for part in parts for token in part.text.split()} - words("company_words")
    first_names = [word for word in spoken if is_first_name(word)]

    def is_persons(label: str) -> bool:
        return any(label.removeprefix(first) in spoken - {label} for first in first_names)

    return [domain for domain in domains if is_persons(domain.partition(".")[0].replace("-", ""))]


def _spans(parts: Sequence[Part]) -> Iterator[tuple[int, ...]]:
    """Each part alone, and each two on lines that follow each other."""
    for place, part in enumerate(parts):
        yield (place,)
        if place + 1 < len(parts) and _follows(part, parts[place + 1]):
            yield (place, place + 1)


def _follows(part: Part, following: Part) -> bool:
    """Whether one part goes on where the other ends: on a printed line, or in the line below."""
    one, other = part.line, following.line
    if part.hint or following.hint:
        return False
    if part.number == following.number:
        return not part.is_typed and _between(part, following) is not None
    if not one.height or not other.height or one.top is None or other.top is None:
        return True
    return overlap(one, other) and other.top - one.top < 2.5 * max(one.height, other.height)


def _is_alike(parts: Sequence[Part], places: Sequence[int]) -> bool:
    """Whether lines that follow each other are of one size; a mark and what stands below it are not."""
    heights = [parts[place].line.height for place in places]
    known = [height for height in heights if height]
    return len(known) < len(heights) or max(known) < 1.6 * min(known)


def _between(part: Part, following: Part) -> str | None:
    """The mark that parts two texts on one line: ", ", " - "; None where more stands there."""
    text = part.line.text
    start = text.find(part.text)
    end = text.find(following.text, start + len(part.text))
    between = text[start + len(part.text) : end] if start >= 0 and end >= 0 else "?"
    return between if _MARK_BETWEEN.fullmatch(between) else None


def _best(candidates: Iterator[Candidate], threshold: float) -> list[Candidate | None]:
    good = [one for one in candidates if one.score >= threshold]
    return [*sorted(good, key=lambda one: -one.score - one.bonus)[:_TRIED], None]


def _names(parts: Sequence[Part], spans: Sequence[tuple[int, ...]], local_parts: Sequence[str]) -> Iterator[Candidate]:
    for places in spans:
        texts = [parts[place].text for place in places]
        if len(texts) > 1 and (any(len(text.split()) > 1 for text in texts) or not _is_alike(parts, places)):
            continue
        text = " ".join(texts)
        score = _hinted(parts, places, "full_name", read_name(text, local_parts).score)
        yield Candidate(places, text, score - 0.1 * (len(places) - 1), _size_bonus(parts, places))


def _titles(parts: Sequence[Part], spans: Sequence[tuple[int, ...]], domains: Sequence[str]) -> Iterator[Candidate]:
    for places in spans:
        texts = [parts[place].text for place in places]
        goes_on = len(texts) > 1 and _is_one_title(parts, places, domains)
        if (
            len(texts) > 1
            and not goes_on
            and (
                not _is_alike(parts, places)
                or not _is_alone(parts, places[1])
                or min(map(title_score, texts)) <= _TITLE_LINE
            )
        ):
            continue
        text = _joined(parts, places)
        score = max(title_score(text), title_score(texts[0]) if goes_on else 0)
        if score < _TITLE and _stands_below_name(parts, places, domains):
            score = _BELOW_NAME
        bonus = (_SAME_LINE if _on_one_line(parts, places) else _OPEN_END) * goes_on
        yield Candidate(places, text, _hinted(parts, places, "job_title", score), bonus)


def _stands_below_name(parts: Sequence[Part], places: Sequence[int], domains: Sequence[str]) -> bool:
    """Whether a printed line follows a name, and looks like neither a company nor an address."""
    place = places[0]
    part, above = parts[place], parts[place - 1]
    if (
        len(places) > 1
        or not place
        or part.is_typed
        or part.number != above.number + 1
        or not overlap(part.line, above.line)
    ):
        return False
    is_short = len(part.text.split()) <= _LONGEST_TITLE and not re.search(r"\d", part.text)
    is_other = company_score(part.text, domains) >= _COMPANY or read_name(part.text).score >= _SURE_NAME
    return is_short and not is_other and read_name(above.text).score >= _SURE_NAME


def _is_alone(parts: Sequence[Part], place: int) -> bool:
    """Whether nothing else stands on the line."""
    return sum(part.number == parts[place].number for part in parts) == 1


def _is_one_title(parts: Sequence[Part], places: Sequence[int], domains: Sequence[str]) -> bool:
    """Whether the second half belongs to the title: below an open end, or on the same line and nothing of its own."""
    first, second = (parts[place].text for place in places)
    score = title_score(second)
    if not _on_one_line(parts, places):
        return _is_alike(parts, places) and _is_open(first, second, score)
    if score > _TITLE_LINE:
        return True
    is_whole = sum(part.number == parts[places[0]].number for part in parts) == len(places)
    is_company = is_told(second, domains) or (company_score(second, domains) >= _COMPANY and not score)
    is_other = is_company or is_first_name(second.split()[0]) or bool(re.search(r"\d", second))
    return title_score(first) > _SURELY and is_whole and not is_other


def _is_open(first: str, second: str, score: float) -> bool:
    """Whether a title goes on in the next line: a joining word at the end, or a small letter at the beginning."""
    return plain(first).rsplit(maxsplit=1)[-1] in _JOINING or (second[0].islower() and score > 0)


def _joined(parts: Sequence[Part], places: Sequence[int]) -> str:
    """The parts as they were written: with the mark that stood between them on one line."""
    if not _on_one_line(parts, places):
        return " ".join(parts[place].text for place in places)
    first, second = (parts[place] for place in places)
    return f"{first.text}{_between(first, second)}{second.text}"


def _on_one_line(parts: Sequence[Part], places: Sequence[int]) -> bool:
    return len(places) > 1 and len({parts[place].number for place in places}) == 1


def _companies(parts: Sequence[Part], spans: Sequence[tuple[int, ...]], domains: Sequence[str]) -> Iterator[Candidate]:
    for places in spans:
        texts = [parts[place].text for place in places]
        if len(texts) > 1 and (_on_one_line(parts, places) or not _is_one_company(parts, places, domains)):
            continue
        text = " ".join(texts)
        bonus = _size_bonus(parts, places) + _JOINED * (len(places) - 1)
        score = company_score(text, domains) + _MARK * _is_wordmark(parts, places)
        yield Candidate(places, text, _hinted(parts, places, "company", score), bonus)


def _is_wordmark(parts: Sequence[Part], places: Sequence[int]) -> bool:
    """Whether nothing else on the card is nearly as large."""
    heights = [part.line.height or 0 for place, part in enumerate(parts) if place not in places]
    largest = max(parts[place].line.height or 0 for place in places)
    return largest > _CLEARLY_LARGER * max(heights, default=largest)


def _is_one_company(parts: Sequence[Part], places: Sequence[int], domains: Sequence[str]) -> bool:
    """Whether two lines are one name: the domain has both, the second is its legal form, or begins inside a name."""
    texts = [parts[place].text for place in places]
    whole = " ".join(texts)
    if has_legal_form(whole) and not any(map(has_legal_form, texts)):
        return True
    joining = plain(texts[0]).split()[-1] in _JOINING or plain(texts[1]).split()[0] in _INSIDE
    if share_domain(texts[0], texts[1], domains) or (joining and _is_alike(parts, places) and _has_trade(texts[0])):
        return True
    return domain_fit(whole, domains) > max(domain_fit(text, domains) for text in texts) + _CLEARLY


def _has_trade(text: str) -> bool:
    return bool(set(plain_words(text)) & words("company_words"))


def _hinted(parts: Sequence[Part], places: Sequence[int], field: str, score: float) -> float:
    hints = {parts[place].hint for place in places} - {None}
    if not hints:
        return score
    return 1.0 if hints == {field} else 0.0


def _size_bonus(parts: Sequence[Part], places: Sequence[int]) -> float:
    """Names and companies are printed larger than the rest (0 to 0.1)."""
    heights = [part.line.height for part in parts if part.line.height]
    if not heights:
        return 0.0
    return 0.1 * max((parts[place].line.height or 0) for place in places) / max(heights)


def _disjoint(choice: Chosen) -> bool:
    kinds = [one for one in (choice.name, choice.title, choice.company) if one]
    return len(choice.places) == sum(len(one.places) for one in kinds)


def _worth(choice: Chosen) -> float:
    worth = sum(one.score + one.bonus for one in (choice.name, choice.title, choice.company) if one)
    if choice.name and choice.title:
        worth += _BESIDE * (choice.title.places[0] - choice.name.places[-1] == 1)
        worth += _ABOVE * (choice.name.places[0] - choice.title.places[-1] == 1)
    return worth
