"""What the READMEs say of speed is what was measured."""

import json

import pytest

from calculator.text import LANGUAGES
from tests.bench.report import MEASURED, READMES, measured, table, written


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_table_of_speed_is_the_one_that_was_measured(lang: str) -> None:
    found = json.loads(MEASURED.read_text(encoding="utf-8"))
    readme = READMES[lang].read_text(encoding="utf-8")
    lines = list(table(found, lang))
    assert measured(found) and len(lines) == len(measured(found)) + 4
    assert "\n".join(lines) in readme and written(readme, found, lang) == readme, "run python -m tests.bench.report"
