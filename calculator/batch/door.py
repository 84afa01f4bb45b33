"""A page's side of one table, as JSON: look at the columns, put them right, go through the rows a slice at a time, take what is written."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from itertools import islice
from typing import Any, BinaryIO, cast

from calculator import catalogue
from calculator.batch.choices import Choices, choices_of
from calculator.batch.columns import Matching, check, match, matching_of
from calculator.batch.decisions import decisions
from calculator.batch.pieces import Pieces
from calculator.batch.reading import Table, open_table
from calculator.batch.results import Results
from calculator.batch.run import Run
from calculator.batch.shown import shown_row, shown_table, shown_totals
from calculator.batch.template import write_template
from calculator.batch.unusable import Unusable
from calculator.batch.writing import Writer, writer
from calculator.export.missing import ExtraMissing
from calculator.export.origin import Origin, origin_of
from calculator.jsontext import dumps, parse
from calculator.problems import Problems
from calculator.text import Text

FIRST, WRONG = 20, 200  # rows, and rows in error, that a page is shown
_GONE = Text(
    "文件读不出来：可能在选定之后被改动、移动或删除了。请重新选择文件。",
    "The file can no longer be read: it may have been changed, moved or deleted after it was chosen. Choose it again.",
)


class Door:
    """Answers every request with a JSON object; what cannot be done is `{"refused": a sentence}`. `do` is one of

    - `open`: `sheet`, `benefit`, `choices`, or nothing: a new look at the file; the columns and what they were taken for
    - `match`: `matching` as it was told and changed, `choices`: the same look
    - `start`: `kind` (csv or xlsx), `rows` (at most, or null): a run over the whole table from its first row;
      `date` and `site` as `origin_of` takes them
    - `go`: `kind`, `rows`, `spent` (milliseconds so far): the next slice of that run
    - `end`: `kind`: closes what is written and tells what it comes to
    - `template`: `benefit`, `kind`, `date` and `site`

    `take` gives the bytes that were written since it was last asked."""

    def __init__(self, file: Callable[[], BinaryIO] | None, lang: str):
        """`file` opens the table anew for reading bytes, each time from its beginning."""
        self._open, self._lang = file, "en" if lang == "en" else "zh"
        self._choices = Choices()
        self._table: Table | None = None
        self._matching: Matching | None = None
        self._passes: dict[str, _Pass] = {}
        self._written = b""

    @classmethod
    def over(cls, ask: Callable[[int, int], Any], size: int, lang: str) -> Door:
        """For a browser's file of so many bytes: `ask(start, stop)` gives some of them as an object with `to_bytes`, or None."""

        def piece(start: int, stop: int) -> bytes | None:
            found = ask(start, stop)
            return None if found is None else found.to_bytes()

        return cls(lambda: cast(BinaryIO, Pieces(piece, size)), lang)

    def respond(self, text: str) -> str:
        """The answer to one request."""
        try:
            request = parse(text)
            done = getattr(self, f"_do_{request['do']}")(request)
        except (Unusable, ExtraMissing) as error:
            done = {"refused": error.message[self._lang]}
        except OSError:
            done = {"refused": _GONE[self._lang]}
        except Problems as error:
            done = {"refused": error.problems[0].message[self._lang]}
        return dumps(done)

    def take(self) -> bytes:
        """What was written since the last time."""
        written, self._written = self._written, b""
        return written

    def _do_open(self, request: Any) -> dict[str, Any]:
        self._choices = choices_of(request.get("choices", {}), request.get("sheet"))
        table = self._table = self._opened()
        self._matching = match(table.heads, request.get("benefit"), table.sample, table.unit)
        return self._look(table, self._matching)

    def _do_match(self, request: Any) -> dict[str, Any]:
        assert self._table is not None
        matching = matching_of(request["matching"])
        choices = choices_of(request.get("choices", {}), self._choices.sheet)
        if choices != self._choices:
            before, self._choices = self._table.unit, choices
            self._table = self._opened()
            matching = matching if self._table.unit == before else matching.in_unit(self._table.unit)
        self._matching = matching
        return self._look(self._table, matching)

    def _look(self, table: Table, matching: Matching) -> dict[str, Any]:
        shown = shown_table(table, matching, self._lang)
        asked = [one.says[self._lang] for one in decisions(table, matching) if one.asks]
        try:
            check(matching)
        except Unusable as error:
            asked.insert(0, error.message[self._lang])
        return shown | {"wanting": asked[0] if asked else ""}

    def _do_start(self, request: Any) -> dict[str, Any]:
        assert self._matching is not None
        kind = str(request["kind"])
        self._passes[kind] = _Pass(Run(self._opened(), self._matching), kind, request.get("rows"), self._lang, origin_of(request))
        self._written += self._passes[kind].drained()
        return {}

    def _do_go(self, request: Any) -> dict[str, Any]:
        made = self._passes[str(request["kind"])]
        found = made.go(int(request["rows"]))
        self._written += made.drained()
        return found | made.progress(int(request["spent"]))

    def _do_end(self, request: Any) -> dict[str, Any]:
        kind = str(request["kind"])
        made = self._passes.pop(kind)
        made.end()
        self._written += made.drained(whole=True)
        return {"totals": shown_totals(made.run.totals, self._lang), "notices": made.notices(self._lang), "broken": made.broken}

    def _do_totals(self, request: Any) -> dict[str, Any]:
        made = self._passes[str(request["kind"])]
        return {"totals": shown_totals(made.run.totals, self._lang), "notices": made.notices(self._lang)}

    def _do_template(self, request: Any) -> dict[str, Any]:
        out = BytesIO()
        write_template(str(request["kind"]), out, catalogue.benefit(request["benefit"]), self._lang, origin_of(request))
        self._written += out.getvalue()
        return {}

    def _opened(self) -> Table:
        assert self._open is not None
        return open_table(self._open(), self._choices)


