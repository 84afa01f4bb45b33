"""What the claims of a plan share by law: limits, the ceiling of a project, years of funding, and payments that are made once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from calculator import catalogue
from calculator.benefit import Benefit
from calculator.frozen import Frozen
from calculator.inputs import Value
from calculator.money import Money
from calculator.planning.request import Plan, Project
from calculator.planning.worked import Worked, limits_with_rest, whole, years_of
from calculator.steps import AtMost, Years
from calculator.steps.base import Step
from calculator.steps.principles import HigherOf, InvestmentCeiling
from calculator.steps.scope import about_a_thing, about_a_year, about_one_alone
from calculator.text import Text

Key = tuple[object, ...]


class Limit(Frozen, kw_only=False):
    """A limit over several claims. `step` is the limit of a clause, or the highest of its pool (`pooled`); without one
    it is the ceiling of `project`. `received`: what was had of it before and is no longer in `most`."""

    most: int
    claims: list[int]
    received: int = 0
    step: AtMost | None = None
    project: Project | None = None
    pooled: bool = False


class SharedYears(Frozen, kw_only=False):
    """Years of funding that claims of one or several benefits count together. `funded`: those before the plan."""

    step: Years
    funded: frozenset[int]
    claims: list[int]


class Exclusion(Frozen, kw_only=False):
    """Only one of these sets of claims is paid. `rule`: same-cost, once or one-a-year; with the words that say so."""

    rule: str
    article: int
    quote: Text
    alternatives: tuple[frozenset[int], ...]


class Shared(Frozen, kw_only=False):
    """`own`, `common`: for each claim its limits on the benefit's and the project's side, innermost first. `held`: claims for what
    was paid before the plan, with the words that allow it once."""

    limits: list[Limit]
    own: list[list[int]]
    common: list[list[int]]
    years: list[SharedYears]
    exclusions: list[Exclusion]
    held: dict[int, Exclusion]

    def span_of(self, claim: int) -> int | None:
        return next((number for number, years in enumerate(self.years) if claim in years.claims), None)


def shared_by(claims: Sequence[Worked], plan: Plan) -> Shared:
    """What these claims share; they are meant by their places in the sequence."""
    limits, own, common = _limits(claims)
    exclusions = [*_same_cost(claims), *_one_a_year(claims)]
    once = _once(claims, plan)
    held = {place: one for one, thing in once for place in _all(one.alternatives) if _was_held(claims[place], thing, plan)}
    exclusions += [one for one, _ in once if len(one.alternatives) > 1]
    return Shared(limits, own, common, _years(claims, plan), exclusions, held)


def _all(sets: Iterable[frozenset[int]]) -> Iterator[int]:
    return (place for one in sets for place in sorted(one))


def _limits(claims: Sequence[Worked]) -> tuple[list[Limit], list[list[int]], list[list[int]]]:
    found: dict[Key, Limit] = {}
    gone: dict[Key, dict[Key, int]] = {}
    chains: list[list[tuple[bool, Key]]] = []
    for place, worked in enumerate(claims):
        chain: list[tuple[bool, Key]] = []
        for step, full, left in [] if worked.open else _most_of(worked):
            if key := _key(step, worked):
                limit = found.setdefault(key, Limit(full, [], step=step))
                limit.claims.append(place)
                if left < limit.most:  # of what was received before, one claim may know more than another
                    found[key] = limit.but(most=left, received=full - left)
                chain.append((about_a_thing(step.per), key))
                if step.pool:
                    pool: Key = ("pool", step.pool, *key[2:])
                    if pool not in found or found[pool].most < full:
                        found[pool] = Limit(full, found[pool].claims if pool in found else [], step=step, pooled=True)
                    found[pool].claims.append(place)
                    gone.setdefault(pool, {})[key] = max(full - left, gone.get(pool, {}).get(key, 0))
                    chain.append((about_a_thing(step.per), pool))
        project = worked.claim.project
        if project and worked.under_ceiling and (room := project.room(_counts(worked))) is not None and not worked.open:
            key = ("project", project.id)
            found.setdefault(key, Limit(whole(room), [], project=project)).claims.append(place)
            chain.append((True, key))
        chains.append(chain)
    for pool, received in gone.items():  # what was received before under any limit of a pool counts against the pool
        before = sum(received.values())
        found[pool] = found[pool].but(most=max(0, found[pool].most - before), received=before)
    # A clause's limit of one claim binds in its own sum already, and a pool of one benefit in that benefit's limit.
    own = {tuple(limit.claims) for limit in found.values() if not limit.pooled}
    kept = [
        key
        for key, limit in found.items()
        if limit.project or (len(limit.claims) > 1 and not (limit.pooled and tuple(limit.claims) in own))
    ]
    place_of = {key: number for number, key in enumerate(kept)}
    sides: list[list[list[int]]] = []
    for side in (False, True):
        chosen = [[place_of[key] for is_common, key in chain if is_common is side and key in place_of] for chain in chains]
        sides.append([sorted(ones, key=lambda number: len(found[kept[number]].claims)) for ones in chosen])
    return [found[key] for key in kept], sides[0], sides[1]


def _counts(worked: Worked) -> str:
    """Whose funding of a project counts, on the reading that the claim has."""
    taken = worked.claim.benefit.taken
    return (taken.counts if taken else None) or "all-levels"


def _most_of(worked: Worked) -> Iterator[tuple[AtMost, int, int]]:
    """The limits of a claim with what each lets out at the end of the pipeline, in all and after what was received before: five
    products are 250,000 yuan."""
    steps = limits_with_rest(worked.claim.benefit.steps)
    asked = {name for step, _ in steps if isinstance(step, AtMost) for name, _ in step.only_for}  # which of them hold hangs on these
    values = {name: worked.answer().values[name] for name in asked}
    for step, after in steps:
        if isinstance(step, AtMost):
            full, left = _let_out(step, after, values), _let_out(step, after, values | worked.received)
            if full is not None and left is not None:
                yield step, full, left


def _let_out(step: AtMost, after: tuple[Step, ...], values: dict[str, Value]) -> int | None:
    most = step.reach(None, values)
    for later in after:
        if most is not None and not later.gate and not isinstance(later, InvestmentCeiling | HigherOf):
            most = later.reach(most, values)
    return None if most is None else whole(most.rounded() if isinstance(most, Money) else int(most))


def _key(step: AtMost, worked: Worked) -> Key | None:
    """What claims must have in common to share a limit; None where nothing is shared."""
    claim = worked.claim
    if about_one_alone(step.per):
        return None
    year = claim.year if about_a_year(step.per) else None
    if not about_a_thing(step.per):
        return claim.benefit.id, step.id, None, year
    several = any(isinstance(value, list | tuple) and len(value) > 1 for value in claim.inputs.values())
    if claim.project is None or several:
        return None  # a claim without a project, and each item of a list, is for a thing of its own
    return claim.benefit.id, step.id, claim.project.id, year


def span_name(benefit: Benefit) -> str | None:
    """By what name a benefit's years are counted; benefits of one name count theirs together."""
    years = years_of(benefit)
    return None if years is None else years.span or benefit.id


