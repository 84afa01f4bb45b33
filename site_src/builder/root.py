"""What stands at the root of the site, above both languages: the way in, the page for a wrong address, the catalogue of data."""

import json
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

from calculator.text import LANGUAGES
from site_src.builder.law import Policy
from site_src.builder.plan_schema import plan_schema
from site_src.builder.views import Views
from site_src.builder.wording import words

TEMPLATES = Path(__file__).resolve().parents[1] / "templates"


def write_root(policy: Policy, views: Views, site: Path, site_url: str = "") -> None:
    """index.html, 404.html, the catalogue and the schema of a plan below data/; with a site address also the sitemap that names
    both languages' own."""
    _write(site / "index.html", _index(policy, site_url))
    _write(site / "404.html", not_found(LANGUAGES, site_url))
    _write(site / "data" / "catalogue.json", json.dumps(catalogue(policy, views), ensure_ascii=False, indent=1) + "\n")
    _write(site / "data" / "plan.schema.json", json.dumps(plan_schema(), ensure_ascii=False, indent=1) + "\n")
    (site / ".nojekyll").touch()
    if site_url:
        maps = "".join(f"<sitemap><loc>{site_url}{lang}/sitemap.xml</loc></sitemap>" for lang in LANGUAGES)
        _write(
            site / "sitemap.xml",
            f'<?xml version="1.0" encoding="UTF-8"?>\n<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{maps}</sitemapindex>\n',
        )


def catalogue(policy: Policy, views: Views) -> dict[str, Any]:
    """Every article and benefit with its addresses, relative to the root of the site; a fragment leads to the calculator."""
    return {
        "edition": policy.edition,
        "rules": policy.rules["hash"],
        "title": policy.title.as_dict(),
        "articles": [
            {
                "number": article.number,
                "title": article.title.as_dict(),
                "url": {lang: f"{lang}/{article.path}/" for lang in LANGUAGES},
                "benefits": [
                    {
                        "id": benefit.id,
                        "name": benefit.name.as_dict(),
                        "calculator": benefit.calculator,
                        "promise": benefit.promise,
                        "audiences": list(benefit.audiences),
                        "url": {lang: f"{lang}/{views.entries[benefit.id].path}" for lang in LANGUAGES},
                    }
                    for benefit in article.benefits
                ],
            }
            for article in policy.articles
        ],
    }


def _index(policy: Policy, site_url: str) -> str:
    parts = [
        {
            "tag": words(lang)["lang_tag"],
            "title": words(lang)["site_name"],
            "body": words(lang)["site_description"],
            "href": f"{lang}/",
            "link": words(lang)["language"],
        }
        for lang in LANGUAGES
    ]
    alternates = {words(lang)["lang_tag"]: f"{site_url}{lang}/" for lang in LANGUAGES} | {"x-default": site_url} if site_url else {}
    title = " · ".join(words(lang)["site_name"] for lang in LANGUAGES)
    return _frame().render(tag="zh-CN", title=title, icon="assets/mark.svg", parts=parts, alternates=alternates)


def not_found(languages: tuple[str, ...], site_url: str) -> str:
    """Served at any depth, so relative links would lead astray: with no site address it has none and says what to do."""
    parts = [
        {
            "tag": words(lang)["lang_tag"],
            "title": words(lang)["not_found"]["title"],
            "body": words(lang)["not_found"]["body"],
            "href": f"{site_url}{lang}/" if site_url else "",
            "link": words(lang)["not_found"]["home"],
        }
        for lang in languages
    ]
    title = " · ".join(words(lang)["not_found"]["title"] for lang in languages)
    return _frame().render(tag=words(languages[0])["lang_tag"], title=title, icon="data:,", parts=parts, alternates={})


def _frame() -> Template:
    env = Environment(loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    return env.get_template("frame.html.j2")


def _write(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
