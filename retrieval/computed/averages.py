"""What falls on each one of something counted: money or heads over a count, both of them cited.

Takes an Understood that asks '平均每…', gives a Composed answer or None where the figure or the count
is not printed, or where several counts fit.

    '平均每辆车的公务用车运行维护费'    ->  187.00 万元 ÷ 92 辆 = 2.03 万元
    '公务接待平均每人次花多少元'        ->  18,600 元 ÷ 168 人次 = 110.71 元
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.facts import Fact
from retrieval.computed.heads_shared import (
    all_heads,
    counts_of,
    of_others,
    only,
    people,
    stated_heads,
)
from retrieval.figures.cell_lines import full_title, lines_writer, who, writer
from retrieval.figures.lookup import Cell, main_items, one_of
from retrieval.understand.operations import ROUNDED
from retrieval.understand.question import Item, Query
from retrieval.understand.reading import Target, Understood
from retrieval.words.lexicon import folded, label_key, lexicon
from retrieval.writing.arithmetic import Computed, Operation, Term, compute
from retrieval.writing.compose import Composed, Writer
from retrieval.writing.prompts import figure_text, mark, period, value_text

__all__ = ["asks_average", "average_answer", "averaged"]

_BEHIND = r"(?=[的,，有要能?所可应享拿获]|对应|平均|花|用|是|多少|需|安排|支出|开支|一年|每年|全年|大[概约]|约|摊|分|合|得|上|身|头|$)"
_EACH = re.compile(
    r"平均[^,?。\d]{0,6}?(?:每|一)(?:一)?(?P<times>人次|批次|批|次)|(?<![\d一二三四五六七八九十])(?:每|单)(?:一)?(?P<each>人次|批次|批)|(?P<brief>批次?|人次)均|(?P<pupil>生)均"
    r"|平均(?:到|下来|摊到|分到)?(?:的)?(?:每|一)(?:一)?(?:(?P<car>辆|台|部)(?:公务?)?(?:用)?车?"
    rf"|(?P<one>[个名位所家户人项])(?P<noun>[\u4e00-\u9fff]{{0,8}}?)){_BEHIND}"
    rf"|(?:均摊|平摊|分摊|摊)(?:到|给|在|下来)?[^,?。]{{0,6}}?每?一?(?P<cars>辆|台)(?:公务)?(?:用)?车?{_BEHIND}"
)
_STAFF = r"(?:在职|在编|实有|工作|在册|在岗|年末|年底|现有)*"
_HEADS = re.compile(
    rf"(?:平均|均摊|平摊|分摊|摊)(?:到|给|在|下来|分到|摊到)?(?:的)?[^,?。]{{0,8}}?(?:每|一)一?(?:个|名|位)?{_STAFF}(?:人员|人头|人(?!次)|职工|员工|干部)(?:头上|身上|头)?"
    r"|人均|平均,?每一?个?人(?![次员])"
    rf"|(?:按|以|用)照?(?=[^,?。]{{0,16}}?(?:人数|编制数?|职工|员工|干部|人员|人头|\d人)[^?。]{{0,40}}?每一?(?:个|名|位)?{_STAFF}(?:人(?![次员])|职工|员工|干部))[^,?。]{{0,16}}?(?:人数|编制数?|职工|员工|干部|人员|人头|\d人)"
    r"|按照?[^,?。]{0,8}?(?:人数|编制数)(?:来)?(?:平均|均摊|平摊|分摊|计算|算)(?:下来)?(?=是?(?:多少|几))"
    rf"|每一?(?:个|名|位)?{_STAFF}(?:人(?![次员])|职工|员工|干部|(?<=职|编|有|册|岗)人员)(?=平均|大概|大约|约|要|花|分|摊|能|合|的)"
)
"""'人均', '摊到每个人头上': over the heads that the question says, or the only ones that are counted."""
_CHATTER = re.compile(
    r"平均|均|生|次|批|单|摊|头|身|人|每|个|算|按|年|大|概|约|合|分|计|上|下|来|实有|在职|在编|在册|在岗|现有|编制|保有量?|底|末|月|职工|员工|干部|人员|用|以|照"
)
_HOW_MANY = re.compile(
    r"(?:有|对应|带|负责|管|教)?(?:多少|几)[个名位人]?(?P<noun>[\u4e00-\u9fff]{2,6})?(?=[?。吗,(]|$)"
)
_PUPILS = re.compile(
    r"^(?:年末|现有)?(?:在校|在读|在籍)(?:学)?生(?:人?数)?$|^(?:在校)?学生(?:人?数)?$"
)
_MONEY = re.compile(r"钱|元|万|亿|资金|经费")


def asks_average(query: Query) -> bool:
    """'平均每辆车', '平均每个教学班', '人均': one of something counted."""
    text = query.asked or query.text
    return bool(_EACH.search(text) or _HEADS.search(text))


def average_answer(understood: Understood) -> Composed | None:
    """The average with its formula; None where an operand is missing or not the only one."""
    query = understood.query
    heads = _HEADS.search(query.text)
    match = heads or _EACH.search(query.text)
    dated = query.scope.date[:4]
    targets = understood.own_targets
    if len(targets) > 1 and dated:
        targets = [t for t in targets if str(t.year) != dated]
    if match is None or len(targets) != 1:
        return None
    target = targets[0]
    counts = counts_of(understood, target)
    if heads:
        count = people(query, counts)
        cell = _money(understood, target, heads)
        if cell is None:
            return None
        if count is None:
            if of_others(query):
                return None
            return _which_heads(understood, target, cell, all_heads(counts))
        return _composed(understood, target, cell, count)
    if match["noun"] == "项目" and (of := _of_sentence(understood, target, match, counts)):
        return of
    count = _divisor(query, match, counts)
    if count is None:
        return _of_sentence(understood, target, match, counts)
    if cell := _money(understood, target, match):
        return _composed(understood, target, cell, count)
    pupils = _heads(query, match, counts)
    return _of_heads(understood, target, pupils, count) if pupils else None


def _which_heads(
    understood: Understood, target: Target, cell: Cell, heads: Sequence[Fact]
) -> Composed | None:
    """Several counts of heads are printed: which one is to be divided by is asked back."""
    heads = [f for f in heads if f.scope == "部门"]
    if len({(f.value, f.unit) for f in heads}) < 2:
        return None
    write = lines_writer(understood, [cell])
    write.kind = "ambiguous"
    for fact in heads[:4]:
        _say_count(write, target, fact)
    write.say("请指明按哪一个人数计算人均。")
    return write.done()


def _of_sentence(
    understood: Understood, target: Target, match: re.Match[str], counts: Sequence[Fact]
) -> Composed | None:
    """'编报绩效目标的项目平均每个多少钱': the money that the sentence counting them gives for them."""
    query = understood.query
    text = "".join(
        char
        for at, char in enumerate(query.text[: match.start()])
        if not any(span.start <= at < span.end for span in query.scope.taken)
    )
    said = _BARE.sub("", text.rsplit("?", 1)[-1])
    core = _SAID_OF_PROJECTS.sub("", said)
    named = [f for f in counts if len(said) > 3 and said in _BARE.sub("", folded(f.item))]
    named = named or [f for f in counts if len(core) > 3 and core in folded(f.item)]
    count = only(named)
    if count is None or match["one"] not in ("个", "项", "家", "户"):
        return None
    if match["noun"] and not folded(count.item).endswith(match["noun"]):
        return None
    money = [
        f
        for f in understood.facts_of(target.own)
        if f.kind == "amount" and f.measure == "level" and f.row_path == count.row_path
    ]
    money = [f for f in money if f.citation == count.citation]
    if only(money) is None:
        return None
    cell = Cell(target, Item(count.item, 0, 0), None)
    write = writer(understood)
    number = write.evidence(money[0])
    title = f"{count.item}{money[0].column_path[-1] if money[0].column_path else ''}"
    write.say(figure_text(who(cell), title, money[0], number), core=True)
    return _divided(write, target, money[0], title, count, query.text)


_SAID_OF_PROJECTS = re.compile(
    r"项目(?:资金|支出|预算|经费)?|资金|预算|[里中]|其中|编[报制]?|申报|纳入|实行|开展|实施"
)
_BARE = re.compile(r"[的了过着,，、已上]|年度?$")


def _divisor(query: Query, match: re.Match[str], counts: Sequence[Fact]) -> Fact | None:
    """The one count that the question divides by."""
    if times := _times(match):
        about = "接待" if "接待" in query.text else ""
        found = [f for f in counts if f.unit == times or (times == "批次" and _is_group(f))]
        named = _wholes([f for f in found if about in label_key(f.item)])
        return only(named or [f for f in found if about in folded(f.citation.quote)])
    if match["pupil"]:
        return only([f for f in counts if _PUPILS.search(label_key(f.item))])
    if match["car"] or match["cars"]:
        return _bought(counts) if _BUYS.search(query.text) else _cars(counts)
    return only(_named(counts, match["noun"])) if match["noun"] else None


def _wholes(counts: Sequence[Fact]) -> list[Fact]:
    """Without those that their sentence counts among the others: '963人次,其中外事接待15人次'."""
    return [f for f in counts if not _part_of(f.item).search(folded(f.citation.quote))]


def _part_of(item: str) -> re.Pattern[str]:
    return re.compile(rf"其中[^;。]*?{re.escape(folded(item))}")


def _is_group(fact: Fact) -> bool:
    """'接待来访团组103个' counts the times that guests came."""
    return fact.unit in ("批", "个") and "接待" in label_key(fact.item)


def _times(match: re.Match[str]) -> str:
    """'批次' in '平均每批', '批均'; '' where no visits are counted."""
    groups = match.groupdict()
    said = groups.get("times") or groups.get("each") or groups.get("brief") or ""
    return "批次" if said == "批" else said


def _cars(counts: Sequence[Fact]) -> Fact | None:
    """All cars: those kept for official use where they are counted, else all vehicles."""
    labels = {label_key(label) for label in lexicon().concepts["vehicles"].labels}
    whole = [f for f in counts if len(f.row_path) == 1 and (f.unit or "")[:1] in "辆台部"]
    kept = [f for f in whole if re.search(r"用车(?:保有量?)?$", label_key(f.item))]
    kept = [f for f in kept if not _NOT_KEPT.search(label_key(f.item))]
    return only(kept or [f for f in whole if label_key(f.item) in labels])


_NOT_KEPT = re.compile(r"购|报废|处置|更新|新增|减少|租|调拨|划转|上缴|封存|拍卖")
"""Cars that came or went in the year are not those that the year's running is shared by."""
_BUYS = re.compile(r"购置|购买|新购|更新|买(?!东西)|新增")


