"""From pages to the site: two passes of MkDocs, one for each language, side by side; then what both share at the root.

All that the site generator must know beyond mkdocs.yml is written here into mkdocs.zh.yml and mkdocs.en.yml: they stand next to it
because the theme's folder is looked up from there."""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
import sys
from collections.abc import Mapping
from importlib.metadata import version
from pathlib import Path
from typing import Any

import yaml

from calculator.text import LANGUAGES
from site_src.builder.law.policy import Policy
from site_src.builder.pages import root, search, terms
from site_src.builder.pages.pages import OTHER, TAGS, Page, with_slash
from site_src.builder.places import ROOT, SOURCE
from site_src.builder.views.views import Views, written_date
from site_src.builder.wording import words

SEPARATOR = r"[\s\u200b\u3000\-,:!=\[\]()\"/;、。，．？！；：（）“”‘’《》〔〕·]+"  # \u200b: where jieba cuts Chinese, in English pages too
SHORT_TERM = 4  # characters; a longer word in the dictionary would no longer be found by its parts
FOOTER = ("find", "plan", "batch", "articles", "benefits", "text", "apply", "glossary", "method", "embed", "data", "about")


class SiteFailed(Exception):
    """A pass of MkDocs ended with warnings or errors; the message is what it printed."""


def build_site(policy: Policy, pages: list[Page], build: Path, site: Path, assets: Mapping[str, str], site_url: str = "") -> None:
    """Builds `site`/zh and `site`/en from the pages below `build`, and the files at the root of the site.

    `assets`: each file's name to its address below the root, with its version, as `build_assets` answers them.

    Touches nothing else in `site`: the runtime lies there too. Raises `SiteFailed` when either pass prints a warning."""
    site_url = with_slash(site_url)
    dictionary = build / "jieba.txt"
    _write(dictionary, "".join(f"{word} 100000 n\n" for word in _terms(policy)))
    views = Views(policy)
    for lang in LANGUAGES:
        config = _config(policy, views, pages, lang, build, site, dictionary, site_url)
        config["theme"] |= dict.fromkeys(("favicon", "logo"), f"../{assets['mark.svg']}")
        config["extra"]["assets"] = {name: f"../{address}" for name, address in assets.items()}
        _write(ROOT / f"mkdocs.{lang}.yml", yaml.safe_dump(config, allow_unicode=True, sort_keys=False, width=1000))
    _run_passes(policy, [lang for lang in LANGUAGES if not _is_current(lang, build, site)], build, site)
    for lang in LANGUAGES:  # the one at the root names the pages of both
        for name in ("sitemap.xml", "sitemap.xml.gz"):
            (site / lang / name).unlink(missing_ok=True)
    root.write_root(site, assets["mark.svg"], site_url)


