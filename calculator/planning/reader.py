"""A plan as it was given: read whole, with every problem at its path, so that what is sound can be worked out all the same."""

from __future__ import annotations

from typing import Any

from calculator import catalogue, numerals
from calculator.benefit import Benefit
from calculator.frozen import Frozen
from calculator.inputs import Input, Value
from calculator.money import ZERO, Money
from calculator.numerals import NotRead
from calculator.planning.request import Claim, Plan, Project
from calculator.planning.worked import years_of
from calculator.problems import Problem, Problems, problem, why_not
from calculator.steps.principles import ACTUAL, CEILING, DISTRICT, HIGHER
from calculator.text import Text
from calculator.unseen import trimmed

FIRST_YEAR, LAST_YEAR = 2000, 2100  # years outside are slips of the pen
MOST_CLAIMS = 1000
_PLAN_KEYS = ("applicant", "projects", "already_funded", "claims")
SUMS = {
    ACTUAL: Text("项目实际投入", "Actual investment in the project"),
    HIGHER: Text("已获市级及以上资助", "Funding received from the city and above"),
    DISTRICT: Text("光明区其他资助", "Other funding from Guangming"),
}
_COUNT = Input(name="year", type="count", label=Text("年度", "Year"))
_YEAR = Text(f"{FIRST_YEAR}至{LAST_YEAR}之间的年份", f"a year from {FIRST_YEAR} to {LAST_YEAR}")
_NO_FIELD = Text("没有这一栏", "there is no such field here")
_NAME = Text("1至100个字的名称", "a name of 1 to 100 characters")


class Misfit(Frozen, kw_only=False):
    """One problem with a plan. `path`: `claims[3].inputs.annual_cloud_spend`; `claim` and `project`: their places in the lists."""

    path: str
    problem: Problem
    claim: int | None = None
    project: int | None = None

    def as_dict(self) -> dict[str, Any]:
        shown = self.problem.as_dict()
        return {"code": shown["code"], "path": self.path, "field": shown["field"], "zh": shown["zh"], "en": shown["en"]}


def read_plan(data: Any, unit: int = 1) -> tuple[Plan, list[Misfit]]:
    """The sound parts of a plan, and everything that is wrong with the rest. Never raises."""
    reader = _Reader(unit)
    plan = reader.plan(data)
    return plan, reader.misfits


