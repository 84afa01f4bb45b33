"""Rows that go with a table and are no data of it: notes and signatures below it, the numbers of its columns under the heads."""

import re
from collections.abc import Collection, Sequence

from calculator.batch.cells import Cell, Number, text_of
from calculator.batch.units import plain

_PEOPLE = (
    "制表|填表|填报|审核|复核|审批|审定|批准|核准|负责|经办|联系|经手|财务|会计|出纳|统计|编制|报送|主管|法定代表|主管领导|单位负责|部门负责|项目负责|"
    "分管领导|领导|打印|导出|制单|报表|截止|统计截止|数据截止"
)
_NOTE = re.compile(
    rf"(?:注|附注|备注|说明|填表说明|填报说明|附件|数据来源|资料来源|来源)\s*[0-9一二三四五六七八九十]{{0,2}}\s*[:.、]"
    rf"|(?:{_PEOPLE})(?:人|者|员|单位|部门|机构|日期|时间|电话|方式|签字|签名|签章|审批|意见|负责|口径|期|于)*(?:\([^()]*\))?:"
    r"|(?:日期|时间|电话|手机|传真|邮箱|地址|单位\(?(?:公章|盖章)\)?|(?:公章|盖章|签章|签字|签名)(?:\([^()]*\))?):"
    r"|\(?(?:单位|公司|企业)?(?:公章|盖章|签章)\)?"
    r"|第\s*[0-9]+\s*页\s*[,/、]?\s*(?:共\s*[0-9]+\s*页)?|共\s*[0-9]+\s*页\s*[,/、]?\s*(?:第\s*[0-9]+\s*页)?"
    r"|[-—–=*\s]*(?:\(?以下(?:空白|无正文|无内容|为空)\)?|\(?本页(?:以下)?(?:空白|无正文)\)?|完|全文完|end(?:\s+of\s+(?:table|list|file|report|sheet))?)[-—–=*\s]*"
    r"|(?:notes?|remarks?|comments?|source|sources|disclaimer|n\.?b\.?)\s*[0-9]{0,2}\s*[:.)]"
    r"|(?:prepared|checked|reviewed|approved|verified|compiled|signed|submitted|authori[sz]ed|printed|exported|certified|drawn\s+up|filled\s+in)"
    r"\s+(?:by|on|at)\b|\(?(?:signature|date|signed|contact|telephone|phone|tel|e-?mail|seal|stamp)\)?\s*(?:\([^()]*\)\s*)?:"
    r"|page\s+[0-9]+(?:\s*(?:of|/)\s*[0-9]+)?"
)
_FIGURE = re.compile(r"[-+(]?\s*[¥$]?\s*[0-9][0-9,]*(?:\.[0-9]*)?\s*\)?\s*(?:%|[十百千万亿]*元?|rmb|yuan|k|m)?")
_LEADS = frozenset(("栏次", "行次", "列次", "栏号", "列号", "甲", "乙", "丙", "丁", "a", "b", "c", "d"))
_ORDINAL = re.compile(r"第?([0-9]{1,3})(?:栏|列)?(?:\s*=[0-9()+\-×*/÷%\s]*)?")
_WHO = re.compile("企业|单位|公司|名称|申请人|机构|applicant|company|enterprise|name|organi[sz]ation|firm")
_BEGINS = frozenset("注附备说完NnRrEe-—*")
_FEWEST = 3  # numbers in a row that can only be those of columns


def may_be_note(text: str) -> bool:
    """Whether the text of a row has anything that notes have: nearly all rows end here, so it is written out for speed."""
    return (
        ":" in text or "：" in text or "页" in text or "章" in text or "以下" in text or " by" in text or "age " in text
        or text.lstrip("\n")[:1] in _BEGINS
    )  # fmt: skip


def is_note(cells: Sequence[Cell], figures: Collection[int]) -> bool:
    """Whether a row is a note or a line of signatures: its first text says so, and where the table has `figures` there is none."""
    first = next((text for cell in cells if (text := _form(cell))), "").lstrip("* ")
    found = _NOTE.match(first)
    if found is None or not (found[0][-1] in ":.、)" or found[0].endswith((" by", " on", " at")) or found.end() == len(first)):
        return False
    return not any(
        isinstance(cell, Number | bool) or _FIGURE.fullmatch(_form(cell)) for place, cell in enumerate(cells) if place in figures
    )


def goes_on(cells: Sequence[Cell], figures: Collection[int]) -> bool:
    """Whether a row below a note may belong to it: one text and nothing else, where no figure is asked."""
    filled = [place for place, cell in enumerate(cells) if _form(cell)]
    return len(filled) == 1 and filled[0] not in figures and isinstance(cells[filled[0]], str)


def numbers_columns(cells: Sequence[Cell], heads: Sequence[str]) -> bool:
    """Whether the first row below the heads only numbers the columns: 1 2 3 4, 栏次 1 2 3, 甲 乙 1 2, (1) (2) (3)=(1)+(2). A row of
    figures that go up by one may be an applicant's; it is none where a company would have to be called 2, or where 栏次 says so."""
    texts = [_form(cell).replace("(", "").replace(")", "") for cell in cells[: len(heads)]]
    leads = 0
    while leads < len(texts) and texts[leads] in _LEADS:
        leads += 1
    found = [_ORDINAL.fullmatch(text) for text in texts[leads:] if text]
    numbers = [int(match[1]) for match in found if match]
    if len(numbers) < len(found) or not numbers or numbers != list(range(1, len(numbers) + 1)):
        return False
    if leads:
        return texts[0] not in ("甲", "a") or leads > 1 or len(numbers) >= _FEWEST
    named = any(text and _WHO.search(plain(head)) for text, head in zip(texts, heads, strict=False))
    return named and len(numbers) >= _FEWEST and len(numbers) == len(heads)


def _form(cell: Cell) -> str:
    return " ".join(plain(text_of(cell)).split())
