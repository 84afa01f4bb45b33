"""`llms.txt` and `llms-full.txt`: what language models are told of the site, and the whole law with its explanations as plain text."""

from __future__ import annotations

from collections.abc import Iterator

from calculator.text import LANGUAGES, Text
from site_src.builder.data.files import ARTICLE, FILES, wheel_name
from site_src.builder.law.policy import Article, Benefit, Policy
from site_src.builder.views.views import Views
from site_src.builder.wording import both, words


def llms(policy: Policy, views: Views, site_url: str = "") -> str:
    """The short one: what the site is, how far to trust it, where pages and data lie. Links are relative without a site's address."""
    lines = list(_head(policy))
    lines += ["", f"- [llms-full.txt]({site_url}llms-full.txt): {_two(both('data.llms.full'))}"]
    for lang in LANGUAGES:
        lines += ["", f"## {both('nav.articles')[lang]}", ""]
        for article in policy.articles:
            numbered = views.articles[article.number]
            lines.append(f"- [{numbered.label[lang]} {article.title[lang]}]({site_url}{lang}/{article.path}/): {article.summary[lang]}")
    lines += ["", f"## {_two(both('nav.data'))}", "", f"- [{_two(both('nav.data'))}]({site_url}en/data/)"]
    lines.append(f"- [catalogue.json]({site_url}data/catalogue.json): {_two(both('data.files.catalogue'))}")
    lines += [f"- [{file.name}]({site_url}data/{file.name}): {_two(both(f'data.files.{name}'))}" for name, file in FILES.items()]
    lines.append(f"- [{wheel_name()}]({site_url}data/{wheel_name()}): {_two(both('data.files.wheel'))}")
    first = ARTICLE.format(policy.articles[0].number)
    lines.append(f"- [{first} …]({site_url}data/{first}): {_two(both('data.files.articles'))}")
    return "\n".join(lines) + "\n"


def llms_full(policy: Policy, views: Views, site_url: str = "") -> str:
    """The long one, in Markdown: every clause in both languages, every benefit, every reading applied."""
    lines = list(_head(policy))
    for chapter in policy.chapters:
        lines += ["", f"## {_two(chapter.heading)}"]
        for number in chapter.articles:
            lines += _article(policy.article(number), views, site_url)
    return "\n".join(lines) + "\n"


def _head(policy: Policy) -> Iterator[str]:
    yield f"# {_two(both('site_name'))}"
    for lang in LANGUAGES:
        say = words(lang)
        yield ""
        name = f"《{policy.title.zh}》{policy.stage.zh}" if lang == "zh" else f"{policy.title.en} {policy.stage.en}"
        yield f"> {name}{say['full_stop']}{say['gap']}{policy.status[lang]}{say['gap']}{say['footer']['notice']}"
    yield ""
    yield both("data.llms.edition")["zh"].format(edition=policy.edition, rules=policy.rules["hash"])
    yield both("data.llms.edition")["en"].format(edition=policy.edition, rules=policy.rules["hash"])


def _article(article: Article, views: Views, site_url: str) -> list[str]:
    numbered = views.articles[article.number]
    lines = ["", f"### {_two(numbered.label)} {_two(article.title)}", ""]
    for clause in article.clauses:
        lines += [clause.zh, "", clause.en, ""]
    lines += [f"{article.summary.zh}", "", f"{article.summary.en}", ""]
    lines.append(f"JSON: {site_url}data/{ARTICLE.format(article.number)}")
    for benefit in article.benefits:
        lines += _benefit(benefit, views)
    if article.readings:
        lines += ["", f"#### {_two(both('article.readings'))}", ""]
        lines += [f"- {reading.id} {reading.question[lang]} {reading.note[lang]}" for reading in article.readings for lang in LANGUAGES]
    return lines


def _benefit(benefit: Benefit, views: Views) -> list[str]:
    lines = ["", f"#### {_two(benefit.name)} (`{benefit.id}`)", ""]
    for lang in LANGUAGES:
        say = words(lang)
        named = {
            say["benefit"]["who"]: benefit.who[lang],
            say["benefit"]["how_much"]: benefit.how_much[lang],
            say["summary"]["how_long"]: benefit.how_long[lang],
            say["summary"]["promise"]: views.promises[benefit.promise].name[lang],
        }
        lines += [f"- {name}{say['colon']}{value}" for name, value in named.items()]
        figure = views.figures[benefit.id]
        lines += [f"- {say['benefit']['conditions']}{say['colon']}{one.states[lang]}" for one in figure.conditions]
        lines += [f"- {say['benefit']['directions']}{say['colon']}{one.states[lang]}" for one in figure.directions]
    return lines


def _two(text: Text) -> str:
    return f"{text.zh} / {text.en}"
