"""What an article and the open data are, in the vocabulary of schema.org: for search engines, and honest about the draft.

A benefit with a sum is a `MonetaryGrant`, one without a `GovernmentService`. Neither is in force, and this is no government site:
the law's node says `NotInForce`, each description says so in words, and nobody is named as paying."""

from __future__ import annotations

from typing import Any

from calculator.text import Text
from site_src.builder.data.benefit import ceiling_of
from site_src.builder.data.files import ARTICLE, FILES, Published, wheel_name
from site_src.builder.law.policy import Article, Benefit, Policy
from site_src.builder.views.views import Views
from site_src.builder.wording import both, words

Node = dict[str, Any]
_CONTEXT = "https://schema.org"
_AREA = Text("深圳市光明区", "Guangming District, Shenzhen")


def article_ld(article: Article, views: Views, lang: str, *, page: str, root: str) -> Node:
    """The graph of an article's page. `page`: its address, empty where it is not known, when all addresses are relative to the
    page; `root`: that of the site's root."""
    policy = views.policy
    numbered = views.articles[article.number]
    here: Node = {
        "@type": "WebPage",
        "@id": page or "./",
        "name": f"{numbered.label[lang]} {article.title[lang]}",
        "description": article.summary[lang],
        "inLanguage": words(lang)["lang_tag"],
        "dateModified": policy.checked,
        "creativeWorkStatus": policy.status[lang],
        "disambiguatingDescription": both("footer.notice")[lang],
        "isBasedOn": _law(policy, lang, article.number),
        "about": [{"@id": f"{page}#{benefit.id}"} for benefit in article.benefits],
        "subjectOf": {
            "@type": "DataDownload",
            "contentUrl": f"{root}data/{ARTICLE.format(article.number)}",
            "encodingFormat": "application/json",
        },
    }
    return {"@context": _CONTEXT, "@graph": [here, *(_benefit(benefit, views, lang, page) for benefit in article.benefits)]}


def dataset_ld(views: Views, lang: str, *, page: str, root: str) -> Node:
    """The open data as one `Dataset`."""
    policy = views.policy
    files = [Published(name="catalogue.json", media="application/json"), *FILES.values()]
    files.append(Published(name=wheel_name(), media="application/zip"))
    return {
        "@context": _CONTEXT,
        "@type": "Dataset",
        "@id": page or "./",
        "name": f"{words(lang)['site_name']}{words(lang)['colon']}{both('nav.data')[lang]}",
        "description": f"{both('data.lead')[lang]}{words(lang)['gap']}{both('footer.notice')[lang]}",
        "inLanguage": ["zh-CN", "en"],
        "license": {"@type": "CreativeWork", "name": "MIT License"},
        "version": policy.edition,
        "identifier": policy.rules["hash"],
        "dateModified": policy.checked,
        "creativeWorkStatus": policy.status[lang],
        "isAccessibleForFree": True,
        "isBasedOn": _law(policy, lang, None),
        "distribution": [
            {"@type": "DataDownload", "name": file.name, "contentUrl": f"{root}data/{file.name}", "encodingFormat": file.media}
            for file in files
        ],
    }


def _law(policy: Policy, lang: str, article: int | None) -> Node:
    law: Node = {
        "@type": "Legislation",
        "name": policy.title[lang] + ("" if lang == "zh" else " ") + policy.stage[lang],
        "inLanguage": "zh-CN",
        "legislationIdentifier": policy.edition,
        "legislationLegalForce": "https://schema.org/NotInForce",
        "spatialCoverage": {"@type": "AdministrativeArea", "name": _AREA[lang]},
    }
    return law if article is None else {"@type": "Legislation", "legislationIdentifier": f"{policy.edition}/{article}", "isPartOf": law}


def _benefit(benefit: Benefit, views: Views, lang: str, page: str) -> Node:
    money = benefit.rule is not None and benefit.calculator and benefit.rule.unit == "CNY"
    node: Node = {
        "@type": "MonetaryGrant" if money else "GovernmentService",
        "@id": f"{page}#{benefit.id}",
        "identifier": benefit.id,
        "url": f"{page}#{benefit.id}",
        "name": benefit.name[lang],
        "description": f"{benefit.how_much[lang]}{words(lang)['full_stop']}{words(lang)['gap']}{views.policy.status[lang]}",
        "disambiguatingDescription": both("data.ld_draft")[lang],
    }
    if not money:
        audience = {"@type": "Audience", "audienceType": benefit.who[lang]}
        return node | {"audience": audience, "areaServed": {"@type": "AdministrativeArea", "name": _AREA[lang]}}
    if ceiling := ceiling_of(benefit, views):
        node["amount"] = {"@type": "MonetaryAmount", "currency": "CNY", "maxValue": ceiling["amount"]}
        if ceiling["per"]:
            node["amount"]["description"] = ceiling["per"][lang]
    return node