class _Pass:
    """One pass over the table into one kind of file. Separated values can be taken while they are written; a workbook at its end."""

    def __init__(self, run: Run, kind: str, most: int | None, lang: str, origin: Origin):
        self.run, self.kind, self.lang = run, kind, lang
        self._left = most
        self._out = BytesIO()
        self._results = Results(run.matching, lang)
        self._writer: Writer = writer(kind, self._out, lang, origin)
        self._writer.begin(run.table.heads, self._results)
        self._first, self._wrong = 0, 0
        self.broken = ""

    def go(self, rows: int) -> dict[str, Any]:
        """The next rows: those that are shown, whether all are done, and why not when the file is broken."""
        if self._left is not None:
            rows = min(rows, self._left)
        first: list[dict[str, Any]] = []
        wrong: list[dict[str, Any]] = []
        done = 0
        try:
            for row in islice(self.run, rows):
                done += 1
                self._writer.add(row)
                if self._first < FIRST:
                    self._first += 1
                    first.append(shown_row(row, self.run.matching, self.lang))
                if row.answer is None and self._wrong < WRONG:
                    self._wrong += 1
                    wrong.append(shown_row(row, self.run.matching, self.lang))
        except Unusable as error:  # what was read before stays
            self.broken = error.message[self.lang]
        if self._left is not None:
            self._left -= done
        return {"first": first, "wrong": wrong, "over": done < rows or self._left == 0, "broken": self.broken}

    def progress(self, spent: int) -> dict[str, Any]:
        """How far it is, how fast, and how many milliseconds are left, null while nobody can tell."""
        now = self.run.progress
        told = {"rows": now.rows, "errors": now.wrong, "permille": now.permille}
        return told | {"rate": now.rate(spent), "left": now.remaining(spent)}

    def end(self) -> None:
        """Closes the file."""
        self._writer.end(self.run)

    def notices(self, lang: str) -> list[str]:
        """What was learned of the table on the way."""
        decided = (one.says for one in self.run.decisions if not one.usual)
        return [said[lang] for said in (*decided, *self.run.notices)]

    def drained(self, whole: bool = False) -> bytes:
        """What can be taken of what is written."""
        if self.kind == "xlsx" and not whole:
            return b""
        if self.kind != "xlsx":
            self._writer.flush()
        written = self._out.getvalue()
        self._out.seek(0)
        self._out.truncate()
        return written
