"""Cases for Hypothesis: what somebody may give for a benefit, as the calculator takes it and as plain values for a second computation."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from hypothesis import strategies as st

from calculator import catalogue
from calculator.steps.principles import ACTUAL, DISTRICT, HIGHER, OTHER
from calculator.steps.received import RECEIVED
from tests.second import BY_COUNT, SEVERAL
from tests.test_contract import COMPUTED

PUBLISHED: dict[str, dict[str, Any]] = {entry["id"]: entry for entry in COMPUTED}
MATCHING = {"grant_received", "municipal_grant"}  # higher-level funding contains the grant that is matched
WAN_FEN = 10**6

# Sums cluster where limits bite: round numbers of 万元, a few fen beside them, some anywhere up to the largest accepted.
_NEAR = st.builds(
    lambda wan, fen: max(0, wan * WAN_FEN + fen),
    st.sampled_from((0, 1, 20, 100, 125, 200, 500, 600, 1000, 2000, 25000)),
    st.integers(-2, 2),
)
_THIRDS = st.builds(lambda wan, fen: max(0, wan * WAN_FEN // 3 + fen), st.sampled_from((1, 100, 500, 1000, 5000)), st.integers(-2, 2))
FEN = st.one_of(_NEAR, _THIRDS, st.integers(0, 10**9), st.integers(0, 10**17))
COUNT = st.one_of(st.integers(0, 12), st.integers(0, 10**6), st.integers(0, 10**15))


@dataclass(frozen=True)
class Given:
    """`inputs` as JSON would bring them, `plain` for the second computation, `refused`: a condition was answered the wrong way;
    `partly`: one on part of what was entered was. What a lead sentence says is answered either way."""

    inputs: dict[str, Any]
    plain: dict[str, Any]
    refused: bool
    partly: bool


def yuan(fen: int) -> Decimal:
    return Decimal(fen).scaleb(-2)


@st.composite
def cases(draw: st.DrawFn, id: str, article_21: bool = True, conditions: bool = True) -> Given:
    """A case that can be answered: everything required is there and nothing contradicts."""
    published = PUBLISHED[id]
    fen: dict[str, Any] = {}
    inputs: dict[str, Any] = {}
    chosen = _chosen(draw, published["inputs"])
    for promised in chosen:
        name, kind = promised["name"], promised["type"]
        if kind == "money":
            fen[name] = draw(FEN if name != "fiscal_part" else st.integers(0, fen["project_total_investment"]))
            inputs[name] = yuan(fen[name])
        elif kind == "money-list":
            fen[name] = draw(st.lists(FEN, min_size=1, max_size=5))
            inputs[name] = [yuan(item) for item in fen[name]]
        else:
            inputs[name] = draw(_VALUES[kind](promised))
    plain: dict[str, Any] = {
        name: [Fraction(item, 100) for item in value] if isinstance(value, list) else Fraction(value, 100) for name, value in fen.items()
    } | {name: value for name, value in inputs.items() if name not in fen}
    if article_21:
        extra = _article_21(draw, published, fen)
        inputs |= {name: yuan(value) for name, value in extra.items()}
        plain |= {name: Fraction(value, 100) for name, value in extra.items()}
    if id in SEVERAL and draw(st.booleans()):
        received = draw(st.integers(0, 7) if id in BY_COUNT else FEN)
        inputs[RECEIVED] = received if id in BY_COUNT else yuan(received)
        plain[RECEIVED] = Fraction(received, 1 if id in BY_COUNT else 100)
    refused = partly = False
    if conditions:
        promised_names = {promised["name"] for promised in published["inputs"]}
        for field in catalogue.benefit(id).conditions:
            if field.name not in promised_names:
                holds = draw(st.sampled_from((None, None, None, True, True, True, True, True, True, True, True, False)))
                if holds is not None:
                    inputs[field.name] = holds is field.expects
                refused |= holds is False and not field.part and not field.direction
                partly |= holds is False and bool(field.part)
    return Given(inputs, plain, refused, partly)


def _chosen(draw: st.DrawFn, inputs: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The inputs that are given: the required, some of those with a default, one of a group; at least one."""
    groups: dict[str, list[str]] = {}
    for promised in inputs:
        if "one_of" in promised:
            groups.setdefault(promised["one_of"], []).append(promised["name"])
    one = {group: draw(st.sampled_from(names)) for group, names in groups.items()}
    kept = [
        promised for promised in inputs
        if (one[promised["one_of"]] == promised["name"] if "one_of" in promised else "default" not in promised or draw(st.booleans()))
    ]  # fmt: skip
    return kept or inputs[:1]


_VALUES = {
    "count": lambda promised: COUNT,
    "percent": lambda promised: st.decimals(-5, 5, places=2),
    "yes-no": lambda promised: st.booleans(),
    "choice": lambda promised: st.sampled_from(promised["values"]),
    "year-of-funding": lambda promised: st.sampled_from((1, 1, 2, 2, 3, 3, 4, 12)),
}


def _article_21(draw: st.DrawFn, published: dict[str, Any], fen: dict[str, Any]) -> dict[str, int]:
    extra: dict[str, int] = {}
    several = any(isinstance(value, list) and len(value) > 1 for value in fen.values())
    if published["ceiling"] != "no" and not several and draw(st.booleans()):
        matched = max((value[0] if isinstance(value, list) else value for name, value in fen.items() if name in MATCHING), default=0)
        extra[HIGHER] = min(matched + draw(st.one_of(st.just(0), FEN)), 10**17)
        if draw(st.booleans()):
            extra[DISTRICT] = draw(FEN)
        others = extra[HIGHER] + extra.get(DISTRICT, 0)
        extra[ACTUAL] = min(draw(st.one_of(FEN, FEN.map(lambda room: others + room))), 10**17)
    if published["unit"] == "CNY" and draw(st.sampled_from((True, False, False))):
        extra[OTHER] = draw(FEN)
    return extra
