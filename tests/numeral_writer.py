"""An independent writer of numerals: any sum as people and cheques write it, from its decimal digits; knows nothing of the reader."""

from decimal import Decimal
from typing import NamedTuple


class Script(NamedTuple):
    """The signs of one way of writing: ten digits, 十百千, 万, 亿, 元."""

    digits: str
    tens: str
    wan: str
    yi: str
    yuan: str


SCRIPTS = {
    "simplified": Script("零一二三四五六七八九", "十百千", "万", "亿", "元"),
    "traditional": Script("〇一二三四五六七八九", "十百千", "萬", "億", "元"),
    "financial, simplified": Script("零壹贰叁肆伍陆柒捌玖", "拾佰仟", "万", "亿", "圆"),
    "financial, traditional": Script("零壹貳參肆伍陸柒捌玖", "拾佰仟", "萬", "億", "圓"),
}


def whole(number: int, script: Script) -> str:
    """The numeral of a whole number below 10^16, a 零 wherever places are left out."""
    if number == 0:
        return script.digits[0]
    padded = f"{number:016d}"
    said, skipped = "", False
    for group, name in ((padded[:4], "wanyi"), (padded[4:8], "yi"), (padded[8:12], "wan"), (padded[12:], "")):
        for digit, place in zip(group, (3, 2, 1, 0), strict=True):
            if digit == "0":
                skipped = bool(said)
                continue
            said += script.digits[0] if skipped else ""
            skipped = False
            said += script.digits[int(digit)] + (script.tens[place - 1] if place else "")
        if name == "wanyi" and int(group):
            said += script.wan
        if name == "yi" and int(padded[:8]):
            said += script.yi
        if name == "wan" and int(group):
            said += script.wan
    return said


def spoken(number: int) -> str:
    """As people say it: 十五 and 十二万 without the one, 两 before 百, 千, 万 and 亿."""
    said = whole(number, SCRIPTS["simplified"])
    said = said.removeprefix("一") if said.startswith("一十") else said
    for unit in "百千万亿":
        said = said.replace(f"二{unit}", f"两{unit}") if f"十二{unit}" not in said else said
    return said


def cheque(fen: int, script: Script, end: str = "整") -> str:
    """As on a cheque: 壹佰元零伍分, 叁元伍角整."""
    yuan, jiao, rest = fen // 100, fen // 10 % 10, fen % 10
    said = whole(yuan, script) + script.yuan if yuan or not fen else ""
    if jiao:
        said += script.digits[jiao] + "角"
    elif rest and said:
        said += script.digits[0]
    return said + (script.digits[rest] + "分" if rest else end)


def mixed(yuan: int) -> str:
    """Digits with 亿 and 万: 1亿零500万, 3万5000元."""
    yi, wan, rest = yuan // 10**8, yuan // 10**4 % 10**4, yuan % 10**4
    said = f"{yi}亿" if yi else ""
    if wan:
        said += ("零" if said and wan < 1000 else "") + f"{wan}万"
    if rest or not said:
        said += ("零" if said and (rest < 1000 or not wan) else "") + str(rest)
    return said + "元"


def digit_by_digit(yuan: int) -> str:
    """A digit for each numeral: 3千5百万."""
    said = whole(yuan, SCRIPTS["simplified"])
    return said.translate({ord(sign): str(value) for value, sign in enumerate("零一二三四五六七八九") if value})


def in_unit(fen: int, power: int) -> str:
    """The sum in a unit of 10^power yuan, as a plain decimal."""
    written = format(Decimal(fen).scaleb(-2 - power), "f")
    return written.rstrip("0").rstrip(".") if "." in written else written


def with_point(number: str, script: Script) -> str:
    """A plain decimal in numerals: 一点五, 十二点零五."""
    before, _, after = number.partition(".")
    said = whole(int(before), script)
    return said + ("点" + "".join(script.digits[int(digit)] for digit in after) if after else "")
