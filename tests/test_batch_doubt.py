"""What a sum rests on: rows that are asked back are counted apart, what was left open is counted, and no machine's name stands alone."""

import json
from pathlib import Path
from typing import Any

import pytest

from calculator import catalogue
from calculator.batch import names
from calculator.batch.shown import shown_totals
from calculator.batch.summary import doubtful_of, summary_of
from calculator.problems import CODES
from calculator.text import LANGUAGES
from tests.tables import SPEND, VOUCHER, batch

HEAD = "年度实际采购算力费用（万元）"
# A sum in yuan under a header in 万元: 300 million is paid at most 6 million, and looks right.
TEXT = f"企业,{HEAD}\n甲,1000\n乙,1000000\n丙,坏\n丁,2000000\n"


def test_a_doubtful_row_keeps_its_sum_and_the_totals_say_how_much_rests_on_it() -> None:
    done = batch(TEXT)
    assert done.amounts == ["3000000.00", "6000000.00", "", "6000000.00"]
    assert ["check the unit" in row["Doubtful"] for row in done.rows] == [False, True, False, True]
    totals = done.run.totals
    assert (str(totals.money(False)), str(totals.doubtful_money(False)), totals.doubtful_rows) == ("15000000.00", "12000000.00", 2)
    (said,) = doubtful_of(totals)
    assert said.en == "2 rows in doubt (rows 3, 5): check them. RMB 12 million of “Fixed by the text” rests on them."
    assert said.zh == "存疑2行（第3、5行），请核对。条文写定合计中的1200万元来自存疑的行。"


def test_a_table_without_doubt_says_nothing_of_it() -> None:
    totals = batch(f"{HEAD}\n1000\n").run.totals
    assert doubtful_of(totals) == [] and shown_totals(totals, "zh")["doubtful"] == []
    assert not any("疑" in head for head in shown_totals(totals, "zh")["heads"])


def test_what_was_left_open_is_told_with_its_rows_whichever_benefit_asked() -> None:
    """The question whether the applicant is of Guangming is asked by most benefits: it is counted once, over all of them."""
    question = catalogue.benefit(VOUCHER).fields["guangming_enterprise"]
    text = f"benefit,{SPEND},service_contract_value,{question.name}\n{VOUCHER},1,,\n{VOUCHER},1,,是\ndataset-provider-reward,,1,\n"
    done = batch(text, None)
    counts = {text.zh: rows for text, rows in summary_of(done.run.totals).left_open}
    assert counts[question.assumes.zh] == 2
    assert sum(question.assumes.en in row["Left open, and taken as follows"] for row in done.rows) == 2


def test_a_row_counts_a_text_once_though_two_questions_share_it() -> None:
    for text, rows in summary_of(batch(f"{SPEND}\n1\n1\n").run.totals).left_open:
        assert rows == 2, text


@pytest.mark.parametrize("lang", LANGUAGES)
def test_codes_and_names_for_programs_stand_beside_their_words(lang: str) -> None:
    done = batch(f"{SPEND},annual_cloud_spend,{HEAD}\nx,,\n1,,1\n", lang=lang, benefit="compute-voucher")
    kind, column = {"zh": ("错误类型", "错误所在栏目"), "en": ("Kind of error", "Column in error")}[lang]
    code, field = {"zh": ("错误代码", "错误栏目"), "en": ("Error code", "Error field")}[lang]
    for row in done.rows:
        assert row[kind].lower() == CODES[row[code]][lang].lower() and row[column] == names.inputs()[row[field]].label[lang]


def test_a_doubt_about_a_column_named_for_programs_has_its_label() -> None:
    done = batch(f"{SPEND}_万元\n1000000\n")
    assert done.rows[0]["Doubtful"]
    for text in (done.rows[0]["Doubtful"], *(notice.en for notice in done.run.notices)):
        assert "_万元" in text or "Actual computing purchases" in text


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_command_line_tells_draft_doubt_and_what_was_left_open(run: Any, tmp_path: Path, lang: str) -> None:
    source, target = tmp_path / "in.csv", tmp_path / "out.csv"
    source.write_text(TEXT, encoding="utf-8")
    done = run("batch", str(source), str(target), "--benefit", VOUCHER, "--lang", lang)
    totals = batch(TEXT, lang=lang).run.totals
    assert doubtful_of(totals)[0][lang] in done.out and catalogue.principles().budget[lang] in done.out
    assert catalogue.rules_hash() in done.out and catalogue.edition() in done.out
    for text, _ in summary_of(totals).left_open:
        assert text[lang] in done.out
    figures = json.loads(run("batch", str(source), str(target), "--benefit", VOUCHER, "--json").out)
    assert figures["doubtful"] == {"rows": 2, "numbers": [3, 5], "totals": {"exact": "12000000.00", "up_to": "0.00"}}
