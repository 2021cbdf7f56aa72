"""Web addresses."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from core.identity import host
from core.reading.contact import Line
from core.reading.taking import MARK, field_labels, label_before, take
from core.reading.vocabulary import table, top_levels, words

_WRITTEN = re.compile(
    r"(?P<scheme>https?\s?:\s?[/|\[\]\\l]{0,3}\s?)?(?P<www>www\s?[.,]\s?)?"
    r"(?P<host>[\w-]{2,}(?:[.,][\w-]{2,})*\s?[.,]\s?(?P<top>[a-z]{2,12}))\b(?P<path>/[\w./?=&%#~-]*)?",
    re.IGNORECASE,
)

# Before the dot of a bare name stand at least so many letters: "av.de la Gare" is no site.
_SHORTEST_BARE = 3


@dataclass(frozen=True)
class Website:
    """A web address as printed; `exact` unless it had to be mended."""

    address: str
    exact: bool


def take_websites(lines: Sequence[Line]) -> tuple[list[Website], list[Line]]:
    """The addresses in the lines, and the lines without them."""
    sites: list[Website] = []
    remaining = []
    for line in lines:
        text = _handles().sub(MARK, line.text)
        found = list(find_websites(text))
        sites += [site for site, _ in found if host(site.address) not in words("social_hosts")]
        remaining.append(take(replace(line, text=text), [_with_label(text, span) for _, span in found]))
    return sites, remaining


@lru_cache
def _handles() -> re.Pattern[str]:
    """Names on social networks: "@radium", "Skype: marie.curie"."""
    networks = "|".join(table("labels")["social"]["names"])
    return re.compile(
        rf"(?<![\w@.+])@\w[\w.]{{2,}}(?![\w@])|\b(?:{networks})\s?[:/]\s?@?(?!\+?[\d.-]+\b)[\w.-]+|^(?:{networks})\s@?[\w.-]+$",
        re.IGNORECASE,
    )


def find_websites(text: str) -> Iterator[tuple[Website, tuple[int, int]]]:
    """Each web address in the text with its place."""
    for match in _WRITTEN.finditer(text):
        announced = bool(match["scheme"] or match["www"])
        name = re.sub(r"^\w{0,3}?www\.", "www.", re.sub(r"\s?[.,]\s?", ".", match["host"]))
        if match["top"].casefold() not in top_levels() or not (announced or _is_bare_name(match["host"])):
            continue
        scheme = re.sub(r"\W.*", "://", match["scheme"].casefold()) if match["scheme"] else ""
        address = f"{scheme}{'www.' if match['www'] else ''}{name.casefold()}{(match['path'] or '').rstrip('/.')}"
        yield Website(address, exact=address == match[0].casefold().rstrip("/.")), match.span()


def _is_bare_name(host: str) -> bool:
    """A name without `www` counts only where it is written without gaps, and not as a sentence's end."""
    label, _, top = host.rpartition(".")
    return bool(label) and " " not in host and "," not in host and top.islower() and len(label) >= _SHORTEST_BARE


def _with_label(text: str, span: tuple[int, int]) -> tuple[int, int]:
    label = label_before(text, span[0], field_labels("website"))
    return (label[1], span[1]) if label else span
