"""The table of the READMEs' section on speed, from what `make bench` has measured.

    python -m tests.bench.report    keeps build/bench.json as tests/bench/measured.json, and writes the table into both READMEs

What the READMEs say is made from measured.json alone, and a test keeps them equal. A ratio is ours over theirs for times and bytes,
so less is better; for rates it says how many times as many are ours, so more is better. A part that was not measured has no row.
"""

import json
import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from calculator.text import LANGUAGES, Text
from site_src.builder.places import BUILD, ROOT
from tests.bench.keystroke import ECHO

MEASURED = Path(__file__).with_name("measured.json")
READMES = {"en": ROOT / "README.md", "zh": ROOT / "README.zh.md"}
_MARKED = re.compile(r"(<!-- speed -->\n).*?(<!-- /speed -->)", re.DOTALL)
_SLOW = "20 Mbit/s, 40 ms"
_NONE = "—"

Data = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Row:
    """One line: a figure of ours, where there is one a figure beside it, and the goal: of the ratio, or with its unit of ours."""

    part: str  # of the bench
    label: Text
    unit: str
    ours: Callable[[Data], float]
    beside: Callable[[Data], float] | None = None
    goal: str = ""


def _start(line: str, visit: str, label: Text, goal: str = "") -> Iterator[Row]:
    def of(system: str) -> Callable[[Data], float]:
        return lambda found: float(found["times"][line][system][visit]["median_ms"])

    yield Row("start", Text(f"{label['zh']}，对比最简页面", f"{label['en']}, beside the bare page"), "ms", of("ours"), of("bare"), goal)
    yield Row("start", Text(f"{label['zh']}，对比 PyScript", f"{label['en']}, beside PyScript"), "ms", of("ours"), of("pyscript"))


def _bytes(host: str, label: Text, goal: str) -> Row:
    def of(system: str) -> Callable[[Data], float]:
        return lambda found: float(found["bytes"][host][system]["runtime_bytes"])

    return Row("start", label, "kB", of("ours"), of("bare"), goal)


def _rate(rivals: tuple[str, ...], label: Text, goal: str) -> Row:
    def fastest(found: Data) -> float:
        return max(float(found["all"]["answers_per_second"][rival]) for rival in rivals)

    return Row("answers", label, "/s", lambda found: float(found["all"]["answers_per_second"]["ours"]), fastest, goal)


def _key(case: str, label: Text) -> Iterator[Row]:
    for what, word, goal in (
        ("painted_ms", Text("页面画出", "painted"), "≤ 16 ms"),
        ("on_screen_ms", Text("出现在屏幕上", "on the screen"), ""),
    ):

        def of(page: str, what: str = what) -> Callable[[Data], float]:
            return lambda found: float(found[page][what]["p95"])

        yield Row("keystroke", Text(f"{label['zh']}，{word['zh']}", f"{label['en']}, {word['en']}"), "ms", of(case), of(ECHO), goal)


def _worst_score(found: Data) -> float:
    return min(float(score) for page in found.values() if isinstance(page, dict) and "scores" in page for score in page["scores"].values())


def _heaviest_measure(found: Data) -> float:
    return max(float(page["compressed"]["bytes"]) for name, page in found.items() if name.endswith(" measure"))


