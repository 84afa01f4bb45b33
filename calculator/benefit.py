"""A benefit as the calculator knows it: what it asks, the steps that work it out, and the rules of article 21 that bind it."""

from __future__ import annotations

from functools import cached_property

from calculator.combining import Combining
from calculator.course import Courses
from calculator.frozen import Frozen
from calculator.inputs import Input, condition_from, input_from
from calculator.problems import Problems, problem
from calculator.reading import BASES, BOUNDS, Option, Reading
from calculator.record import Fields, RecordError
from calculator.steps import AtMost, Maximum, Step, read_steps
from calculator.steps.principles import HigherOf, InvestmentCeiling
from calculator.text import Text

UNITS = ("CNY", "places")
CEILINGS = ("yes", "unclear", "no")
_ALONE = Combining()


class Principles(Frozen):
    """What article 21 adds to every benefit: two rules with their inputs, and the note that goes with each answer.

    `standing`: where the text stands, such as that it is a draft; the notes begin with it."""

    article: int
    standing: Text
    ceiling: Text
    ceiling_inputs: tuple[Input, ...]
    ceiling_unclear: Text
    higher_of: Text
    higher_of_inputs: tuple[Input, ...]
    higher_of_undecided: Text
    budget: Text
    budget_places: Text
    no_duplicate: Text

    @classmethod
    def read(cls, fields: Fields) -> Principles:
        article, standing = fields.whole("article"), fields.text("standing")
        rules = {rule.string("name"): rule for rule in fields.each("rules")}
        for name in ("ceiling", "higher-of", "budget", "no-duplicate"):
            if name not in rules:
                raise fields.error("rules", f"a rule named {name}")
        ceiling, higher, budget = rules["ceiling"], rules["higher-of"], rules["budget"]
        read = cls(
            article=article,
            standing=standing,
            ceiling=ceiling.text("quote"),
            ceiling_inputs=tuple(_optional(entry) for entry in ceiling.each("inputs")),
            ceiling_unclear=ceiling.text("unclear"),
            higher_of=higher.text("quote"),
            higher_of_inputs=tuple(_optional(entry) for entry in higher.each("inputs")),
            higher_of_undecided=higher.text("undecided"),
            budget=_after(standing, budget.text("note")),
            budget_places=_after(standing, budget.text("note_places")),
            no_duplicate=rules["no-duplicate"].text("quote"),
        )
        budget.text("quote")
        for rule in rules.values():
            rule.end()
        fields.end()
        return read

    def investment_ceiling(self, matching: str | None, single: str | None) -> InvestmentCeiling:
        return InvestmentCeiling(id=f"{self.article}-ceiling", article=self.article, quote=self.ceiling, matching=matching, single=single)

    def higher_of_step(self) -> HigherOf:
        return HigherOf(id=f"{self.article}-higher-of", article=self.article, quote=self.higher_of, undecided=self.higher_of_undecided)


def _after(standing: Text, note: Text) -> Text:
    """A note behind where the text stands."""
    return Text(f"{standing.zh}。{note.zh}", f"{standing.en}. {note.en}")


def _optional(fields: Fields) -> Input:
    fields.data = {**fields.data, "required": "no"}
    return input_from(fields)


