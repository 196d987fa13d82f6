"""The tree of a page → its printed lines and its tables, in reading order.

Takes a Node, gives Texts (lines with their look and the element they stand in) and the Nodes of data
tables; tables that only lay out the page are read through. Walks without recursion, so no depth is
too deep. Knows nothing of budgets.

    <div><p>一、收支情况</p><table>…</table></div>  →  Text('一、收支情况', …), Node('table')
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from ingest.web.inline import Printed, Run, printed_lines
from ingest.web.site import belongs_to_site
from ingest.web.tree import Node

__all__ = ["Text", "cell_lines", "flow"]

_BLOCK = re.compile(
    "address|article|aside|blockquote|body|caption|center|dd|details|dialog|dir|div|dl|dt|fieldset|"
    "figcaption|figure|footer|form|h[1-6]|header|hgroup|html|li|main|menu|nav|ol|p|pre|section|"
    "summary|table|tbody|td|tfoot|th|thead|tr|ul"
)
_LEVELS = {f"h{level}": level for level in range(1, 7)}


@dataclass(frozen=True, slots=True)
class Text:
    """A printed line. `first` in its paragraph; `owner` is the block element it stands in."""

    line: Printed
    owner: Node
    first: bool
    heading: int | None = None
    centred: bool = False
    site: bool = False
    contents: bool = False


@dataclass(frozen=True, slots=True)
class _Setting:
    """How text is set inside an element."""

    owner: Node
    bold: bool = False
    size: float | None = None
    centred: bool = False
    keeps_lines: bool = False
    heading: int | None = None
    site: bool = False
    contents: bool = False


def flow(
    root: Node, is_data: Callable[[Node], bool], whole_page: bool = True
) -> Iterator[Text | Node]:
    """Lines and data tables in order; `whole_page` looks for what is the site's."""
    runs: list[Run] = []
    start = _Setting(root)
    first = True
    stack: list[tuple[Node, Iterator[Node | str], _Setting]] = [(root, iter(root.children), start)]
    while stack:
        node, children, setting = stack[-1]
        child = next(children, None)
        if isinstance(child, str):
            runs.append(Run(child, setting.bold, setting.size, setting.keeps_lines))
            continue
        parts = bool(_BLOCK.fullmatch((node if child is None else child).tag))
        if parts or (child is not None and child.tag in ("br", "hr")):
            for text in _texts(runs, setting, first):
                first = False
                yield text
            runs.clear()
            first = first or parts or (child is not None and child.tag == "hr")
        if child is None:
            stack.pop()
        elif child.tag == "table" and is_data(child) and not setting.site:
            yield child
        elif child.tag not in ("br", "hr", "img"):
            inner = _inside(setting, child, whole_page)
            stack.append((child, iter(child.children), inner))


def _texts(runs: list[Run], setting: _Setting, first: bool) -> Iterator[Text]:
    if not runs:
        return
    for line in printed_lines(runs):
        yield Text(
            line,
            setting.owner,
            first,
            setting.heading,
            setting.centred,
            setting.site,
            setting.contents,
        )
        first = False


def _inside(outer: _Setting, node: Node, whole_page: bool) -> _Setting:
    """The setting inside an element; most elements change nothing."""
    look, tag = node.look, node.tag
    inner = outer
    if _BLOCK.fullmatch(tag):
        inner = _Setting(
            node,
            outer.bold,
            outer.size,
            outer.centred or tag == "center",
            outer.keeps_lines,
            _LEVELS.get(tag, outer.heading),
            outer.site or (whole_page and belongs_to_site(node)),
            outer.contents or _is_contents(node),
        )
    if look.bold is not None or look.size is not None or look.centred is not None:
        inner = replace(
            inner,
            bold=inner.bold if look.bold is None else look.bold,
            size=inner.size if look.size is None else look.size,
            centred=inner.centred if look.centred is None else look.centred,
        )
    keeps = tag == "pre" or inner.keeps_lines if look.keeps_lines is None else look.keeps_lines
    return inner if keeps == inner.keeps_lines else replace(inner, keeps_lines=keeps)


def _is_contents(node: Node) -> bool:
    """A line of the contents as word processors mark it, or one that is all a link inside the page."""
    if node.attrs.get("class", "").lower().startswith(("msotoc", "toc")):
        return True
    counts = node.counts
    return counts.anchored >= 4 and counts.anchored >= 0.9 * counts.signs and not counts.tables


def cell_lines(cell: Node) -> list[Printed]:
    """The printed lines of a cell; the rows of a table inside it follow as lines."""
    if all(isinstance(child, str) for child in cell.children):
        bold = bool(cell.look.bold)
        runs = [Run(str(child), bold, cell.look.size) for child in cell.children]
        return printed_lines(runs) if runs else []
    texts = flow(cell, lambda _: False, whole_page=False)
    return [text.line for text in texts if isinstance(text, Text)]
