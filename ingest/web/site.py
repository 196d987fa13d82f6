"""What on a page belongs to the site and not to the document: menus, paths, share buttons, footers.

Takes elements with their counts and printed lines; says site or not. When in doubt it is not: a part
with figures in a table or a paragraph about money is never the site's, whatever it is called.

    '当前位置：首页 > 政务公开'   '上一篇：…'   '版权所有：…'   <div class="breadcrumb">   →  the site's
"""

from __future__ import annotations

import re

from ingest.web.tree import Counts, Node

__all__ = [
    "belongs_to_site",
    "is_foreign",
    "is_kept_outside",
    "is_list_of_links",
    "is_site_line",
    "speaks",
]

_TAGS = frozenset({"nav", "aside", "footer", "menu", "dialog"})
_ROLES = frozenset({"navigation", "banner", "contentinfo", "search", "complementary", "menu"})
_STRONG = re.compile(
    "nav|navbar|navi|navigation|menu|menus|submenu|breadcrumb|breadcrumbs|crumb|crumbs|bread|"
    "foot|footer|copyright|copy|share|shares|bdshare|bdsharebuttonbox|jiathis|sidebar|aside|"
    "search|login|pager|pagination|pagebar|related|relate|recommend|friend|friendlink|"
    "friendlinks|links|qrcode|ewm|weixin|dqwz|weizhi|shuxing|sitemap|toolbar|backtop|gotop|"
    "totop|hotnews|prenext|prevnext|accessibility|wza"
)
_WEAK = re.compile(
    "header|head|top|topbar|banner|logo|position|location|tool|tools|print|side|left|right|"
    "bottom|prev|next|other|others|tags|info|source|meta"
)
_NAME_PARTS = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_MOST_LINKED = 0.7

_WAY = re.compile(
    r"""[\s>»【\[（(]*(?:
      (?:您|你)?(?:现在|现|当前|目前|所在|在|的){0,4}位置\s*(?:是|为)?\s*[:：>]
    | 上[一1](?:篇|条|页)|下[一1](?:篇|条|页)
    )""",
    re.X,
)
_MARK = re.compile(
    r"""[\s>»【\[（(]*(?:
      (?:打\s*印|关\s*闭|收\s*藏|分\s*享|纠\s*错|返回)(?:本页|此页|窗口|页面|到|至|顶部|首页|上一页|列表)?[\s】\])）|]*(?:$|[:：【\[(（|])
    | (?:字\s*[体号]|字体大小|文字大小)\s*[:：]
    | (?:发布|更新|发文|成文|公开|录入|编辑)(?:时间|日期)\s*[:：]
    | (?:信息|稿件|文章|内容)?(?:来源|作者)\s*[:：]
    | (?:浏览|点击|阅读|访问)(?:次数|量|数|人次|人数)?\s*[:：]
    | (?:索\s*引\s*号|信息索引号?|主题分类|主\s*题\s*词|文件编号|发布机构|信息分类)\s*[:：]
    | (?:版权所有|主办(?:单位)?|承办(?:单位)?|协办单位|技术支持|责任编辑|责编|编辑)\s*(?:[:：©]|$)
    | (?:网站地图|建议使用|联系我们|关于我们|设为首页|加入收藏|扫一扫|用微信扫|手机(?:扫|看))
    | (?:登\s*录|注\s*册|首\s*页|无障碍(?:浏览|阅读|版|服务|模式)?|繁體版?|简体版?|长者(?:版|模式))\s*(?:$|[|/>])
    | [^。；]{0,60}(?:ICP备|公网安备|网站标识码|版权所有|All\s+Rights)
    )""",
    re.X | re.I,
)
_MONEY = re.compile(r"\d\s*(?:万|亿|千)?元|。")
_LONGEST_SITE_LINE = 160
_SPOKEN = re.compile(
    r"预算|决算|支出|收入|经费|拨款|万元|亿元|财政|采购|金额|单位|部门|编制|职[责能]|表|附件|公开|绩效|资产|项目|科目"
    r"|^\s*[（(]?[一二三四五六七八九十\d]{1,3}[)）、.．]|^第.{1,3}(?:部分|章|篇)"
)
_HAN = re.compile(r"[\u4e00-\u9fff]")


def speaks(counts: Counts) -> bool:
    """A part that may hold what is disclosed: figures in a table, or sentences about money."""
    said = counts.han - counts.linked
    return counts.figures >= 3 or (counts.stops >= 1 and counts.words >= 1 and said >= 30)


def belongs_to_site(node: Node) -> bool:
    """True for a part that by its kind, its name or its many links is the site's own."""
    counts = node.counts
    if speaks(counts) or counts.figures or (counts.headings and counts.words):
        return False
    if node.tag in _TAGS or node.attrs.get("role", "").lower() in _ROLES:
        return True
    names = _names(node)
    if any(map(_STRONG.fullmatch, names)):
        return True
    quiet = counts.words == 0 and counts.headings == 0 and counts.signs <= 200
    return (quiet and any(map(_WEAK.fullmatch, names))) or is_list_of_links(counts)


def _names(node: Node) -> set[str]:
    """'pageFooter nav-top' → {'page', 'footer', 'nav', 'top'}."""
    given = f"{node.attrs.get('class', '')} {node.attrs.get('id', '')}"[:300]
    return {part.lower() for part in _NAME_PARTS.findall(given)} if given.strip() else set()


def is_list_of_links(counts: Counts) -> bool:
    """Nearly all that is printed leads elsewhere."""
    return counts.links >= 3 and counts.linked >= _MOST_LINKED * max(1, counts.han)


def is_site_line(text: str) -> bool:
    """'当前位置：首页', '【打印】【关闭】', '上一篇：…', '版权所有…'."""
    bare = text.strip()
    if len(bare) > _LONGEST_SITE_LINE:
        return False
    return bool(_WAY.match(bare) or (_MARK.match(bare) and not _MONEY.search(bare)))


def is_foreign(text: str) -> bool:
    """A line in another script inside a Chinese document: words, and not one Chinese sign."""
    if _HAN.search(text):
        return False
    return sum(1 for char in text if char.isalpha()) >= 8


def is_kept_outside(text: str) -> bool:
    """A short line outside the main part that may still be the document's: a title, a unit line."""
    return bool(_SPOKEN.search(text))
