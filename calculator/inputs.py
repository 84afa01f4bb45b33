"""What a benefit asks: its inputs, how each is read, and what is said when it cannot be read."""

from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from typing import Any

from calculator import numerals
from calculator.frozen import Frozen
from calculator.money import Money
from calculator.numerals import NotRead
from calculator.record import Fields
from calculator.text import Text, decimal, joined, within
from calculator.text import money as in_words
from calculator.unseen import trimmed

Value = Money | int | bool | str | Decimal | tuple[Money, ...]

TYPES = ("money", "money-list", "count", "percent", "yes-no", "choice", "year-of-funding")
MOST_ITEMS = 1000  # of a list; a page or a line with more is a mistake, and would only be slow

_EXAMPLE = 10_000_000  # yuan
_EXPECTED = {
    "money-list": Text(f"1至{MOST_ITEMS}项金额", f"a list of 1 to {MOST_ITEMS} sums"),
    "count": Text("不小于0的整数，如5", "a whole number of at least 0, such as 5"),
    "percent": Text("百分数，如3.2或-3", "a percentage such as 3.2 or -3"),
    "yes-no": Text("“是”或“否”（true或false）", "yes or no (true or false)"),
    "year-of-funding": Text("从1起的整数，如1、2、3", "a whole number from 1 up, such as 1, 2 or 3"),
}
YES, NO = Text("是", "yes"), Text("否", "no")  # how an answer to a condition is shown
_YES = frozenset(("true", "yes", "y", "是", "是的", "1", "√", "✓", "✔", "☑", "✅"))  # as people tick them
_NO = frozenset(("false", "no", "n", "否", "不是", "0", "×", "✕", "✖", "✗", "✘", "❌", "x"))


class Input(Frozen):
    """One input. `default`: the text used when nothing is given. `one_of`: a group of which exactly one is given. `each`: what
    an item of a list is. A yes-no input is a condition and holds when the answer is `expects`; `states` says that it holds, `fails`
    that it does not. With `part` it concerns what was entered piece by piece, and says what to enter only; with `direction` it
    stands in a lead sentence of the law, and no sum hangs on it."""

    name: str
    type: str
    label: Text
    hint: Text | None = None
    quote: Text | None = None
    values: tuple[str, ...] = ()
    options: tuple[Text, ...] = ()
    default: str | None = None
    one_of: str | None = None
    each: str | None = None
    required: bool = True
    states: Text | None = None
    fails: Text | None = None
    expects: bool = True
    undefined: bool = False
    part: Text | None = None
    direction: bool = False
    article: int | None = None  # that asks it of many benefits, where it is not the benefit's own

    @property
    def is_condition(self) -> bool:
        return self.type == "yes-no"

    @property
    def failure(self) -> Text:
        """Why nothing is paid where the condition does not hold."""
        assert self.fails is not None, "a condition says that it does not hold"
        return self.fails

    @property
    def told(self) -> Text:
        """What the field is called in a message, with its name."""
        return named(self.label, self.name)

    @property
    def expected(self) -> Text:
        return self.expected_in()

    def expected_in(self, unit: int = 1, item: bool = False) -> Text:
        """What is expected, with examples for a field where one bare number is worth `unit` yuan; `item`: of one item of a list."""
        if self.type == "choice":
            names = [named(name, value) for name, value in zip(self.options, self.values, strict=True)] if self.options else []
            return joined(names or [Text(value, value) for value in self.values], en=" or ")
        return _sum(unit) if item or self.type == "money" else _EXPECTED[self.type]

    @property
    def assumes(self) -> Text:
        """What is taken for granted while it is not given: that a condition holds, or the default."""
        if self.states is not None or self.default is None:
            return self.states or self.label
        default = self.read(self.default)
        shown = dict(zip(self.values, self.options, strict=True)).get(self.default) or (
            in_words(default) if isinstance(default, Money) else Text(self.default, self.default)
        )
        taken = within(shown.en) if self.options else shown.en
        if self.type == "year-of-funding":
            taken = f"the {taken}"
        return Text(f"{self.label.zh}未填，按{shown.zh}估算", f"“{self.label.en}” not given, taken as {taken}")

    def read(self, given: Any, unit: int = 1) -> Value:
        """The value of what was given as text or as JSON; `unit` is what one bare number of money is worth, in yuan."""
        return _READERS[self.type](self, given, unit)


def _sum(unit: int) -> Text:
    bare = decimal(Fraction(_EXAMPLE, unit)).replace(",", "")
    in_unit = "" if unit == 1 else f" (in RMB {unit:,})"
    return Text(
        f"不小于0、最多精确到分的金额，如{bare}或1000万元",
        f"a sum of at least 0 with at most two decimals of a yuan, such as {bare}{in_unit} or RMB 10 million",
    )


