"""What a page shows of a table: its columns and what each may stand for, its first rows and those in error, what it comes to."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from calculator import catalogue
from calculator.answer import sentence
from calculator.batch import names, words
from calculator.batch.bins import spread
from calculator.batch.cells import text_of
from calculator.batch.columns import Matching, fitting
from calculator.batch.decisions import Decision, decisions
from calculator.batch.doubts import asked_back
from calculator.batch.notices import notices
from calculator.batch.reading import Table
from calculator.batch.results import told
from calculator.batch.run import Row
from calculator.batch.summary import HEADS, SUMS_FIRST, Figure, doubtful_of, headline_of, kept, summary_of
from calculator.batch.totals import Totals
from calculator.doubt import UNITS, unit_name
from calculator.money import Money
from calculator.sheet import headline, stamp_of
from calculator.text import Text, money

_SAMPLES = 3  # cells that show what a column holds
_SHORT = 40  # characters of a cell
_BINS = 16
_ORDER = tuple(head for head in SUMS_FIRST if head not in (words.ID, words.ARTICLE))


def shown_table(table: Table, matching: Matching, lang: str) -> dict[str, Any]:
    """The columns with a sample of each, the matching, what each column may stand for, and what to know before starting."""
    return {
        "kind": table.source.kind,
        "sheets": table.source.sheets,
        "head_row": table.head_row,
        "columns": [
            {"head": head, "sample": [text for row in table.sample if (text := _cell(row, place))][:_SAMPLES]}
            for place, head in enumerate(table.heads)
        ],
        "matching": matching.as_dict(),
        "roles": _roles(matching, lang),
        "units": _units(matching, lang),
        "fits": [one.id for one in fitting(matching)],
        "decisions": [shown_decision(one, lang) for one in decisions(table, matching)],
        "notices": [said[lang] for said in (*table.notices, *notices(matching), *asked_back(matching, table.sample))],
    }


def shown_decision(decision: Decision, lang: str) -> dict[str, Any]:
    """A decision in words, with what may be chosen instead."""
    values = [{"value": value, "name": name[lang]} for value, name in decision.values]
    return {"kind": decision.kind, "says": decision.says[lang], "values": values, "chosen": decision.chosen, "asks": decision.asks}


def _units(matching: Matching, lang: str) -> list[dict[str, Any]]:
    """The units that may be chosen, with those that heads name beside."""
    units = {column.unit for column in matching.columns} | set(UNITS)
    return [{"value": unit, "name": unit_name(unit)[lang]} for unit in sorted(units)]


def _roles(matching: Matching, lang: str) -> list[dict[str, Any]]:
    """The inputs of the chosen benefit, or of all: `money` where a unit counts, `list` where several columns may stand for it."""
    chosen = catalogue.benefit(matching.benefit) if matching.benefit and matching.benefit_place is None else None
    fields = chosen.fields if chosen else names.inputs()
    kinds = {name: field.type for name, field in fields.items()}
    found = [
        {"id": name, "name": field.label[lang], "money": kinds[name] in ("money", "money-list"), "list": kinds[name] == "money-list"}
        for name, field in fields.items()
    ]
    return [{"id": names.BENEFIT, "name": words.BENEFIT[lang], "money": False, "list": False}, *found]


def shown_row(row: Row, matching: Matching, lang: str) -> dict[str, Any]:
    """The row's number, what it is called, what it gives, and its answer or its errors in words."""
    carried = names.applicant_place(matching.columns)
    filled = [(column, text) for column in matching.columns if column.role and (text := _cell(row.cells, column.place))]
    joint, pause = (Text("：", ": "), Text("；", "; "))
    shown = {
        "number": row.number,
        "name": _cell(row.cells, carried) if carried is not None else "",
        "given": pause[lang].join(text if column.role == names.BENEFIT else f"{column.head}{joint[lang]}{text}" for column, text in filled),
        "wrong": row.answer is None,
    }
    if row.answer is None:
        return shown | {"said": [told(matching, row.number, problem)[lang] for problem in row.problems], "more": []}
    return shown | {"said": [headline(row.answer)[lang]], "more": [sentence(reason)[lang] for reason in row.answer.reasons]}


def shown_totals(totals: Totals, lang: str) -> dict[str, Any]:
    """Totals as tables of finished texts, errors by kind, and how the sums are spread: exact ones and ceilings side by side."""
    summary = summary_of(totals)
    heads = kept(summary, _ORDER)
    places = [HEADS.index(head) for head in heads]
    return {
        "headline": headline_of(totals)[lang],
        "heads": [head[lang] for head in heads],
        "rows": [[_figure(row[place], lang) for place in places] for row in summary.benefits],
        "whole": [_figure(summary.whole[place], lang) for place in places],
        "errors": [{"said": said[lang], "code": code, "rows": rows} for said, code, rows in summary.errors],
        "spread": _spread(totals, lang),
        "doubtful": [said[lang] for said in doubtful_of(totals)],
        "left_open": [{"said": said[lang], "rows": rows} for said, rows in summary.left_open],
        "apart": (words.APART + Text("", " ") + words.EACH_ROW)[lang],
        "stamp": stamp_of(catalogue.principles().budget)[lang],
    }


def _figure(figure: Figure, lang: str) -> str:
    if isinstance(figure, Money):
        return money(figure)[lang]
    if isinstance(figure, Text):
        return figure[lang]
    return "" if figure is None else f"{figure:,}"


def _spread(totals: Totals, lang: str) -> list[dict[str, Any]]:
    """Bins from the lowest to the highest, with the rows of exact sums and of ceilings in each."""
    bins = spread(_BINS, totals.bins(False), totals.bins(True))
    return [{"name": one.name[lang], "exact": one.rows[0], "up_to": one.rows[1]} for one in bins]


def _cell(cells: Sequence[Any], place: int) -> str:
    text = " ".join(text_of(cells[place]).split()) if place < len(cells) else ""
    return text if len(text) <= _SHORT else text[:_SHORT] + "…"
