"""What the planner's page asks of Python: a plan worked out, with finished sentences, and the same as a file."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from calculator import catalogue
from calculator.export import Origin, plan_csv, plan_xlsx
from calculator.plan import make_plan
from calculator.planning.printed import normal, printed
from calculator.planning.reader import SUMS, Misfit
from calculator.planning.telling import shown
from calculator.problems import Problems
from calculator.sheet import doubt_of, doubts, echo, understood


def planned(data: Any, lang: str, unit: int) -> dict[str, Any]:
    """The plan's answer with its sentences in one language; a draft may be unfinished, and what is sound is worked out."""
    found = make_plan(data, unit)
    return {
        "plan": found.as_dict(),
        "errors": [_error(misfit, lang) for misfit in found.misfits],
        "echo": [_echo(entry, lang, unit, echo) for entry in _list(data, "claims")],
        "project_echo": [_sums(entry, lambda given: understood(given, lang, unit)) for entry in _list(data, "projects")],
        "doubts": [_echo(entry, lang, unit, doubts) for entry in _list(data, "claims")],
        "project_doubts": [_sums(entry, lambda given: doubt_of(given, lang, unit)) for entry in _list(data, "projects")],
        "normal": None if found.misfits else normal(found),
        "shown": shown(found, lang),
        "sheet": printed(found),
    }


def exported(data: Any, format: str, lang: str, unit: int, origin: Origin) -> bytes:
    """A plan as a file, `csv` or `xlsx`. Raises `Problems` for a plan that cannot be read."""
    found = make_plan(data, unit)
    if found.misfits:
        raise Problems([misfit.problem for misfit in found.misfits])
    return plan_xlsx(found, lang, origin) if format == "xlsx" else plan_csv(found, lang)


def _list(data: Any, name: str) -> list[Any]:
    found = data.get(name) if isinstance(data, dict) else None
    return found if isinstance(found, list) else []


def _sums[Told](entry: Any, say: Callable[[Any], Told]) -> dict[str, list[Told]]:
    """What there is to say of each sum of a project."""
    return {name: [say(entry[name])] for name in SUMS if isinstance(entry, dict) and entry.get(name) is not None}


def _echo[Told](entry: Any, lang: str, unit: int, say: Callable[..., dict[str, list[Told]]]) -> dict[str, list[Told]]:
    """What there is to say of the sums of a claim, also of one with something wrong in it."""
    inputs = entry.get("inputs") if isinstance(entry, dict) else None
    id = entry.get("benefit") if isinstance(entry, dict) else None
    return say(catalogue.benefit(id), inputs, lang, unit) if id in catalogue.ids() and isinstance(inputs, dict) else {}


def _error(misfit: Misfit, lang: str) -> dict[str, Any]:
    found = misfit.problem
    beside_field = misfit.claim is not None or misfit.project is not None
    return {
        "path": misfit.path,
        "claim": misfit.claim,
        "project": misfit.project,
        "field": found.field,
        "index": found.index,
        "code": found.code,
        "message": (found.brief if beside_field else found.message)[lang],
    }