class Benefit(Frozen):
    """One benefit of the policy. `inputs` are those of the contract and its conditions; `optional` what a limit over several claims and
    article 21 add."""

    id: str
    article: int
    name: Text
    calculator: bool
    unit: str | None = None
    basis: str | None = None
    bound: str | None = None
    ceiling: str = "no"
    inputs: tuple[Input, ...] = ()
    optional: tuple[Input, ...] = ()
    steps: tuple[Step, ...] = ()
    notes: tuple[Text, ...] = ()
    unclear: Text | None = None  # the note that the ceiling of article 21 may not fit
    estimate: Text | None = None  # what must stand beside every result: unofficial, and what still decides
    combining: Combining = _ALONE  # what counts where several benefits are claimed
    readings: tuple[Reading, ...] = ()  # those that change what one calculation gives
    taken: Option | None = None  # the option of a reading that was asked for; None: the one applied, of each

    @property
    def up_to(self) -> bool:
        return self.bound == "up-to"

    @cached_property
    def conditions(self) -> tuple[Input, ...]:
        """The conditions that count on the reading taken."""
        options = [option for reading in self.readings for option in reading.options]
        idle = {name for option in options if option is not self.taken for name in option.asks}
        if self.taken is not None:
            idle.update(self.taken.waives)
        return tuple(field for field in self.inputs if field.is_condition and field.name not in idle)

    @cached_property
    def questions(self) -> tuple[Input, ...]:
        """The inputs that are no conditions: sums, counts, years, choices."""
        return tuple(field for field in self.inputs if not field.is_condition)

    @cached_property
    def required(self) -> tuple[str, ...]:
        """The inputs that must be given."""
        return tuple(field.name for field in self.inputs if field.required)

    @cached_property
    def courses(self) -> Courses:
        """What working it out looks at."""
        return Courses(self, [step for step in self.steps if not isinstance(step, InvestmentCeiling | HigherOf)])

    @cached_property
    def fields(self) -> dict[str, Input]:
        """Every input by name, in the order of the form."""
        return {field.name: field for field in (*self.inputs, *self.optional)}

    @cached_property
    def group(self) -> tuple[str, ...]:
        """The inputs of which at least one must be given, where each by itself may be left out."""
        questions = self.questions
        if not questions or any(field.required for field in self.inputs):
            return ()
        return tuple(field.name for field in questions if field.type != "year-of-funding")

    @classmethod
    def read(cls, fields: Fields, principles: Principles) -> Benefit:
        id, article, name = fields.string("id"), fields.whole("article"), fields.text("name")
        if not fields.flag("calculator"):
            fields.end()
            return cls(id=id, article=article, name=name, calculator=False)
        unit, bound = fields.one_of("unit", UNITS), fields.one_of("bound", BOUNDS)
        basis, ceiling = fields.one_of("basis", BASES), fields.one_of("ceiling", CEILINGS)
        matching = fields.string("matching") if fields.has("matching") else None
        inputs = tuple(input_from(entry) for entry in fields.each("inputs"))
        conditions = [condition_from(entry) for entry in fields.each("conditions")]
        inputs += tuple(sorted(conditions, key=lambda asked: asked.article is None))  # first what is asked of many benefits
        named = {field.name: field for field in inputs}
        own = read_steps(fields, "steps", article)
        _check_names(fields, inputs, own)
        own, before = _counting(tuple(step.informed(named, bound == "up-to") for step in own))
        optional: tuple[Input, ...] = (before,) if before else ()
        notes = tuple(Text(note.string("zh"), note.string("en")) for note in fields.each("notes"))
        added: tuple[Step, ...] = ()
        if ceiling != "no":
            lists = [field.name for field in inputs if field.type == "money-list"]
            added += (principles.investment_ceiling(matching, lists[0] if lists else None),)
            optional += principles.ceiling_inputs
            notes += (principles.ceiling_unclear,) if ceiling == "unclear" else ()
        if unit == "CNY":
            added += (principles.higher_of_step(),)
            optional += principles.higher_of_inputs
        readings = _readings(fields, article, named)
        combining = Combining.read(fields)
        fields.end()
        return cls(
            id=id,
            article=article,
            name=name,
            calculator=True,
            unit=unit,
            basis=basis,
            bound=bound,
            ceiling=ceiling,
            inputs=inputs,
            optional=optional,
            steps=own + added,
            notes=notes,
            unclear=principles.ceiling_unclear if ceiling == "unclear" else None,
            estimate=principles.budget if unit == "CNY" else principles.budget_places,
            combining=combining,
            readings=readings,
        )

    def under(self, key: object) -> Benefit:
        """The benefit as another reading has it (`A8:per-product`); raises `Problems` when there is no such reading."""
        if isinstance(key, str) and key in self.ways:
            return self.ways[key]
        known = list(self.ways)
        expected = Text("、".join(known), " or ".join(known))
        code = "not-a-choice" if known else "unknown-field"
        raise Problems([problem(code, benefit=self.name, field="reading", given=key, expected=expected if known else None)])

    @cached_property
    def ways(self) -> dict[str, Benefit]:
        """The benefit as each option of its readings has it."""
        return {reading.key(option): self._with(reading, option) for reading in self.readings for option in reading.options}

    def _with(self, reading: Reading, option: Option) -> Benefit:
        if option.name == reading.applied:
            return self
        added = tuple(step for step in self.steps if isinstance(step, InvestmentCeiling | HigherOf))
        if option.counts:
            added = tuple(s.but(counts=option.counts) if isinstance(s, InvestmentCeiling) else s for s in added)
        own = option.steps or self.steps[: len(self.steps) - len(added)]
        own = option.sharing.applied(own) if option.sharing else own
        bound = option.bound or self.bound
        own, _ = _counting(tuple(step.informed(self.fields, bound == "up-to") for step in own))
        taken = Text(
            f"这里按另一种理解计算（{reading.id}）：{reading.question.zh}{option.says.zh}。",
            f"Worked out on another reading ({reading.id}): {reading.question.en} {option.says.en}.",
        )
        passed = {reading.note} | ({self.unclear} if option.counts == "nothing" else set())
        notes = (taken, *(note for note in self.notes if note not in passed))
        return self.but(steps=(*own, *added), basis=option.basis or self.basis, bound=bound, notes=notes, taken=option)


