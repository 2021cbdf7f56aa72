"""The rules that hold for one object of a block: texts, lengths, numbers, images, options, tables."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from bot.sandbox import block_limits as limits
from bot.sandbox.block_nodes import Node, located, members


def node_problems(node: Node) -> Iterator[str]:
    """Everything that is wrong with this object alone."""
    for rule in (_text_problems, _string_problems, _count_problems, _image_problems, _option_problems, _table_problems):
        yield from rule(node)


def _text_problems(node: Node) -> Iterator[str]:
    for key, value in node.value.items():
        rule = limits.PLACEHOLDER if key == "placeholder" else limits.TEXTS.get((node.kind, key))
        for text, place in members(value, f"{node.path}/{key}") if rule else ():
            if rule and not (node.kind == "context" and isinstance(text, dict) and text.get("type") == "image"):
                yield from _text_problem(text, *rule, place)


def _text_problem(text: Any, longest: int, types: tuple[str, ...], path: str) -> Iterator[str]:
    if not isinstance(text, dict) or text.get("type") not in types or not isinstance(text.get("text"), str):
        yield located(f"must be a text object of type {' or '.join(types)}", path)
    elif not text["text"].strip():
        yield located("the text is empty", f"{path}/text")
    elif len(text["text"]) > longest:
        yield located(f"the text has {len(text['text'])} characters, at most {longest} are allowed", f"{path}/text")


def _string_problems(node: Node) -> Iterator[str]:
    for key, value in node.value.items():
        longest = limits.STRINGS.get((node.kind, key)) or limits.STRINGS.get(("*", key))
        if longest is None:
            continue
        if not isinstance(value, str):
            yield located("must be a string", f"{node.path}/{key}")
        elif len(value) > longest:
            yield located(f"has {len(value)} characters, at most {longest} are allowed", f"{node.path}/{key}")


def _count_problems(node: Node) -> Iterator[str]:
    for key, value in node.value.items():
        fewest, most = limits.COUNTS.get((node.kind, key), (0, 0))
        if most and (not isinstance(value, list) or not fewest <= len(value) <= most):
            yield located(f"must be a list of {fewest} to {most} members", f"{node.path}/{key}")


def _image_problems(node: Node) -> Iterator[str]:
    if node.kind == "image" and not str(node.value.get("alt_text") or "").strip():
        yield located("an image must have an alt_text", f"{node.path}/alt_text")


def _option_problems(node: Node) -> Iterator[str]:
    if node.kind == "option" and node.holder not in limits.MRKDWN_OPTIONS:
        yield from (
            located("mrkdwn is not allowed in the options of a menu", f"{node.path}/{key}")
            for key in ("text", "description")
            if isinstance(node.value.get(key), dict) and node.value[key].get("type") == "mrkdwn"
        )
    if "options" in node.value or "option_groups" in node.value:
        yield from _initial_problems(node)


def _initial_problems(node: Node) -> Iterator[str]:
    groups = node.value.get("option_groups") or [{"options": node.value.get("options")}]
    offered = [option for group in groups if isinstance(group, dict) for option in group.get("options") or []]
    for key in ("initial_option", "initial_options"):
        for option, place in members(node.value.get(key), f"{node.path}/{key}"):
            if option not in offered:
                yield located("the initial option must equal one of the options", place)


def _table_problems(node: Node) -> Iterator[str]:
    for index, row in enumerate(node.value.get("rows") or [] if node.kind == "table" else []):
        place = f"{node.path}/rows/{index}"
        if not isinstance(row, list) or not 1 <= len(row) <= limits.MOST_CELLS:
            yield located(f"a row is a list of 1 to {limits.MOST_CELLS} cells", place)
            continue
        for column, cell in enumerate(row):
            if not isinstance(cell, dict) or cell.get("type") not in limits.CELLS or cell.get("text") == "":
                yield located(f"a cell is one of {', '.join(limits.CELLS)} and never empty", f"{place}/{column}")
