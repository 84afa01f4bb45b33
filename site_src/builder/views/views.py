"""What templates look up: articles and benefits by number and id with their places, counts, and how dates and addresses are written."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from calculator.text import Text
from site_src.builder.law.claimants import admitted
from site_src.builder.law.policy import Article, Benefit, Policy, Reading
from site_src.builder.views.figures import Figures, figures_of

ALIKE = 6  # benefits named on an article's page only because they answer to the same activities
LARGEST = 6  # benefits on the home page; after them many share one ceiling
PROMISE_RANKS = ("exact", "up-to", "discretionary", "in-kind", "investment")


@dataclass(frozen=True, kw_only=True)
class NumberedArticle:
    """An article with its labels: 第一条 in running text, （一） in lists, as its heading has it."""

    record: Article

    @property
    def path(self) -> str:
        return f"{self.record.path}/"

    @cached_property
    def short(self) -> Text:
        heading = self.record.heading.zh
        return Text(heading[: heading.index("）") + 1], str(self.record.number))

    @cached_property
    def label(self) -> Text:
        return Text(f"第{self.short.zh.strip('（）')}条", f"Article {self.short.en}")

    @property
    def listed(self) -> Text:
        """As it stands in a column headed “article”."""
        return Text(self.label.zh, self.short.en)

    @property
    def title(self) -> Text:
        return self.record.title

    @property
    def benefits(self) -> tuple[Benefit, ...]:
        return self.record.benefits


@dataclass(frozen=True, kw_only=True)
class Entry:
    """A benefit with the place of its calculator and what the index sorts it by."""

    record: Benefit
    article: NumberedArticle
    figures: Figures

    @property
    def id(self) -> str:
        return self.record.id

    @property
    def name(self) -> Text:
        return self.record.name

    @property
    def path(self) -> str:
        return f"{self.article.path}#{self.id}"

    @property
    def promise_rank(self) -> int:
        return PROMISE_RANKS.index(self.record.promise)

    @property
    def ceiling_rank(self) -> int:
        """The ceiling in fen. No ceiling written sorts above every sum, no sum of money at all below."""
        if self.figures.ceiling:
            return int(self.figures.ceiling.sum.fen)
        rule = self.record.rule
        return 10**18 if rule and rule.unit == "CNY" else -1


class Views:
    """All lookups of one policy, computed once for both languages."""

    def __init__(self, policy: Policy):
        self.policy = policy
        self.figures = {benefit.id: figures_of(benefit) for benefit in policy.benefits}
        self.articles = {article.number: NumberedArticle(record=article) for article in policy.articles}
        self.entries = {
            benefit.id: Entry(record=benefit, article=self.articles[benefit.article], figures=self.figures[benefit.id])
            for benefit in policy.benefits
        }
        self.laws = {f"{id}-{step.id}": step.law for id, figures in self.figures.items() for step in figures.steps}
        self.promises = {promise.id: promise for promise in policy.promises}
        self.kinds = {kind.id: kind for kind in policy.applicants}
        self.audience_counts = Counter(one.id for one in policy.audiences for benefit in policy.benefits if admitted(policy, benefit, one))

    @cached_property
    def largest(self) -> list[Entry]:
        """The benefits with the highest ceilings."""
        limited = [entry for entry in self.entries.values() if entry.figures.ceiling]
        return sorted(limited, key=lambda entry: -entry.ceiling_rank)[:LARGEST]

    def share(self, entry: Entry) -> int:
        """The length of its bar, in per cent of the largest."""
        return max(1, 100 * entry.ceiling_rank // self.largest[0].ceiling_rank)

    def related(self, article: Article) -> list[Entry]:
        """Benefits of other articles that overlap with this one's, either way; then the closest of those for the same activities: with
        the most of them in common, earlier articles first."""
        here = {benefit.id for benefit in article.benefits}
        named = [overlap.benefit for benefit in article.benefits for overlap in benefit.overlaps]
        naming = [other.id for other in self.policy.benefits if any(overlap.benefit in here for overlap in other.overlaps)]
        stated = dict.fromkeys(id for id in (*named, *naming) if id and id not in here)
        doing = {activity for benefit in article.benefits for activity in benefit.activities}
        common = {other.id: len(doing & set(other.activities)) for other in self.policy.benefits if other.id not in here | stated.keys()}
        alike = sorted((id for id, count in common.items() if count), key=lambda id: -common[id])
        return [self.entries[id] for id in (*stated, *alike[:ALIKE])]

    def readings_elsewhere(self, article: Article) -> list[Reading]:
        """Readings of other articles that concern this one's benefits."""
        here = {benefit.id for benefit in article.benefits}
        noted = {note for benefit in article.benefits for note in benefit.notes}
        return [r for r in self.policy.readings if r.article != article.number and (r.id in noted or here & set(r.benefits))]


def written_date(iso: str, lang: str) -> str:
    """A date as each reader writes it."""
    day = date.fromisoformat(iso)
    return f"{day.year}年{day.month}月{day.day}日" if lang == "zh" else f"{day.day} {day:%B %Y}"
