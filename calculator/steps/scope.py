"""Whom and what a limit counts for (per enterprise, per project, each year), and what the items of a list are called."""

from calculator.text import Text

SCOPES: dict[str, Text] = {
    "enterprise": Text("每家企业", "per enterprise"),
    "institution": Text("每家机构", "per institution"),
    "tenant": Text("每家企业或机构", "per enterprise or institution"),
    "provider": Text("每家服务商", "per provider"),
    "operator": Text("每个运营主体", "per operator"),
    "organiser": Text("每家举办单位", "per organiser"),
    "agency": Text("每家机构", "per agency"),
    "team": Text("每个团队", "per team"),
    "person": Text("每人", "per person"),
    "park": Text("每个园区", "per park"),
    "platform": Text("每个平台", "per platform"),
    "project": Text("每个项目", "per project"),
    "product": Text("每个产品", "per product"),
    "event": Text("每场活动", "per event"),
    "grant": Text("每笔市资助", "per municipal grant"),
    "item": Text("每笔", "per award"),
    "application": Text("每次申报", "per application"),
    "year": Text("每年", "per year"),
    "term": Text("政策有效期内", "over the term of the policy"),
}


def scope(per: tuple[str, ...]) -> Text:
    """`(enterprise, year)` as 每家企业每年 / per enterprise per year."""
    return Text("".join(SCOPES[word].zh for word in per), " ".join(SCOPES[word].en for word in per))


ITEMS: dict[str, Text] = {
    "product": Text("个产品", "product"),
    "project": Text("个项目", "project"),
    "event": Text("场活动", "event"),
    "placement": Text("笔", "award"),
}


def item(kind: str | None) -> Text:
    """What the items of a list are called when they are counted; the classifier goes with the Chinese noun."""
    return ITEMS.get(kind or "", Text("项", "item"))


_THINGS = frozenset(("project", "platform", "park", "event", "product"))
_ADDED = frozenset(("grant",))  # a plan adds these together under the limit, which is the cautious side
_TIMES = frozenset(("year", "application"))  # an application is one year's round
_ALONE = frozenset(("item", "person"))
_ONE_CLAIM = _ALONE | {"event"}  # held once, claimed once


def about_a_thing(per: tuple[str, ...]) -> bool:
    """Whether a limit holds for each project, platform, park …, rather than for the applicant."""
    return not _THINGS.isdisjoint(per)


def thing_of(per: tuple[str, ...]) -> Text | None:
    """The thing that a limit holds for, without its 每个 and its “per”; None where it holds for the applicant."""
    found = next((SCOPES[word] for word in per if word in _THINGS | _ADDED), None)
    return None if found is None else Text(found.zh.removeprefix("每个").removeprefix("每"), found.en.removeprefix("per "))


def in_a_plan(per: tuple[str, ...]) -> tuple[str, ...]:
    """What a limit holds for where a plan has several claims under it."""
    return tuple(word for word in per if word not in _ADDED)


def covers_several(per: tuple[str, ...]) -> bool:
    """Whether several claims, one after another, can count against one limit."""
    return bool(per) and _ONE_CLAIM.isdisjoint(per)


def about_a_year(per: tuple[str, ...]) -> bool:
    """Whether a limit begins anew each year."""
    return not _TIMES.isdisjoint(per)


def about_one_alone(per: tuple[str, ...]) -> bool:
    """Whether a limit concerns a single award or a single person, so that nothing is shared."""
    return not _ALONE.isdisjoint(per)
