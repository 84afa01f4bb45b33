"""A curve as its template needs it: the picture with its words in one language, its scale for the marker, and the break-points in words."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from textwrap import wrap
from unicodedata import east_asian_width

from markupsafe import Markup

from calculator.text import LANGUAGES, Text
from site_src.builder.curves.curves import Curve, Point, Run, written
from site_src.builder.curves.plot import LEFT, RIGHT, TEXT, WIDTH, Drawing, Flag, picture
from site_src.builder.wording import both

_LINE = (WIDTH - LEFT - RIGHT) // 7 + 6  # letters of a title


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """One stretch in words, with the steps that decide it as links."""

    says: str
    steps: tuple[tuple[str, str], ...]  # key and what the step says


@dataclass(frozen=True, slots=True, kw_only=True)
class CurveView:
    """One picture in one language. `scale`: base and amount at the ends of the box, in yuan or things."""

    benefit: str
    view_box: str
    inside: Markup
    box: str
    scale: str
    runs: tuple[tuple[str, str, tuple[Stretch, ...]], ...]  # choices as `name=value`, name, stretches
    title: str
    caption: str
    up_to: bool


def view(curve: Curve, laws: Mapping[str, Text], lang: str) -> CurveView:
    """The curve in one language. `laws`: what each step says in general, by its key."""
    drawing = _drawing(curve)
    say = both("curve.title_each" if curve.each else "curve.title")[lang]
    return CurveView(
        benefit=curve.benefit,
        view_box=f"0 0 {WIDTH} {drawing.height}",
        inside=Markup(_worded(picture(drawing), curve, drawing, lang)),
        box=" ".join(map(str, drawing.box)),
        scale=f"{float(curve.base.most):.15g} {drawing.y_top:.15g}",
        runs=tuple(
            (
                " ".join(f"{name}={value}" for name, value in run.given.items()),
                run.name[lang] if run.name else "",
                tuple(_stretch(curve, run, n, laws, lang) for n in range(len(run.segments))),
            )
            for run in curve.runs
        ),
        title=say.format(base=curve.base.title[lang], paid=curve.paid.title[lang]),
        caption=both("curve.up_to" if curve.up_to else "curve.exact" if curve.kinks else "curve.unlimited")[lang],
        up_to=curve.up_to,
    )


def _drawing(curve: Curve) -> Drawing:
    flags = [
        Flag(
            at=(float(kink.x), float(kink.y)), width=max(_width(text) for text in _both(_flag(curve, run, kink))), run=curve.runs.index(run)
        )
        for run, kink in curve.kinks
    ]
    titles = [_titles(curve, lang) for lang in LANGUAGES]
    return Drawing(
        lines=tuple(
            tuple(tuple((float(point.x), float(point.y)) for point in segment.points) for segment in run.segments) for run in curve.runs
        ),
        x_most=float(curve.base.most),
        y_top=float(curve.paid.most),
        x_ticks=tuple(map(float, curve.base.ticks)),
        y_ticks=tuple(map(float, curve.paid.ticks)),
        flags=tuple(flags),
        title_lines=max(map(len, titles)),
        filled=curve.up_to,
        stepped=curve.counted,
    )


def _both(text: Text) -> tuple[str, ...]:
    return tuple(text[lang] for lang in LANGUAGES)


def _width(text: str) -> float:
    return sum(TEXT if east_asian_width(letter) in "WF" else TEXT * 0.56 for letter in text)


def _flag(curve: Curve, run: Run, kink: Point) -> Text:
    base = written(kink.base)
    if run.name:
        return run.name + both("colon") + base
    words = both("curve.reaches")
    return Text(words.zh.format(base=base.zh), words.en.format(base=base.en))


def _titles(curve: Curve, lang: str) -> list[str]:
    whole = curve.base.title[lang] + curve.base.unit[lang]
    return wrap(whole, _LINE) if lang == "en" else [whole]


def _worded(inside: str, curve: Curve, drawing: Drawing, lang: str) -> str:
    """The picture with words for its keys, and with the steps that decide each stretch."""
    titles = _titles(curve, lang)
    words = {"y": curve.paid.title[lang] + curve.paid.unit[lang]}
    words |= {f"x{n}": curve.base.number(tick)[lang] for n, tick in enumerate(curve.base.ticks)}
    words |= {f"y{n}": curve.paid.number(tick)[lang] for n, tick in enumerate(curve.paid.ticks)}
    words |= {f"title{n}": titles[n] if n < len(titles) else "" for n in range(drawing.title_lines)}
    words |= {f"flag{n}": _flag(curve, run, kink)[lang] for n, (run, kink) in enumerate(curve.kinks)}
    inside = re.sub(r"\{(\w+)\}", lambda found: escape(words[found[1]]), inside)
    steps = {f"{r}:{n}": segment.steps for r, run in enumerate(curve.runs) for n, segment in enumerate(run.segments)}
    steps |= {f"flag:{n}": run.after(kink).steps for n, (run, kink) in enumerate(curve.kinks)}
    return re.sub(r'data-of="([^"]+)"', lambda found: f'data-steps="{" ".join(steps[found[1]])}"', inside)


def _stretch(curve: Curve, run: Run, n: int, laws: Mapping[str, Text], lang: str) -> Stretch:
    segment = run.segments[n]
    last = n == len(run.segments) - 1
    start, end = segment.start, segment.end
    said = {
        "from": written(start.base)[lang],
        "to": written(end.base)[lang],
        "low": written(start.paid, curve.unit)[lang],
        "high": written(end.paid, curve.unit)[lang],
    }
    key = "flat" if segment.flat else "rising" if not last else "endless"
    says = both(f"curve.{key}_up_to" if curve.up_to else f"curve.{key}")[lang].format(**said)
    return Stretch(says=says, steps=tuple((step, segment.rate or laws[step][lang]) for step in segment.steps))
