"""What the data page shows: the files, the changes, and examples in several languages that tests run as they stand there."""

from __future__ import annotations

import json
from dataclasses import dataclass
from html import escape
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from calculator.inputs import Value
from calculator.money import Money
from calculator.text import LANGUAGES
from site_src.builder.data.files import ARTICLE, CHANGES, FILES, package_name, wheel_name
from site_src.builder.data.lockfile import PYODIDE
from site_src.builder.law.changes import read_changes
from site_src.builder.law.policy import Policy
from site_src.builder.places import SOURCE

EXAMPLES = SOURCE / "examples"
EXAMPLE = "https://example.org/policy/"  # where the site's address is not known; the page says so and puts its own in this one's place
SNIPPETS = {
    "fetch": "fetch.sh",
    "read": "read.py",
    "node": "node.mjs",
    "install": "install.sh",
    "compute": "compute.py",
    "notebook": "notebook.py",
    "pyodide": "pyodide.mjs",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Snippet:
    """An example. `pieces`: its text, cut where the site's address stands; `address`: what stands there until a page knows better."""

    name: str
    file: str
    pieces: tuple[str, ...]
    address: str

    @property
    def html(self) -> tuple[Markup, ...]:
        """The pieces as HTML in a single line, because an empty line would end the block for Markdown."""
        return tuple(Markup(escape(piece, quote=False).replace("\n", "&#10;")) for piece in self.pieces)


class DataPage:
    """The data page in both languages. `site_url`: with a slash at its end, or empty."""

    def __init__(self, policy: Policy, site_url: str = ""):
        self.policy = policy
        self.site_url = site_url
        self.changes = read_changes(policy.edition)
        self.pyodide: str = json.loads((PYODIDE / "package.json").read_text(encoding="utf-8"))["version"]
        self._texts = {lang: self._rendered(lang) for lang in LANGUAGES}

    @property
    def files(self) -> list[tuple[str, str]]:
        """Names of the words that tell of a file, with its address below the root of the site."""
        first = ARTICLE.format(self.policy.articles[0].number)
        listed = [("catalogue", "catalogue.json"), ("benefits", FILES["benefits"].name), ("articles", first), ("wheel", wheel_name())]
        listed += [(name, file.name) for name, file in FILES.items() if name != "benefits"]
        return [(name, f"data/{file}") for name, file in listed]

    def feed(self, lang: str) -> str:
        """The address of the feed below the root; empty where there is none."""
        return self.feed_of(lang) if self.site_url else ""

    @staticmethod
    def feed_of(lang: str) -> str:
        """Where a language's feed would be."""
        return f"data/{CHANGES.format(lang=lang)}"

    def snippets(self, lang: str) -> list[Snippet]:
        """The examples in the order of the page."""
        return self._texts[lang]

    def _rendered(self, lang: str) -> list[Snippet]:
        env = Environment(loader=FileSystemLoader(EXAMPLES), undefined=StrictUndefined)  # plain text; the page escapes it
        address = self.site_url or EXAMPLE
        values = self._values(lang)
        texts = {name: env.get_template(f"{file}.j2").render(site=address, **values) for name, file in SNIPPETS.items()}
        return [Snippet(name=name, file=SNIPPETS[name], pieces=tuple(text.split(address)), address=address) for name, text in texts.items()]

    def _values(self, lang: str) -> dict[str, Any]:
        """The first benefit of the law that has an example to show is the one worked out."""
        benefit = next(one for one in self.policy.benefits if one.shown is not None and one.shown.inputs)
        assert benefit.shown is not None and benefit.rule is not None
        fields = benefit.rule.fields
        return {
            "lang": lang,
            "say": lambda zh, en: en if lang == "en" else zh,
            "wheel": wheel_name(),
            "package": package_name(),
            "benefit": benefit.id,
            "inputs": {name: _typed(fields[name].read(value), value, lang) for name, value in benefit.shown.inputs.items()},
        }


def _typed(read: Value, given: Any, lang: str) -> Any:
    """An input as a reader of that language types it: 1000万元, or the same in plain yuan."""
    return str(read).removesuffix(".00") if lang == "en" and isinstance(read, Money) else given
