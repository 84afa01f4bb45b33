"""`batch`: a whole table through the rules, row by row. `template`: an empty table to fill in."""

import argparse
import signal
import sys
from datetime import date
from pathlib import Path
from typing import Any

from calculator import catalogue
from calculator.answer import Outcome
from calculator.batch import words
from calculator.batch.columns import match
from calculator.batch.notices import notices
from calculator.batch.reading import open_table
from calculator.batch.results import Results
from calculator.batch.run import Run
from calculator.batch.summary import doubtful_of, headline_of, row_s, stated, summary_of
from calculator.batch.template import write_template
from calculator.batch.unusable import Unusable
from calculator.batch.writing import KINDS, Writer, writer
from calculator.commandline.bar import Bar
from calculator.commandline.deciding import add_choices, choices_from, told
from calculator.commandline.files import reading, written_whole
from calculator.commandline.saying import ANSWERED, SOME_WRONG, UNUSABLE, as_json
from calculator.export.origin import Origin
from calculator.inputs import named
from calculator.problems import Problems
from calculator.promise import promise
from calculator.sheet import stamp_of
from calculator.text import Text, quantity, within

_LOOK = 200  # rows between two looks at the clock


def add_batch(commands: Any) -> argparse.ArgumentParser:
    """The command `batch`."""
    batch: argparse.ArgumentParser = commands.add_parser(
        "batch", help="a CSV or XLSX file of many applicants, a row each / 整张表格（CSV或XLSX），逐行计算"
    )
    batch.add_argument("input", metavar="INPUT", help="a .csv or .xlsx file")
    batch.add_argument("output", metavar="OUTPUT", help="the .csv or .xlsx file to write")
    batch.add_argument("--benefit", metavar="ID", help="the benefit of every row that names none itself")
    add_choices(batch)
    batch.set_defaults(run=_batch)
    return batch


def add_template(commands: Any) -> argparse.ArgumentParser:
    """The command `template`."""
    template: argparse.ArgumentParser = commands.add_parser("template", help="an empty table for `batch` / 供批量计算填写的空表")
    template.add_argument("benefit")
    template.add_argument("file", metavar="FILE", help="the .csv or .xlsx file to write")
    template.set_defaults(run=_template)
    return template


def _batch(options: argparse.Namespace, parser: argparse.ArgumentParser) -> int:
    lang = options.lang
    kind = _kind(options.output, parser)
    if Path(options.output).resolve() == Path(options.input).resolve():
        parser.error({"zh": "输出文件不能就是输入文件", "en": "the output must be another file than the input"}[lang])
    try:
        with reading(options.input) as source:
            table = open_table(source, choices_from(options, parser))
            run = Run(table, match(table.heads, options.benefit, table.sample, table.unit))
            decided = run.decisions
            before = [*told(decided), *table.notices, *notices(run.matching)]
            _say(before, lang)
            if any(one.asks for one in decided):
                return UNUSABLE
            with written_whole(options.output) as target:
                stopped = _work(run, writer(kind, target, lang, Origin(day=date.today())), Results(run.matching, lang), lang)
            if stopped:
                _say([Text("已中断；算出的各行已写入文件。", "Stopped; the rows done are in the file.")], lang)
            _say([said for said in (*told(run.decisions), *run.notices) if said not in before], lang)
    except Unusable as error:
        print(error.message[lang], file=sys.stderr)
        return UNUSABLE
    except Problems as error:
        print(error.problems[0].message[lang], file=sys.stderr)
        return UNUSABLE
    if options.json:
        as_json(_figures(run))
    else:
        print("\n".join(_told(run, lang)))
    return SOME_WRONG if run.totals.wrong or stopped else ANSWERED


