"""What the example row of a template comes to, by the very way that a filled template goes."""

from collections.abc import Sequence
from io import BytesIO

from calculator.answer import sentence
from calculator.batch.columns import match
from calculator.batch.reading import open_table
from calculator.batch.run import Run
from calculator.batch.template import TemplateColumn, separated
from calculator.benefit import Benefit
from calculator.sheet import headline, plain
from calculator.text import Text

_ASSUMED = Text("未填的条件按已满足估算：{said}。", "Left blank, and taken as met: {said}.")


def worked(benefit: Benefit, columns: Sequence[TemplateColumn], lang: str) -> list[str]:
    """The answer, how it comes about, and what was left open, in sentences."""
    cells = ["", *(column.example for column in columns[1:])]
    table = open_table(BytesIO(separated([[column.head for column in columns], cells])), None)
    row = next(Run(table, match(table.heads, benefit.id, table.sample)))
    if row.answer is None:
        return [problem.message[lang] for problem in row.problems]
    answer = row.answer
    left = ("；" if lang == "zh" else "; ").join(benefit.fields[name].assumes[lang] for name in answer.assumed)
    told = [sentence(headline(answer))[lang], plain(answer)[lang], _ASSUMED[lang].format(said=left) if left else ""]
    return [text for text in told if text]
