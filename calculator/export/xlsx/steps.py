"""The sheet of steps: for each claim what was given, then a row a step, each a formula over the cells above it."""

from calculator.export import words
from calculator.export.view import View
from calculator.export.xlsx.book import Sheet
from calculator.export.xlsx.claim import ARTICLE, Claim, Place
from calculator.export.xlsx.figures import Figures
from calculator.problems import Problems, problem
from calculator.text import Text

_MOST_ROWS = 999_000  # a little less than a sheet holds; and six digits keep the longest formula within 8192 characters
_HEADS = (words.NUMBER, words.KIND, words.WHAT, words.VALUE, words.EXPORTED, words.REMARK, words.QUOTE, words.ARTICLE)


def write_steps(sheet: Sheet, figures: Figures, view: View) -> list[Place]:
    """Writes the whole sheet; the places of the claims, in their order. Raises `Problems` for more rows than a sheet holds."""
    claims = [Claim(sheet, figures, number, claim) for number, claim in view.numbered]
    rows = sum(claim.rows for claim in claims)
    if rows > _MOST_ROWS:
        most = Text(f"计算步骤不超过{_MOST_ROWS}行的方案", f"a plan with at most {_MOST_ROWS} rows of steps")
        raise Problems([problem("too-large", field="claims", given=rows, expected=most)])
    sheet.running_heads(_HEADS, (words.VALUE, words.EXPORTED))
    places = [claim.write() for claim in claims]
    sheet.filterable(ARTICLE, 1)
    return places
