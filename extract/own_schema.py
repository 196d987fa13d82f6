"""A user's own schema: a YAML or JSON file, or a Pydantic class, checked with the line that is wrong.

    fields:
      - {name: reception, label: 公务接待费, aliases: [接待费], type: amount, where: {tables: [三公]}}

Takes a file, gives an OwnSchema; knows no document. A mistake is a UsageError in Chinese:
第 4 行：不认识“lable”，可以写 name、label、aliases……
"""

from __future__ import annotations

import datetime
import importlib.util
import re
import sys
from collections.abc import Sequence
from decimal import Decimal
from importlib.resources import files
from pathlib import Path
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError, model_validator

from ingest.errors import MissingFile, UsageError

__all__ = ["BUILT_IN", "OwnField", "OwnSchema", "Where", "own_schema", "read_schema", "schema_of"]

BUILT_IN = ("final_account", "projects", "performance_targets", "staff_and_vehicles")
"""Schemas that ship with the product and are written as a user writes theirs."""

FieldType = Literal["amount", "percent", "count", "text", "date", "rows"]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Where(_Strict):
    """Where to look: words of the table's title, of the column's header, of the section's heading."""

    tables: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()


class OwnField(_Strict):
    """One value, or with `type: rows` a list of rows with `fields` of its own.

    `builtin` names a field of `departmental_budget` whose reader is used.
    """

    name: str
    label: str
    type: FieldType = "amount"
    aliases: tuple[str, ...] = ()
    unit: Literal["元", "千元", "万元", "百万元", "亿元"] | None = None
    where: Where = Where()
    code: str | None = None
    stage: Literal["年初预算", "调整预算", "执行数", "决算"] | None = None
    year: Literal["this", "last"] = "this"
    required: bool = False
    builtin: str | None = None
    fields: tuple[OwnField, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """What it may be called in a document."""
        return (self.label, *self.aliases)

    @model_validator(mode="after")
    def _rows_have_fields(self) -> OwnField:
        if self.type == "rows" and not self.fields and not self.builtin:
            raise ValueError(f"“{self.name}”是明细行（rows），还要写 fields：每一列一个字段")
        if self.fields and self.type != "rows":
            raise ValueError(f"“{self.name}”写了 fields，type 应为 rows")
        if not re.fullmatch(r"[A-Za-z_]\w*", self.name, re.ASCII):
            raise ValueError(f"字段名“{self.name}”只能用英文字母、数字和下划线，且不以数字开头")
        _no_doubles(self.fields)
        return self


class OwnSchema(_Strict):
    """Fields in the order of the output; amounts are given in `unit`."""

    name: str
    title: str = ""
    unit: Literal["元", "千元", "万元", "百万元", "亿元"] = "万元"
    fields: tuple[OwnField, ...]

    @model_validator(mode="after")
    def _names_differ(self) -> OwnSchema:
        if not self.fields:
            raise ValueError("fields 是空的，至少写一个字段")
        _no_doubles(self.fields)
        return self


_RESERVED = frozenset({"doc", "doc_id", "document_kind", "unit_name", "fiscal_year"})


def _no_doubles(fields: Sequence[OwnField]) -> None:
    names = [field.name for field in fields]
    doubled = sorted({name for name in names if names.count(name) > 1})
    if doubled:
        raise ValueError(f"字段名重复：{'、'.join(doubled)}")
    if taken := sorted(_RESERVED & set(names)):
        raise ValueError(f"字段名 {'、'.join(taken)} 已由程序使用，请换一个")


def own_schema(asked: str) -> OwnSchema:
    """A built-in schema by name, a YAML or JSON file, or a Pydantic class as `文件.py:类名`."""
    if asked in BUILT_IN:
        text = (files("extract") / "schemas" / f"{asked}.yaml").read_text(encoding="utf-8")
        return schema_of(text, asked)
    path, colon, name = asked.rpartition(":")
    if colon and path.endswith(".py"):
        return _of_class(Path(path), name)
    return read_schema(Path(asked))


def read_schema(path: Path) -> OwnSchema:
    """A schema file."""
    if path.suffix.lower() not in {".yaml", ".yml", ".json"}:
        known = "、".join(("departmental_budget", *BUILT_IN))
        remedy = f"内置的有 {known}；自己的写成 .yaml、.json 文件，或 文件.py:类名"
        raise UsageError(str(path), "没有这个字段表", remedy)
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        reason = error.strerror or "不存在"
        raise MissingFile(str(path), f"字段表打不开（{reason}）", "请检查路径和权限") from None
    except UnicodeDecodeError:
        raise UsageError(str(path), "字段表不是 UTF-8 编码", "请另存为 UTF-8 后再试") from None
    return schema_of(text, str(path))


def schema_of(text: str, where: str) -> OwnSchema:
    """The schema of a text; a UsageError names the line of the first mistake."""
    try:
        node = yaml.compose(text, Loader=yaml.SafeLoader)
        data = yaml.safe_load(text)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = f"第 {mark.line + 1} 行" if mark else "某处"
        remedy = "请检查缩进、冒号后的空格、引号和括号是否成对"
        raise UsageError(where, f"{place}不是有效的 YAML 或 JSON", remedy) from None
    if not isinstance(data, dict):
        raise UsageError(where, "第 1 行：应是“名称: 值”的形式", _TRY)
    try:
        return OwnSchema.model_validate(data)
    except ValidationError as error:
        first = min(error.errors(), key=lambda e: _order(node, e))
        line = _line(node, first["loc"])
        raise UsageError(where, f"第 {line} 行：{_said(first)}", _TRY) from None


def _order(node: Any, error: Any) -> tuple[int, bool, int]:
    """By line; a word that is not known before what is missing beside it, which it was to be."""
    loc = error["loc"]
    return _line(node, loc[:-1]), error["type"] == "missing", _line(node, loc)


_TRY = "用 mingzhang schema new 可得到一份带说明的样例"


def _line(node: Any, loc: Sequence[int | str]) -> int:
    """The line of the innermost printed part of a path such as ('fields', 3, 'type')."""
    line: int = node.start_mark.line + 1
    for step in loc:
        if isinstance(node, yaml.MappingNode):
            found = [(key, value) for key, value in node.value if key.value == str(step)]
            if not found:
                break
            key, node = found[0]
            line = key.start_mark.line + 1
        elif (
            isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value)
        ):
            node = node.value[step]
            line = node.start_mark.line + 1
        else:
            break
    return line


