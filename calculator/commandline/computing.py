"""`compute`: the answer for what is given, or for each line of many requests."""

import argparse
import sys
from typing import Any

from calculator import catalogue, jsontext, wire
from calculator.answer import Outcome, sentence
from calculator.commandline.saying import ANSWERED, SOME_WRONG, as_json, given_in
from calculator.evaluation import evaluate
from calculator.sheet import headline, plain


def add(commands: Any) -> argparse.ArgumentParser:
    """The command `compute`."""
    compute: argparse.ArgumentParser = commands.add_parser("compute", help="the answer for given inputs / 按填写内容计算")
    compute.add_argument("benefit", nargs="?")
    compute.add_argument("inputs", nargs="*", metavar="name=value")
    compute.add_argument("--jsonl", action="store_true", help="request lines on standard input, answer lines on standard output")
    compute.set_defaults(run=_compute)
    return compute


def _compute(options: argparse.Namespace, parser: argparse.ArgumentParser) -> int:
    if options.jsonl:
        if options.benefit:
            parser.error("--jsonl takes its requests from standard input")
        return _compute_lines()
    if not options.benefit:
        parser.error("name a benefit, or give --jsonl")
    benefit = catalogue.benefit(options.benefit)
    answer = evaluate(benefit, given_in(benefit, options.inputs))
    if options.json:
        as_json(answer.as_dict())
        return ANSWERED
    lang = options.lang
    print(headline(answer)[lang])
    checks = [sentence(line.sentence) for line in answer.checks if line.step.gate]
    cuts = [sentence(reason) for reason in answer.reasons] if answer.settled is Outcome.AMOUNT else []
    for told in (plain(answer), *cuts, *checks):
        if told[lang]:
            print(told[lang])
    if answer.assumed:
        states = [benefit.fields[name].assumes[lang] for name in answer.assumed]
        print(
            {"zh": "未填的内容，按下列情况估算：", "en": "Left open, and taken as follows: "}[lang]
            + {"zh": "；", "en": "; "}[lang].join(states)
        )
    for note in answer.notes:
        print(f"* {note[lang]}")
    return ANSWERED


def _compute_lines() -> int:
    status = ANSWERED
    for answer in wire.compute_lines(sys.stdin):
        print(jsontext.dumps(answer))
        if "error" in answer:
            status = SOME_WRONG
    return status
