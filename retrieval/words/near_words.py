"""Words that were not recognised, brought to the nearest known wording: one wrong character, or a name in other words.

Takes what is left of a question and the wordings known in scope, gives the one wording that is
meant, or nothing where two are as near. Knows no figures.

    '公务接代费'        ->  '公务接待费'      one character differs
    '当兵家庭发的优待金'  ->  '义务兵家庭优待金'   most of one printed label, in its order
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from retrieval.words.frame_words import tagged

__all__ = ["closest", "held_by", "misspelt"]

_SHORTEST = 5
"""Below five characters one other character is another word: '罚款收入', '拨款收入'."""

_OPPOSITES = frozenset(
    "收支上下增减初末本内外有无大小前后进出男女正副高低多少一二三四五六七八九十甲乙丙丁"
)
"""Characters that turn a name into another one; never taken for a slip."""


def misspelt(
    text: str,
    free: Iterable[tuple[int, int]],
    wordings: Iterable[str],
    held: Sequence[tuple[int, int]] = (),
) -> tuple[int, int, str] | None:
    """Where in the text stands a known wording with one character wrong, missing or doubled.

    Only windows that reach into a part that nothing accounts for (`free`) and into none of the
    names (`held`) are compared; the longest wording wins, two different ones of that length give none.
    """
    spots = list(free)
    by_length: dict[int, list[str]] = {}
    for wording in wordings:
        if _SHORTEST <= len(wording) <= 30:
            by_length.setdefault(len(wording), []).append(wording)
    for length in sorted(by_length, reverse=True):
        hits = (hit for wording in by_length[length] for hit in _windows(text, wording, spots))
        found = {(s, e, word) for s, e, word in hits if not any(s < b and a < e for a, b in held)}
        if found:
            meant = {word for _, _, word in found}
            return min(found) if len(meant) == 1 else None
    return None


def _windows(
    text: str, wording: str, spots: list[tuple[int, int]]
) -> Iterable[tuple[int, int, str]]:
    size = len(wording)
    if wording[0] not in text:
        return
    for width in (size, size - 1, size + 1):
        if width < _SHORTEST:
            continue
        for start in range(len(text) - width + 1):
            if text[start] != wording[0]:
                continue
            end = start + width
            inside = any(start < e and s < end for s, e in spots)
            if inside and _one_off(text[start:end], wording):
                yield start, end, wording


def _one_off(typed: str, wording: str) -> bool:
    """One character replaced, left out or put in; the first one agrees, no opposite is made."""
    if typed == wording or typed[0] != wording[0]:
        return False
    if _OPPOSITES & (set(typed) ^ set(wording)):
        return False
    if typed[:1].isdigit() or not all("\u4e00" <= c <= "\u9fff" for c in typed):
        return False
    if len(typed) == len(wording):
        wrong = [(a, b) for a, b in zip(typed, wording, strict=True) if a != b]
        return len(wrong) == 1
    if len(typed) > len(wording) and (
        typed[-1] != wording[-1] or set(typed) - set(wording) == {"的"}
    ):
        return False  # '人数最' of '人数最多' is no slip of 人数, nor '村的办公费' one of 村办公费
    short, long = sorted((typed, wording), key=len)
    slip = any(long[:at] + long[at + 1 :] == short for at in range(len(long)))
    return slip and not _spells_another_word(typed, wording)


def _spells_another_word(typed: str, wording: str) -> bool:
    """Whether the character that differs makes a word of its own: '老人' in 残疾老人康复 is no slip."""
    at = next((at for at, (a, b) in enumerate(zip(typed, wording, strict=False)) if a != b), None)
    start = 0
    for word, _ in tagged(typed):
        if at is not None and len(word) > 1 and start <= at < start + len(word):
            return word not in wording
        start += len(word)
    return False


_KINDS = ("行政", "事业", "城镇", "城市", "农村", "乡村", "离休")
"""Of whom or where: '行政事业单位离退休' is another name than 行政单位离退休."""
_HELD, _LEAST = 0.6, 4
_LONG = 7
"""A shorter label is another thing where one character is: 平板式计算机 is no 台式计算机."""


def closest(
    text: str, unknown: Sequence[str], labels: Mapping[str, frozenset[str]]
) -> frozenset[str]:
    """The one label most of which stands in the text in its order; each unknown word is part of it.

    At least four characters and three fifths of the label; two labels as near give none.
    """
    scored: dict[frozenset[str], float] = {}
    kinds = [kind for kind in _KINDS if kind in text]
    for wording, keys in labels.items():
        if any(kind not in wording for kind in kinds):
            continue
        most = 2 if len(wording) >= _LONG else 1
        shares = all(most * sum(c in wording for c in word) >= len(word) for word in unknown)
        if not shares or len(keys) != 1:
            continue
        held = _in_common(text, wording)
        if held >= _LEAST and held >= _HELD * len(wording):
            scored[keys] = max(scored.get(keys, 0.0), held / len(wording))
    best = sorted(scored.items(), key=lambda pair: -pair[1])
    clear = len(best) == 1 or (len(best) > 1 and best[0][1] > best[1][1])
    return best[0][0] if best and clear else frozenset()


def held_by(item: str, label: str) -> bool:
    """Whether half of an item that was understood stands in the label: '绩效评价服务' not in 政府购买服务."""
    return 2 * _in_common(item, label) >= len(item)


def _in_common(text: str, wording: str) -> int:
    """The length of the longest common subsequence."""
    row = [0] * (len(wording) + 1)
    for char in text:
        before = row
        row = [0]
        for at, other in enumerate(wording):
            row.append(before[at] + 1 if char == other else max(row[at], before[at + 1]))
    return row[-1]
