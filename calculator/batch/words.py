"""The words of the results: heads of the columns that are added, and what stands in cells that tell one kind from another."""

from calculator.answer import Outcome
from calculator.promise import EXACT, UP_TO
from calculator.text import Text

OUTCOME = Text("结果", "Outcome")
AMOUNT = Text("金额", "Amount")
UNIT = Text("单位", "Unit")
PROMISE = Text("金额性质", "Kind of sum")
ANSWERED = Text("计算事项", "Benefit worked out")
BASIS = Text("计算依据", "Basis")
ANSWER = Text("说明", "Answer")
REASONS = Text("原因", "Reasons")
ASSUMED = Text("未填的内容（按此估算）", "Left open, and taken as follows")
DOUBT = Text("存疑", "Doubtful")
ERROR_KIND = Text("错误类型", "Kind of error")
ERROR_COLUMN = Text("错误所在栏目", "Column in error")
ERROR_CODE = Text("错误代码", "Error code")
ERROR_FIELD = Text("错误栏目", "Error field")
ERROR = Text("错误说明", "Error")
EDITION = Text("文本版本", "Edition of the text")
RULES = Text("规则指纹", "Rules fingerprint")
ESTIMATE = Text("非官方估算", "Unofficial estimate")
ADDED = (
    OUTCOME, AMOUNT, UNIT, PROMISE, ANSWERED, BASIS, ANSWER, REASONS, ASSUMED, DOUBT, ERROR_KIND, ERROR_COLUMN, ERROR, ERROR_CODE,
    ERROR_FIELD, EDITION, RULES, ESTIMATE,
)  # fmt: skip

OUTCOMES = {
    Outcome.AMOUNT: Text("有金额", "amount"),
    Outcome.NOTHING: Text("无金额", "nothing"),
    Outcome.INCOMPLETE: Text("待补充", "incomplete"),
    Outcome.TEXT_ONLY: Text("以条文为准", "text only"),
}
WRONG = Text("未计算", "error")
YUAN, PLACES = Text("元", "RMB"), Text("个", "places")
BASES = {
    "formula": Text("按基数计算", "worked out from a base"),
    "fixed": Text("定额", "set sum"),
    "maximum": Text("条文上限", "ceiling of the text"),
}

RESULTS, TOTALS = Text("结果", "Results"), Text("汇总", "Totals")
BENEFIT, ID, ARTICLE = Text("事项", "Benefit"), Text("事项编号", "Benefit id"), Text("条", "Article")
ROWS, WHOLE = Text("行数", "Rows"), Text("合计", "In total")
DOUBTFUL_ROW = Text("存疑的行", "Row in doubt")
DOUBTFUL_ROWS = Text("存疑行数", "Doubtful rows")
EXACT_SUM, UP_TO_SUM = (kind + Text("（元）", " (RMB)") for kind in (EXACT, UP_TO))
EXACT_DOUBTFUL, UP_TO_DOUBTFUL = (kind + Text("，其中存疑（元）", ", of which doubtful (RMB)") for kind in (EXACT, UP_TO))
EXACT_PLACES, UP_TO_PLACES = Text("配额（个）", "Quota places"), Text("配额最多（个）", "Quota places, at most")
ERRORS, LEFT_OPEN = Text("报错", "Errors"), Text("未填的内容，按此估算", "Left open, and taken as follows")
RANGE = Text("金额区间", "range of sums")
SUMMARY_TITLE = Text("批量计算结果汇总", "What the table comes to")
DAY, SITE = Text("日期", "Date"), Text("网址", "Address")
ALL_ROWS, ANSWERED_ROWS, WRONG_ROWS = Text("全部行数", "All rows"), Text("有答案的行", "Rows answered"), Text("报错的行", "Rows in error")
DECISIONS, NOTES = Text("读取表格时的处理", "How the table was read"), Text("说明", "Notes")
APART = Text(
    "“最高限额”是条文写明的最高数额，实际金额可能更低；两列性质不同，不相加。",
    "“At most” is the most that the text allows, and the actual sum may be lower; the two columns differ in kind and are not added up.",
)
EACH_ROW = Text(
    "各行分别计算，同一单位的几行之间没有适用年度上限、同一费用等规则；要合并计算，请用申报方案。",
    "Each row is worked out by itself: limits that several rows of one applicant share are not applied between them. Use a plan for that.",
)
