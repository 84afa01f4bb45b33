"""`invert`: the smallest base that pays a sum."""

import argparse
from typing import Any

from calculator import catalogue
from calculator.commandline.saying import ANSWERED, as_json, given_in
from calculator.inversion import invert
from calculator.problems import Problems, problem
from calculator.text import Text


def add(commands: Any) -> argparse.ArgumentParser:
    """The command `invert`."""
    command: argparse.ArgumentParser = commands.add_parser(
        "invert", help="the smallest base that pays a sum: amount=… / 由金额反算所需的最小基数"
    )
    command.add_argument("benefit")
    command.add_argument("inputs", nargs="*", metavar="name=value")
    command.set_defaults(run=_invert)
    return command


def _invert(options: argparse.Namespace, _: argparse.ArgumentParser) -> int:
    benefit = catalogue.benefit(options.benefit)
    given = given_in(benefit, options.inputs)
    if "amount" not in given:
        raise Problems([problem("missing-field", benefit=benefit.name, field="amount", expected=Text("要得到的金额", "the sum wanted"))])
    found = invert(benefit, given.pop("amount"), given)
    if options.json:
        as_json(found.as_dict())
    else:
        print(found.sentence[options.lang])
        if benefit.estimate:
            print(f"* {benefit.estimate[options.lang]}")
    return ANSWERED
