"""`plan`: a whole plan, several benefits and years."""

import argparse
import sys
from datetime import date
from typing import Any

from calculator import export
from calculator.commandline.files import FileTrouble, reading, written_whole
from calculator.commandline.saying import ANSWERED, SOME_WRONG, as_json
from calculator.plan import plan_of
from calculator.planning.telling import told_plainly
from calculator.text import Text


def add(commands: Any) -> argparse.ArgumentParser:
    """The command `plan`."""
    plan: argparse.ArgumentParser = commands.add_parser("plan", help="a whole plan: several benefits and years / 一份完整的申报方案")
    plan.add_argument("file", help="a JSON file, or - for standard input")
    plan.add_argument("--xlsx", metavar="FILE", help="write the plan as a workbook, too")
    plan.add_argument("--csv", metavar="FILE", help="write the plan as separated values, too")
    plan.set_defaults(run=_plan)
    return plan


def _plan(options: argparse.Namespace, parser: argparse.ArgumentParser) -> int:
    text = sys.stdin.read() if options.file == "-" else _text_of(options.file)
    found, misfits = plan_of(text)
    if misfits:
        errors = [misfit.as_dict() for misfit in misfits]
        if options.json:
            as_json({"error": errors[0], "errors": errors})
        else:
            for misfit, shown in zip(misfits, errors, strict=True):
                print(f"{misfit.path or '$'}: {shown[options.lang]}", file=sys.stderr)
        return SOME_WRONG
    files: dict[str, bytes] = {}  # made before any is written
    if options.csv:
        files[options.csv] = export.plan_csv(found, options.lang)
    if options.xlsx:
        files[options.xlsx] = export.plan_xlsx(found, options.lang, export.Origin(day=date.today()))
    for target, made in files.items():
        with written_whole(target) as file:
            file.write(made)
    if options.json:
        as_json(found.as_dict())
    else:
        print("\n".join(told_plainly(found, options.lang)))
    return ANSWERED


def _text_of(path: str) -> str:
    with reading(path) as file:
        data = file.read()
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        why = Text(f"“{path}”不是UTF-8编码的文本：请另存为UTF-8再试。", f"“{path}” is no text in UTF-8: save it as UTF-8 and try again.")
        raise FileTrouble(why) from None
