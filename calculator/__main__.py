"""The command line: list, show, compute, invert, plan. The only file of the package that reads or writes anything outside it."""

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from calculator import catalogue, export, jsontext, wire
from calculator.answer import Outcome, sentence
from calculator.benefit import Benefit
from calculator.evaluation import evaluate
from calculator.inversion import invert
from calculator.plan import plan_of
from calculator.planning.telling import told_plainly
from calculator.problems import Problems, problem
from calculator.sheet import headline, plain
from calculator.text import Text

ANSWERED, SOME_WRONG, UNUSABLE = 0, 1, 2


def main(arguments: list[str] | None = None) -> int:
    """Runs one command and answers the exit status of the contract."""
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    parser = _parser()
    options, rest = parser.parse_known_args(arguments)
    if rest:  # name=value after an option: argparse leaves these over
        if options.command not in ("compute", "invert") or any(word.startswith("-") for word in rest):
            parser.error(f"unrecognized arguments: {' '.join(rest)}")
        options.inputs += rest
    try:
        return int(options.run(options, parser))
    except Problems as error:
        return _refuse(error, options)
    except (catalogue.RulesMissing, export.ExtraMissing) as error:
        print(error, file=sys.stderr)
        return UNUSABLE
    except BrokenPipeError:
        sys.stderr.close()  # the reader went away: nothing more to say to anybody
        return ANSWERED


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m calculator", description="Works out what each benefit would pay. 逐项计算可得资助。")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")

    listing = commands.add_parser("list", help="all benefits / 全部项目")
    listing.set_defaults(run=_list)
    show = commands.add_parser("show", help="one benefit: what it asks and how it is worked out / 一个项目的填写内容与算法")
    show.add_argument("benefit")
    show.set_defaults(run=_show)
    compute = commands.add_parser("compute", help="the answer for given inputs / 按填写内容计算")
    compute.add_argument("benefit", nargs="?")
    compute.add_argument("inputs", nargs="*", metavar="name=value")
    compute.add_argument("--jsonl", action="store_true", help="request lines on standard input, answer lines on standard output")
    compute.set_defaults(run=_compute)
    invert = commands.add_parser("invert", help="the smallest base that pays a sum: amount=… / 由金额反算所需的最小基数")
    invert.add_argument("benefit")
    invert.add_argument("inputs", nargs="*", metavar="name=value")
    invert.set_defaults(run=_invert)
    plan = commands.add_parser("plan", help="a whole plan: several benefits and years / 一份完整的申报计划")
    plan.add_argument("file", help="a JSON file, or - for standard input")
    plan.add_argument("--xlsx", metavar="FILE", help="write the plan as a workbook, too")
    plan.add_argument("--csv", metavar="FILE", help="write the plan as separated values, too")
    plan.set_defaults(run=_plan)
    for command in (listing, show, compute, invert, plan):
        command.add_argument("--lang", choices=("zh", "en"), default="zh")
        command.add_argument("--json", action="store_true")
    return parser


def _list(options: argparse.Namespace, _: argparse.ArgumentParser) -> int:
    benefits = catalogue.benefits()
    if options.json:
        _json([_summary(benefit) for benefit in benefits])
    else:
        for benefit in benefits:
            print(f"{benefit.article:>2}  {benefit.id:<48} {benefit.name[options.lang]}")
    return ANSWERED


def _summary(benefit: Benefit) -> dict[str, Any]:
    return {
        "id": benefit.id, "article": benefit.article, **benefit.name.as_dict(), "calculator": benefit.calculator,
        "unit": benefit.unit, "basis": benefit.basis, "bound": benefit.bound,
    }  # fmt: skip


def _show(options: argparse.Namespace, _: argparse.ArgumentParser) -> int:
    benefit, lang = catalogue.benefit(options.benefit), options.lang
    if options.json:
        steps = [{**step.law().as_dict(), "quote": step.quote.zh, "article": step.article} for step in benefit.steps]
        _json(
            {
                **_summary(benefit),
                "ceiling": benefit.ceiling,
                "inputs": [_field(field) for field in benefit.fields.values()],
                "steps": steps,
            }
        )
        return ANSWERED
    print(f"{benefit.name[lang]} ({benefit.id})")
    for field in benefit.fields.values():
        need = {"zh": "必填" if field.required else "选填", "en": "required" if field.required else "optional"}[lang]
        values = f" {'|'.join(field.values)}" if field.values else ""
        print(f"  {field.name}: {field.label[lang]} [{field.type}{values}, {need}]")
    for step in benefit.steps:
        print(f"  - {sentence(step.law())[lang]} “{step.quote[lang]}”")
    return ANSWERED


