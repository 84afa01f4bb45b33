"""The JSON Schemas of the catalogue and of an article's file, draft 2020-12, with what each key means.

They leave room for keys to come: names are added, never renamed or removed."""

from __future__ import annotations

from typing import Any

from calculator.benefit import CEILINGS, UNITS
from calculator.combining import OVERLAP_RULES, PERIODS
from calculator.inputs import TYPES
from calculator.reading import BASES, BOUNDS
from calculator.steps.scope import SCOPES

Schema = dict[str, Any]
_TEXT: Schema = {"$ref": "#/$defs/text"}
_WORDS: Schema = {"type": "string", "minLength": 1}
_ID: Schema = {"type": "string", "pattern": "^[A-Za-z0-9]+(-[A-Za-z0-9]+)*$"}
_NAME: Schema = {"type": "string", "pattern": "^[a-z0-9_]+$"}
_WHOLE: Schema = {"type": "integer", "minimum": 0}
_DAY: Schema = {"type": "string", "format": "date", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}
_MONEY: Schema = {"type": "string", "pattern": r"^[0-9]+\.[0-9]{2}$", "description": "元，两位小数 / yuan with two decimals"}
_PATH: Schema = {"type": "string", "pattern": "^(?!/)[^:]+$", "description": "相对于网站根目录 / relative to the root of the site"}
_BOTH: Schema = {"$ref": "#/$defs/addresses"}
_OUTCOMES = ("amount", "nothing", "incomplete", "text-only", "refused")
_PROMISES = ("exact", "up-to", "discretionary", "in-kind", "investment")
_NUMBER: Schema = {"type": "string", "pattern": "^[0-9]+(/[0-9]+)?$", "description": "精确值，30%写作3/10 / exact: 30% is 3/10"}


def catalogue_schema() -> Schema:
    """The schema of `catalogue.json`."""
    return _schema(
        "目录 / The catalogue",
        object_(
            {
                "$schema": _WORDS,
                "edition": _say(_WORDS, "所依据的文本 / which text of the policy"),
                "rules": _say(_WORDS, "规则指纹：规则相同，指纹相同 / fingerprint of the rules: equal rules, equal fingerprint"),
                "checked": _say(_DAY, "最后核对 / last checked"),
                "found": _say(_TEXT, "核对的结果 / what the check found"),
                "title": _TEXT,
                "stage": _TEXT,
                "status": _TEXT,
                "standing": _say(_TEXT, "同上，简短 / the same in short"),
                "in_force": _say({"type": "boolean"}, "是否施行 / whether the policy is in force"),
                "effect": _TEXT,
                "term": object_({"article": _WHOLE, "first": _WHOLE, "last": _WHOLE, "quote": _TEXT}),
                "official": _say({"const": False}, "本站不是政府网站 / this is not a government site"),
                "source": object_({"name": _TEXT, "note": _TEXT}),
                "licence": _WORDS,
                "files": _say({"type": "object", "additionalProperties": _PATH}, "其他数据文件 / the other files"),
                "packages": {
                    "type": "object",
                    "additionalProperties": object_({"url": _PATH, "sha256": {"$ref": "#/$defs/sha256"}}),
                },
                "changes": list_(object_({"id": _ID, "date": _DAY, "edition": _WORDS, "title": _TEXT, "says": _TEXT})),
                "chapters": list_(object_({"number": _WHOLE, "heading": _TEXT, "articles": list_(_WHOLE)})),
                "applicants": list_(_named()),
                "audiences": list_(_named(kind=_ID)),
                "activities": list_(_named()),
                "promises": list_(_named(optional={"says": _TEXT})),
                "principles": _say(
                    object_({"article": _WHOLE, **dict.fromkeys(("project_ceiling", "higher_of", "no_duplicate", "estimate"), _TEXT)}),
                    "对各事项都适用的规定 / what binds every benefit",
                ),
                "articles": list_(
                    object_(
                        {
                            "number": _WHOLE,
                            "chapter": _WHOLE,
                            "title": _TEXT,
                            "summary": _TEXT,
                            "url": _BOTH,
                            "data": _PATH,
                            "benefits": list_({"$ref": "#/$defs/benefit"}),
                        }
                    )
                ),
            },
            {
                "site": _say({"type": "string", "format": "uri"}, "网站根目录的网址，已知时才有 / the root of the site, where it is known"),
                "feeds": _say(_BOTH, "更新的Atom订阅源，同上 / Atom feeds of changes, likewise"),
            },
        ),
        {"benefit": object_(_benefit(), _computed()), **_INPUTS},
    )