class _Reader:
    """Goes through a plan once and gathers what is wrong."""

    def __init__(self, unit: int):
        self.unit = unit
        self.misfits: list[Misfit] = []
        self.at: dict[str, int | None] = {"claim": None, "project": None}

    def wrong(self, path: str, code: str, field: str | None, given: object = None, expected: Text | None = None, **more: Any) -> None:
        self.misfits.append(Misfit(path, problem(code, field=field, given=given, expected=expected, **more), **self.at))

    def plan(self, data: Any) -> Plan:
        if not isinstance(data, dict):
            expected = Text('一个JSON对象，如{"applicant":…,"claims":[…]}', 'a JSON object such as {"applicant": …, "claims": […]}')
            self.wrong("", "bad-request", None, expected=expected)
            data = {"applicant": None, "claims": []}
            kind, holds = "", frozenset[str]()
        else:
            self.keys(data, _PLAN_KEYS, "")
            kind, holds = self.applicant(data.get("applicant"))
        projects = self.projects(data.get("projects"))
        given = self.items(data.get("claims"), "claims", required=True)
        if len(given) > MOST_CLAIMS:
            most = Text(f"不超过{MOST_CLAIMS}项申报", f"not more than {MOST_CLAIMS} claims")
            self.wrong("claims", "too-large", "claims", len(given), most)
            given = given[:MOST_CLAIMS]
        claims = [claim for place, entry in enumerate(given) if (claim := self.claim(entry, place, projects))]
        self.one_reading(claims)
        self.at = {"claim": None, "project": None}
        bad = {misfit.claim for misfit in self.misfits}
        return Plan(
            kind=kind,
            holds=holds,
            funded=self.funded(data.get("already_funded")),
            projects=tuple(projects.values()),
            claims=tuple(claim for claim in claims if claim.place not in bad),
            unsound=tuple(claim for claim in claims if claim.place in bad),
            size=len(given),
            unit=self.unit,
        )

    def keys(self, data: dict[str, Any], known: tuple[str, ...], path: str) -> None:
        """Complains of names that nobody reads, and of one that stands twice."""
        names = Text("、".join(known), ", ".join(known))
        for name in data:
            if name not in known:
                expected = Text("下列各栏之一：", "one of ") + names
                self.wrong(f"{path}{name}", "unknown-field", str(name), expected=expected, why=_NO_FIELD)
        if repeated := getattr(data, "repeated", None):
            self.wrong(f"{path}{repeated}", "duplicate-field", str(repeated))

    def items(self, data: Any, path: str, *, required: bool = False) -> list[Any]:
        if data is None and not required:
            return []
        if isinstance(data, list):
            return data
        self.wrong(
            path, "missing-field" if data is None else "not-a-list", path, data if data is not None else None, Text("列表", "a list")
        )
        return []

    def text(self, data: Any, path: str, field: str) -> str | None:
        """A name that a person gives; spaces around it do not count."""
        name = trimmed(data) if isinstance(data, str) else ""
        if 0 < len(name) <= 100:
            return name
        self.wrong(path, "missing-field" if data is None else "bad-request", field, data, _NAME)
        return None

    def applicant(self, data: Any) -> tuple[str, frozenset[str]]:
        kinds = catalogue.applicants()
        choices = Text("、".join(kinds), " or ".join(kinds))
        if not isinstance(data, dict):
            expected = Text('一个对象，如{"kind":"enterprise"}', 'an object such as {"kind": "enterprise"}')
            self.wrong("applicant", "missing-field" if data is None else "bad-request", "applicant", data, expected)
            return "", frozenset()
        self.keys(data, ("kind", "holds"), "applicant.")
        kind = trimmed(said) if isinstance(said := data.get("kind"), str) else said
        if not isinstance(kind, str) or kind not in kinds:
            self.wrong("applicant.kind", "missing-field" if kind is None else "not-a-choice", "kind", kind, choices)
            kind = ""
        holds = []
        for place, id in enumerate(self.items(data.get("holds"), "applicant.holds")):
            once = [entry.id for entry in catalogue.index().values() if entry.once]
            if (id := trimmed(id) if isinstance(id, str) else id) in once:
                holds.append(str(id))
            else:
                self.wrong(f"applicant.holds[{place}]", "not-a-choice", "holds", id, Text("、".join(once), " or ".join(once)))
        return kind, frozenset(holds)

    def projects(self, data: Any) -> dict[str, Project]:
        found: dict[str, Project] = {}
        for place, entry in enumerate(self.items(data, "projects")):
            self.at = {"claim": None, "project": place}
            path = f"projects[{place}]"
            if not isinstance(entry, dict):
                self.wrong(path, "bad-request", "projects", entry, Text('一个对象，如{"id":"p1"}', 'an object such as {"id": "p1"}'))
                continue
            self.keys(entry, ("id", *SUMS), f"{path}.")
            id = self.text(entry.get("id"), f"{path}.id", "id")
            sums = {name: self.money(entry.get(name), f"{path}.{name}", name) for name in SUMS}
            for one, other in ((ACTUAL, HIGHER), (HIGHER, ACTUAL)):
                if entry.get(one) is None and (entry.get(other) is not None or entry.get(DISTRICT) is not None):
                    both = Text("与另一项同时填写的金额，没有的填0", "a sum that goes with the other one; 0 if there is none")
                    self.wrong(f"{path}.{one}", "missing-field", one, expected=both, label=SUMS[one])
            if id in found:
                self.wrong(f"{path}.id", "duplicate-field", "id", id, Text("各项目不同的名称", "a name of its own for each project"))
            elif id is not None:
                whole = sums[ACTUAL] is not None and sums[HIGHER] is not None
                found[id] = Project(
                    place=place,
                    id=id,
                    actual=sums[ACTUAL] if whole else None,
                    higher=sums[HIGHER] or ZERO,
                    other=sums[DISTRICT] or ZERO,
                )
        self.at = {"claim": None, "project": None}
        return found

    def money(self, data: Any, path: str, field: str) -> Money | None:
        if data is None:
            return None
        entry = Input(name=field, type="money", label=SUMS[field])
        try:
            value = entry.read(data, self.unit)
        except NotRead as error:
            self.wrong(path, error.code, field, data, entry.expected_in(self.unit), label=entry.label, why=why_not(error))
            return None
        assert isinstance(value, Money)
        return value

    def year(self, data: Any, path: str, field: str) -> int | None:
        try:
            year = _year(data) if data is not None else None
        except NotRead as error:
            outside = error.code in ("negative", "too-large")
            self.wrong(path, "out-of-range" if outside else error.code, field, data, _YEAR, why=None if outside else why_not(error))
            return None
        if year is None:
            self.wrong(path, "missing-field", field, expected=_YEAR)
            return None
        assert isinstance(year, int)
        if not FIRST_YEAR <= year <= LAST_YEAR:
            self.wrong(path, "out-of-range", field, data, _YEAR)
            return None
        return year

    def benefit(self, data: Any, path: str) -> Benefit | None:
        try:
            return catalogue.benefit(data)
        except Problems as error:
            self.misfits += [Misfit(path, _at_benefit(found), **self.at) for found in error.problems]
            return None

    def claim(self, data: Any, place: int, projects: dict[str, Project]) -> Claim | None:
        self.at = {"claim": place, "project": None}
        path = f"claims[{place}]"
        if not isinstance(data, dict):
            expected = Text(
                '一个对象，如{"benefit":…,"year":2026,"inputs":{…}}', 'an object such as {"benefit": …, "year": 2026, "inputs": {…}}'
            )
            self.wrong(path, "bad-request", "claims", data, expected)
            return None
        self.keys(data, ("benefit", "year", "inputs", "project", "cost"), f"{path}.")
        benefit = self.benefit(data.get("benefit"), f"{path}.benefit")
        year = self.year(data.get("year"), f"{path}.year", "year")
        inputs = {} if data.get("inputs") is None else data["inputs"]
        if not isinstance(inputs, dict):
            self.wrong(
                f"{path}.inputs", "bad-request", "inputs", inputs, Text('一个对象，如{"栏名":值}', 'an object such as {"name": value}')
            )
            benefit, inputs = None, {}
        if repeated := getattr(inputs, "repeated", None):
            self.wrong(f"{path}.inputs.{repeated}", "duplicate-field", str(repeated), benefit=benefit.name if benefit else None)
        cost = None if data.get("cost") is None else self.text(data["cost"], f"{path}.cost", "cost")
        project = self.project(data.get("project"), f"{path}.project", projects)
        reading = inputs.get("reading")
        inputs = {name: value for name, value in inputs.items() if name != "reading"}
        if benefit is not None and reading is not None:
            try:
                benefit = benefit.under(reading)
            except Problems as error:
                self.misfits += [Misfit(f"{path}.inputs.reading", found, **self.at) for found in error.problems]
        if project and project.actual is not None:
            for name in CEILING:
                if inputs.get(name) is not None:
                    only = Text("只在项目里填写一次", "given once, with the project")
                    self.wrong(f"{path}.inputs.{name}", "conflict", name, inputs[name], only, label=SUMS[name])
        if benefit is None:
            return None
        named = None if reading is None else str(reading)
        return Claim(place=place, benefit=benefit, year=year or 0, inputs=inputs, reading=named, project=project, cost=cost)

    def one_reading(self, claims: list[Claim]) -> None:
        """Complains of claims on one benefit that read its words in different ways: they would share limits of different kinds."""
        first: dict[str, Claim] = {}
        for claim in claims:
            before = first.setdefault(claim.benefit.id, claim)
            if before.benefit.taken != claim.benefit.taken:
                self.at = {"claim": claim.place, "project": None}
                same = Text("同一事项的各项申报采用同一种理解", "the same reading for all claims on a benefit")
                self.wrong(f"claims[{claim.place}].inputs.reading", "conflict", "reading", claim.reading, same, benefit=claim.benefit.name)

    def project(self, data: Any, path: str, projects: dict[str, Project]) -> Project | None:
        if data is None:
            return None
        id = trimmed(data) if isinstance(data, str) else data
        if isinstance(id, str) and id in projects:
            return projects[id]
        known = (
            Text("、".join(projects), " or ".join(projects)) if projects else Text("先在projects里列出项目", "a project listed in projects")
        )
        self.wrong(path, "not-a-choice", "project", data, known)
        return None

    def funded(self, data: Any) -> dict[str, frozenset[int]]:
        found: dict[str, frozenset[int]] = {}
        for place, entry in enumerate(self.items(data, "already_funded")):
            path = f"already_funded[{place}]"
            if not isinstance(entry, dict):
                expected = Text('一个对象，如{"benefit":…,"years":[2025]}', 'an object such as {"benefit": …, "years": [2025]}')
                self.wrong(path, "bad-request", "already_funded", entry, expected)
                continue
            self.keys(entry, ("benefit", "years"), f"{path}.")
            benefit = self.benefit(entry.get("benefit"), f"{path}.benefit")
            if benefit is not None and years_of(benefit) is None:
                lasting = Text("按年度计算年限的事项", "a benefit that is given for a number of years")
                self.wrong(f"{path}.benefit", "not-a-choice", "benefit", benefit.id, lasting)
            given = self.items(entry.get("years"), f"{path}.years", required=True)
            years = [self.year(year, f"{path}.years[{number}]", "years") for number, year in enumerate(given)]
            if benefit is not None:
                found[benefit.id] = found.get(benefit.id, frozenset()) | {year for year in years if year is not None}
        return found


def _year(data: Any) -> Value:
    return numerals.year(data) if isinstance(data, str) else _COUNT.read(data)


def _at_benefit(found: Problem) -> Problem:
    return Problem(found.code, "benefit", found.message, found.brief)
