"""The few style properties that say what a page prints: hidden, bold, size, centred, indented.

Takes the `<style>` blocks of a page and an element's tag and attributes. Only plain selectors count
(`p`, `.title`, `p.MsoNormal`, `#zoom`): what depends on place, state or medium is left alone. External
style sheets are never fetched. Knows nothing of budgets.

    '.xl65{mso-char-indent-count:1} .tips{display:none}'  →  indent 2 blanks; hidden
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

__all__ = ["Look", "Styles"]

_BLOCK = re.compile(r"<style\b[^>]{0,2000}>(.*?)(?:</style|\Z)", re.S | re.I)
_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)|<!--|-->", re.S)
_SELECTOR = re.compile(r"(?:[a-z][\w]*|\*)?(?:[.#][\w-]+)?", re.I)
_WANTED = frozenset(
    (
        "display",
        "visibility",
        "font-size",
        "font-weight",
        "font",
        "text-align",
        "white-space",
        "mso-hide",
        "mso-char-indent-count",
        "mso-ignore",
        "text-indent",
        "left",
        "position",
        "height",
        "overflow",
    )
)
_MOST_CSS = 2_000_000
_LENGTH = re.compile(r"(-?\d+(?:\.\d+)?)\s*(pt|px|em|rem|cm|mm|in|%)?")
_POINTS = {"pt": 1.0, "px": 0.75, "": 0.75, "cm": 28.35, "mm": 2.835, "in": 72.0}
_NAMED_SIZES = {"1": 7.5, "2": 10.0, "3": 12.0, "4": 13.5, "5": 18.0, "6": 24.0, "7": 36.0}
_FAR = -500.0

Properties = dict[str, str]


@dataclass(frozen=True, slots=True)
class Look:
    """What an element's own style says; None where it says nothing."""

    hidden: bool = False
    bold: bool | None = None
    size: float | None = None
    centred: bool | None = None
    keeps_lines: bool | None = None
    indent: int = 0
    overflows: bool = False


class Styles:
    """The plain rules of a page, and the looks they give, remembered by what elements carry."""

    def __init__(self, source: str) -> None:
        self._rules: dict[str, Properties] = {}
        self._known: dict[tuple[str, ...], Look] = {}
        css = "\n".join(found[1][:_MOST_CSS] for found in _BLOCK.finditer(source))[:_MOST_CSS]
        for selectors, body in _rules(_COMMENT.sub("", css)):
            self._add(selectors, _properties(body))

    def look(self, tag: str, attrs: Mapping[str, str]) -> Look:
        """The look of an element by its own tag, classes, id and attributes."""
        if not attrs:
            return self._by_tag(tag)
        key = (
            tag,
            attrs.get("class", ""),
            attrs.get("id", ""),
            attrs.get("style", ""),
            attrs.get("align", ""),
            attrs.get("size", ""),
            "hidden" if "hidden" in attrs else "",
        )
        if key not in self._known:
            self._known[key] = self._resolved(tag, attrs)
        return self._known[key]

    def _by_tag(self, tag: str) -> Look:
        """The look of an element that carries nothing."""
        key = (tag,)
        if key not in self._known:
            self._known[key] = self._resolved(tag, {})
        return self._known[key]

    def _add(self, selectors: str, said: Properties) -> None:
        for selector in selectors.split(","):
            plain = selector.strip().lower()
            if said and plain and _SELECTOR.fullmatch(plain):
                self._rules.setdefault(plain, {}).update(said)

    def _resolved(self, tag: str, attrs: Mapping[str, str]) -> Look:
        said: Properties = {}
        names = [tag]
        for name in attrs.get("class", "").lower().split():
            names += [f".{name}", f"{tag}.{name}"]
        if attrs.get("id"):
            names += [f"#{attrs['id'].lower()}", f"{tag}#{attrs['id'].lower()}"]
        for name in names:
            said.update(self._rules.get(name, {}))
        said.update(_properties(attrs.get("style", "")))
        return _look(tag, attrs, said)


def _rules(css: str) -> list[tuple[str, str]]:
    """(selectors, declarations) outside at-rules, found in one pass."""
    found: list[tuple[str, str]] = []
    depth, selector, at = 0, "", 0
    for mark in re.finditer(r"[{}]", css):
        if mark[0] == "{":
            if depth == 0:
                selector = css[at : mark.start()].rpartition(";")[2].strip()
            depth += 1
        else:
            if depth == 1 and not selector.startswith("@"):
                found.append((selector, css[at : mark.start()]))
            depth = max(0, depth - 1)
        at = mark.end()
    return found


def _properties(body: str) -> Properties:
    """'display:none; mso-hide: all' → {'display': 'none', 'mso-hide': 'all'}, wanted ones only."""
    said: Properties = {}
    for declaration in body.split(";")[:200]:
        name, colon, value = declaration.partition(":")
        name = name.strip().lower()
        if colon and name in _WANTED:
            said[name] = value.replace("!important", "").strip().lower()
    return said


def _look(tag: str, attrs: Mapping[str, str], said: Properties) -> Look:
    align = said.get("text-align") or attrs.get("align", "").strip().lower()
    return Look(
        hidden="hidden" in attrs or _is_hidden(said),
        bold=_bold(tag, said),
        size=_size(tag, attrs, said),
        centred=align in ("center", "middle", "-webkit-center") if align else None,
        keeps_lines=said["white-space"].startswith("pre") if "white-space" in said else None,
        indent=_indent(said),
        overflows="colspan" in said.get("mso-ignore", ""),
    )


def _is_hidden(said: Properties) -> bool:
    """Not shown at all, cut to nothing, or set far outside the page."""
    if said.get("display") == "none" or said.get("visibility") in ("hidden", "collapse"):
        return True
    if said.get("mso-hide") == "all":
        return True
    flat = said.get("overflow") == "hidden" and bool(
        re.fullmatch(r"0(?:px)?", said.get("height", ""))
    )
    away = said.get("position") in ("absolute", "fixed") and _points(said.get("left", "")) < _FAR
    return flat or away or _points(said.get("text-indent", "")) < _FAR


def _points(length: str) -> float:
    found = _LENGTH.fullmatch(length)
    return float(found[1]) * _POINTS.get(found[2] or "", 12.0) if found else 0.0


def _bold(tag: str, said: Properties) -> bool | None:
    weight = said.get("font-weight", "")
    if weight in ("bold", "bolder") or (weight.isdecimal() and int(weight[:5]) >= 600):
        return True
    if weight in ("normal", "lighter") or weight.isdecimal():
        return False
    return True if tag in ("b", "strong", "th", "h1", "h2", "h3", "h4", "h5", "h6") else None


def _size(tag: str, attrs: Mapping[str, str], said: Properties) -> float | None:
    """Points, where given in units that do not hang on the surroundings."""
    found = _LENGTH.fullmatch(said.get("font-size", ""))
    if found and (found[2] or "") in _POINTS:
        return min(200.0, float(found[1]) * _POINTS[found[2] or ""])
    return _NAMED_SIZES.get(attrs.get("size", "")) if tag == "font" else None


def _indent(said: Properties) -> int:
    """Excel's indentation in half-width blanks."""
    count = said.get("mso-char-indent-count", "")
    return 2 * min(int(count[:2]), 20) if count[:2].isdecimal() else 0
