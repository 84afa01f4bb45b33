"""Tables through the rules: the answers of --jsonl, the columns as they were, totals that keep promises apart, a run that can stop."""

import io
import json
import os
import pty
import re
import signal
import subprocess
import sys
from collections import Counter
from itertools import islice, pairwise
from pathlib import Path
from typing import Any

import pytest

from calculator import catalogue, wire
from calculator.batch import names
from calculator.batch.bins import Bin, bin_of, limit, spread
from calculator.batch.columns import match
from calculator.batch.notices import notices
from calculator.batch.reading import open_table
from calculator.batch.results import Results
from calculator.batch.run import Progress, Run
from calculator.batch.template import columns_for, write_template
from calculator.batch.unusable import Unusable
from calculator.batch.words import BASES, OUTCOMES, PLACES, WRONG, YUAN
from calculator.batch.writing import writer
from calculator.money import Money
from calculator.problems import CODES
from calculator.promise import EXACT, UP_TO
from calculator.text import capital
from tests.tables import SPEND, VOUCHER, YEAR, batch, read_xlsx, xlsx
from tests.test_examples import EXAMPLES

COMPUTED = [benefit for benefit in catalogue.benefits() if benefit.calculator]


def _line(request: dict[str, Any]) -> dict[str, Any]:
    return wire.compute_line(json.dumps(request, ensure_ascii=False))


def _cell(value: Any) -> str:
    return "; ".join(map(str, value)) if isinstance(value, list) else "" if value is None else str(value)


def test_every_example_of_the_measures_has_the_answer_of_a_request_line() -> None:
    """One table of all benefits: a column for each input there is, by its name; the benefit in a column of its own."""
    requests = [
        {"benefit": benefit.id, "inputs": example.inputs}
        for benefit, example in EXAMPLES
        if set(example.inputs) <= set(names.inputs()) and not any(str(value).isspace() or value == "" for value in example.inputs.values())
    ]
    assert len(requests) > 0.9 * len(EXAMPLES)
    columns = [*names.inputs()]
    rows = [[request["benefit"], *(_cell(request["inputs"].get(name)) for name in columns)] for request in requests]
    text = "".join(",".join(f'"{cell}"' for cell in row) + "\r\n" for row in [["benefit", *columns], *rows])
    for lang in ("zh", "en"):
        done = batch(text, None, lang=lang)
        for request, row in zip(requests, done.body, strict=True):
            told = dict(zip(Results(done.run.matching, lang).heads, row[1 + len(columns) :], strict=True))
            _same(list(told.values()), _line(request), lang, request)


def _same(told: list[str], answer: dict[str, Any], lang: str, request: Any) -> None:
    (
        outcome,
        amount,
        unit,
        promise,
        answered,
        basis,
        _said,
        reasons,
        assumed,
        _doubt,
        kind,
        column,
        error,
        code,
        field,
        edition,
        rules,
        _,
    ) = told
    if "error" in answer:
        assert (outcome, code, field) == (WRONG[lang], answer["error"]["code"], answer["error"]["field"] or ""), request
        assert kind == capital(CODES[code])[lang] and column == (names.label(field)[lang] if field else "")
        assert error and not amount
        return
    assert outcome == OUTCOMES[answer["outcome"]][lang], request
    assert amount == (answer["amount"] or ""), request
    assert answered == catalogue.benefit(answer["benefit"]).name[lang] and not kind + column
    assert (code, field, error, edition, rules) == ("", "", "", answer["edition"], answer["rules"])
    if answer["amount"] is not None:
        assert unit == {"CNY": YUAN, "places": PLACES}[answer["unit"]][lang]
        assert promise == {"exact": EXACT, "up-to": UP_TO}[answer["bound"]][lang]
        assert basis == BASES[answer["basis"]][lang]
    assert reasons == ("" if lang == "zh" else " ").join(reason[lang] for reason in answer["reasons"])
    fields = catalogue.benefit(answer["benefit"]).fields
    assert assumed == {"zh": "；", "en": "; "}[lang].join(fields[name].assumes[lang] for name in answer["assumed"])


def test_the_columns_of_the_table_stay_as_they_were_and_the_answers_follow() -> None:
    done = batch(f'企业,{SPEND},备注\r\n甲公司,１０００万,"第一行\n第二行"\r\n')
    assert done.heads[:4] == ["企业", SPEND, "备注", "Outcome"]
    assert done.body[0][:5] == ["甲公司", "１０００万", "第一行\n第二行", "amount", "3000000.00"]
    assert done.rows[0]["Answer"] == "Estimated: RMB 3 million."
    assert done.file.count(b"\r\n") == 2


