"""The pages as Markdown, one tree for each language, with the same paths and anchors: build/pages/{zh,en}/**.md.

A page is Markdown headings with raw HTML blocks between them. What the theme needs to know of it (title, the same page in the
other language, scripts) stands in its front matter, so that no hook of the site generator is needed."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from html import escape
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemBytecodeCache, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from calculator.text import LANGUAGES, Text
from site_src.builder.law.policy import Policy
from site_src.builder.pages import decisions, forms
from site_src.builder.pages.data import DataPage
from site_src.builder.pages.embeds import EmbedPage
from site_src.builder.pages.finder import Finder, failures
from site_src.builder.pages.json_ld import article_ld, dataset_ld
from site_src.builder.pages.pieces import Piece, render_pieces
from site_src.builder.pages.plans import Planner
from site_src.builder.pages.tables import Tables
from site_src.builder.places import BUILD, SOURCE
from site_src.builder.views.quotes import labels_of, law_rows, word_pieces
from site_src.builder.views.views import Views, written_date
from site_src.builder.wording import both, check_words, sentence_inner, sentence_start, words

OTHER = {"zh": "en", "en": "zh"}
TAGS = {"zh": "zh-CN", "en": "en"}
ON_EVERY_PAGE = ("everywhere.js",)
CALCULATOR_SCRIPTS = ("calculator.js", "curve.js")
LAW_SCRIPT = "linked.js"
LOW = "0.5"  # in the search: for pages that name many benefits, whose own articles come first


@dataclass(frozen=True, kw_only=True)
class Page:
    """One page in both languages. `file`: below the language's folder; `template`: its name, where `{lang}` stands for the language."""

    file: str
    template: str
    title: Text
    description: Text
    scripts: tuple[str, ...] = ()
    styles: tuple[str, ...] = ()  # beside those of every page
    context: dict[str, Any] = field(default_factory=dict)
    boost: str = ""
    hide: tuple[str, ...] = ()  # the theme's side columns that this page does without
    pieces: tuple[Piece, ...] = ()  # what it fetches when it is needed
    json_ld: Callable[..., dict[str, Any]] | None = None  # of (views, language, page=, root=): what the page is, for search engines

    @property
    def path(self) -> str:
        """Its address below the language: `articles/01-computing-power/`, empty for the home page."""
        stem = self.file.removesuffix(".md")
        return "" if stem == "index" else stem.removesuffix("/index") + "/"


def build_pages(policy: Policy, out: Path, site_url: str = "") -> list[Page]:
    """Writes every page in both languages below `out` and takes away what is left of earlier ones; gives the pages.

    `site_url`: where the site will stand (`https://…/`), for what needs an absolute address; may be empty.
    Unchanged files keep their time, so that a build that follows can tell that nothing changed."""
    check_words()
    site_url = with_slash(site_url)
    views = Views(policy)
    pages = site_pages(views, site_url)
    env = environment()
    written = {out / name: text for page in pages for name, text in rendered(env, views, page, site_url).items()}
    for file, text in written.items():
        if not file.exists() or file.read_text(encoding="utf-8") != text:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
    for file in out.rglob("*.*"):
        if file not in written and file.is_file():
            file.unlink()
    return pages


