"""What is written behind the columns of a row: the answer in words and figures, or what is wrong with the row and where."""

from collections.abc import Sequence

from calculator import catalogue
from calculator.answer import Answer, Outcome
from calculator.batch import names, words
from calculator.batch.columns import Matching
from calculator.batch.run import Row
from calculator.batch.units import in_unit
from calculator.money import ZERO, Money
from calculator.problems import CODES, Problem
from calculator.promise import promise
from calculator.sheet import headline
from calculator.text import Text, capital

Written = str | Money | int
AMOUNT = words.ADDED.index(words.AMOUNT)
EDITION = words.ADDED.index(words.EDITION)
_BEFORE_ERROR = words.ADDED.index(words.ERROR_KIND)
_REMEMBERED = 20_000  # sentences, of sums that come again


class Results:
    """The added columns of one table, in one language."""

    def __init__(self, matching: Matching, lang: str):
        self.matching, self.lang = matching, lang
        self.heads = [head[lang] for head in words.ADDED]
        self._stamp = [catalogue.edition(), catalogue.rules_hash()]
        self._sentences: dict[tuple[bool, Money | int | None], str] = {}
        self._assumed: dict[tuple[str, tuple[str, ...]], str] = {}

    def carried(self, heads: Sequence[str]) -> list[str]:
        """The heads of the table; those of money say in which unit its figures were counted, wherever the table said it."""
        units = {column.place: column.unit for column in self.matching.columns if column.role and names.is_money(column.role)}
        return [in_unit(head, units[place]) if place in units else head for place, head in enumerate(heads)]

    def of(self, row: Row) -> list[Written]:
        """The cells of a row, as many as there are heads; sums as money, places as numbers."""
        if row.answer is None:
            return self._wrong(row)
        answer, outcome, lang = row.answer, row.outcome, self.lang
        benefit = answer.benefit
        known = outcome is Outcome.AMOUNT or outcome is Outcome.NOTHING
        paid = (row.paid or (ZERO if benefit.unit == "CNY" else 0)) if known else ""
        return [
            words.OUTCOMES[outcome][lang] if outcome else "",
            paid,
            (words.PLACES if benefit.unit == "places" else words.YUAN)[lang] if known else "",
            promise(benefit.up_to)[lang] if known else "",
            benefit.name[lang],
            words.BASES[benefit.basis][lang] if known and benefit.basis else "",
            self._sentence(row, answer),
            self._reasons(answer.reasons),
            self._states(answer) if answer.assumed else "",
            self._doubts(row.doubts) if row.doubts else "",
            "",
            "",
            "",
            "",
            "",
            *self._stamp,
            (benefit.estimate or catalogue.principles().budget)[lang],
        ]

    def _sentence(self, row: Row, answer: Answer) -> str:
        if row.outcome is not Outcome.AMOUNT:
            return f"{headline(answer)[self.lang]}{_STOP[self.lang]}"
        key = (answer.benefit.up_to, row.paid)
        found = self._sentences.get(key)
        if found is None:
            if len(self._sentences) >= _REMEMBERED:
                self._sentences.clear()
            found = self._sentences[key] = f"{headline(answer)[self.lang]}{_STOP[self.lang]}"
        return found

    def _reasons(self, reasons: Sequence[Text]) -> str:
        if not reasons:
            return ""
        return "".join(f"{reason.zh}。" for reason in reasons) if self.lang == "zh" else " ".join(_english(reasons))

    def _states(self, answer: Answer) -> str:
        key = (answer.benefit.id, answer.assumed)
        found = self._assumed.get(key)
        if found is None:
            fields = [answer.benefit.fields[name] for name in answer.assumed]
            told = [field.assumes[self.lang] for field in fields]
            found = self._assumed[key] = ("；" if self.lang == "zh" else "; ").join(told)
        return found

    def _doubts(self, doubts: Sequence[Text]) -> str:
        return ("" if self.lang == "zh" else " ").join(asked[self.lang] for asked in doubts)

    def _wrong(self, row: Row) -> list[Written]:
        first = row.problems[0]
        told = [self.said(row.number, problem) for problem in row.problems]
        return [
            words.WRONG[self.lang],
            *[""] * (_BEFORE_ERROR - 1),
            capital(CODES[first.code])[self.lang],
            names.label(first.field)[self.lang] if first.field else "",
            ("" if self.lang == "zh" else " ").join(told),
            first.code,
            first.field or "",
            *self._stamp,
            catalogue.principles().budget[self.lang],
        ]

    def said(self, number: int, problem: Problem) -> str:
        """What is wrong, with the row and the column where it is: `第5行“年度租金（万元）”：“约3万”不是可以识别的数字；应为…。`"""
        return told(self.matching, number, problem)[self.lang]


_STOP = Text("。", ".")


def told(matching: Matching, number: int, problem: Problem) -> Text:
    """A problem of a row, where it is and what was expected, in both languages."""
    name, brief = problem.field, problem.brief
    if name is None:
        return Text(f"第{number}行：{brief.zh}", f"Row {number}. {brief.en}")
    heads = [column.head for column in matching.places(name)]
    column = names.heading(heads[0], name) if heads else names.label(name)
    item = Text("", "") if problem.index is None else Text(f"第{problem.index + 1}项", f", item {problem.index + 1}")
    none = Text("（表中没有这一列）", " (the table has no such column)") if not heads else Text("", "")
    return Text(
        f"第{number}行“{column.zh}”{item.zh}：{brief.zh.removesuffix('。')}{none.zh}。",
        f"Row {number}, “{column.en}”{item.en}. {brief.en.removesuffix('.')}{none.en}.",
    )


def _english(reasons: Sequence[Text]) -> list[str]:
    return [f"{reason.en[:1].upper()}{reason.en[1:]}." for reason in reasons]
