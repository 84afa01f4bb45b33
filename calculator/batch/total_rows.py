"""Rows that add up other rows: 合计, 小计, Total, Grand total. No applicant is called so; one whose name begins with the word may be."""

import re
from collections.abc import Sequence

from calculator.batch.blanks import says_nothing
from calculator.batch.cells import Cell
from calculator.batch.units import plain

_COUNTED = "(?:家|户|个|项|行|条|人|名|笔|件)(?:企业|单位|公司|项目|申请人)?"
_MONEY = "(?:人民币)?(?:[(]?大写[)]?)?"
_FIGURES = "[0-9,.零〇壹贰叁肆伍陆柒捌玖拾佰仟一二三四五六七八九十百千两万亿]+(?:元|圆)?[零壹贰叁肆伍陆柒捌玖角分整正]*"
_BEHIND = (
    rf"(?:数|额|金额|数额|值|栏|行)?{_MONEY}:?(?:{_FIGURES}|\([^()]{{0,20}}\)|\[[^\[\]]{{0,20}}\]"
    rf"|[0-9,.]+(?:{_COUNTED}|万元|亿元|元)?)?[:.。]?"
)
_CHINESE = re.compile(
    rf"(?P<before>.{{0,24}}?)(?:(?:合|总|小|共|累)计|总和|(?<![一-鿿])(?:总额|总数|平均|均值|汇总|合共)){_BEHIND}"
    rf"|共[0-9]+{_COUNTED}|其中:.*|承前页|过次页|转下页|(?:金额)?[(]?大写[)]?:.*|[∑Σσ]"
)
_ENGLISH = re.compile(
    r"(?P<before>(?:[\w&.,'’/-]+\s+){0,3}?)(?:sub[\s-]?totals?|grand\s+totals?|totals?|ttl)\s*[:.]?"
    r"|(?:sub[\s-]?|grand\s+)totals?\b.*"
    r"|totals?\s*(?:[:(\[–—-].*|(?:amount|sum|of|for|in|rmb|claimed|requested|per|by|all|this|page|rows?)\b.*)"
    r"|totals?\s+(?:companies|enterprises|applicants|projects|number)\b.*"
    r"|(?:the\s+)?sum(?:\s+total)?\s*(?:[:(\[].*|of\b.*)?"
    r"|(?:averages?|avg\.?)\s*(?:[:(\[].*|of\b.*)?"
    r"|(?:carried|brought)\s+(?:forward|down|over)\b.*"
)
_COMPANY = re.compile(
    r"\b(?:ltd|limited|inc|llc|corp|corporation|company|co|plc|gmbh|group|holdings?|technolog(?:y|ies)|ag|sa|bv|llp?)\W*$"
)
_NUMBER = re.compile(r"[-+−(]?\s*[¥$€]?\s*[0-9][0-9,.]*\s*%?\)?\s*(?:万元|亿元|万|亿|元)?")
_CODE = re.compile("[0-9A-HJ-NP-RTUWXY]{18}")  # of an organisation: nobody gives one to a sum
_AROUND = " -–—*\"'“”‘’【】[]<>《》、,"
_LONGEST = 60  # characters of a label


def label_of(cells: Sequence[Cell]) -> str | None:
    """The label of a row that adds up others; None for every other row."""
    return _label(cells) if may_be("\n".join([cell for cell in cells if isinstance(cell, str)])) else None


def may_be(text: str) -> bool:
    """Whether some part of a label stands in the text of a row: nearly all rows end here, so it is written out for speed."""
    return (
        "计" in text or "总" in text or "共" in text or "其中" in text or "均" in text or "計" in text or "總" in text
        or "otal" in text or "OTAL" in text or "um" in text or "UM" in text or "verage" in text or "VERAGE" in text
        or "汇总" in text or "大写" in text or "页" in text or "∑" in text or "Σ" in text
        or "TTL" in text or "vg" in text or "orward" in text
    )  # fmt: skip


def _label(cells: Sequence[Cell]) -> str | None:
    """The first text says it, or the second alone: 深圳, 合计, 800."""
    found, texts = None, 0
    for cell in cells:
        if not isinstance(cell, str) or not (text := " ".join(plain(cell).split())) or says_nothing(text):
            continue
        if _CODE.fullmatch(text.upper()):
            return None
        if _NUMBER.fullmatch(text):
            continue
        texts += 1
        if found is None and texts <= 2 and is_label(text, bare=texts == 2):
            found = cell.strip()
    return found


def is_label(text: str, bare: bool = False) -> bool:
    """Whether a text, as `units.plain` has it, names a sum. `bare`: with nothing before the word."""
    if len(text) > _LONGEST:
        return False
    text = text.strip(_AROUND)
    match = _CHINESE.fullmatch(text.replace(" ", ""))
    if match is None and "/" in text:  # 合计/Total
        return all(is_label(part.strip(), bare) for part in text.split("/", 1))
    if match is None and not _COMPANY.search(text):
        match = _ENGLISH.fullmatch(text)
    return match is not None and not (bare and match["before"])