def named(name: Text, id: str) -> Text:
    """What something is called, with the name under which programs and tables know it."""
    return Text(f"{name.zh}（{id}）", f"{name.en} ({id})")


def input_from(fields: Fields) -> Input:
    """An entry of `inputs:`; yes-no questions are conditions and stand under `conditions:`."""
    name = fields.string("name")
    kind = fields.one_of("type", tuple(t for t in TYPES if t != "yes-no"))
    values = fields.strings("values")
    options: tuple[Text, ...] = ()
    if kind in ("choice", "year-of-funding"):
        if not values:
            raise fields.error("values", "the list of values")
        named = fields.fields("options")
        options = tuple(named.text(value) for value in values)
        named.end()
    default = fields.string("default") if fields.has("default") else None
    one_of = fields.string("one_of") if fields.has("one_of") else None
    read = Input(
        name=name,
        type=kind,
        label=fields.text("label"),
        hint=fields.text("hint") if fields.has("hint") else None,
        quote=fields.text("quote") if fields.has("quote") else None,
        values=values,
        options=options,
        default=default,
        one_of=one_of,
        each=fields.string("each") if fields.has("each") else None,
        required=default is None and one_of is None and fields.flag("required", "yes"),
    )
    fields.end()
    return read


def condition_from(fields: Fields) -> Input:
    """An entry of `conditions:`: a yes-no question, the fact that must hold, what is said where it does not, the words of the law.
    `part: yes` comes with `enter`, what to enter only where the answer is no."""
    part, direction = fields.flag("part"), fields.flag("direction")
    if part and direction:
        raise fields.error("direction", "no direction beside part: yes")
    read = Input(
        name=fields.string("name"),
        type="yes-no",
        label=fields.text("ask"),
        hint=fields.text("hint") if fields.has("hint") else None,
        quote=fields.text("quote"),
        states=fields.text("states"),
        fails=fields.text("fails"),
        expects=fields.flag("expects", "yes"),
        undefined=fields.flag("undefined"),
        required=fields.flag("required"),
        part=fields.text("enter") if part else None,
        direction=direction,
        article=fields.whole("article") if fields.has("article") else None,
    )
    fields.end()
    return read


def _money(_: Input, given: Any, unit: int) -> Money:
    if isinstance(given, str):
        return numerals.money(given, unit)
    return numerals.money_of(given if type(given) is int else _number(given))


def _money_list(field: Input, given: Any, unit: int) -> tuple[Money, ...]:
    if not isinstance(given, list | tuple) or not 1 <= len(given) <= MOST_ITEMS:
        raise NotRead("not-a-list")
    sums = []
    for index, item in enumerate(given):
        try:
            sums.append(_money(field, item, unit))
        except NotRead as error:
            raise error.at(index) from None
    return tuple(sums)


def _count(_: Input, given: Any, unit: int) -> int:
    return numerals.count(given) if isinstance(given, str) else numerals.count_of(given if type(given) is int else _number(given))


def _percent(_: Input, given: Any, unit: int) -> Decimal:
    return numerals.percent(given) if isinstance(given, str) else numerals.percent_of(_number(given))


def _yes_no(_: Input, given: Any, unit: int) -> bool:
    if isinstance(given, bool):
        return given
    word = trimmed(given).lower() if isinstance(given, str) else ""
    if word in _YES or word in _NO:
        return word in _YES
    raise NotRead("not-yes-no")


def _choice(field: Input, given: Any, unit: int) -> str:
    if isinstance(given, str) and (choice := trimmed(given)) in field.values:
        return choice
    raise NotRead("not-a-choice")


def _year(field: Input, given: Any, unit: int) -> int:
    try:
        year = numerals.year_of_funding(given) if isinstance(given, str) else numerals.not_calendar(_count(field, given, unit))
    except NotRead as error:
        raise (NotRead("out-of-range") if error.code == "negative" else error) from None
    if year < 1:
        raise NotRead("out-of-range")
    return year


def _number(given: Any) -> int | Decimal:
    """A JSON number; a binary float never gets here from text and is refused when a program passes one."""
    if isinstance(given, float):
        raise NotRead("not-a-number", hint="float")
    if isinstance(given, bool) or not isinstance(given, int | Decimal):
        raise NotRead("not-a-number")
    if isinstance(given, Decimal) and not given.is_finite():
        raise NotRead("not-a-number")
    return given


_READERS: dict[str, Callable[[Input, Any, int], Value]] = {
    "money": _money,
    "money-list": _money_list,
    "count": _count,
    "percent": _percent,
    "yes-no": _yes_no,
    "choice": _choice,
    "year-of-funding": _year,
}
