"""`python -m tests.bench.answers`: answers a second, with their steps, beside publicodes and OpenFisca, on the same three rules.

Each system holds the rules as its own manual would write them and is asked the same cases; where their amounts differ by more than
the arithmetic of the other system explains, the bench ends with an error. Rounds alternate, and every figure is one process's."""

import json
import math
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from typing import Any

from calculator import catalogue
from calculator.evaluation import evaluate
from calculator.jsontext import dumps
from calculator.wire import compute_line
from tests.bench.rivals.install import MODULES, PYTHON, TOOLS, install

ROUNDS, SECONDS = 7, 0.6
_RIVALS = Path(__file__).parent / "rivals"
Ask = Callable[[float], float]  # seconds to go on for; answers a second

_RULES = {"capped_rate": "compute-voucher", "ladder": "cloud-adoption-subsidy", "capped_sum": "rd-project-matching"}
_SPEND = {"capped_rate": "annual_compute_spend", "ladder": "annual_cloud_spend"}

# Sums around every limit: below it, at it and above it; in each year of funding and in the first that is not funded.
CASES: list[dict[str, Any]] = [
    *(
        {"rule": "capped_rate", "spend": spend, "year": year}
        for spend in (100, 123_400, 9_876_500, 19_999_900, 20_000_000, 20_000_100, 512_345_600)
        for year in (1, 2, 3, 4)
    ),
    *(
        {"rule": "ladder", "spend": spend, "year": year}
        for spend in (100, 345_600, 1_250_000, 1_250_100, 1_666_600, 2_000_000, 2_000_100)
        for year in (1, 2, 3, 4)
    ),
    *(
        {"rule": "capped_sum", "grants": [first, second, third]}
        for first in (100, 1_234_500, 10_000_000)
        for second in (4_321_000, 9_999_900, 10_000_100)
        for third in (5_000_000, 5_000_100, 20_000_000)
    ),
]
# Half a fen for binary fractions of 64 bits, and what the 32 bits of OpenFisca's vectors hold.
_PRECISION = {"publicodes": (0.005, 0.0), "openfisca": (0.005, 2.0**-22)}


def _inputs(case: dict[str, Any]) -> dict[str, Any]:
    return {"grant_received": case["grants"]} if "grants" in case else {_SPEND[case["rule"]]: case["spend"], "funded_year": case["year"]}


def _ours(cases: list[dict[str, Any]]) -> dict[str, Ask]:
    """In this process: to the answer with its steps, and from a request line to an answer line with all sentences in both languages."""
    asked = [(catalogue.benefit(_RULES[case["rule"]]), _inputs(case)) for case in cases]
    lines = [dumps({"id": number, "benefit": benefit.id, "inputs": inputs}) for number, (benefit, inputs) in enumerate(asked)]

    def answers(seconds: float) -> float:
        def once() -> None:
            for benefit, inputs in asked:
                answer = evaluate(benefit, inputs)
                _ = answer.paid, answer.lines

        return _rate(once, len(asked), seconds)

    def json_lines(seconds: float) -> float:
        def once() -> None:
            for line in lines:
                dumps(compute_line(line))

        return _rate(once, len(lines), seconds)

    return {"ours": answers, "ours_json_with_sentences": json_lines}


def _rate(once: Callable[[], None], size: int, seconds: float) -> float:
    done, start = 0, time.perf_counter()
    while (now := time.perf_counter()) - start < seconds:
        once()
        done += size
    return done / (now - start)


@contextmanager
def _rival(command: list[str], cases: list[dict[str, Any]]) -> Iterator[tuple[list[float], Callable[[dict[str, Any]], float]]]:
    """A process that stays: the amounts it gives for the cases, and a way to have it go on for a while."""
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=_RIVALS) as process:
        assert process.stdin and process.stdout
        talk_in, talk_out = process.stdin, process.stdout

        def say(told: Any) -> Any:
            talk_in.write(json.dumps(told) + "\n")
            talk_in.flush()
            return json.loads(talk_out.readline())

        def ask(told: dict[str, Any]) -> float:
            found = say(told)
            return float(found["answers"] / found["seconds"])

        try:
            yield say(cases), ask
        finally:
            talk_in.close()