def article_schema() -> Schema:
    """The schema of each file in `articles/`."""
    bound = {"to": {"enum": ["step", "fact", "word", "heading"]}}
    named = {"benefit": _ID, "step": _WORDS, "name": _WORDS, "quote": _WORDS, "zh": _WORDS, "en": _WORDS}
    more = {
        "undefined": _say(list_(_TEXT), "草案没有界定的用语 / terms that the draft does not define"),
        "stacking": list_(object_({"benefit": _or_none(_ID), "rule": _or_none({"enum": list(OVERLAP_RULES)}), "says": _TEXT})),
        "steps": list_({"$ref": "#/$defs/step"}),
        "examples": list_({"$ref": "#/$defs/example"}),
    }
    return _schema(
        "一条 / One article",
        object_(
            {
                "$schema": _WORDS,
                "edition": _WORDS,
                "rules": _WORDS,
                "number": _WHOLE,
                "chapter": _WHOLE,
                "title": _TEXT,
                "heading": _TEXT,
                "text": _say(_TEXT, "zh：草案原文 / zh: the official text, word for word"),
                "sha256": {"$ref": "#/$defs/sha256", "description": "原文的SHA-256 / of the official text, in UTF-8"},
                "clauses": list_(object_({"zh": _WORDS, "en": _WORDS, "fingerprint": {"type": "string", "pattern": "^[0-9a-f]{8}$"}})),
                "summary": _TEXT,
                "numbers": _say(
                    list_(
                        object_(
                            {
                                "text": _WORDS,
                                "value": _or_none(_NUMBER),
                                "start": _WHOLE,
                                "end": _WHOLE,
                                "bound": object_(bound, named),
                            }
                        )
                    ),
                    "原文中的每个数字及其用处 / every number of the official text, and what it is",
                ),
                "facts": list_(object_({"name": _ID, "value": _WORDS, "quote": _TEXT, "says": _TEXT, "benefits": list_(_ID)})),
                "benefits": list_({"$ref": "#/$defs/benefit"}),
                "readings": list_({"$ref": "#/$defs/reading"}),
                "drafting": list_(object_({"id": _ID, "quote": _or_none(_WORDS), "says": _TEXT})),
                "url": _BOTH,
            }
        ),
        {"benefit": object_(_benefit() | more, _computed()), "step": _step(), "example": _example(), "reading": _reading(), **_INPUTS},
    )


def object_(required: dict[str, Schema], optional: dict[str, Schema] | None = None) -> Schema:
    """An object with these keys, and perhaps more in later versions."""
    return {"type": "object", "required": list(required), "properties": required | (optional or {})}


def list_(items: Schema) -> Schema:
    """A list of such things."""
    return {"type": "array", "items": items}


def _schema(title: str, body: Schema, defs: dict[str, Schema]) -> Schema:
    shared = {
        "text": object_({"zh": {"type": "string"}, "en": {"type": "string"}}),
        "addresses": object_({"zh": _PATH, "en": _PATH}),
        "sha256": {"type": "string", "pattern": "^[0-9a-f]{64}$"},
    }
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": title, **body, "$defs": shared | defs}


def _say(schema: Schema, meaning: str) -> Schema:
    return schema | {"description": meaning}


def _or_none(schema: Schema) -> Schema:
    return {"anyOf": [schema, {"type": "null"}]}


def _named(optional: dict[str, Schema] | None = None, **more: Schema) -> Schema:
    return object_({"id": _ID, "name": _TEXT, **more}, optional)


