"""`list` and `show`: which benefits there are, what one asks and how it is worked out."""

import argparse
from typing import Any

from calculator import catalogue
from calculator.answer import sentence
from calculator.benefit import Benefit
from calculator.commandline.saying import ANSWERED, as_json


def add_list(commands: Any) -> argparse.ArgumentParser:
    """The command `list`."""
    listing: argparse.ArgumentParser = commands.add_parser("list", help="all benefits / 全部事项")
    listing.set_defaults(run=_list)
    return listing


def add_show(commands: Any) -> argparse.ArgumentParser:
    """The command `show`."""
    show: argparse.ArgumentParser = commands.add_parser(
        "show", help="one benefit: what it asks and how it is worked out / 一个事项的填写内容与算法"
    )
    show.add_argument("benefit")
    show.set_defaults(run=_show)
    return show


def _list(options: argparse.Namespace, _: argparse.ArgumentParser) -> int:
    benefits = catalogue.benefits()
    if options.json:
        as_json([_summary(benefit) for benefit in benefits])
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
        as_json(
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
