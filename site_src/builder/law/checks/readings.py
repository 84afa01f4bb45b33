"""The steps that another reading puts in place: their words bind the same numbers as any step's do."""

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from calculator.record import Fields, RecordError
from calculator.steps import read_steps
from site_src.builder.law import policy as law
from site_src.builder.law.checks.numbers import Binding, check_english, leaves, listed
from site_src.builder.law.source import Place


def check_readings(article: law.Article, binding: Binding) -> None:
    """The numbers of each such step are those of its words. Another reading may take 一次性 as a number, which is a word elsewhere."""
    for path, changes in _changes(article.source.data.get("readings", [])):
        try:
            steps = read_steps(Fields(changes, path), "steps", article.number)
        except RecordError:
            continue  # told already when the rules were compiled
        for place, step in enumerate(steps):
            for found, inside in leaves(step, (*path, "steps", place)):
                where = binding.text.find(found.quote.zh)
                if where < 0:
                    continue  # words that are not in the article have their complaint
                tokens = binding.inside(where, where + len(found.quote.zh))
                free = [token for token in tokens if not binding.bound.get(token.start, "").startswith("the word")]
                numbers = [Fraction(number) for number in found.numbers()]
                if numbers not in ([token.value for token in tokens], [token.value for token in free]):
                    said = f"{listed(numbers)} in the step, {listed([t.value for t in tokens])} in its words “{found.quote.zh}”"
                    binding.complaints.add(binding.source, (*inside, found.kind), said, "the same numbers in the same order")
                check_english(binding, found.quote, [t.value for t in free if t.value is not None], (*inside, "quote"))


def _changes(readings: list[dict[str, Any]]) -> Iterator[tuple[Place, dict[str, Any]]]:
    for number, reading in enumerate(readings):
        for place, option in enumerate(reading["options"]):
            for key, changes in option.get("instead", {}).items():
                if isinstance(changes, dict) and "steps" in changes:
                    yield ("readings", number, "options", place, "instead", key), changes