def _work(run: Run, out: Writer, results: Results, lang: str) -> bool:
    """Every row through, with a bar where somebody looks on. Whether it was interrupted: that waits for the row under way, so that what
    is counted is written; whoever interrupts twice does not wait, and nothing is written."""
    bar = Bar(lang) if sys.stderr.isatty() else None
    interrupted: list[int] = []

    def interrupt(number: int, _: object) -> None:
        interrupted.append(number)
        signal.signal(number, before)

    before = signal.signal(signal.SIGINT, interrupt)
    try:
        out.begin(run.table.heads, results)
        for number, row in enumerate(run, 1):
            out.add(row)
            if interrupted:
                break
            if bar and number % _LOOK == 0:
                bar.show(run.progress)
        out.end(run)
    finally:
        if bar:
            bar.close(run.progress)
        signal.signal(signal.SIGINT, before)
    return bool(interrupted)


def _template(options: argparse.Namespace, parser: argparse.ArgumentParser) -> int:
    kind, benefit = _kind(options.file, parser), catalogue.benefit(options.benefit)
    with written_whole(options.file) as target:
        write_template(kind, target, benefit, options.lang, Origin(day=date.today()))
    return ANSWERED


def _kind(name: str, parser: argparse.ArgumentParser) -> str:
    kind = Path(name).suffix.lower().removeprefix(".")
    if kind not in KINDS:
        parser.error(f"{name}: .csv / .xlsx")
    return kind


def _say(notices: list[Text], lang: str) -> None:
    for said in notices:
        print(f"* {said[lang]}", file=sys.stderr)


def _figures(run: Run) -> dict[str, Any]:
    """The totals for programs: exact and up-to apart."""
    totals, counts = run.totals, run.totals.outcomes
    return {
        "rows": totals.rows,
        "errors": totals.wrong,
        "outcomes": {str(outcome): counts[outcome] for outcome in Outcome},
        "totals": {"exact": str(totals.money(False)), "up_to": str(totals.money(True))},
        "places": {"exact": str(totals.places(False)), "up_to": str(totals.places(True))},
        "benefits": [
            {
                "benefit": total.benefit.id,
                "bound": total.benefit.bound,
                "rows": sum(total.outcomes.values()),
                "amount": str(total.money) if total.benefit.unit == "CNY" else str(total.places),
                "unit": total.benefit.unit,
            }
            for total in totals.benefits
        ],
        "error_codes": dict(totals.errors.most_common()),
        "doubtful": {
            "rows": totals.doubtful_rows,
            "numbers": [one.number for one in totals.doubtful],
            "totals": {"exact": str(totals.doubtful_money(False)), "up_to": str(totals.doubtful_money(True))},
        },
        "decisions": [said.as_dict() for said in stated(run)],
        "assumed": [{**said.as_dict(), "rows": rows} for said, rows in summary_of(totals).left_open],
        "notes": [catalogue.principles().budget.as_dict()],
        "edition": catalogue.edition(),
        "rules": catalogue.rules_hash(),
    }


def _told(run: Run, lang: str) -> list[str]:
    """The same in sentences."""
    totals, summary = run.totals, summary_of(run.totals)
    lines = [headline_of(totals), *doubtful_of(totals)]
    for total in totals.benefits:
        rows, name = sum(total.outcomes.values()), total.benefit.name
        sum_of, kind = quantity(total.money if total.benefit.unit == "CNY" else total.places, "places"), promise(total.benefit.up_to)
        said = Text(f"，{kind.zh}{sum_of.zh}", f", {within(kind.en)} {sum_of.en}") if total.benefit.calculator else Text("", "")
        lines.append(Text(f"  {name.zh}：{rows:,}行{said.zh}", f"  {name.en}: {rows:,} {row_s(rows)}{said.en}"))
    for heading, counted in (
        (words.ERRORS, [(named(what, code), rows) for what, code, rows in summary.errors]),
        (words.LEFT_OPEN, summary.left_open),
    ):
        if counted:
            lines.append(heading + Text("：", ":"))
        lines += [Text(f"  {what.zh}：{rows:,}行", f"  {what.en}: {rows:,} {row_s(rows)}") for what, rows in counted]
    if read := stated(run):
        lines.append(words.DECISIONS + Text("：", ":"))
    lines += [Text("  ", "  ") + said for said in read]
    lines += [words.APART, words.EACH_ROW, stamp_of(catalogue.principles().budget)]
    return [line[lang] for line in lines]