_INPUTS: dict[str, Schema] = {
    "input": object_(
        {"name": _NAME, "type": {"enum": list(TYPES)}, "required": {"type": "boolean"}, "label": _TEXT},
        {
            "hint": _TEXT,
            "states": _say(_TEXT, "须具备的事实 / the fact that must hold"),
            "fails": _say(_TEXT, "不具备时的说明 / what is said where it does not hold"),
            "quote": _TEXT,
            "values": list_(object_({"value": _WORDS, "name": _TEXT})),
            "default": _WORDS,
            "one_of": _say(_WORDS, "同组的填一项 / of those with this name exactly one is given"),
            "each": _say(_WORDS, "每一项是什么 / what an item of the list is"),
            "expects": _say({"type": "boolean"}, "须作的回答 / the answer that fulfils the condition"),
            "counts": _say({"type": "boolean"}, "按所采用的理解是否计入 / whether it counts on the readings applied"),
            "undefined": _say({"type": "boolean"}, "草案未作界定 / not defined in the draft"),
            "part": _say(
                {"type": "boolean"},
                "针对所填内容的一部分：不满足的，只填符合的部分 / on part of what is entered: enter only what qualifies",
            ),
            "enter": _say(_TEXT, "只填写什么 / what to enter only"),
            "direction": _say({"type": "boolean"}, "引导性表述，不作为条件 / words of a lead sentence, which change no sum"),
        },
    ),
}


def _benefit() -> dict[str, Schema]:
    return {
        "id": _ID,
        "name": _TEXT,
        "calculator": _say({"type": "boolean"}, "能否测算 / whether it can be worked out"),
        "promise": {"enum": list(_PROMISES)},
        "audiences": list_(_ID),
        "activities": list_(_ID),
        "applicants": _say(list_(_ID), "可以申报的主体 / the kinds of applicants that may claim it"),
        "claimants": _say(_TEXT, "条文写的申请对象 / the clause's own words for who may claim it"),
        "who": _TEXT,
        "how_much": _TEXT,
        "how_long": _TEXT,
        "clause": _say(_WORDS, "原文 / the words of the official text"),
        "conditions": list_({"$ref": "#/$defs/input"}),
        "readings": list_(_ID),
        "url": _BOTH,
    }


def _computed() -> dict[str, Schema]:
    """What only a benefit with a calculator has."""
    per = {"enum": list(SCOPES)}
    return {
        "unit": {"enum": list(UNITS)},
        "basis": {"enum": list(BASES)},
        "bound": {"enum": list(BOUNDS)},
        "ceiling": _or_none(object_({"amount": _MONEY, "per": _or_none(_TEXT)})),
        "limit": _say(_or_none(_TEXT), "不是金额的上限 / a ceiling that is no sum of money"),
        "embed": _say(_PATH, "可嵌入其他网页的计算器，加?lang=zh或en / the calculator to embed in other pages, with ?lang=zh or en"),
        "project_ceiling": _say({"enum": list(CEILINGS)}, "第二十一条的上限是否适用 / whether the ceiling of article 21 applies"),
        "period": _say({"enum": list(PERIODS)}, "申报年度与计算基数的关系 / how the year of a claim stands to its base"),
        "inputs": list_({"$ref": "#/$defs/input"}),
        "optional": list_({"$ref": "#/$defs/input"}),
        "payee": _say(_or_none(object_({"kind": _ID, "name": _TEXT})), "资金付给他人的 / who is paid, where that is another"),
        "once": _say(_or_none(object_({"per": list_(per), "by": _or_none(_NAME), "quote": _TEXT})), "只付一次的 / what is paid only once"),
        "overlaps": list_(object_({"benefit": _ID, "rule": {"enum": list(OVERLAP_RULES)}, "says": _TEXT})),
    }


def _step() -> Schema:
    step = {"id": _WORDS, "kind": _WORDS, "article": _WHOLE, "says": _TEXT, "quote": _TEXT, "reads": list_(_NAME)}
    return object_(step | {"numbers": list_(_NUMBER), "per": list_({"enum": list(SCOPES)})})


def _example() -> Schema:
    more = {"gives": _WORDS, "missing": list_(_NAME), "refused": _ID, "field": _NAME}
    return object_({"name": _TEXT, "inputs": {"type": "object"}, "outcome": {"enum": list(_OUTCOMES)}}, more)


def _reading() -> Schema:
    texts = dict.fromkeys(("question", "why", "note"), _TEXT)
    options = list_(object_({"name": _ID, "says": _TEXT}))
    found = {"id": _ID, "benefits": list_(_ID), "quote": _or_none(_WORDS), "options": options, "applied": _ID, "worked": _or_none(_TEXT)}
    found["not_least"] = _say(_or_none(_TEXT), "另一种理解金额更少而不采用的理由 / why it is applied although another reading pays less")
    found["plain"] = _say({"type": "boolean"}, "文字本身没有疑义 / the words leave no doubt")
    return object_(found | texts)