def _compare(name: str, theirs: list[float], cases: list[dict[str, Any]]) -> int:
    """How many amounts are off by a fen or more, all of them within the precision of the other system's numbers."""
    off = 0
    absolute, relative = _PRECISION[name]
    for case, their in zip(cases, theirs, strict=True):
        amount = evaluate(catalogue.benefit(_RULES[case["rule"]]), _inputs(case)).amount
        assert amount is not None
        if not math.isclose(float(amount), their, rel_tol=relative, abs_tol=absolute):
            raise SystemExit(f"{name} gives {their} for {case}, and we give {amount}")
        off += abs(float(amount) - their) >= 0.01
    return off


def measure(rounds: int = ROUNDS, seconds: float = SECONDS) -> dict[str, Any]:
    """Answers a second of every way of asking, for all cases and by rule, and the ratios to the rivals' faster ways that keep steps."""
    install()
    publicodes = [str(TOOLS / "node"), str(_RIVALS / "publicodes.mjs"), str(MODULES.parent)]
    openfisca = [str(PYTHON), str(_RIVALS / "openfisca" / "answers.py")]
    off: dict[str, int] = {}
    found: dict[str, Any] = {}
    for rule in ("all", *_RULES):
        cases = [case for case in CASES if rule in ("all", case["rule"])]
        with _rival(publicodes, cases) as (first, ask_publicodes), _rival(openfisca, cases) as (second, ask_openfisca):
            if rule == "all":
                off = {"publicodes": _compare("publicodes", first, cases), "openfisca": _compare("openfisca", second, cases)}
            ways = _ours(cases)
            ways["publicodes"] = lambda seconds, ask=ask_publicodes: ask({"seconds": seconds})
            for way in ("arrays", "situation"):
                for trace in (True, False):
                    name = f"openfisca_{way}_{'steps' if trace else 'no_steps'}"
                    ways[name] = lambda seconds, ask=ask_openfisca, told={"way": way, "trace": trace}: ask({**told, "seconds": seconds})
            found[rule] = _alternating(ways, rounds, seconds)
    return {"cases": len(CASES), "rounds": rounds, "seconds_a_round": seconds, "amounts_off_by_a_fen": off, **found}


def _alternating(ways: dict[str, Ask], rounds: int, seconds: float) -> dict[str, Any]:
    """One round of each way after another, again and again; the first, in which caches fill, is not counted."""
    rates: dict[str, list[float]] = {name: [] for name in ways}
    for number in range(rounds + 1):
        for name, ask in ways.items():
            rate = ask(seconds)
            if number:
                rates[name].append(round(rate, 1))
    middle = {name: median(each) for name, each in rates.items()}
    with_steps = max(middle["openfisca_arrays_steps"], middle["openfisca_situation_steps"])
    return {
        "answers_per_second": middle,
        "rounds_answers_per_second": rates,
        "ratio_to_publicodes": round(middle["ours"] / middle["publicodes"], 2),
        "ratio_to_openfisca": round(middle["ours"] / with_steps, 2),
        "ratio_to_openfisca_without_steps": round(middle["ours"] / middle["openfisca_arrays_no_steps"], 2),
        "ratio_to_openfisca_test_case": round(middle["ours"] / middle["openfisca_situation_steps"], 2),
    }


def main() -> None:
    found = measure(*(float(text) if "." in text else int(text) for text in sys.argv[1:]))
    print(f"{os.cpu_count()} cores; amounts off by a fen or more, of {found['cases']}: {found['amounts_off_by_a_fen']}")
    for rule in ("all", *_RULES):
        one = found[rule]
        print(f"\n{rule}: {one['ratio_to_publicodes']} × publicodes, {one['ratio_to_openfisca']} × OpenFisca with steps")
        for name, rate in one["answers_per_second"].items():
            print(f"  {name:32}{rate:12,.0f} answers/s")


if __name__ == "__main__":
    main()
