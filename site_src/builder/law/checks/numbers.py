"""Every number token of the official text, by its place, is bound to exactly one parameter or one label."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction

from calculator.record import Fields, RecordError
from calculator.steps import Each, read_steps
from calculator.steps.base import Step
from calculator.text import Text
from site_src.builder.law import policy as law
from site_src.builder.law.source import Complaints, Place, Source
from site_src.builder.law.tokens import Token, english_numbers, numeral, tokens

_LONGEST_LABEL = 16


@dataclass
class Binding:
    """The tokens of one text and what each is bound to. `failed`: something that binds could not be placed, and its complaint is made."""

    text: str
    name: str  # of the text, in messages
    source: Source
    complaints: Complaints
    failed: bool = False
    bound: dict[int, str] = field(default_factory=dict)  # start of a token: name of what it is bound to
    steps: dict[int, tuple[str, str]] = field(default_factory=dict)  # start of a token: (benefit id, step id)

    def __post_init__(self) -> None:
        self.tokens = tokens(self.text)

    def inside(self, start: int, end: int) -> list[Token]:
        return [token for token in self.tokens if start <= token.start and token.end <= end]

    def bind(self, token: Token, name: str, path: Place) -> None:
        if token.start in self.bound:
            found = f"{token} bound to {name}, and before to {self.bound[token.start]}"
            self.complaints.add(self.source, path, found, "one binding for each number")
        self.bound[token.start] = name

    def check_complete(self, path: Place) -> None:
        """Complains of every number that nothing binds, unless what should bind it has its complaint already."""
        for token in () if self.failed else self.tokens:
            if token.start not in self.bound:
                around = self.text[max(0, token.start - 8) : token.end + 8]
                found = f"{token} of {self.name} (…{around}…) bound to nothing"
                self.complaints.add(self.source, path, found, "a step, a fact or a word that binds it")


def bind_article(article: law.Article, complaints: Complaints) -> Binding:
    """Binds all tokens of an article: its own number, words, facts, then the steps of its benefits."""
    text, source = article.text.zh, article.source
    binding = Binding(text, f"article {article.number}", source, complaints)
    _bind_heading(binding, article.heading.zh, article.number, ("heading",))
    for word in article.words:
        _bind_word(binding, word)
    for fact in article.facts:
        _bind_fact(binding, fact)
    for place, benefit in enumerate(article.benefits):
        start = _place(binding, benefit.clause, 0, len(text), ("benefits", place, "clause"))
        if start is not None and benefit.calculator:
            _bind_benefit(binding, article, place, start)
    binding.check_complete(("clauses",))
    return binding


def bind_policy_words(policy: law.Policy, complaints: Complaints) -> int:
    """Binds the tokens of the preamble and of the chapter headings; answers how many there are."""
    preamble = Binding("".join(clause.zh for clause in policy.preamble), "the preamble", policy.source, complaints)
    for word in policy.preamble_words:
        _bind_word(preamble, word)
    preamble.check_complete(("preamble",))
    total = len(preamble.tokens)
    for place, chapter in enumerate(policy.chapters):
        heading = Binding(chapter.heading.zh, "a chapter heading", policy.source, complaints)
        _bind_heading(heading, chapter.heading.zh, chapter.number, ("chapters", place, "heading"))
        heading.check_complete(("chapters", place, "heading"))
        total += len(heading.tokens)
    return total


def _bind_heading(binding: Binding, heading: str, number: int, path: Place) -> None:
    for token in binding.inside(0, len(heading))[:1]:
        if numeral(token.text) != number:
            binding.complaints.add(binding.source, path, f"the number {token.text}", f"the numeral of {number}")
        binding.bind(token, "the heading", path)


def _bind_word(binding: Binding, word: law.Word) -> None:
    where = _place(binding, word.quote, 0, len(binding.text), (*word.path, "quote"))
    if where is None:
        return
    if len(word.quote) > _LONGEST_LABEL:
        found = f"a label of {len(word.quote)} characters"
        binding.complaints.add(binding.source, (*word.path, "quote"), found, f"at most {_LONGEST_LABEL}: only the words around the number")
    inside = binding.inside(where, where + len(word.quote))
    if not inside:
        binding.failed = True
        binding.complaints.add(
            binding.source,
            (*word.path, "quote"),
            f"“{word.quote}” without a number",
            "words with the number they explain",
        )
    for token in inside:
        binding.bind(token, f"the word “{word.quote}”", word.path)


def _bind_fact(binding: Binding, fact: law.Fact) -> None:
    where = _place(binding, fact.quote.zh, 0, len(binding.text), (*fact.path, "quote", "zh"))
    if where is None:
        return
    free = [t for t in binding.inside(where, where + len(fact.quote.zh)) if t.start not in binding.bound]
    written = tokens(fact.value)
    if [t.value for t in free] != [t.value for t in written]:
        found = f"the value {fact.value} beside the words “{fact.quote.zh}”"
        binding.complaints.add(binding.source, (*fact.path, "value"), found, "the same numbers in both, in the same order")
    for token in free:
        binding.bind(token, f"the fact {fact.name}", fact.path)
    check_english(binding, fact.quote, [t.value for t in free if t.value is not None], (*fact.path, "quote"))


def _bind_benefit(binding: Binding, article: law.Article, place: int, start: int) -> None:
    benefit, path = article.benefits[place], ("benefits", place)
    data = article.source.data["benefits"][place]
    own = {**data, "steps": [step for step in data["steps"] if "same_as" not in step]}
    places = [number for number, step in enumerate(data["steps"]) if "same_as" not in step]
    if not places:
        return
    try:
        steps = read_steps(Fields(own), "steps", article.number)
    except RecordError:
        binding.failed = True  # told already when the rules were compiled
        return
    for number, step in zip(places, steps, strict=True):
        for found, inside in leaves(step, (*path, "steps", number)):
            where = _place(binding, found.quote.zh, start, start + len(benefit.clause), (*inside, "quote", "zh"))
            if where is not None:
                _bind_step(binding, benefit.id, found, where, inside)


def leaves(step: Step, path: Place) -> Iterator[tuple[Step, Place]]:
    """The steps that hold numbers themselves, with their places: those inside an `each` instead of it."""
    if isinstance(step, Each):
        for number, inner in enumerate(step.steps):
            yield from leaves(inner, (*path, "steps", number))
    else:
        yield step, path


def _bind_step(binding: Binding, benefit: str, step: Step, where: int, path: Place) -> None:
    inside = binding.inside(where, where + len(step.quote.zh))
    free = [t for t in inside if not binding.bound.get(t.start, "").startswith("the word")]
    numbers = [Fraction(number) for number in step.numbers()]
    if [t.value for t in free] != numbers == [t.value for t in inside]:
        free = inside  # a word has taken a number of the step: binding it again says so
    if [t.value for t in free] != numbers:
        found = f"{listed(numbers)} in the step, {listed([t.value for t in free])} in its words “{step.quote.zh}”"
        binding.complaints.add(binding.source, (*path, step.kind), found, "the same numbers in the same order")
    for token in free:
        binding.bind(token, f"{benefit} {step.kind}", path)
        binding.steps[token.start] = (benefit, step.id)
    check_english(binding, step.quote, [t.value for t in free if t.value is not None], (*path, "quote"))


def check_english(binding: Binding, quote: Text, numbers: list[Fraction], path: Place) -> None:
    """The English words carry the same numbers (“one” as a plain word aside)."""
    said = english_numbers(quote.en)
    ones = said.count(Fraction(1)) - numbers.count(Fraction(1))
    for _ in range(max(0, ones)):
        said.remove(Fraction(1))
    if sorted(said) != sorted(numbers):
        binding.complaints.add(binding.source, (*path, "en"), f"{listed(said)} in “{quote.en}”", f"{listed(numbers)}, as in the Chinese")


def _place(binding: Binding, quote: str, start: int, end: int, path: Place) -> int | None:
    """Where the words stand; a complaint when they do not stand there exactly once."""
    where = binding.text.find(quote, start, end)
    if where >= 0 and binding.text.find(quote, where + 1, end) < 0:
        return where
    binding.failed = True
    if where < 0:
        binding.complaints.add(binding.source, path, f"“{quote}”", f"words of {binding.name}, verbatim")
    else:
        binding.complaints.add(binding.source, path, f"“{quote}” more than once", "words that stand there exactly once")
    return None


def listed(numbers: list[Fraction | None] | list[Fraction]) -> str:
    """Numbers for a message; a blank of the text (X月) is no number."""
    return ", ".join("X" if number is None else str(number) for number in numbers) or "no number"
