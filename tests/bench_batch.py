"""`make bench`: rows a second and memory of the batch at the command line, each kind of file to each. A number as argument: rows."""

import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROWS = 100_000
_CHILD = """
import resource, sys
from calculator.commandline import main
status = main(sys.argv[1:])
used = resource.getrusage(resource.RUSAGE_SELF)
print(status, used.ru_utime + used.ru_stime, used.ru_maxrss, file=sys.stderr)
"""


def table(path: Path, rows: int) -> None:
    """Applicants for one benefit with a capped rate: names, numbers with fen, a year."""
    chance = random.Random(5)
    with path.open("w", encoding="utf-8") as file:
        file.write("企业名称,统一社会信用代码,年度实际采购算力费用（元）,第几个资助年度,备注\n")
        for number in range(rows):
            spend = f"{chance.randrange(10**9) / 100:.2f}"
            file.write(f"深圳市第{number}号科技有限公司,91440300MA5{number:07d},{spend},{chance.randrange(1, 4)},光明区\n")


def run(source: Path, target: Path, rows: int) -> None:
    """One run in a process of its own, so that its memory is its own."""
    start = time.monotonic()
    command = [sys.executable, "-c", _CHILD, "batch", str(source), str(target), "--benefit", "compute-voucher", "--json"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    wall = time.monotonic() - start
    status, cpu, memory = done.stderr.split()[-3:]
    assert status == "0", done.stderr
    kind = f"{source.suffix[1:]} to {target.suffix[1:]}"
    print(
        f"{kind:14}{rows:12,} rows{rows / wall:12,.0f} rows/s{rows / float(cpu):12,.0f} rows/s of processor time"
        f"{int(memory) / 1024:10,.0f} MB at most",
        flush=True,
    )


def main() -> None:
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else ROWS
    with tempfile.TemporaryDirectory() as folder:
        plain, book = Path(folder, "in.csv"), Path(folder, "out.xlsx")
        table(plain, rows)
        run(plain, Path(folder, "out.csv"), rows)
        run(plain, book, rows)
        run(book, Path(folder, "again.csv"), rows)


if __name__ == "__main__":
    main()
