"""Draws a curve with Matplotlib and makes the picture fit for a page: no ids, no styles, no fonts of its own, no words.

A picture is drawn once for both languages. Where words belong stands a key in braces (`{x2}`, `{flag0}`); shapes carry classes, so that
the page's style sheet gives them their colours, in the light, in the dark and on paper. The same curve gives the same bytes."""

from __future__ import annotations

import hashlib
import io
import json
import re
import xml.etree.ElementTree as ET
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

from site_src.builder.places import BUILD

CACHE = BUILD / "curves"
WIDTH, LEFT, RIGHT, TOP, BOTTOM = 400, 56, 18, 30, 44  # units of the picture; a phone shows nearly one a pixel
PLOT_HEIGHT, LINE_HEIGHT, FLAG_GAP = 144, 18, 16
TEXT = 13  # size of all words
SVG = "{http://www.w3.org/2000/svg}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Flag:
    """A label that stands above a break-point; `at`: the point, `width`: of the longer of both languages' words."""

    at: tuple[float, float]
    width: float
    run: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """What a picture shows, as bare numbers. `lines`: for each run its stretches, each a list of points."""

    lines: tuple[tuple[tuple[tuple[float, float], ...], ...], ...]
    x_most: float
    y_top: float
    x_ticks: tuple[float, ...]
    y_ticks: tuple[float, ...]
    flags: tuple[Flag, ...]
    title_lines: int
    filled: bool
    stepped: bool

    @property
    def height(self) -> int:
        """Of the whole picture."""
        _, top, _, height = self.box
        return top + height + BOTTOM + (self.title_lines - 1) * LINE_HEIGHT

    @property
    def box(self) -> tuple[int, int, int, int]:
        """Where the values lie: x and y of the upper left corner, width, height. The height stands for `y_top`."""
        flags = len(self.flags) * LINE_HEIGHT + FLAG_GAP if self.flags else FLAG_GAP // 2
        return LEFT, TOP + flags, WIDTH - LEFT - RIGHT, PLOT_HEIGHT


def picture(drawing: Drawing) -> str:
    """The inside of an `<svg>`; taken from build/curves when the very same was drawn before."""
    state = json.dumps([_plain(drawing), *_tools()], sort_keys=True)
    kept = CACHE / f"{hashlib.sha256(state.encode()).hexdigest()[:24]}.svg"
    if kept.exists():
        return kept.read_text(encoding="utf-8")
    drawn = _cleaned(_drawn(drawing))
    CACHE.mkdir(parents=True, exist_ok=True)
    kept.write_text(drawn, encoding="utf-8")
    return drawn


@cache
def _tools() -> tuple[str, str]:
    """What else the picture hangs on."""
    return version("matplotlib"), Path(__file__).read_text(encoding="utf-8")


def _plain(drawing: Drawing) -> dict[str, Any]:
    return {
        **{name: getattr(drawing, name) for name in Drawing.__slots__ if name != "flags"},
        "flags": [[flag.at, flag.width, flag.run] for flag in drawing.flags],
    }


def _drawn(drawing: Drawing) -> str:
    """As Matplotlib writes it; each part's id says what the page makes of it."""
    from matplotlib import rc_context  # it takes a while to load, and most builds draw nothing
    from matplotlib.backends.backend_svg import FigureCanvasSVG
    from matplotlib.figure import Figure

    left, top, width, height = drawing.box
    with rc_context({"svg.fonttype": "none", "svg.hashsalt": "curve", "font.size": TEXT, "path.simplify": False}):
        figure = Figure(figsize=(WIDTH / 72, drawing.height / 72))
        canvas = FigureCanvasSVG(figure)
        below = drawing.height - top - height
        axes = figure.add_axes((left / WIDTH, below / drawing.height, width / WIDTH, height / drawing.height))
        axes.set_xlim(0, drawing.x_most)
        axes.set_ylim(0, drawing.y_top)
        axes.set_xticks(drawing.x_ticks, [f"{{x{n}}}" for n in range(len(drawing.x_ticks))])
        axes.set_yticks(drawing.y_ticks, [f"{{y{n}}}" for n in range(len(drawing.y_ticks))])
        axes.grid(True, axis="y", clip_on=False)
        axes.tick_params(length=0, pad=6)
        axes.spines[["left", "top", "right"]].set_visible(False)
        axes.spines["bottom"].set_gid("axis")
        _draw_lines(axes, drawing)
        for n in range(len(drawing.flags)):
            _draw_flag(axes, drawing, n)
        axes.text(0, 1 - (TOP - 16) / drawing.height, "{y}", transform=figure.transFigure, gid="title")
        for n in range(drawing.title_lines):
            y = (6 + (drawing.title_lines - 1 - n) * LINE_HEIGHT) / drawing.height
            axes.text(1 - RIGHT / WIDTH, y, f"{{title{n}}}", transform=figure.transFigure, ha="right", gid="title")
        out = io.StringIO()
        canvas.print_figure(out, format="svg", metadata={"Date": None, "Creator": None, "Format": None, "Type": None})
    return out.getvalue()


