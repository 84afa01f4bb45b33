"""A number in digits, in numerals, or in both: 1亿2000万, 壹佰元伍角叁分, 3千5百万, 一点五亿. Signs are folded before.

It is read as chunks, each of them digits with their unit; then every chunk is held against the one before it: units fall, 零 stands
just where a place is left out, and a last digit without a unit is no more than what is left of its place."""

import re
from fractions import Fraction

from calculator.numerals.signs import DIGITS, NUMBER, TENS, UNITS

_TOKEN = r"\s*([0-9][0-9,]*(?:\.[0-9]*)?|[零一二三四五六七八九]+|[十百千万亿w廿卅卌点元角分整])"
_PLACES = {"角": -1, "分": -2}


class Unfit(ValueError):
    """The text is no such number; from `start` to `end` stands what does not fit, `hint` as in `NotRead`."""

    def __init__(self, start: int, end: int, hint: str = ""):
        super().__init__()
        self.start, self.end, self.hint = start, end, hint


class _Chunk:
    """Digits with their unit. `top` and `low`: the places of its first digit and of its last that is not zero, as powers of ten;
    `unit`: that of the last unit word behind it; `zero`: a 零 stands before it."""

    def __init__(self, operand: "_Operand", unit: int, zero: bool, end: int):
        whole = str(int(operand.value))
        self.value, self.unit, self.zero = operand.value * Fraction(10) ** unit, unit, zero
        self.top, self.low = len(whole) - 1 + unit, len(whole) - len(whole.rstrip("0")) + unit
        self.exact = operand.value.denominator == 1
        self.start, self.end = operand.start, end

    def times(self, power: int) -> None:
        """Counted in 万 or 亿 from now on."""
        self.value *= 10**power
        self.top, self.low, self.unit = self.top + power, self.low + power, self.unit + power


class _Operand:
    """Digits whose unit is still to come. `digits`: how many, before the point; -1 behind a 点 while they are awaited; `spoken`: they
    are one numeral."""

    def __init__(self, value: Fraction | int, digits: int, start: int, spoken: bool = False):
        self.value, self.digits, self.start, self.spoken = Fraction(value), digits, start, spoken


