"""Everything that others read by program: `data/`, `llms.txt`, `robots.txt`, and with a site's address the feeds and the sitemap."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from calculator.text import LANGUAGES
from site_src.builder.data.articles import article_data
from site_src.builder.data.benefits_csv import benefits_csv
from site_src.builder.data.catalogue import catalogue
from site_src.builder.data.feeds import feed
from site_src.builder.data.files import ARTICLE, CHANGES, FILES, package_name
from site_src.builder.data.llms import llms, llms_full
from site_src.builder.data.lockfile import sha256, write_lock
from site_src.builder.data.plan_schema import plan_schema
from site_src.builder.data.robots import robots
from site_src.builder.data.schema import article_schema, catalogue_schema
from site_src.builder.data.sitemap import sitemap
from site_src.builder.law.changes import read_changes
from site_src.builder.law.policy import Policy
from site_src.builder.views.views import Views


def write_open_data(policy: Policy, paths: Iterable[str], wheel: Path, site: Path, site_url: str = "") -> None:
    """Writes the files into `site`. `paths`: the pages' addresses below a language; `site_url`: with a slash at its end, or empty.

    Raises `Mistakes` when the record of changes is not right."""
    changes = read_changes(policy.edition)
    views = Views(policy)
    data = site / "data"
    for old in [*data.glob("*.whl"), *data.glob("changes.*"), site / "sitemap.xml"]:
        old.unlink(missing_ok=True)
    packages = write_packages(wheel, data, site_url)
    for article in policy.articles:
        _write(data / ARTICLE.format(article.number), _json(article_data(article, views)))
    for name, schema in {"schema": catalogue_schema(), "article_schema": article_schema(), "plan_schema": plan_schema()}.items():
        _write(data / FILES[name].name, _json(schema))
    (data / FILES["benefits"].name).write_bytes(benefits_csv(policy, views, site_url))
    _write(site / "llms.txt", llms(policy, views, site_url))
    _write(site / "llms-full.txt", llms_full(policy, views, site_url))
    _write(site / "robots.txt", robots(site_url))
    if site_url:
        _write(site / "sitemap.xml", sitemap(paths, site_url))
        for lang in LANGUAGES:
            _write(data / CHANGES.format(lang=lang), feed(changes, lang, site_url))
    found = catalogue(policy, views, changes=changes, packages=packages)
    if site_url:
        found["site"] = site_url
        found["feeds"] = {lang: f"data/{CHANGES.format(lang=lang)}" for lang in LANGUAGES}
    _write(data / "catalogue.json", _json(found))
    _checksums(data)


def write_packages(wheel: Path, data: Path, site_url: str) -> dict[str, Any]:
    """The wheel and the lock file that lists it; what the catalogue says of them."""
    data.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(wheel, data / wheel.name)
    write_lock(wheel, data / FILES["lock"].name, site_url)
    return {package_name(): {"url": f"data/{wheel.name}", "sha256": sha256(wheel)}}


def _checksums(data: Path) -> None:
    """In the form that `sha256sum --check` reads."""
    own = data / FILES["checksums"].name
    files = sorted(file for file in data.rglob("*") if file.is_file() and file != own and file.suffix not in (".br", ".gz"))
    _write(own, "".join(f"{sha256(file)}  {file.relative_to(data).as_posix()}\n" for file in files))


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


def _write(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
