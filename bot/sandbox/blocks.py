"""The strict Block Kit checker: everything that Slack would refuse, and what it would silently drop.

slack_sdk alone is not enough: it drops unknown properties, and does not look at empty texts, a field's length, the
type of a text, duplicate ids or a modal's missing submit button. So the parsed block must equal the one sent, and
the tables of `block_limits` are held against every object in it.
"""

from __future__ import annotations

import copy
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from slack_sdk.errors import SlackObjectFormationError
from slack_sdk.models.blocks import Block
from slack_sdk.models.views import View

from bot.sandbox import block_limits as limits
from bot.sandbox.block_nodes import Node, located, members, nodes
from bot.sandbox.block_rules import node_problems
from bot.sandbox.records import Json


def check_message(blocks: Any) -> list[str]:
    """What is wrong with a message's blocks: sentences with JSON pointers, none when all is well."""
    return list(_check_blocks(blocks, "message", "/blocks"))


def check_view(view: Any) -> list[str]:
    """What is wrong with a modal or a Home view."""
    if not isinstance(view, dict) or view.get("type") not in {"modal", "home"}:
        return [located("type must be modal or home", "/view/type")]
    surface = str(view["type"])
    frame = {key: value for key, value in view.items() if key != "blocks"}
    return [
        *_frame_problems(frame, surface),
        *_submit_problems(view),
        *_check_blocks(view.get("blocks"), surface, "/view/blocks", fewest=1),
    ]


def _frame_problems(frame: Json, surface: str) -> Iterator[str]:
    yield from _round_trip(frame, _parse_frame, "/view")
    yield from (located("the app cannot set this", f"/view/{key}") for key in frame.keys() - limits.VIEW_KEYS)
    yield from node_problems(Node(surface, "", frame, "/view"))
    if surface == "modal" and "title" not in frame:
        yield located("a modal must have a title", "/view/title")
    for key in ("title", "submit", "close"):
        if surface == "home" and key in frame:
            yield located(f"a Home view has no {key}", f"/view/{key}")


def _submit_problems(view: Json) -> Iterator[str]:
    kinds = [block.get("type") for block in view.get("blocks") or [] if isinstance(block, dict)]
    if view["type"] == "modal" and "input" in kinds and "submit" not in view:
        yield located("a modal with input blocks must have a submit text", "/view/submit")


def _check_blocks(blocks: Any, surface: str, path: str, fewest: int = 0) -> Iterator[str]:
    if not isinstance(blocks, list) or not all(isinstance(block, dict) for block in blocks):
        yield located("must be a list of block objects", path)
        return
    most = limits.MOST_BLOCKS[surface]
    if not fewest <= len(blocks) <= most:
        yield located(f"a {surface} has {fewest} to {most} blocks, not {len(blocks)}", path)
    yield from _repeated("block_id", [block.get("block_id") for block in blocks], path)
    if sum(block.get("type") == "table" for block in blocks) > 1:
        yield located("a message has at most one table", path)
    for index, block in enumerate(blocks):
        yield from _block_problems(block, surface, f"{path}/{index}")


def _block_problems(block: Json, surface: str, path: str) -> Iterator[str]:
    kind = block.get("type")
    if surface not in limits.BLOCK_SURFACES.get(str(kind), frozenset()):
        yield located(f"the block {kind!r} is not allowed in a {surface}", path)
        return
    yield from _round_trip(block, _parse_block, path)
    yield from _placement_problems(block, surface, path)
    found = list(nodes(block, path))
    yield from _repeated("action_id", [node.value.get("action_id") for node in found], path)
    for node in found:
        yield from node_problems(node)


def _round_trip(sent: Json, parse: Callable[[Json], Json], path: str) -> Iterator[str]:
    try:
        understood = parse(copy.deepcopy(sent))
    except (SlackObjectFormationError, TypeError, KeyError, AttributeError, ValueError) as problem:
        yield located(f"slack_sdk cannot parse it: {problem}", path)
    else:
        yield from _differences(sent, understood, path)


def _parse_block(block: Json) -> Json:
    parsed = Block.parse(block)
    return parsed.to_dict() if parsed else {}


def _parse_frame(frame: Json) -> Json:
    return View(**frame).get_non_null_attributes()


def _differences(sent: Any, returned: Any, path: str) -> Iterator[str]:
    """Where what slack_sdk understood differs from what was sent."""
    if isinstance(sent, dict) and isinstance(returned, dict):
        for key in {**sent, **returned}:
            yield from _differences(sent.get(key), returned.get(key), f"{path}/{key}")
    elif isinstance(sent, list) and isinstance(returned, list) and len(sent) == len(returned):
        for index, pair in enumerate(zip(sent, returned, strict=True)):
            yield from _differences(*pair, f"{path}/{index}")
    elif sent != returned:
        yield located(f"unknown or empty property: {sent!r} is understood as {returned!r}", path)


def _placement_problems(block: Json, surface: str, path: str) -> Iterator[str]:
    key = limits.ELEMENT_KEYS.get(block["type"], "")
    for element, place in members(block.get(key), f"{path}/{key}"):
        kind = element.get("type", "") if isinstance(element, dict) else ""
        surfaces, holders = limits.ELEMENT_PLACES.get(kind, (frozenset(), frozenset()))
        if surface not in surfaces or block["type"] not in holders:
            yield located(f"the element {kind!r} is not allowed in a {block['type']} block of a {surface}", place)


def _repeated(name: str, values: Iterable[Any], path: str) -> Iterator[str]:
    counted = Counter(value for value in values if isinstance(value, str))
    yield from (
        located(f"the {name} {value!r} is used {count} times", path) for value, count in counted.items() if count > 1
    )