def test_a_row_in_error_says_row_column_what_was_given_and_what_is_expected() -> None:
    text = "企业,年度实际采购算力费用（万元）\n甲,100\n乙,约3万\n"
    assert batch(text, lang="zh").rows[1]["错误说明"] == (
        "第3行“年度实际采购算力费用（万元）”：“约3万”，其中“约”无法识别，请填一个确定的数；应为不小于0、最多精确到分的金额，如1000或1000万元。"
    )
    done = batch(text)
    assert done.codes == ["", "not-a-number"] and done.amounts == ["300000.00", ""]
    assert done.rows[1]["Error"].startswith(
        "Row 3, “年度实际采购算力费用（万元）”. “约3万”: “约” is not understood; give one exact figure; expected"
    )


def test_a_bare_number_is_in_the_unit_of_the_head_and_any_other_in_its_own() -> None:
    done = batch("Actual computing purchases in the year (RMB million)\n1.5\nRMB 2 million\n300万元\n0.000001\n0.000000001\n")
    assert done.amounts == ["450000.00", "600000.00", "900000.00", "0.30", ""]
    assert done.codes[-1] == "too-many-decimals"


def test_what_is_missing_or_of_another_benefit_is_an_error_of_its_row() -> None:
    done = batch(
        f"benefit,{SPEND},annual_cloud_spend,{YEAR}\n{VOUCHER},,,\n{VOUCHER},1,2,\nnothing,1,,\n,1,,\n上云补贴,,100,第二年\n", None
    )
    assert done.codes == ["missing-field", "unknown-field", "unknown-benefit", "missing-field", ""]
    assert [row["Error field"] for row in done.rows] == [SPEND, "annual_cloud_spend", "benefit", "benefit", ""]
    assert done.amounts[-1] == "60.00"


def test_rows_that_name_no_benefit_are_of_the_one_chosen_for_all() -> None:
    done = batch(f"benefit,{SPEND},annual_cloud_spend,{YEAR}\n,100,,\ncloud-adoption-subsidy,,100,1\n")
    assert done.amounts == ["30.00", "80.00"]


def test_a_benefit_written_nearly_right_is_an_error_that_names_it() -> None:
    done = batch(f"资助项目,{SPEND}\n算力劵,1\ncompute vouchers,1\n不知道,1\n", None, lang="zh")
    told = [row["错误说明"] for row in done.rows]
    assert told[0] == "第2行“资助项目”：“算力劵”没有这一事项；应为事项的名称或编号（是否为“算力券”）。"
    assert "算力券" in told[1] and "是否" not in told[2]


def test_a_table_that_names_no_benefit_at_all_is_refused_with_a_guess() -> None:
    with pytest.raises(Unusable) as refused:
        batch(f"{SPEND}\n1\n", None)
    assert "compute-voucher" in refused.value.message.zh and "Compute voucher" in refused.value.message.en


def test_what_one_chosen_benefit_does_not_ask_for_is_carried_along_and_told() -> None:
    done = batch(f"{SPEND},annual_cloud_spend\n100,5\n")
    assert done.amounts == ["30.00"] and done.body[0][1] == "5"
    assert "annual_cloud_spend" in notices(done.run.matching)[0].en


def test_the_sums_of_a_list_stand_in_columns_or_in_one_cell_each_with_its_unit() -> None:
    for head in ("product_sales 1,product_sales 2", "product_sales[1],product_sales[2]", "product_sales,product_sales"):
        assert batch(f"{head}\n1000万,500万\n", "hit-smart-hardware").amounts == ["1500000.00"], head
    assert batch("爆款产品年度销售额第2项（元）,爆款产品年度销售额第1项（万元）\n5000000,1000\n", "hit-smart-hardware").amounts == [
        "1500000.00"
    ]
    assert batch("product_sales\n1000万；500万;\n", "hit-smart-hardware").amounts == ["1500000.00"]
    wrong = batch("product_sales 1,product_sales 2\n1000万,x\n", "hit-smart-hardware")
    assert "item 2. “x”" in wrong.rows[0]["Error"]


def test_two_columns_of_one_input_are_told_and_a_row_that_fills_both_is_an_error() -> None:
    done = batch(f"{SPEND},年度实际采购算力费用\n100,\n,200\n100,100\n")
    assert done.amounts == ["30.00", "60.00", ""] and done.codes[2] == "duplicate-field"
    assert "2 columns" in notices(done.run.matching)[0].en


def test_a_company_under_applicant_is_no_kind_of_applicant() -> None:
    assert batch("applicant,grant_received\n甲公司,100万\n", "rd-project-matching").run.matching.places("applicant") == []
    assert batch("applicant,grant_received\n科研机构,100万\n", "rd-project-matching").codes == [""]