class Numeral:
    """What was read: `value`; `named`: it says itself what its unit is (万, 亿, 元, 角, 分); `doubtful`: digits with 十, 百 or 千 alone,
    which in a field for 万元 may be meant either way. Raises `Unfit`."""

    def __init__(self, text: str):
        self.named = self.mixed = False
        self._text, self._chunks = text, list[_Chunk]()
        self._operand: _Operand | None = None
        self._zero: int | None = None  # where a 零 stands that waits for what comes after it
        self._section = 0  # the first chunk of what the next 万 counts
        self._used: set[str] = set()
        token_at, position = re.compile(_TOKEN).match, 0
        while position < len(text):
            match = token_at(text, position)
            if match is None:
                raise Unfit(position, len(text))
            self._start, position = match.start(1), match.end()
            self._end = position
            self._take(match[1])
        self._flush()
        if not self._chunks:
            raise Unfit(0, len(text))
        for before, after in zip(self._chunks, self._chunks[1:], strict=False):
            _compare(before, after)
        self.value = sum((chunk.value for chunk in self._chunks), Fraction(0))

    @property
    def doubtful(self) -> bool:
        return self.mixed and not self.named

    def _take(self, token: str) -> None:
        if "整" in self._used:
            raise self._unfit()
        if token[0].isascii() and token != "w":
            self._digits(token)
        elif token[0] in DIGITS:
            self._numerals(token)
        elif token == "点":
            self._point()
        elif token in ("万", "亿", "w"):
            self._myriad("亿" if token == "亿" else "万")
        elif token in UNITS or token in TENS:
            self._inner(token)
        elif token == "元":
            self._yuan()
        elif token == "整":
            if not self.named:
                raise self._unfit()
            self._used.add("整")
            self._flush()
        else:
            self._small(token)

    def _unfit(self, hint: str = "") -> Unfit:
        return Unfit(self._start, self._end, hint)

    def _digits(self, token: str) -> None:
        if "点" in self._used and self._operand and self._operand.digits < 0:
            return self._decimals(token)
        if self._operand:
            raise self._unfit()
        if not re.fullmatch(NUMBER, token):
            raise self._unfit("commas" if "," in token else "")
        plain = token.replace(",", "").rstrip(".")
        self._operand = _Operand(Fraction(plain), len(plain.split(".")[0]), self._start)

    def _numerals(self, token: str) -> None:
        if "点" in self._used and self._operand and self._operand.digits < 0:
            return self._decimals("".join(str(DIGITS[sign]) for sign in token))
        if self._operand or (token[0] == "零" and self._zero is not None):
            raise self._unfit()
        if token[0] == "零" and len(token) <= 2:
            self._zero = self._start
            token = token[1:]
            if not self._chunks and token:
                raise self._unfit()
        if len(token) == 1:
            self._operand = _Operand(DIGITS[token], 1, self._start, spoken=True)
        elif token:  # figure by figure, as 二〇二六; 三五 and 七八 are guesses
            if self._chunks or token[0] == "零" or not ("零" in token or len(token) > 3):
                raise self._unfit("approximate" if len(token) < 4 else "")
            self._operand = _Operand(int("".join(str(DIGITS[sign]) for sign in token)), len(token), self._start)

    def _point(self) -> None:
        if "点" in self._used or self.named or (self._operand and self._operand.value.denominator != 1):
            raise self._unfit()
        start = self._zero if self._zero is not None and not self._chunks else None
        self._flush()
        if not self._chunks:
            raise self._unfit()
        for before, after in zip(self._chunks, self._chunks[1:], strict=False):
            _compare(before, after)
        whole = sum((chunk.value for chunk in self._chunks), Fraction(0))
        self._operand = _Operand(whole, -1, self._chunks[0].start if start is None else start)
        self._chunks, self._section = [], 0
        self._used.add("点")

    def _decimals(self, digits: str) -> None:
        """What stands behind 点."""
        assert self._operand is not None
        if not digits.isdecimal():
            raise self._unfit()
        self._operand = _Operand(self._operand.value + Fraction(int(digits), 10 ** len(digits)), 1, self._operand.start)

    def _inner(self, token: str) -> None:
        """十, 百, 千; of 十 the coefficient may be left out where no other can be meant."""
        if token in TENS:
            if self._operand:
                raise self._unfit()
            operand, unit = _Operand(TENS[token], 1, self._start), 1
        else:
            unit = UNITS[token]
            first = not self._chunks or self._zero is not None or self._chunks[-1].unit == 2
            if self._operand is None and not (unit == 1 and first):
                raise self._unfit()
            operand = self._operand or _Operand(1, 1, self._start)
            self.mixed |= not operand.spoken and self._operand is not None
        self._add(operand, unit)

    def _myriad(self, word: str) -> None:
        first = 0 if word == "亿" else self._section
        self._flush(first)
        section = self._chunks[first:]
        if not section or word in self._used or "元" in self._used:
            raise self._unfit()
        for chunk in section:
            chunk.times(UNITS[word])
        section[-1].unit, section[-1].end = UNITS[word], self._end
        self._section = len(self._chunks)
        self._used = self._used - {"万"} | {word}
        self.named = True

    def _yuan(self) -> None:
        self._flush()
        if "元" in self._used or not self._chunks:
            raise self._unfit()
        self._chunks[-1].unit, self._chunks[-1].end = 0, self._end
        self._used.add("元")
        self.named = True

    def _small(self, token: str) -> None:
        """角 and 分: one digit each, behind 元 or alone."""
        if "元" not in self._used and self._chunks and not {"角"} & self._used:
            raise self._unfit()
        operand = self._operand
        if operand is None and self._zero is not None:
            operand, self._zero = _Operand(0, 1, self._zero, spoken=True), None
        if operand is None or operand.digits != 1 or operand.value.denominator != 1:
            raise self._unfit()
        self._add(operand, _PLACES[token])
        self._used.add(token)
        self.named = True

    def _add(self, operand: _Operand, unit: int) -> None:
        if operand.digits < 0:  # a 点 with nothing behind it
            raise self._unfit()
        self._chunks.append(_Chunk(operand, unit, self._zero is not None, self._end))
        self._operand = self._zero = None

    def _flush(self, first: int = 0) -> None:
        """Digits that no unit of their own follows, behind the chunks from the `first` on: with a 零 before them, or as many as fill
        the place. In speech 两万五 is 25,000."""
        operand = self._operand
        if operand is not None:
            before = self._chunks[-1].unit if len(self._chunks) > first else None
            fills = before is None or operand.digits == before or (operand.digits >= 3 and not operand.spoken)
            if self._used & {"元", "角", "分"} or not (fills or self._zero is not None):
                raise Unfit(operand.start, self._end, "unit")
            self._add(operand, 0)
        elif self._zero is not None:
            if self._chunks:
                raise Unfit(self._zero, self._end)
            zero, self._zero = self._zero, None
            self._add(_Operand(0, 1, zero), 0)


def _compare(before: _Chunk, after: _Chunk) -> None:
    """Raises `Unfit` where one chunk cannot follow the other."""
    if not before.exact or after.top >= before.unit:
        raise Unfit(after.start, after.end)
    if after.zero:
        if after.top >= before.low - 1:  # 一万零五千: no place is left out
            raise Unfit(after.start, after.end)
    elif before.unit >= UNITS["亿"] and after.top < UNITS["万"]:  # 一亿二千: of 万 or not?
        raise Unfit(after.start, after.end, "unit")