def _bought(counts: Sequence[Fact]) -> Fact | None:
    """The cars that are bought: what is paid for them is never divided by all cars."""
    found = [f for f in counts if (f.unit or "")[:1] in "辆台部" and f.table is None]
    return only([f for f in found if _BOUGHT.search(label_key(f.item))])


_BOUGHT = re.compile(r"(?:购置|购买|新购|更新|新增)[^,，。]{0,12}(?:车|皮卡)")


def _named(counts: Sequence[Fact], noun: str) -> list[Fact]:
    """Counts of a thing by its name: 学生 is counted as 在校学生."""
    same = [f for f in counts if label_key(f.item) in (noun, f"{noun}人数", f"{noun}数")]
    if noun == "学生":  # not those who are exempt from fees, or who board
        same = [f for f in counts if _PUPILS.search(label_key(f.item))]
    return same or [f for f in counts if label_key(f.item).endswith(noun) and len(noun) > 1]


def _money(understood: Understood, target: Target, match: re.Match[str]) -> Cell | None:
    """The figure that is divided, where it is an amount of money; nothing else may be asked."""
    query = understood.query
    counted = match.groupdict().get("noun") or ""
    heads = stated_heads(query)
    rest = [w for w in query.residue if w not in match[0] and w not in (counted, heads)]
    rest = [w for w in rest if _CHATTER.sub("", w)]
    kept = tuple(_of_car(i, match) for i in query.items if not _is_divisor(i, match))
    if rest and not kept and all(_RUNNING.fullmatch(w) for w in rest):
        kept, rest = tuple(_of_car(Item(w, 0, 0), match) for w in rest), []
    groups = match.groupdict()
    if not kept and (groups.get("car") or groups.get("cars")) and _BUYS.search(query.text):
        rest = [word for word in rest if not _BUYS.search(word)]
        kept = (Item("公务用车购置", 0, 0, ("vehicle_buy",)),)
    if rest or not kept:
        return None
    scope = replace(query.scope, date="")
    plain = replace(understood, query=replace(query, residue=(), items=kept, scope=scope))
    cell = one_of(plain, target, main_items(plain.query))
    return cell if cell and cell.hit and cell.hit.fact.kind == "amount" else None