def test_totals_keep_promises_apart_and_add_up_to_the_rows() -> None:
    text = f"benefit,{SPEND},quota_cap_units,interest_paid\n{VOUCHER},1000万,,\n{VOUCHER},x,,\nloan-interest-subsidy,,,100万\n"
    done = batch(text + "talent-housing-quota-uplift,,10,\nincubator-space,,,\n", None)
    totals = done.run.totals
    assert (totals.rows, totals.wrong, dict(totals.errors)) == (5, 1, {"not-a-number": 1})
    sums = {row["benefit"]: row["Amount"] for row in done.rows if row["Amount"]}
    assert str(totals.money(False)) == sums[VOUCHER] and str(totals.money(True)) == sums["loan-interest-subsidy"]
    assert (totals.places(True), totals.places(False)) == (int(sums["talent-housing-quota-uplift"]), 0)
    assert {str(outcome): rows for outcome, rows in totals.outcomes.items()} == {"amount": 3, "text-only": 1}


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_workbook_holds_the_same_cells_with_numbers_as_numbers_and_the_totals_beside(lang: str) -> None:
    text = f"企业,{SPEND}\n甲,1000万\n乙,坏\n=1+1,0\n"
    plain, book = batch(text, lang=lang), batch(text, kind="xlsx", lang=lang)
    amount = plain.heads.index({"zh": "金额", "en": "Amount"}[lang])
    assert [row[amount] for row in book.body] == [3000000, None, 0]
    for one, other in zip(plain.table, book.table, strict=True):
        assert [cell.removeprefix("'") for place, cell in enumerate(one) if place != amount] == [
            cell or "" for place, cell in enumerate(other) if place != amount
        ]
    totals = read_xlsx(book.file, 1)
    assert next(row[1] for row in totals if row[0] == catalogue.benefit(VOUCHER).name[lang]) == 3000000
    assert [1, "not-a-number"] in [row[1:3] for row in totals]


def test_a_run_can_stop_at_any_row_with_a_whole_file_and_go_on() -> None:
    text = f"{SPEND}\n" + "".join(f"{n}\n" for n in range(1000))
    table = open_table(io.BytesIO(text.encode()))
    run = Run(table, match(table.heads, VOUCHER))
    files = []
    for _ in range(2):
        out = io.BytesIO()
        target = writer("csv", out, "en")
        target.begin(table.heads, Results(run.matching, "en"))
        for row in islice(run, 400):
            target.add(row)
        target.end(run)
        files.append(out.getvalue().decode("utf-8-sig").splitlines())
    assert [len(lines) for lines in files] == [401, 401]
    assert files[1][1].startswith("400,") and run.progress.rows == 800
    assert run.progress.whole == len(text)


def test_progress_tells_rate_and_remaining_time_in_whole_numbers() -> None:
    half = Progress(rows=500, wrong=3, read=50, whole=100)
    assert (half.permille, half.rate(2000), half.remaining(2000)) == (500, 250, 2000)
    assert Progress(0, 0, 0, 100).remaining(10) is None and Progress(5, 0, 5, 0).permille == 0


def test_bins_have_round_limits_and_leave_no_sum_out() -> None:
    for yuan in (1, 2, 5, 10, 20, 50, 100, 10**6, 2 * 10**6, 10**15):
        number = bin_of(Money.yuan(yuan))
        assert limit(number) == Money.yuan(yuan) and bin_of(Money(yuan * 100 + 1)) == number + 1
    counts = Counter({0: 2, 3: 1, 20: 5})
    bins = spread(6, counts, Counter({18: 4}))
    assert [sum(one.rows[place] for one in bins) for place in (0, 1)] == [8, 4] and len(bins) == 6
    assert all(one.high == other.low for one, other in pairwise(bins))
    assert Bin(Money.yuan(200_000), Money.yuan(500_000), (1,)).name.zh == "20万元至50万元"


@pytest.mark.parametrize("benefit", COMPUTED, ids=lambda benefit: benefit.id)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_template_is_matched_column_by_column_and_its_example_is_accepted_but_not_counted(benefit: Any, lang: str) -> None:
    columns = columns_for(benefit, lang)
    matched = match([column.head for column in columns], benefit.id)
    assert matched.columns[0].role is None and not notices(matched)
    assert {column.role for column in matched.columns[1:]} == set(benefit.fields)
    example = [column.example for column in columns]
    text = "".join(",".join(f'"{cell}"' for cell in row) + "\r\n" for row in ([c.head for c in columns], ["", *example[1:]]))
    done = batch(text, benefit.id)
    assert done.codes == [""] and done.rows[0]["Outcome"] in ("amount", "nothing")
    for kind in ("csv", "xlsx"):
        out = io.BytesIO()
        write_template(kind, out, benefit, lang)
        left = batch(out.getvalue(), benefit.id)
        examples = [one.says.en[:15] for one in left.run.decisions if one.kind == "example"]
        assert left.rows == [] and examples == ["Row 2 is the ex"]