def site_pages(views: Views, site_url: str = "") -> list[Page]:
    """All pages, in the order of the menu. `site_url`: with a slash at its end, or empty."""
    policy = views.policy
    lead = both("site_description")
    hand = "{lang}/"
    pages = [
        Page(file="index.md", template=hand + "index.md", title=both("site_name"), description=lead, hide=("navigation", "toc")),
        find_page(policy),
        plan_page(views),
        Page(
            file="articles/index.md",
            template="articles.md.j2",
            title=both("nav.articles"),
            description=both("articles.lead"),
            hide=("toc",),
        ),
    ]
    for article in policy.articles:
        numbered = views.articles[article.number]
        pages.append(
            Page(
                file=f"{article.path}.md",
                template="article.md.j2",
                title=Text(f"{numbered.short.zh}{article.title.zh}", f"{numbered.short.en}. {article.title.en}"),
                description=article.summary,
                scripts=(LAW_SCRIPT, *(CALCULATOR_SCRIPTS if any(benefit.calculator for benefit in article.benefits) else ())),
                styles=("calculator.css",) if any(benefit.calculator for benefit in article.benefits) else (),
                context={
                    "article": article,
                    "numbered": numbered,
                    "related": views.related(article),
                    "elsewhere": views.readings_elsewhere(article),
                },
                json_ld=partial(article_ld, article),
            )
        )
    pages += [
        Page(
            file="benefits.md",
            template="benefits.md.j2",
            title=both("nav.benefits"),
            description=both("index.lead"),
            scripts=("benefits.js",),
            hide=("navigation", "toc"),
        ),
        Page(
            file="text.md",
            template="text.md.j2",
            title=both("nav.text"),
            description=both("text.lead"),
            scripts=(LAW_SCRIPT,),
            boost=LOW,
            hide=("navigation",),
        ),
        Page(file="apply.md", hide=("navigation",), template=hand + "apply.md", title=both("nav.apply"), description=lead),
        Page(
            file="glossary.md",
            hide=("navigation",),
            template="glossary.md.j2",
            title=both("nav.glossary"),
            description=both("glossary.lead"),
        ),
        Page(file="method.md", hide=("navigation",), template=hand + "method.md", title=both("nav.method"), description=lead),
        batch_page(views),
        Page(
            file="embed.md",
            hide=("toc",),
            template=hand + "embed.md",
            title=both("nav.embed"),
            description=both("embed.lead"),
            scripts=("embed_try.js",),
            styles=("data.css", "embed_page.css"),
            boost=LOW,
            context={"embeds": EmbedPage(views)},
        ),
        Page(
            file="data.md",
            template="data.md.j2",
            title=both("nav.data"),
            description=both("data.lead"),
            scripts=("data.js",),
            styles=("data.css",),
            boost=LOW,
            context={"data_page": DataPage(policy, site_url)},
            json_ld=dataset_ld,
        ),
        Page(file="about/index.md", template=hand + "about.md", title=both("nav.about"), description=both("footer.notice")),
    ]
    records = decisions.read(SOURCE / "decisions")
    pages.append(
        Page(
            file="decisions/index.md",
            template="decisions.md.j2",
            title=both("nav.decisions"),
            description=both("decisions.lead"),
            context={"decisions": records},
        )
    )
    for record in records:
        pages.append(
            Page(
                file=f"decisions/{record.slug}.md",
                template="decision.md.j2",
                title=record.title,
                description=record.title,
                context={"record": record},
            )
        )
    return pages


def find_page(policy: Policy) -> Page:
    """The page that leads from a person and what they did to the benefits that fit."""
    finder = Finder(policy)
    return Page(
        file="find.md",
        template="find.md.j2",
        title=both("nav.find"),
        description=both("find.lead"),
        scripts=("finder.js",),
        styles=("finder.css",),
        context={"finder": finder, "finder_failures": failures},
        pieces=finder.pieces,
        hide=("navigation", "toc"),
    )


def plan_page(views: Views) -> Page:
    """The page on which several benefits over several years are worked out together."""
    planner = Planner(views)
    return Page(
        file="plan.md",
        template="plan.md.j2",
        title=both("nav.plan"),
        description=both("plan.page.lead"),
        scripts=("plan.js",),
        styles=("calculator.css", "plan.css", "plan_sheet.css"),
        boost=LOW,
        context={"planner": planner},
        pieces=planner.pieces,
        hide=("navigation", "toc"),
    )


def batch_page(views: Views) -> Page:
    """The page on which a whole table is worked out, a row at a time."""
    return Page(
        file="batch.md",
        template="batch.md.j2",
        title=both("nav.batch"),
        description=both("batch.page.lead"),
        scripts=("batch.js",),
        styles=("calculator.css", "plan.css", "batch.css"),
        boost=LOW,
        context={"tables": Tables(views)},
        hide=("navigation", "toc"),
    )


