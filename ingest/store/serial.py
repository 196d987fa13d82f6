"""Values of ours ↔ JSON, from their type annotations, exact both ways.

Takes a type (dataclass, NamedTuple, Enum, Decimal, tuples of such) and gives two functions: value →
what json writes, and back. A Decimal is a string, a NamedTuple a list, a dataclass an object. Knows
no type by name; a new field needs no line here.

    codec(Fact).dump(fact)['value'] == '1211.00';  codec(Fact).load(…) == fact
"""

from __future__ import annotations

import json
import types
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from decimal import Decimal
from enum import Enum
from functools import lru_cache
from typing import (
    Any,
    Generic,
    Literal,
    NamedTuple,
    TypeVar,
    Union,
    get_args,
    get_origin,
    get_type_hints,
)

__all__ = ["Codec", "codec", "from_json", "to_json"]

T = TypeVar("T")
Step = Callable[[Any], Any]


class _Pair(NamedTuple):
    """Both directions; None where the value is the same in JSON."""

    dump: Step | None
    load: Step | None


class Codec(Generic[T]):
    """Both directions for one type."""

    def __init__(self, pair: _Pair) -> None:
        self.dump: Callable[[T], Any] = pair.dump or _same
        self.load: Callable[[Any], T] = pair.load or _same


def _same(value: Any) -> Any:
    return value


def to_json(value: Any) -> str:
    """Compact JSON, Chinese as it is."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def from_json(text: str | bytes) -> Any:
    """The plain value of a JSON text."""
    return json.loads(text)


def codec(kind: type[T]) -> Codec[T]:
    """The two functions for a type; TypeError when it holds something that has no JSON form."""
    known: Any = kind
    return Codec(_pair(known))


@lru_cache(maxsize=256)
def _pair(kind: Any) -> _Pair:
    origin, args = get_origin(kind), get_args(kind)
    if kind in (str, int, float, bool, type(None)) or origin is Literal:
        return _Pair(None, None)
    if origin in (Union, types.UnionType):
        return _optional(args)
    if origin is tuple:
        return _tuple(args)
    if kind is Decimal:
        return _Pair(str, Decimal)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return _Pair(lambda member: member.value, kind)
    if isinstance(kind, type) and issubclass(kind, tuple) and hasattr(kind, "_fields"):
        return _named(kind)
    if is_dataclass(kind):
        return _record(kind)
    raise TypeError(f"no JSON form for {kind!r}")


def _optional(args: tuple[Any, ...]) -> _Pair:
    """X | None."""
    kinds = [arg for arg in args if arg is not type(None)]
    if len(kinds) != 1:
        raise TypeError(f"a union of several types has no JSON form: {args!r}")
    dump, load = _pair(kinds[0])
    return _Pair(
        dump and (lambda value: None if value is None else dump(value)),
        load and (lambda value: None if value is None else load(value)),
    )


def _tuple(args: tuple[Any, ...]) -> _Pair:
    """tuple[X, ...] or tuple[X, Y]."""
    if len(args) == 2 and args[1] is Ellipsis:
        dump, load = _pair(args[0])
        return _Pair(
            dump and (lambda values: [dump(value) for value in values]),
            tuple if load is None else (lambda values: tuple([load(v) for v in values])),
        )
    dumps, loads = zip(*map(_pair, args), strict=True)
    return _Pair(_each(dumps, list), _each(loads, tuple) or tuple)


def _each(steps: tuple[Step | None, ...], build: Callable[[Any], Any]) -> Step | None:
    """Every field through its own step; None where none has one."""
    if not any(steps):
        return None
    known = tuple(step or _same for step in steps)
    return lambda values: build([step(v) for step, v in zip(known, values, strict=True)])


def _named(kind: Any) -> _Pair:
    """A NamedTuple as a list of its fields; json writes one of plain fields as it is."""
    hints = get_type_hints(kind)
    dumps, loads = zip(*(_pair(hints[name]) for name in kind._fields), strict=True)
    return _Pair(_each(dumps, list), _each(loads, kind._make) or kind._make)


def _record(kind: Any) -> _Pair:
    """A dataclass as an object of its fields, but for those that say they are not stored."""
    hints = get_type_hints(kind)
    kept = [f.name for f in fields(kind) if f.metadata.get("stored", True)]
    pairs = {name: _pair(hints[name]) for name in kept}
    dumps = [(name, pair.dump) for name, pair in pairs.items()]
    loads = [(name, pair.load) for name, pair in pairs.items()]

    def dump(value: Any) -> dict[str, Any]:
        return {
            name: step(getattr(value, name)) if step else getattr(value, name)
            for name, step in dumps
        }

    def load(data: dict[str, Any]) -> Any:
        return kind(**{name: step(data[name]) if step else data[name] for name, step in loads})

    return _Pair(dump, load)