def test_the_command_line_writes_the_file_and_ends_with_the_status_of_request_lines(run: Any, tmp_path: Path) -> None:
    source, target = tmp_path / "in.csv", tmp_path / "out.csv"
    source.write_text(f"{SPEND}\n100\n", encoding="utf-8")
    done = run("batch", str(source), str(target), "--benefit", VOUCHER, "--lang", "en")
    assert (done.status, done.err) == (0, "") and "1 answered" in done.out
    assert target.read_bytes() == batch(source.read_bytes()).file
    source.write_text(f"{SPEND}\n100\nx\n", encoding="utf-8")
    done = run("batch", str(source), str(target), "--benefit", VOUCHER, "--json")
    assert done.status == 1
    figures = json.loads(done.out)
    assert (figures["rows"], figures["errors"], figures["totals"]) == (2, 1, {"exact": "30.00", "up_to": "0.00"})
    assert figures["error_codes"] == {"not-a-number": 1}


def test_the_command_line_says_in_one_sentence_why_it_cannot_work(run: Any, tmp_path: Path) -> None:
    source, target = tmp_path / "in.csv", tmp_path / "out.csv"
    source.write_text(f"{SPEND}\n100\n", encoding="utf-8")
    (tmp_path / "empty.csv").touch()
    for arguments, word in (
        ([str(source), str(target)], "compute-voucher"),
        ([str(tmp_path / "empty.csv"), str(target)], "文件是空的"),
        ([str(source), str(target), "--benefit", "nonsense"], "没有这一事项"),
        ([str(source), str(tmp_path / "out.pdf")], ".csv / .xlsx"),
        ([str(tmp_path / "none.csv"), str(target)], "none.csv"),
        ([str(source), str(source), "--benefit", VOUCHER], "输出文件"),
        ([str(source), str(tmp_path / "out.xlsx"), "--benefit", VOUCHER], "openpyxl"),
    ):
        done = run("batch", *arguments)
        assert done.status == 2 and word in done.err, (arguments, done)
        assert source.read_text(encoding="utf-8") == f"{SPEND}\n100\n", "the input is never touched"
        assert not target.exists() and not (tmp_path / "out.xlsx").exists(), "nor is an earlier output"


def test_the_command_line_writes_templates(run: Any, tmp_path: Path) -> None:
    done = run("template", VOUCHER, str(tmp_path / "t.csv"), "--lang", "en")
    assert (done.status, done.out, done.err) == (0, "", "")
    out = io.BytesIO()
    write_template("csv", out, catalogue.benefit(VOUCHER), "en")
    assert (tmp_path / "t.csv").read_bytes() == out.getvalue()


def test_a_workbook_in_gives_the_answers_of_the_same_table_as_text() -> None:
    book = xlsx(["企业", "年度实际采购算力费用（万元）", YEAR], ["甲", 1000, 2], ["乙", "500", "第一年"], ["丙", 0.1, None])
    text = "企业,年度实际采购算力费用（万元）,funded_year\n甲,1000,2\n乙,500,第一年\n丙,0.1,\n"
    assert batch(book).file == batch(text).file


def test_a_terminal_is_shown_a_bar_and_an_interrupted_run_leaves_a_whole_file(tmp_path: Path) -> None:
    source, target = tmp_path / "in.csv", tmp_path / "out.csv"
    source.write_text(f"{SPEND}\n" + "".join(f"{n}\n" for n in range(400_000)), encoding="utf-8")
    main_end, end = pty.openpty()
    command = [sys.executable, "-m", "calculator", "batch", str(source), str(target), "--benefit", VOUCHER, "--lang", "en"]
    running = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=end, text=True)
    told = ""
    while "left" not in told:
        told += os.read(main_end, 1000).decode()
    running.send_signal(signal.SIGINT)
    out, _ = running.communicate(timeout=60)
    os.close(end)
    assert running.returncode == 1 and re.search(r"#\.+\] +[0-9]+%  [0-9,]+ rows, [0-9,]+ a second, 0 in error, [0-9]+:[0-9]{2} left", told)
    lines = target.read_bytes().split(b"\r\n")
    assert lines[-1] == b"" and 0 < len(lines) < 400_000 and f"{len(lines) - 2:,} rows" in out


def test_a_row_carries_what_should_be_asked_back_of_its_sums() -> None:
    table = open_table(io.BytesIO("年度实际采购算力费用（万元）\n1000000\n100\n".encode()))
    first, second = Run(table, match(table.heads, VOUCHER, table.sample))
    assert "“1000000”" in first.doubts[0].zh and "“1000000”" in first.doubts[0].en
    assert second.doubts == ()
