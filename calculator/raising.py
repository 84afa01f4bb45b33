"""What one more 万元 brings: of a single base, or of the item of a list that brings most."""

from calculator.answer import Answer
from calculator.evaluation import answer_of
from calculator.frozen import Frozen
from calculator.inputs import MOST_ITEMS, Value
from calculator.inversion import base_of
from calculator.money import ZERO, Money
from calculator.problems import Problems

_TRIED = 20  # different items of a list that are worked out anew, the smallest first: where there are limits, it is they that are below


class Raise(Frozen, kw_only=False):
    """`gain`: what the sum grows by, at most. Of a list, `items` says for which of them that is so, counted from 1; `every`: for all of
    them alike. `further`: what an item more, of that size, brings where raising those there are brings nothing."""

    gain: Money
    items: tuple[int, ...] = ()
    every: bool = False
    further: Money = ZERO


def one_more(now: Answer, step: Money) -> Raise | None:
    """What the sum of an answer grows by when its base, or an item of it, grows by `step`; None where it is no sum of money.

    Raises `Problems` where the larger base no longer fits the other inputs."""
    name = base_of(now.benefit)
    value = None if name is None else now.values.get(name)
    if isinstance(value, Money):
        return Raise(_gain(now, value + step))
    if not isinstance(value, tuple):
        return None
    gains = {item: _gain(now, _with(value, item, step)) for item in sorted(set(value))[:_TRIED]}
    best = max(gains.values(), key=lambda gain: gain.fen)
    items = tuple(number for number, item in enumerate(value, 1) if gains.get(item) == best)
    return Raise(best, items, len(items) == len(value), _further(now, value, step) if not best else ZERO)


def _with(items: tuple[Money, ...], item: Money, step: Money) -> tuple[Money, ...]:
    place = items.index(item)
    return (*items[:place], item + step, *items[place + 1 :])


def _further(now: Answer, items: tuple[Money, ...], step: Money) -> Money:
    if len(items) >= MOST_ITEMS:
        return ZERO
    try:
        return _gain(now, (*items, step))
    except Problems:  # one item only, where the investment of a project is given
        return ZERO


def _gain(now: Answer, value: Value) -> Money:
    after = answer_of(now.benefit, {**now.values, str(base_of(now.benefit)): value})
    return _money(after) - _money(now)


def _money(answer: Answer) -> Money:
    return answer.paid if isinstance(answer.paid, Money) else ZERO
