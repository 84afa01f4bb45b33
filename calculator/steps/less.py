"""A base with a part taken out: 项目总投入（非财政投入）."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from calculator.case import Case, Line, Running
from calculator.inputs import Value
from calculator.money import Money
from calculator.record import Fields
from calculator.steps.base import Objection, Step, amount
from calculator.steps.cells import Cells, Guard, Stop
from calculator.text import Text


class Less(Step):
    """value = `of` − `less`; the part is never more than the whole (checked when the inputs are read)."""

    kind: ClassVar[str] = "less"
    less: str
    of: str

    @classmethod
    def read(cls, fields: Fields, id: str, article: int, quote: Text) -> Less:
        return cls(id=id, article=article, quote=quote, less=fields.string("less"), of=fields.string("of"))

    @property
    def reads(self) -> tuple[str, ...]:
        return (self.of, self.less)

    def objections(self, values: dict[str, Value]) -> list[Objection]:
        whole, part = _money(values[self.of]), _money(values[self.less])
        if part.fen <= whole.fen:
            return []
        most = amount(whole)
        return [Objection(self.less, "out-of-range", Text(f"不超过总额{most.zh}", f"not more than the total of {most.en}"))]

    def run(self, case: Case) -> None:
        whole, part = case.start(self.of), case.start(self.less)
        assert isinstance(whole, Money) and isinstance(part, Money)
        case.value = whole
        case.write(self, whole - part, part)

    def formula(self, cells: Cells) -> str:
        return f"{cells.before}-{cells.given[self.less]}"

    def guards(self, cells: Cells) -> Sequence[Guard]:
        says = Text("不得超过总额", "it may not be more than the total")
        whole, part = cells.given[self.of], cells.given[self.less]
        return [Guard(self.less, Stop.WRONG, f'AND({whole}<>"",{part}>{whole})', says)]

    def needed(self, target: Running, values: dict[str, Value]) -> Running:
        assert isinstance(target, Money)
        return target + _money(values[self.less])

    def tell(self, line: Line) -> Text:
        whole, part, gives = amount(line.before), amount(_money(line.extra[0])), amount(line.after)
        if not line.extra[0]:
            return Text(f"投入{whole.zh}，其中没有财政投入", f"the investment is {whole.en}, none of it public funds")
        return Text(
            f"总投入{whole.zh}减去财政投入{part.zh}，为{gives.zh}",
            f"a total of {whole.en} less public funds of {part.en} is {gives.en}",
        )

    def law(self) -> Text:
        return Text("以扣除财政投入后的项目总投入为基数", "the base is the total project investment less the part paid from public funds")


def _money(value: object) -> Money:
    assert isinstance(value, Money)
    return value