def _of_car(item: Item, match: re.Match[str]) -> Item:
    """'平均每辆车的运行费' is the 公务用车运行维护费."""
    groups = match.groupdict()
    if not (groups.get("car") or groups.get("cars")) or not _RUNNING.fullmatch(item.text):
        return item
    return item._replace(concepts=("vehicle_run",), labels=frozenset())


_RUNNING = re.compile(r"(?:运行|维护|运行维护|运维|养护)(?:费用?|经费|成本)")


_PEOPLE = re.compile(
    r"(?:年末|核定|全部)?(?:在职|在编|在岗|实有|现有|在册|编制|人员)+(?:职工|人员)?(?:人数|数)?"
)


def _is_divisor(item: Item, match: re.Match[str]) -> bool:
    counts = item.concepts and all(lexicon().concepts[k].kind == "count" for k in item.concepts)
    inside = match.start() <= item.start and item.end <= match.end()
    people = not item.concepts and _PEOPLE.fullmatch(item.text) is not None
    return bool(counts) or people or (inside and not _times(match))


def _heads(query: Query, match: re.Match[str], counts: Sequence[Fact]) -> Fact | None:
    """'平均每个教学班有多少学生': another count is divided."""
    asked = _HOW_MANY.search(query.text, match.end())
    if asked is None or not asked["noun"] or _MONEY.search(asked[0]):
        return None
    return only(_named(counts, asked["noun"]))