def _field(field: Any) -> dict[str, Any]:
    return {
        "name": field.name, "type": field.type, "required": field.required, "default": field.default,
        "values": list(field.values), "label": field.label.as_dict(),
    }  # fmt: skip


def _compute(options: argparse.Namespace, parser: argparse.ArgumentParser) -> int:
    if options.jsonl:
        if options.benefit:
            parser.error("--jsonl takes its requests from standard input")
        return _compute_lines()
    if not options.benefit:
        parser.error("name a benefit, or give --jsonl")
    benefit = catalogue.benefit(options.benefit)
    answer = evaluate(benefit, _given(benefit, options.inputs))
    if options.json:
        _json(answer.as_dict())
        return ANSWERED
    lang = options.lang
    print(headline(answer)[lang])
    checks = [sentence(line.sentence) for line in answer.checks if line.step.gate]
    cuts = [sentence(reason) for reason in answer.reasons] if answer.settled is Outcome.AMOUNT else []
    for told in (plain(answer), *cuts, *checks):
        if told[lang]:
            print(told[lang])
    if answer.assumed:
        states = [(benefit.fields[name].states or benefit.fields[name].label)[lang] for name in answer.assumed]
        print(
            {"zh": "以下条件未填，按已满足估算：", "en": "Assumed to hold, since not answered: "}[lang]
            + {"zh": "；", "en": "; "}[lang].join(states)
        )
    for note in answer.notes:
        print(f"* {note[lang]}")
    return ANSWERED


def _invert(options: argparse.Namespace, _: argparse.ArgumentParser) -> int:
    benefit = catalogue.benefit(options.benefit)
    given = _given(benefit, options.inputs)
    if "amount" not in given:
        raise Problems([problem("missing-field", benefit=benefit.name, field="amount", expected=Text("要得到的金额", "the sum wanted"))])
    found = invert(benefit, given.pop("amount"), given)
    if options.json:
        _json(found.as_dict())
    else:
        print(found.sentence[options.lang])
    return ANSWERED


def _plan(options: argparse.Namespace, parser: argparse.ArgumentParser) -> int:
    try:
        text = sys.stdin.read() if options.file == "-" else Path(options.file).read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        words = {"zh": "无法读取文件", "en": "the file cannot be read"}
        parser.error(f"{words[options.lang]}: {options.file} ({getattr(error, 'strerror', None) or 'UTF-8'})")
    found, misfits = plan_of(text)
    if misfits:
        errors = [misfit.as_dict() for misfit in misfits]
        if options.json:
            _json({"error": errors[0], "errors": errors})
        else:
            for misfit, shown in zip(misfits, errors, strict=True):
                print(f"{misfit.path or '$'}: {shown[options.lang]}", file=sys.stderr)
        return SOME_WRONG
    for target, make in ((options.csv, export.plan_csv), (options.xlsx, export.plan_xlsx)):
        if target:
            Path(target).write_bytes(make(found, options.lang))
    if options.json:
        _json(found.as_dict())
    else:
        print("\n".join(told_plainly(found, options.lang)))
    return ANSWERED


def _compute_lines() -> int:
    status = ANSWERED
    for answer in wire.compute_lines(sys.stdin):
        print(jsontext.dumps(answer))
        if "error" in answer:
            status = SOME_WRONG
    return status


def _given(benefit: Benefit, pairs: list[str]) -> dict[str, Any]:
    """name=value pairs as inputs; the name of a list is repeated."""
    given: dict[str, Any] = {}
    for pair in pairs:
        name, equals, value = pair.partition("=")
        if not equals:
            raise Problems([problem("bad-request", benefit=benefit.name, given=pair, expected=Text("名称=值", "name=value"))])
        field = benefit.fields.get(name)
        if field is not None and field.type == "money-list":
            given.setdefault(name, []).append(value)
        elif name in given:
            raise Problems([problem("duplicate-field", benefit=benefit.name, field=name, label=field.label if field else None)])
        else:
            given[name] = value
    return given


def _refuse(error: Problems, options: argparse.Namespace) -> int:
    if options.json:
        _json({"error": error.problems[0].as_dict(), "errors": [p.as_dict() for p in error.problems]})
    else:
        for found in error.problems:
            print(found.message[options.lang], file=sys.stderr)
    return SOME_WRONG


def _json(value: Any) -> None:
    print(json.dumps(value, ensure_ascii=False, indent=1))


if __name__ == "__main__":
    sys.exit(main())
