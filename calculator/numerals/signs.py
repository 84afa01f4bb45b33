"""The signs of which numbers are made: variants folded into one form each, a character for a character, so that places stay.

The patterns are compiled where they are first used: most visitors need few of them, and importing is what they wait for."""

# Full-width forms only: folding all compatible forms (NFKC) would read 10² as 102
_FOLDED: dict[int, int | str] = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: " ", ord("￥"): "¥"}
_FOLDED |= {code: chr(code + 32) for code in range(ord("A"), ord("Z") + 1)} | {code: chr(code - 0xFEC0) for code in range(0xFF21, 0xFF3B)}
# Variants of a numeral: both scripts, the financial forms, and what is typed in their place. Not 兆, which is 10^6 or 10^12.
_VARIANTS = {
    "零": "〇○", "一": "壹壱弌", "二": "贰貳弍两兩", "三": "叁參叄参弎", "四": "肆", "五": "伍", "六": "陆陸", "七": "柒",
    "八": "捌", "九": "玖",
    "十": "拾", "百": "佰", "千": "仟", "万": "萬", "亿": "億", "点": "點", "元": "圆圓", "整": "正", "负": "負", "币": "幣",
    "¥": "￥", "-": "−–",
}  # fmt: skip
_FOLDED |= {ord(variant): sign for sign, variants in _VARIANTS.items() for variant in variants}

DIGITS = {sign: value for value, sign in enumerate("零一二三四五六七八九")}
UNITS = {"十": 1, "百": 2, "千": 3, "万": 4, "w": 4, "亿": 8}  # powers of ten
TENS = {"廿": 2, "卅": 3, "卌": 4}
ENGLISH = {"billion": 10**9, "bn": 10**9, "million": 10**6, "mn": 10**6, "m": 10**6, "thousand": 10**3, "k": 10**3}

NUMBER = r"(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]*)?"
BEFORE = r"(?:(?:人民币|rmb|cny)\s*(?:\(?[大小]写\)?\s*)?[::]?\s*¥?|¥|yuan)"
AFTER = r"(?:(?:rmb|cny)(?![a-z])|人民币|yuan(?![a-z])|¥)"
# Other currencies, by the words and signs that people write; any other sign of a currency is one, too.
_WORDS = r"[美港日欧歐韩韓澳加新]元|港[币纸]|[台臺]币|澳门币|日円|円|美[金刀]|欧|歐|镑|鎊|法郎|卢布|盧布|卢比|盧比|泰铢|泰銖|林吉特"
_CODES = (
    r"(?<![a-z])(?:(?:us|hk|nt|mop|sg|au|ca|nz|[acs])\s*\$|(?:jp|j)\s*¥|usd[tc]?|hkd|eur|euros?|jpy|yen|gbp|pounds?|sterling|dollars?|krw"
    r"|twd|ntd|mop|sgd|aud|cad|nzd|chf|francs?|rub|inr|thb|myr|vnd|kr|zł|kč|rp)(?![a-z])"
)
FOREIGN = rf"{_WORDS}|{_CODES}|[$£฿¢¤\u20a0-\u20cf]"
NUMERAL = "[0-9零一二三四五六七八九十百千万亿廿卅卌]"

APPROXIMATE = (
    r"(?:大约|大概|约|約|将近|接近|近|左右|上下|多|余|餘|几|幾|数|數|来|來|以上|以下|以内|不到|不足|超过|超過|超|至少|至多|最多|最高|≈|~|>|<|≥|≤|\+"
    r"|about|approx(?:\.|imately)?|around|over|nearly|almost|circa|ca\.?|roughly|up to|at least|at most|more than|less than|\s)+"
)
_SIDE = r"[0-9.,]*[0-9零一二三四五六七八九十百千万亿][0-9.,零一二三四五六七八九十百千万亿元]*"
RANGE = rf"{_SIDE}\s*(?:-|—|~|至|到|or|to|或)+\s*{_SIDE}"
EXPONENT = r"[0-9.]+e[+\-]?[0-9]+"
RUN = r"[0-9][0-9.,]*"


def folded(text: str) -> str:
    """The text in plain signs, as long as it was."""
    return text.translate(_FOLDED)
