"""`plan`: a whole plan, several benefits and years."""

import argparse
import sys
from pathlib import Path
from typing import Any

from calculator import export
from calculator.commandline.saying import ANSWERED, SOME_WRONG, as_json
from calculator.plan import plan_of
from calculator.planning.telling import told_plainly


def add(commands: Any) -> argparse.ArgumentParser:
    """The command `plan`."""
    plan: argparse.ArgumentParser = commands.add_parser("plan", help="a whole plan: several benefits and years / 一份完整的申报方案")
    plan.add_argument("file", help="a JSON file, or - for standard input")
    plan.add_argument("--xlsx", metavar="FILE", help="write the plan as a workbook, too")
    plan.add_argument("--csv", metavar="FILE", help="write the plan as separated values, too")
    plan.set_defaults(run=_plan)
    return plan


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
            as_json({"error": errors[0], "errors": errors})
        else:
            for misfit, shown in zip(misfits, errors, strict=True):
                print(f"{misfit.path or '$'}: {shown[options.lang]}", file=sys.stderr)
        return SOME_WRONG
    for target, make in ((options.csv, export.plan_csv), (options.xlsx, export.plan_xlsx)):
        if target:
            Path(target).write_bytes(make(found, options.lang))
    if options.json:
        as_json(found.as_dict())
    else:
        print("\n".join(told_plainly(found, options.lang)))
    return ANSWERED