def _draw_lines(axes: Any, drawing: Drawing) -> None:
    for run, stretches in enumerate(drawing.lines):
        points = [stretches[0][0], *(point for stretch in stretches for point in stretch[1:])]
        if drawing.filled:
            axes.fill([x for x, _ in points] + [points[-1][0]], [y for _, y in points] + [0], gid="under", clip_on=False)
        for n, stretch in enumerate(stretches):
            style = "steps-post" if drawing.stepped else "default"
            axes.plot(*zip(*stretch, strict=True), drawstyle=style, gid=f"line:{run}:{n}", clip_on=False)
            if drawing.stepped:
                for x, y in stretch[1:] if n else stretch:
                    axes.plot([x], [y], "o", gid=f"dot:{run}:{n}", clip_on=False)


def _draw_flag(axes: Any, drawing: Drawing, n: int) -> None:
    """A pole from the axis through the break-point up to its words, which stand in the middle above it when they are alone."""
    flag, unit_x, unit_y = drawing.flags[n], drawing.x_most / drawing.box[2], drawing.y_top / drawing.box[3]
    x, y = flag.at
    level, anchor, words_x = _flag_place(drawing, n)
    axes.plot([x, x], [0, y], gid=f"drop:{flag.run}", clip_on=False)
    axes.plot([x, x], [y, y + (level + (-4 if anchor == "center" else 10)) * unit_y], gid=f"pole:{flag.run}", clip_on=False)
    axes.plot([x], [y], "o", gid=f"kink:{flag.run}:{n}", clip_on=False)
    axes.text(words_x * unit_x, y + level * unit_y, f"{{flag{n}}}", ha=anchor, gid=f"flag:{flag.run}:{n}")


def _flag_place(drawing: Drawing, n: int) -> tuple[int, str, float]:
    """How high above its point a label stands, which part of it is anchored, and where.

    Several stand so that no pole crosses another's words: to the right of their poles, the leftmost highest; or, where there is
    no room for that, to the left, the rightmost highest."""
    places = [flag.at[0] / drawing.x_most * drawing.box[2] for flag in drawing.flags]
    flag, x, right = drawing.flags[n], places[n], drawing.box[2] + RIGHT
    if len(drawing.flags) == 1:
        half = flag.width / 2
        return FLAG_GAP - 2, "center", max(half - LEFT, min(x, right - half))
    if all(place + 5 + one.width <= right for place, one in zip(places, drawing.flags, strict=True)):
        return (len(drawing.flags) - 1 - n) * LINE_HEIGHT + FLAG_GAP - 2, "left", x + 5
    return n * LINE_HEIGHT + FLAG_GAP - 2, "right", x - 5


def _cleaned(text: str) -> str:
    """Only the shapes and words, with classes in place of styles."""
    axes = next(group for group in ET.fromstring(text).iter(f"{SVG}g") if group.get("id") == "axes_1")
    parts: list[str] = []
    for group in axes.iter(f"{SVG}g"):
        name, *numbers = (group.get("id") or "").split(":")
        if name.startswith(("xtick_", "ytick_")):
            parts += [f'<path class="curve__grid" d="{_path(path)}"/>' for path in group.iter(f"{SVG}path")]
            parts += [_words(text, "curve__tick") for text in group.iter(f"{SVG}text")]
        elif name in ("title", "flag"):
            run = f" curve__flag--{numbers[0]}" if numbers else ""
            parts += [_words(text, f"curve__{name}{run}") for text in group.iter(f"{SVG}text")]
        elif name in ("kink", "dot"):
            used = next(group.iter(f"{SVG}use"))
            x, y = (_short(used.get(key) or "") for key in "xy")
            of = ":".join(numbers) if name == "dot" else f"flag:{numbers[1]}"
            radius = 5 if name == "kink" else 4
            parts.append(f'<circle class="curve__{name} curve__run--{numbers[0]}" data-of="{of}" cx="{x}" cy="{y}" r="{radius}"/>')
        elif name in ("line", "under", "drop", "pole", "axis"):
            run = f" curve__run--{numbers[0]}" if numbers else ""
            of = f' data-of="{":".join(numbers)}"' if name == "line" else ""
            parts += [f'<path class="curve__{name}{run}"{of} d="{_path(path)}"/>' for path in group.iter(f"{SVG}path")]
            if of:  # a broader one that is not seen, to point at
                parts += [f'<path class="curve__hit"{of} d="{_path(path)}"/>' for path in group.iter(f"{SVG}path")]
    return "\n".join(parts)


def _words(text: ET.Element, name: str) -> str:
    anchor = re.search(r"text-anchor: (\w+)", text.get("style") or "")
    x, y = (_short(text.get(key) or "") for key in "xy")
    return f'<text class="{name}" x="{x}" y="{y}" text-anchor="{anchor[1] if anchor else "start"}">{text.text}</text>'


def _path(path: ET.Element) -> str:
    return re.sub(r"-?\d+\.\d+|\s+", lambda found: _short(found[0]) if found[0].strip() else " ", (path.get("d") or "").strip())


def _short(number: str) -> str:
    return f"{float(number):.2f}".rstrip("0").rstrip(".")