def _counting(steps: tuple[Step, ...]) -> tuple[tuple[Step, ...], Input | None]:
    """The steps, the last limit among them that covers several claims counting what was received before; and the input for that."""
    for place in reversed(range(len(steps))):
        step = steps[place]
        if isinstance(step, AtMost | Maximum) and (asked := step.asks_received()):
            return (*steps[:place], step.but(received=True), *steps[place + 1 :]), asked
    return steps, None


def walk(steps: tuple[Step, ...]) -> list[Step]:
    """All steps, those inside an `each` too, in the order of the record."""
    return [found for step in steps for found in (step, *walk(tuple(step.inner)))]


def _readings(fields: Fields, article: int, inputs: dict[str, Input]) -> tuple[Reading, ...]:
    """The readings, whose other ways use inputs and conditions of this benefit only."""
    readings = []
    for entry in fields.each("readings"):
        reading = Reading.read(entry, article)
        for place, option in enumerate(reading.options):
            path = (*entry.path, "options", place)
            for step in walk(option.steps or ()):
                if unknown := sorted(set(step.reads) - set(inputs)):
                    raise RecordError((*path, "steps"), f"a step that reads “{unknown[0]}”", f"one that reads {' or '.join(inputs)}")
            for key, names in (("waives", option.waives), ("asks", option.asks)):
                for name in names:
                    if name not in inputs or not inputs[name].is_condition or inputs[name].required:
                        raise RecordError((*path, key), f"“{name}”", "the name of a condition that nobody has to answer")
        readings.append(reading)
    return tuple(readings)


def _check_names(fields: Fields, inputs: tuple[Input, ...], steps: tuple[Step, ...]) -> None:
    """Names are given once, steps read inputs that exist, every input that is no condition is read by a step."""
    names = [field.name for field in inputs]
    twice = [name for name in names if names.count(name) > 1]
    if twice:
        raise RecordError((*fields.path, "inputs"), f"the name “{twice[0]}” twice", "inputs and conditions with names of their own")
    read = {name for step in walk(steps) for name in step.reads}
    if unknown := sorted(read - set(names)):
        raise RecordError(
            (*fields.path, "steps"), f"a step that reads “{unknown[0]}”", f"one that reads {' or '.join(names) or 'no input'}"
        )
    unread = [field.name for field in inputs if not field.is_condition and field.name not in read]
    if unread:
        raise RecordError((*fields.path, "inputs"), f"“{unread[0]}”, which no step reads", "inputs that steps read")
    if all(step.gate for step in steps):
        raise RecordError((*fields.path, "steps"), "no step that gives an amount", "at least one")
