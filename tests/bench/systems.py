"""The three systems of the start bench: the built site, a bare page with Pyodide, and PyScript; each with the same two calculators."""

import json
import shutil
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from string import Template

from calculator import wire
from site_src.builder.hosting.policy_headers import strict_policy
from site_src.builder.hosting.precompress import RUNTIME_QUALITY, write_siblings
from site_src.builder.places import ROOT
from tests.bench.rivals.install import MODULES, install

PAGES = Path(__file__).parent / "pages"
PLACE = ROOT / "build" / "bench" / "start"


@dataclass(frozen=True, slots=True)
class Figure:
    """What is typed into one calculator, in 万元, and the headline that must then stand there."""

    benefit: str
    input: str
    text: str
    article: str  # the page of the site that holds it

    @property
    def headline(self) -> str:
        """As the calculator of this checkout says it; none of the shorter texts on the way to the whole may say the same."""
        said = [self._said(self.text[:length]) for length in range(1, len(self.text) + 1)]
        assert said[-1] not in said[:-1], said
        return said[-1]

    def _said(self, text: str) -> str:
        request = {"benefit": self.benefit, "lang": "zh", "money_unit": "万元", "inputs": {self.input: text}}
        answer = json.loads(wire.respond(json.dumps(request)))
        assert answer["answer"]["outcome"] == "amount", answer
        return str(answer["headline"])


FIRST = Figure("compute-voucher", "annual_compute_spend", "500", "01-computing-power")
SECOND = Figure("tech-upgrade-reward", "annual_fixed_asset_investment", "300", "06-key-technologies")


@dataclass(frozen=True, slots=True)
class System:
    name: str
    folder: Path
    paths: tuple[str, str]  # the pages of the two figures
    within: str  # where the calculator stands in them, as a selector; `{}` is the benefit
    policy: str  # Content-Security-Policy

    def targets(self) -> list[dict[str, str]]:
        """What watch.js looks for."""
        return [
            {
                "path": path,
                "field": f'{self.within.format(figure.benefit)} input[name="{figure.input}"]',
                "output": f'{self.within.format(figure.benefit)} output[name="amount"]',
                "headline": figure.headline,
            }
            for path, figure in zip(self.paths, (FIRST, SECOND), strict=True)
        ]


def systems(site: Path) -> list[System]:
    """The site as built and the two that it is compared with, made ready in build/bench/start; these have no policy to obey."""
    install()
    _lay_out(ROOT / "build" / "wheel")
    ours = tuple(f"zh/articles/{figure.article}/" for figure in (FIRST, SECOND))
    return [
        System("ours", site, (ours[0], ours[1]), 'subsidy-calculator[benefit="{}"]', strict_policy(site)),
        System("bare", PLACE, ("bare.html", "bare-2.html"), "body", ""),
        System("pyscript", PLACE, ("pyscript.html", "pyscript-2.html"), "body", ""),
    ]


def is_runtime(path: str) -> bool:
    """Whether a file is part of Python in the browser, and not of the page."""
    return path.startswith("runtime/") or path.startswith("assets/worker-")


def _lay_out(wheels: Path) -> None:
    """The rivals' files below `runtime/`, so that the server has them kept like ours, with siblings packed as small as ours."""
    shutil.rmtree(PLACE / "runtime", ignore_errors=True)
    (wheel,) = wheels.glob("*.whl")
    for source, target in (
        (ROOT / "node_modules" / "pyodide", "pyodide"),
        (MODULES / "@pyscript" / "core" / "dist", "pyscript"),
    ):
        shutil.copytree(source, PLACE / "runtime" / target, ignore=shutil.ignore_patterns("*.map", "*.html", "*.ts", "*.md"))
    shutil.copy(wheel, PLACE / "runtime")
    for kind in ("bare", "pyscript"):
        page = Template((PAGES / f"{kind}.html").read_text(encoding="utf-8"))
        names = (f"{kind}.html", f"{kind}-2.html")
        for figure, name, other in zip((FIRST, SECOND), names, names[::-1], strict=True):
            text = page.substitute(label=figure.benefit, input=figure.input, benefit=figure.benefit, wheel=wheel.name, other=other)
            (PLACE / name).write_text(text, encoding="utf-8")
    cache = ROOT / "build" / "compressed"  # the site's own, which has most of these files
    cache.mkdir(parents=True, exist_ok=True)
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(lambda path: write_siblings(path, cache, RUNTIME_QUALITY), list(_files())))


def _files() -> Iterator[Path]:
    return (path for path in PLACE.rglob("*") if path.is_file() and path.suffix not in (".br", ".gz"))