ROWS = (
    *_start("unthrottled", "cold", Text("首次访问，不限速", "First visit, unthrottled"), "≤ 0.35"),
    *_start(_SLOW, "cold", Text("首次访问，20 Mbit/s、40 ms", f"First visit, {_SLOW}"), "≤ 0.40"),
    *_start("unthrottled", "warm", Text("再次访问，不限速", "Later visit, unthrottled"), "≤ 0.30"),
    *_start(_SLOW, "warm", Text("再次访问，20 Mbit/s、40 ms", f"Later visit, {_SLOW}"), "≤ 0.30"),
    *_start("unthrottled", "second_page", Text("同次访问的第二页，不限速", "Second page of a visit, unthrottled")),
    *_start(_SLOW, "second_page", Text("同次访问的第二页，20 Mbit/s、40 ms", f"Second page of a visit, {_SLOW}")),
    _bytes("compressing", Text("运行环境大小，服务器压缩", "Runtime, from a server that compresses"), "≤ 0.70"),
    _bytes("plain", Text("运行环境大小，服务器不压缩", "Runtime, from a server that does not"), "≤ 0.60"),
    Row("weight", Text("条文页，填写之前", "A measure page, before anyone types"), "kB", _heaviest_measure, None, "≤ 300 kB"),
    Row(
        "lighthouse",
        Text("Lighthouse 手机评分，各页各项最低值", "Lighthouse on a phone, lowest score of any page"),
        "",
        _worst_score,
        None,
        "≥ 95",
    ),
    _rate(("publicodes",), Text("每秒答案（含步骤），对比 publicodes", "Answers a second with steps, beside publicodes"), "≥ 10"),
    _rate(
        ("openfisca_arrays_steps", "openfisca_situation_steps"),
        Text("每秒答案（含步骤），对比 OpenFisca", "Answers a second with steps, beside OpenFisca"),
        "≥ 5",
    ),
    Row(
        "batch",
        Text("批量测算每秒行数（CSV），对比 OpenFisca 读写同一文件", "Batch rows a second (CSV), beside OpenFisca with the same file"),
        "/s",
        lambda found: float(found["csv_to_csv"]["rows_per_second"]),
        lambda found: float(found["openfisca"]["table_rows_per_second"]),
    ),
    *_key("simple rule", Text("按键到答案（第 95 百分位），规则简单", "Key to answer (95th percentile), simple rule")),
    *_key("largest form", Text("按键到答案（第 95 百分位），表单最大", "Key to answer (95th percentile), largest form")),
    *_key("long list", Text("按键到答案（第 95 百分位），列表较长", "Key to answer (95th percentile), long list")),
    Row("build", Text("从零构建", "Build from nothing"), "s", lambda found: float(found["from_nothing"]["seconds"]), None, "≤ 45 s"),
    Row(
        "build",
        Text("修改条文后重新显示（`make serve`）", "A changed measure back on screen (`make serve`)"),
        "s",
        lambda found: float(found["changed"]["seconds"]),
        None,
        "≤ 5 s",
    ),
    Row(
        "tenfold",
        Text("十倍条文的构建，对比实际条文", "Build with ten times as many measures, beside the real ones"),
        "s",
        lambda found: float(found["medians"]["tenfold"]["seconds"]),
        lambda found: float(found["medians"]["real"]["seconds"]),
        "≤ 12",
    ),
    *(
        Row(
            "search",
            Text(f"搜索，按键到结果（第 95 百分位），{zh}", f"Search, key to results (95th percentile), {en}"),
            "ms",
            lambda found, size=size: max(float(one["results_ms"]["p95"]) for one in found[size].values()),
            None,
            "≤ 100 ms",
        )
        for size, zh, en in (("real", "实际条文", "real measures"), ("tenfold", "十倍条文", "ten times as many"))
    ),
)
_HEAD = Text("| | 本站 | 对比 | 比值 | 目标 |", "| | ours | beside | ratio | goal |")
_MADE = Text(
    "测于{date}：{processor}，{cores} 核，{memory_gb} GB，{browser}，Python {python}。",
    "Measured on {date}: {processor}, {cores} cores, {memory_gb} GB, {browser}, Python {python}.",
)


def table(found: Data, lang: str) -> Iterator[str]:
    """The lines of the table, and of what it was measured on."""
    yield _HEAD[lang]
    yield "|---|--:|--:|--:|---|"
    for row in measured(found):
        part = found[row.part]
        ours = row.ours(part)
        beside, ratio = _NONE, _NONE
        if row.beside:
            theirs = row.beside(part)
            beside, ratio = _said(theirs, row.unit), f"{ours / theirs:.2f}"
        yield f"| {row.label[lang]} | {_said(ours, row.unit)} | {beside} | {ratio} | {row.goal or _NONE} |"
    yield ""
    first = next(iter(found.values()))
    yield _MADE[lang].format(**first["machine"], date=first["date"])


def measured(found: Data) -> list[Row]:
    """The rows of the parts that were measured."""
    return [row for row in ROWS if row.part in found]


def _said(figure: float, unit: str) -> str:
    if unit == "kB":
        return f"{figure / 1000:,.0f} kB"
    return f"{figure:,.1f} {unit}".strip() if figure < 100 and unit in ("ms", "s") else f"{figure:,.0f} {unit}".strip()


def written(text: str, found: Data, lang: str) -> str:
    """A README with the table in its place."""
    return _MARKED.sub(lambda place: place[1] + "\n".join(table(found, lang)) + "\n" + place[2], text)


def main() -> None:
    shutil.copyfile(BUILD / "bench.json", MEASURED)
    found = json.loads(MEASURED.read_text(encoding="utf-8"))
    for lang in LANGUAGES:
        readme = READMES[lang]
        readme.write_text(written(readme.read_text(encoding="utf-8"), found, lang), encoding="utf-8")


if __name__ == "__main__":
    main()