# ── the answer ───────────────────────────────────────────────────────────────────────────────


def _composed(understood: Understood, target: Target, cell: Cell, count: Fact) -> Composed | None:
    assert cell.hit is not None
    write = lines_writer(understood, [cell])
    title = full_title(cell, understood.query.text)
    return _divided(write, target, cell.hit.fact, title, count, understood.query.text)


def _of_heads(understood: Understood, target: Target, heads: Fact, count: Fact) -> Composed | None:
    write = writer(understood)
    _say_count(write, target, heads)
    return _divided(write, target, heads, heads.item, count)


def _say_count(write: Writer, target: Target, fact: Fact) -> None:
    number = write.evidence(fact)
    name = who(Cell(target, Item(fact.item, 0, 0), None))
    write.say(
        f"{period(fact.year)}{name}{fact.item}为 {value_text(fact)}{mark(number)}。", core=True
    )
    write.state(fact, label_key(fact.item), number)


def _how(asked: str) -> Operation:
    """In whole 元 where the question wants the figure rounded so, in 元 where it asks for 元."""
    whole = ROUNDED.search(asked)
    if whole and not re.search(r"万元|小数", whole[0]) and "多少万" not in asked:
        return "average_whole"
    return "average_yuan" if re.search(r"(?:多少|几|合)(?:个)?元", asked) else "average"


def _fine(operation: Operation, asked: str, terms: Sequence[Term]) -> Operation:
    """Less than 1 万元 for each is told in 元, unless 万元 are asked for: 0.15 万元 is 1,490.80 元."""
    amount, count = terms
    coarse = amount.unit == "万元" and count.value > 0 and abs(amount.value / count.value) < 1
    fine = operation == "average" and coarse and "万" not in asked and "钱" in asked
    return "average_yuan" if fine else operation


def averaged(asked: str, terms: Sequence[Term]) -> Computed | None:
    """The first term over the second, as fine as the question wants it."""
    return compute(_fine(_how(asked), asked, terms), terms)


def _divided(
    write: Writer, target: Target, fact: Fact, title: str, count: Fact, asked: str = ""
) -> Composed | None:
    _say_count(write, target, count)
    terms = [term for one in (fact, count) if (term := write.term(one))]
    computed = averaged(asked, terms) if len(terms) == 2 else None
    if computed is None:
        return None
    write.kind = "computed"
    marks = mark(*dict.fromkeys(term.evidence for term in computed.terms))
    write.say(f"平均：{computed.formula}{marks}。", [computed], core=True)
    write.derive(computed, f"平均每{count.unit}{title}", "average", str(target.year))
    return write.done()
