"""One benefit over a whole table with OpenFisca's vectors: `batch.py IN.csv OUT.csv`. Each line in names a way; line out: rows and seconds.

`compute`: arrays in, array out, nothing read or written. `table`: the same file read and written with the csv module."""

import csv
import json
import sys
import time
from pathlib import Path

import numpy
from openfisca_core.simulations import SimulationBuilder
from system import Policy

PERIOD, SPEND, YEAR = "2026", 2, 3  # the columns of the table
policy = Policy()


def compute(spend, year):
    """The voucher of every row, in yuan."""
    simulation = SimulationBuilder().build_default_simulation(policy, len(spend))
    simulation.set_input("annual_spend", PERIOD, spend)
    simulation.set_input("funded_year", PERIOD, year)
    return simulation.calculate("compute_voucher", PERIOD)


def table(source, target):
    """Rows read as text, and written with the sum behind them."""
    with source.open(encoding="utf-8", newline="") as file:
        head, *rows = csv.reader(file)
    amounts = compute(numpy.array([float(row[SPEND]) for row in rows]), numpy.array([int(row[YEAR]) for row in rows]))
    with target.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow([*head, "amount"])
        writer.writerows([*row, f"{amount:.2f}"] for row, amount in zip(rows, amounts.tolist(), strict=True))


def main():
    source, target = map(Path, sys.argv[1:])
    with source.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))[1:]
    arrays = numpy.array([float(row[SPEND]) for row in rows]), numpy.array([int(row[YEAR]) for row in rows])
    for line in sys.stdin:
        start = time.perf_counter()
        if line.strip() == "compute":
            compute(*arrays)
        else:
            table(source, target)
        print(json.dumps({"rows": len(rows), "seconds": time.perf_counter() - start}), flush=True)


main()
