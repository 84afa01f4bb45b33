"""Every row of a Parquet file through the rules, in as many processes as there are processors, or on a cluster of machines.

    pip install "dask[dataframe]" guangming_calculator-…-py3-none-any.whl
    python parquet.py applicants.parquet answers.parquet BENEFIT

The columns are named as the benefit's inputs are (`python -m calculator show BENEFIT`); sums are decimals, whole numbers or texts such
as 1000万元. Other columns are carried along. On a cluster, start with `dask.distributed.Client("scheduler:8786")`.
"""

import json
import sys

import dask
import dask.dataframe as dd
import pandas as pd

from calculator.catalogue import benefit
from calculator.wire import compute_line

ADDED = ("outcome", "amount", "bound", "error")  # all as text, so that no sum becomes a binary fraction on its way


def answered(rows: pd.DataFrame, id: str) -> pd.DataFrame:
    """The rows of one partition with their answers."""
    names = [name for name in benefit(id).fields if name in rows.columns]
    found = []
    for row in rows[names].to_dict("records"):
        inputs = {name: value for name, value in row.items() if value is not None and value is not pd.NA}
        answer = compute_line(json.dumps({"benefit": id, "inputs": inputs}, default=str))
        error = answer.get("error", {}).get("en")
        found.append((answer.get("outcome", "error"), answer.get("amount"), answer.get("bound"), error))
    added = pd.DataFrame(found, columns=list(ADDED), index=rows.index, dtype="string[pyarrow]")
    return rows.assign(**{name: added[name] for name in ADDED})


def main(source: str, target: str, id: str) -> None:
    """Reads a Parquet file or a folder of them, writes a folder of as many as there are partitions."""
    rows = dd.read_parquet(source, dtype_backend="pyarrow", split_row_groups=True)
    kinds = rows._meta.assign(**{name: pd.Series(dtype="string[pyarrow]") for name in ADDED})
    with dask.config.set(scheduler="processes"):
        rows.map_partitions(answered, id, meta=kinds).to_parquet(target, write_index=False)


if __name__ == "__main__":
    main(*sys.argv[1:])
