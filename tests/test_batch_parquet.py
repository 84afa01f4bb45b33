"""The recipe for tables that are too large for one machine: run as it stands, over a file of two partitions."""

import json
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from calculator import wire
from tests.tables import SPEND, VOUCHER, YEAR

RECIPE = Path(__file__).resolve().parents[1] / "site_src" / "examples" / "parquet.py"


def test_the_recipe_gives_the_answers_of_request_lines(tmp_path: Path) -> None:
    sums = [None if n == 7 else Decimal(n * 1_234_567) / 100 for n in range(40)]
    rows = pa.table(
        {
            "who": pa.array([f"公司{n}" for n in range(40)]),
            SPEND: pa.array(sums, pa.decimal128(18, 2)),
            YEAR: pa.array([n % 5 + 1 if n % 3 else None for n in range(40)], pa.int64()),
        }
    )
    source, target = tmp_path / "in.parquet", tmp_path / "out"
    pq.write_table(rows, source, row_group_size=20)
    subprocess.run([sys.executable, str(RECIPE), str(source), str(target), VOUCHER], check=True, capture_output=True, cwd=tmp_path)
    assert len(list(target.glob("*.parquet"))) == 2, "each partition by itself"
    found = pq.read_table(target).to_pylist()
    assert [row["who"] for row in found] == rows["who"].to_pylist()
    for row in found:
        inputs = {name: str(row[name]) for name in (SPEND, YEAR) if row[name] is not None}
        answer = wire.compute_line(json.dumps({"benefit": VOUCHER, "inputs": inputs}))
        expected = (answer.get("outcome", "error"), answer.get("amount"), answer.get("error", {}).get("en"))
        assert (row["outcome"], row["amount"], row["error"]) == expected
    assert {row["outcome"] for row in found} == {"amount", "nothing", "error"}
