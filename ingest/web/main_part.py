"""Where on a page the document stands: the smallest part that holds all its tables and its prose.

Takes the lines and tables of a page in order, gives the elements inside that part (by id), or None
where the page gives no hint. What stands outside is only judged more strictly, never dropped.

    body > div.top + div.main > (h1, div.text > p…, table)   →  div.main and all below it
"""

from __future__ import annotations

from collections.abc import Sequence

from ingest.web.flow import Text
from ingest.web.site import is_site_line
from ingest.web.tree import Node

__all__ = ["main_part"]

_LONG = 30


def main_part(blocks: Sequence[Text | Node]) -> set[int] | None:
    """The ids of the owners inside the main part."""
    anchors = [owner for block in blocks if (owner := _anchor(block)) is not None]
    if not anchors or not any(map(_holds_content, blocks)):
        return None
    shared = _common(anchors)
    inside: dict[int, bool] = {id(node): False for node in _above(shared)}
    inside[id(shared)] = True
    owners = [block.owner for block in blocks if isinstance(block, Text)]
    return {id(owner) for owner in owners if _is_inside(owner, inside)}


def _anchor(block: Text | Node) -> Node | None:
    """A table with figures, a heading or a paragraph that is not the site's."""
    if isinstance(block, Node):
        return block.parent
    said = block.line.text
    if block.site or is_site_line(said):
        return None
    return block.owner if _is_long(said) or block.heading in (1, 2) else None


def _holds_content(block: Text | Node) -> bool:
    """A table or a long paragraph: headings alone do not say where the text under them stands."""
    if isinstance(block, Node):
        return True
    said = block.line.text
    return _is_long(said) and not (block.site or is_site_line(said))


def _is_long(said: str) -> bool:
    return len(said) >= _LONG and ("。" in said or "；" in said)


def _above(node: Node) -> list[Node]:
    """The elements around a node, the nearest first."""
    found = []
    while node.parent is not None:
        node = node.parent
        found.append(node)
    return found


def _common(anchors: Sequence[Node]) -> Node:
    """The innermost element around all anchors."""
    shared = anchors[0]
    path = [shared, *_above(shared)]
    depth = {id(node): place for place, node in enumerate(path)}
    highest = 0
    seen: set[int] = set()
    for anchor in anchors[1:]:
        node: Node | None = anchor
        while node is not None and id(node) not in depth and id(node) not in seen:
            seen.add(id(node))
            node = node.parent
        if node is not None:
            highest = max(highest, depth.get(id(node), highest))
    return path[highest]


def _is_inside(node: Node, inside: dict[int, bool]) -> bool:
    """Whether the shared element is above; what was found out on the way is kept."""
    passed = []
    at: Node | None = node
    while at is not None and id(at) not in inside:
        passed.append(id(at))
        at = at.parent
    found = at is not None and inside[id(at)]
    inside.update(dict.fromkeys(passed, found))
    return found