def _years(claims: Sequence[Worked], plan: Plan) -> list[SharedYears]:
    before: dict[str | None, frozenset[int]] = {}
    for id, years in plan.funded.items():
        name = span_name(catalogue.benefit(id))
        before[name] = before.get(name, frozenset()) | years
    found: dict[str, SharedYears] = {}
    for place, worked in enumerate(claims):
        name = span_name(worked.claim.benefit)
        if name is not None and worked.years is not None and not worked.open:
            taken = worked.claim.benefit.taken
            anew = taken is not None and taken.sharing is not None and taken.sharing.anew
            funded = frozenset[int]() if anew else before.get(name, frozenset())
            found.setdefault(name, SharedYears(worked.years, funded, [])).claims.append(place)
    return list(found.values())


def _same_cost(claims: Sequence[Worked]) -> list[Exclusion]:
    named: dict[str, list[int]] = {}
    for place, worked in enumerate(claims):
        if worked.claim.cost and not worked.open:
            named.setdefault(worked.claim.cost, []).append(place)
    principles = catalogue.principles()
    return [
        Exclusion("same-cost", principles.article, principles.no_duplicate, tuple(frozenset((place,)) for place in places))
        for places in named.values()
        if len(places) > 1
    ]


def _once(claims: Sequence[Worked], plan: Plan) -> list[tuple[Exclusion, bool]]:
    """Titles and one-off rewards, with whether each is for a named thing (a park)."""
    found: dict[Key, list[int]] = {}
    for place, worked in enumerate(claims):
        once, claim = worked.claim.benefit.combining.once, worked.claim
        if once is None or worked.open:
            continue
        payee = claim.benefit.combining.payee
        if about_one_alone(once.per) and not (payee and payee.kind == plan.kind):
            continue  # several persons, each once; only a plan of one's own is for one person
        thing = claim.project.id if claim.project and about_a_thing(once.per) else None
        year = claim.year if about_a_year(once.per) else None
        found.setdefault((claim.benefit.id, thing, year, worked.value(once.by) if once.by else None), []).append(place)
    exclusions = []
    for key, places in found.items():
        benefit = claims[places[0]].claim.benefit
        once = benefit.combining.once
        assert once is not None
        sets = tuple(frozenset((place,)) for place in places)
        exclusions.append((Exclusion("once", benefit.article, once.quote, sets), key[1] is not None))
    return exclusions


def _was_held(worked: Worked, thing: bool, plan: Plan) -> bool:
    return worked.claim.benefit.id in plan.holds and not thing


def _one_a_year(claims: Sequence[Worked]) -> list[Exclusion]:
    """Items of which, on the reading taken, one applicant has one a year, such as rent in one kind of park or another."""
    found: dict[Key, dict[str, set[int]]] = {}
    for place, worked in enumerate(claims):
        benefit = worked.claim.benefit
        sharing = benefit.taken.sharing if benefit.taken else None
        if sharing and sharing.one_of and not worked.open:
            found.setdefault((sharing.one_of, worked.claim.year), {}).setdefault(benefit.id, set()).add(place)
    principles = catalogue.principles()
    return [
        Exclusion("one-a-year", principles.article, principles.no_duplicate, tuple(frozenset(places) for places in by_benefit.values()))
        for by_benefit in found.values()
        if len(by_benefit) > 1
    ]