def _run_passes(policy: Policy, languages: list[str], build: Path, site: Path) -> None:
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--config-file"]  # never with -q: that hides warnings
    states = {lang: _state(lang, build) for lang in languages}
    for lang in languages:
        _stamp(lang, build).unlink(missing_ok=True)
    runs = {
        lang: subprocess.Popen(
            [*command, str(ROOT / f"mkdocs.{lang}.yml")],
            cwd=ROOT,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        for lang in languages
    }
    printed = {lang: run.communicate()[0] for lang, run in runs.items()}
    failed = [lang for lang, run in runs.items() if run.returncode]
    if failed:
        raise SiteFailed("\n".join(f"mkdocs.{lang}.yml:\n{printed[lang].strip()}" for lang in failed))
    for lang, state in states.items():
        terms.mark_pages(policy, site / lang, lang)
        search.set_aside(site / lang)
        _stamp(lang, build).write_text(state, encoding="utf-8")


def _is_current(lang: str, build: Path, site: Path) -> bool:
    """Whether the last pass saw just these files; then it would only write the same pages again."""
    stamp = _stamp(lang, build)
    return (site / lang / "index.html").exists() and stamp.exists() and stamp.read_text(encoding="utf-8") == _state(lang, build)


def _stamp(lang: str, build: Path) -> Path:
    return build / f"mkdocs.{lang}.sha256"


def _state(lang: str, build: Path) -> str:
    """A hash of everything a pass reads: pages, theme, configurations, dictionary, versions."""
    state = hashlib.sha256("".join(version(name) for name in ("mkdocs", "mkdocs-material", "markdown", "jieba")).encode())
    folders = (build / "pages" / lang, SOURCE / "theme")
    files = [Path(terms.__file__), Path(search.__file__), ROOT / "mkdocs.yml", ROOT / f"mkdocs.{lang}.yml", build / "jieba.txt"]
    for file in [*files, *sorted(path for folder in folders for path in folder.rglob("*") if path.is_file())]:
        state.update(f"{file.name}\0".encode() + file.read_bytes())
    return state.hexdigest()


def _config(
    policy: Policy, views: Views, pages: list[Page], lang: str, build: Path, site: Path, dictionary: Path, site_url: str
) -> dict[str, Any]:
    say = words(lang)
    other = words(OTHER[lang])
    # no pipeline: the theme's stemmer for Chinese loses every English word
    search = {"lang": [lang, OTHER[lang]], "separator": SEPARATOR, "pipeline": [], "jieba_dict_user": str(dictionary)}
    config: dict[str, Any] = {
        "INHERIT": "mkdocs.yml",
        "site_name": say["site_name"],
        "site_description": say["site_description"],
        "docs_dir": os.path.relpath(build / "pages" / lang, ROOT),
        "site_dir": os.path.relpath(site / lang, ROOT),
        "theme": {"language": lang, "palette": _palette(say)},
        "plugins": {"search": search},
        "markdown_extensions": {"toc": {"permalink_title": say["permalink"]}},
        "extra": {
            "peer": {"lang": TAGS[OTHER[lang]], "name": other["language"]},
            "not_found": root.not_found(LANGUAGES if lang == "zh" else LANGUAGES[::-1], site_url),
            "renewed": say["renewed"],
            "footer": {
                "links": [{"url": f"{name}/", "name": say["nav"][name]} for name in FOOTER],
                "notice": say["footer"]["notice"],
                "edition": say["footer"]["edition"].format(
                    standing=policy.standing[lang], checked=written_date(policy.checked, lang), found=policy.found[lang]
                ),
            },
        },
        "nav": _nav(policy, views, pages, lang),
    }
    if site_url:
        config["site_url"] = f"{site_url}{lang}/"
    return config


def _palette(say: dict[str, Any]) -> list[dict[str, Any]]:
    light = {
        "media": "(prefers-color-scheme: light)",
        "scheme": "default",
        "toggle": {"icon": "material/weather-night", "name": say["to_dark"]},
    }
    dark = {
        "media": "(prefers-color-scheme: dark)",
        "scheme": "slate",
        "toggle": {"icon": "material/weather-sunny", "name": say["to_light"]},
    }
    return [{**one, "primary": "custom", "accent": "custom"} for one in (light, dark)]


def _nav(policy: Policy, views: Views, pages: list[Page], lang: str) -> list[Any]:
    name = words(lang)["nav"]
    by_file = {page.file: page for page in pages}
    chapters = [
        {
            chapter.heading[lang]: [
                {by_file[f"{views.articles[n].record.path}.md"].title[lang]: f"{views.articles[n].record.path}.md"}
                for n in chapter.articles
            ]
        }
        for chapter in policy.chapters
    ]
    records = [{page.title[lang]: page.file} for page in pages if page.template == "decision.md.j2"]
    return [
        {name["home"]: "index.md"},
        {name["find"]: "find.md"},
        {name["plan"]: "plan.md"},
        {name["articles"]: ["articles/index.md", *chapters]},
        {name["benefits"]: "benefits.md"},
        {name["text"]: "text.md"},
        {name["apply"]: "apply.md"},
        {name["glossary"]: "glossary.md"},
        {name["method"]: "method.md"},
        {name["elsewhere"]: [{name["batch"]: "batch.md"}, {name["embed"]: "embed.md"}, {name["data"]: "data.md"}]},
        {name["about"]: ["about/index.md", {name["decisions"]: "decisions/index.md"}, *records]},
    ]


def _terms(policy: Policy) -> list[str]:
    """Short Chinese terms of the glossary, so that the search index keeps them whole."""
    parts = (part for term in policy.glossary for part in re.findall(r"[\u4e00-\u9fff]+", term.zh))
    return sorted({part for part in parts if 2 <= len(part) <= SHORT_TERM})


def _write(file: Path, text: str) -> None:
    if not file.exists() or file.read_text(encoding="utf-8") != text:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
