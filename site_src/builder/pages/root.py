"""What stands at the root of the site, above both languages: the way in and the page for a wrong address."""

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

from calculator.text import LANGUAGES
from site_src.builder.places import SOURCE
from site_src.builder.wording import words

TEMPLATES = SOURCE / "templates"


def write_root(site: Path, icon: str, site_url: str = "") -> None:
    """index.html, 404.html and offline.html, and the mark for hosts that would leave out what begins with an underscore.

    `icon`: its address below the root."""
    _write(site / "index.html", _index(icon, site_url))
    _write(site / "404.html", not_found(LANGUAGES, site_url))
    _write(site / "offline.html", _offline())
    (site / ".nojekyll").touch()


def _index(icon: str, site_url: str) -> str:
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
    return _frame().render(tag="zh-CN", title=title, icon=icon, parts=parts, alternates=alternates)


def _offline() -> str:
    """Shown by the service worker, at any depth, in the place of a page that is not kept; so it has no link but that of going back."""
    said = {lang: words(lang)["offline"] for lang in LANGUAGES}
    parts = [{"tag": words(lang)["lang_tag"], "title": said[lang]["title"], "body": said[lang]["body"], "href": ""} for lang in LANGUAGES]
    title = " · ".join(said[lang]["title"] for lang in LANGUAGES)
    return _frame().render(tag="zh-CN", title=title, icon="data:,", parts=parts, alternates={})


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
