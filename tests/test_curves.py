"""The pictures: their break-points are the calculator's, they run straight between them, and the same is said in words."""

import re
from fractions import Fraction

import pytest

from calculator.evaluation import evaluate
from calculator.inversion import base_of, breakpoints
from calculator.marks import marks
from calculator.money import Money
from calculator.sheet import sheet
from calculator.text import LANGUAGES
from site_src.builder.curves import plot
from site_src.builder.curves.curves import Curve, Point, Run, Value, curve_of, written
from site_src.builder.curves.tables import answer_as_required
from site_src.builder.curves.view import CurveView
from site_src.builder.law.load import MEASURES, read_policy
from site_src.builder.law.policy import Benefit
from site_src.builder.law.source import Complaints
from site_src.builder.views.figures import figures_of

POLICY = read_policy(MEASURES, Complaints())
assert POLICY is not None
DRAWN = [(benefit, curve) for benefit in POLICY.benefits if (curve := curve_of(benefit)) is not None]
EACH = pytest.mark.parametrize(("benefit", "curve"), DRAWN, ids=lambda one: getattr(one, "id", ""))


def paid(benefit: Benefit, run: Run, base: Value) -> Value:
    assert benefit.rule is not None
    name = base_of(benefit.rule) or ""
    text = [str(base)] if benefit.rule.fields[name].type == "money-list" else str(base)
    found = answer_as_required(benefit.rule, {**run.given, name: text}).paid
    return found if found is not None else Money(0) if benefit.rule.unit == "CNY" else 0


def less(base: Value) -> Value:
    return Money(base.fen - 1) if isinstance(base, Money) else base - 1


def view(benefit: Benefit, lang: str) -> CurveView:
    found = figures_of(benefit).curve_view(lang)
    assert found is not None
    return found


def test_every_calculator_with_a_base_has_a_curve() -> None:
    assert POLICY is not None
    with_base = {benefit.id for benefit in POLICY.benefits if benefit.rule and benefit.calculator and base_of(benefit.rule)}
    assert {benefit.id for benefit, _ in DRAWN} == with_base and len(with_base) == 27


@EACH
def test_its_break_points_are_those_of_the_calculator(benefit: Benefit, curve: Curve) -> None:
    assert benefit.rule is not None
    must = {field.name: field.expects for field in benefit.rule.conditions if field.required}
    for run in curve.runs:
        given = run.given or {field.name: field.default or field.values[0] for field in benefit.rule.questions if field.values}
        assert tuple(kink.base for kink in run.kinks) == breakpoints(benefit.rule, {**must, **given})
        for kink in run.kinks:
            assert paid(benefit, run, kink.base) == kink.paid != paid(benefit, run, less(kink.base))


@EACH
def test_every_point_is_the_calculators_and_lines_between_are_straight(benefit: Benefit, curve: Curve) -> None:
    for run in curve.runs:
        for point in run.points:
            assert paid(benefit, run, point.base) == point.paid
        assert run.points[0].x == 0 and run.points[-1].x == curve.base.most
        for segment in run.segments:
            if not curve.counted:
                _is_straight(benefit, run, segment.start, segment.end)


def _is_straight(benefit: Benefit, run: Run, start: Point, end: Point) -> None:
    for part in (Fraction(1, 7), Fraction(1, 2), Fraction(6, 7)):
        base = Money.yuan(start.x + (end.x - start.x) * part).rounded()
        between = start.y + (end.y - start.y) * (Fraction(base.fen, 100) - start.x) / (end.x - start.x)
        found = paid(benefit, run, base)
        assert isinstance(found, Money) and abs(Fraction(found.fen, 100) - between) <= Fraction(2, 100)


@EACH
def test_the_picture_is_the_same_each_time_and_has_no_styles_or_ids(benefit: Benefit, curve: Curve) -> None:
    inside = str(view(benefit, "zh").inside)
    assert not re.search(r"\b(style|id|font-family|xlink)\b|[{}]", inside)
    assert inside.count('<circle class="curve__kink') == len(curve.kinks)


def test_drawing_twice_gives_the_same_bytes() -> None:
    drawing = plot.Drawing(
        lines=((((0.0, 0.0), (20.0, 6.0)), ((20.0, 6.0), (30.0, 6.0))),),
        x_most=30.0,
        y_top=6.0,
        x_ticks=(0.0, 10.0, 20.0, 30.0),
        y_ticks=(0.0, 2.0, 4.0, 6.0),
        flags=(plot.Flag(at=(20.0, 6.0), width=120.0, run=0),),
        title_lines=1,
        filled=True,
        stepped=False,
    )
    assert plot._cleaned(plot._drawn(drawing)) == plot._cleaned(plot._drawn(drawing)) == plot.picture(drawing)


@pytest.mark.parametrize("lang", LANGUAGES)
@EACH
def test_picture_and_words_name_every_break_point(benefit: Benefit, curve: Curve, lang: str) -> None:
    shown = view(benefit, lang)
    words = " ".join(stretch.says for _, _, stretches in shown.runs for stretch in stretches)
    for _, kink in curve.kinks:
        assert written(kink.base)[lang] in str(shown.inside)
        assert written(kink.base)[lang] in words and written(kink.paid, curve.unit)[lang] in words
    assert all(stretch.steps for _, _, stretches in shown.runs for stretch in stretches)
    assert len(shown.runs) == len(curve.runs)
    assert curve.each or curve.base.title[lang] in shown.title


@EACH
def test_the_scale_puts_each_point_where_the_picture_has_it(benefit: Benefit, curve: Curve) -> None:
    shown = view(benefit, "en")
    left, top, width, height = map(float, shown.box.split())
    most, high = map(float, shown.scale.split())
    drawn = {(float(x), float(y)) for x, y in re.findall(r'curve__kink[^>]*cx="([\d.]+)" cy="([\d.]+)"', str(shown.inside))}
    for _, kink in curve.kinks:
        place = left + width * float(kink.x) / most, top + height * (1 - float(kink.y) / high)
        assert any(abs(place[0] - x) < 0.02 and abs(place[1] - y) < 0.02 for x, y in drawn)


@pytest.mark.parametrize("lang", LANGUAGES)
@EACH
def test_an_answer_says_where_it_lies(benefit: Benefit, curve: Curve, lang: str) -> None:
    assert benefit.rule is not None
    run = curve.runs[0]
    point = run.points[-1]
    name = base_of(benefit.rule) or ""
    must = {field.name: field.expects for field in benefit.rule.conditions if field.required}
    base = f"{point.base}元" if isinstance(point.base, Money) else str(point.base)
    given = {**must, **run.given, name: [base] if benefit.rule.fields[name].type == "money-list" else base}
    found = marks(evaluate(benefit.rule, given, 10_000), lang)
    assert found is not None
    assert found["points"] == [{"base": str(point.base), "amount": evaluate(benefit.rule, given).amount}]
    assert run.given.items() <= found["given"].items() and written(point.base)[lang] in found["text"]


def test_each_item_of_a_list_is_a_point_and_nothing_is_one_without_an_answer() -> None:
    benefit = next(benefit for benefit, curve in DRAWN if curve.each)
    assert benefit.rule is not None
    name = base_of(benefit.rule) or ""
    found = marks(evaluate(benefit.rule, {name: ["100", "200"]}, 10_000), "zh")
    assert found is not None and [point["base"] for point in found["points"]] == ["1000000.00", "2000000.00"]
    assert marks(evaluate(benefit.rule, {}), "zh") is None
    assert sheet(benefit.rule, {name: ["x"]}, "zh")["marks"] is None
