"""`python -m tests.bench.batch`: rows a second and memory of a batch, beside OpenFisca's vectors. A number as argument: rows.

One benefit with a capped rate, of applicants with names. OpenFisca once with arrays in memory, which is its own way, and once with
the same file read and written, so that like is compared with like; it writes one column more, the batch fourteen."""

import csv
import json
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median
from typing import Any

from calculator.batch.columns import match
from calculator.batch.reading import open_table
from calculator.batch.results import AMOUNT, Results
from calculator.batch.run import Run
from calculator.batch.writing import writer
from tests.bench.rivals.install import PYTHON, install

ROWS, ROUNDS = 100_000, 5
BENEFIT = "compute-voucher"
_OPENFISCA = Path(__file__).parent / "rivals" / "openfisca"
_CHILD = """
import resource, sys
from calculator.commandline import main
status = main(sys.argv[1:])
used = resource.getrusage(resource.RUSAGE_SELF)
print(status, used.ru_utime + used.ru_stime, used.ru_maxrss, file=sys.stderr)
"""


def table(path: Path, rows: int) -> None:
    """Applicants with names, sums with fen, a year of funding."""
    chance = random.Random(5)
    with path.open("w", encoding="utf-8") as file:
        file.write("企业名称,统一社会信用代码,年度实际采购算力费用（元）,第几个资助年度,备注\n")
        for number in range(rows):
            spend = f"{chance.randrange(10**9 * 5) / 100:.2f}"
            file.write(f"深圳市第{number}号科技有限公司,91440300MA5{number:07d},{spend},{chance.randrange(1, 4)},光明区\n")


def run(source: Path, target: Path, rows: int) -> dict[str, float]:
    """One run of the command in a process of its own, so that its memory is its own."""
    start = time.monotonic()
    command = [sys.executable, "-c", _CHILD, "batch", str(source), str(target), "--benefit", BENEFIT, "--json"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    wall = time.monotonic() - start
    status, cpu, memory = done.stderr.split()[-3:]
    assert status == "0", done.stderr
    return {"rows_per_second": rows / wall, "rows_per_processor_second": rows / float(cpu), "memory_mb": int(memory) / 1024}


def shares(source: Path, target: Path) -> dict[str, float]:
    """Milliseconds of processor time of each part of the work, each measured as what it adds to the parts before it."""

    def reading() -> None:
        with source.open("rb") as file:
            for _ in open_table(file).rows():
                pass

    def going_through(words: bool, written: bool) -> None:
        with source.open("rb") as file, target.open("wb") as out:
            opened = open_table(file)
            matching = match(opened.heads, BENEFIT, opened.sample)
            results, to = Results(matching, "zh"), writer("csv", out, "zh")
            to.begin(opened.heads, results)
            work = Run(opened, matching)
            for row in work:
                if written:
                    to.add(row)
                elif words:
                    results.of(row)
            to.end(work)

    times = []
    for part in (reading, lambda: going_through(False, False), lambda: going_through(True, False), lambda: going_through(True, True)):
        start = time.process_time()
        part()
        times.append((time.process_time() - start) * 1000)
    names = ("reading_processor_ms", "evaluating_and_adding_up_processor_ms", "wording_processor_ms", "writing_processor_ms")
    return {name: round(after - before) for name, before, after in zip(names, [0.0, *times], times, strict=False)}


def differing(ours: Path, theirs: Path) -> int:
    """Rows whose sums differ."""
    with ours.open(encoding="utf-8-sig", newline="") as one, theirs.open(encoding="utf-8", newline="") as other:
        width = len(next(csv.reader(other)))
        next(csv.reader(one))
        pairs = zip(csv.reader(one), csv.reader(other), strict=True)
        return sum(mine[width - 1 + AMOUNT] != their[-1] for mine, their in pairs)


def measure(rows: int = ROWS, rounds: int = ROUNDS) -> dict[str, Any]:
    """Rows a second of the batch and of OpenFisca in alternating rounds, the shares of our parts, and the other kinds of file once."""
    install()
    with tempfile.TemporaryDirectory() as folder:
        source, ours, theirs, book = (Path(folder, name) for name in ("in.csv", "ours.csv", "theirs.csv", "out.xlsx"))
        table(source, rows)
        found: list[dict[str, float]] = []
        rival: dict[str, list[float]] = {"compute": [], "table": []}
        command = [str(PYTHON), str(_OPENFISCA / "batch.py"), str(source), str(theirs)]
        with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
            assert process.stdin and process.stdout
            for _ in range(rounds):
                found.append(run(source, ours, rows))
                for way, rates in rival.items():
                    process.stdin.write(f"{way}\n")
                    process.stdin.flush()
                    told = json.loads(process.stdout.readline())
                    rates.append(told["rows"] / told["seconds"])
            process.stdin.close()
        parts = [shares(source, ours) for _ in range(3)]
        middle = {name: round(median(one[name] for one in found)) for name in found[0]}
        openfisca = {f"{way}_rows_per_second": round(median(rates)) for way, rates in rival.items()}
        return {
            "rows": rows,
            "rounds": rounds,
            "csv_to_csv": middle,
            "rounds_rows_per_second": [round(one["rows_per_second"]) for one in found],
            "shares": {name: median(part[name] for part in parts) for name in parts[0]},
            "openfisca": openfisca,
            "rounds_openfisca_rows_per_second": {way: [round(rate) for rate in rates] for way, rates in rival.items()},
            "ratio_to_openfisca_table": round(middle["rows_per_second"] / openfisca["table_rows_per_second"], 3),
            "ratio_to_openfisca_compute": round(middle["rows_per_second"] / openfisca["compute_rows_per_second"], 4),
            "openfisca_sums_that_differ": differing(ours, theirs),
            "csv_to_xlsx": {name: round(value) for name, value in run(source, book, rows).items()},
            "xlsx_to_csv": {name: round(value) for name, value in run(book, Path(folder, "again.csv"), rows).items()},
        }


def main() -> None:
    found = measure(*map(int, sys.argv[1:]))
    for kind in ("csv_to_csv", "csv_to_xlsx", "xlsx_to_csv"):
        one = found[kind]
        print(f"{kind:14}{one['rows_per_second']:12,} rows/s{one['memory_mb']:8,} MB at most")
    print("parts of csv_to_csv:", found["shares"])
    print("OpenFisca:", found["openfisca"], "ratios", found["ratio_to_openfisca_table"], found["ratio_to_openfisca_compute"])
    print(f"OpenFisca's sums differ in {found['openfisca_sums_that_differ']:,} of {found['rows']:,} rows")


if __name__ == "__main__":
    main()