def _said(error: Any) -> str:
    """One error of pydantic in Chinese."""
    key, kind, context = (
        error["loc"][-1] if error["loc"] else "",
        error["type"],
        error.get("ctx", {}),
    )
    if kind == "missing":
        return f"缺少“{key}”"
    if kind == "extra_forbidden":
        inside = any(step == "where" for step in error["loc"][:-1])
        model: type[BaseModel] = (
            Where if inside else OwnField if len(error["loc"]) > 1 else OwnSchema
        )
        return f"不认识“{key}”，可以写 {'、'.join(model.model_fields)}"
    if kind == "literal_error":
        allowed = (
            str(context.get("expected", ""))
            .replace("'", "")
            .replace(" or ", "、")
            .replace(", ", "、")
        )
        return f"“{key}”不能是“{error['input']}”，只能是 {allowed}"
    if kind == "value_error":
        return str(context.get("error", error["msg"]))
    if kind in ("tuple_type", "list_type"):
        return f"“{key}”应是列表，例如 [{error['input']}]"
    if kind == "string_type":
        return f"“{key}”应是文字，数字请加引号：'{error['input']}'"
    if kind == "bool_parsing":
        return f"“{key}”应是 true 或 false"
    return f"“{key}”的写法不对"


def _of_class(path: Path, name: str) -> OwnSchema:
    """The schema of a Pydantic class in a file of the user's own."""
    if not path.is_file():
        raise MissingFile(str(path), "字段表打不开（不存在）", "请检查路径")
    spec = importlib.util.spec_from_file_location(path.stem, path)
    if spec is None or spec.loader is None:
        raise UsageError(str(path), "不是 Python 文件", _TRY)
    module = importlib.util.module_from_spec(spec)
    sys.modules.setdefault(path.stem, module)
    try:
        spec.loader.exec_module(module)
    except Exception as error:
        raise UsageError(str(path), f"运行出错：{error}", "请先用 python 单独运行它") from None
    found = getattr(module, name, None)
    if not (isinstance(found, type) and issubclass(found, BaseModel)):
        raise UsageError(str(path), f"里面没有 Pydantic 类 {name}", "请检查类名")
    return model_schema(found)


def model_schema(model: type[BaseModel]) -> OwnSchema:
    """Field titles are labels, types are types; all else stands in `json_schema_extra`."""
    try:
        data = {"name": model.__name__, "title": model.__doc__ or "", "fields": _fields(model)}
        return OwnSchema.model_validate(data)
    except ValidationError as error:
        raise UsageError(model.__name__, _said(error.errors()[0]), _TRY) from None


def _fields(model: type[BaseModel]) -> list[dict[str, Any]]:
    found = []
    for name, info in model.model_fields.items():
        kind, inner = _kind(info.annotation)
        extra = info.json_schema_extra if isinstance(info.json_schema_extra, dict) else {}
        line: dict[str, Any] = {"name": name, "label": info.title or info.description or name}
        line |= {"type": kind, "required": info.is_required(), **extra}
        found.append(line | ({"fields": _fields(inner)} if inner else {}))
    return found


def _kind(annotation: Any) -> tuple[str, type[BaseModel] | None]:
    """Decimal -> amount, int -> count, date -> date, list of a model -> rows, all else text."""
    if get_origin(annotation) in (Union, UnionType):
        annotation = next(a for a in get_args(annotation) if a is not type(None))
    if get_origin(annotation) in (list, tuple, Sequence):
        inner = next(iter(get_args(annotation)), None)
        if isinstance(inner, type) and issubclass(inner, BaseModel):
            return "rows", inner
    kinds = {Decimal: "amount", float: "amount", int: "count", datetime.date: "date"}
    return kinds.get(annotation, "text"), None