def environment() -> Environment:
    """Templates of the pages and the hand-written pages, which are templates too; as compiled before, where they are the same."""
    kept = BUILD / "templates"
    kept.mkdir(parents=True, exist_ok=True)
    env = Environment(
        loader=FileSystemLoader([SOURCE / "templates", SOURCE / "pages"]),
        autoescape=True,
        undefined=StrictUndefined,
        bytecode_cache=FileSystemBytecodeCache(str(kept)),
        trim_blocks=True,
        lstrip_blocks=True,
    )
    env.filters.update(date=written_date, sentence_start=sentence_start, sentence_inner=sentence_inner)
    env.filters["form"] = lambda pattern, **values: Markup(escape(pattern, quote=False)).format(**values)
    env.globals |= {"law_rows": law_rows, "labels_of": labels_of, "word_pieces": word_pieces}
    forms.install(env)
    return env


def rendered(env: Environment, views: Views, page: Page, site_url: str) -> dict[str, str]:
    """One page in both languages with its pieces: each file, by its path below the folder of all pages."""
    contexts = {lang: _context(views, page, lang, site_url) for lang in LANGUAGES}
    pieces = render_pieces(env, page.pieces, contexts)
    texts = {
        f"{lang}/{page.file}": _markdown(env, views, page, lang, site_url, contexts[lang] | {"pieces": pieces.hash}) for lang in LANGUAGES
    }
    return texts | {f"{lang}/{page.path}{name}": text for lang, files in pieces.files.items() for name, text in files.items()}


def _context(views: Views, page: Page, lang: str, site_url: str) -> dict[str, Any]:
    """What a page's templates are given."""
    below = "../" * page.path.count("/")
    return dict(
        lang=lang,
        policy=views.policy,
        words=words(lang),
        articles=views.articles,
        places=views.entries,
        figures=views.figures,
        promises=views.promises,
        audience_counts=views.audience_counts,
        views=views,
        page=page,
        root=f"{below}../",
        address=f"{site_url}{lang}/{page.path}" if site_url else "",
        to=_linker(below),
        counted=_counted(lang),
        laws=views.laws,
        elsewhere_at="",  # where the steps are, if not on this page
        **page.context,
    )


def _markdown(env: Environment, views: Views, page: Page, lang: str, site_url: str, context: dict[str, Any]) -> str:
    """One page in one language: front matter, then Markdown."""
    below = "../" * page.path.count("/")
    body = env.get_template(page.template.format(lang=lang)).render(context)
    front: dict[str, Any] = {
        "title": escape(page.title[lang], quote=False),
        "description": escape(page.description[lang]),
        "peer_url": f"{below}../{OTHER[lang]}/{page.path}",
        "scripts": [*ON_EVERY_PAGE, *page.scripts],
        "styles": list(page.styles),
        "hide": list(page.hide),
    }
    if page.json_ld:
        front["json_ld"] = page.json_ld(views, lang, page=context["address"], root=site_url or f"{below}../")
    if page.boost:
        front["search"] = {"boost": float(page.boost)}
    if site_url:
        front["feed"] = {"title": words(lang)["data"]["changes"], "address": site_url + DataPage.feed_of(lang)}
        front["alternates"] = {
            **{TAGS[one]: f"{site_url}{one}/{page.path}" for one in LANGUAGES},
            "x-default": site_url if not page.path else f"{site_url}zh/{page.path}",
        }
    return f"---\n{json.dumps(front, ensure_ascii=False, indent=1)}\n---\n\n{body.lstrip()}"


def with_slash(site_url: str) -> str:
    """A site's address, with the slash at its end that relative addresses need; empty stays empty."""
    return site_url.rstrip("/") + "/" if site_url else ""


def _linker(below: str) -> Callable[[str], str]:
    """Makes an address below the language relative to the page."""
    return lambda path: (below + path) or "./"


def _counted(lang: str) -> Callable[[int], str]:
    home = words(lang)["home"]
    return lambda n: home["count_one"] if n == 1 and "count_one" in home else home["count"].replace("{n}", str(n))
