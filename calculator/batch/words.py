"""The words of the results: heads of the columns that are added, and what stands in cells that tell one kind from another."""

from calculator.answer import Outcome
from calculator.text import Text

OUTCOME = Text("结果", "Outcome")
AMOUNT = Text("金额", "Amount")
UNIT = Text("单位", "Unit")
PROMISE = Text("金额性质", "Kind of sum")
BASIS = Text("计算依据", "Basis")
ANSWER = Text("说明", "Answer")
REASONS = Text("原因", "Reasons")
ASSUMED = Text("未填的内容（按此估算）", "Left open, and taken as follows")
ERROR_CODE = Text("错误代码", "Error code")
ERROR_FIELD = Text("错误栏目", "Error field")
ERROR = Text("错误说明", "Error")
EDITION = Text("文本版本", "Edition of the text")
RULES = Text("规则指纹", "Rules fingerprint")
ESTIMATE = Text("非官方估算", "Unofficial estimate")

OUTCOMES = {
    Outcome.AMOUNT: Text("有金额", "amount"),
    Outcome.NOTHING: Text("无金额", "nothing"),
    Outcome.INCOMPLETE: Text("待补充", "incomplete"),
    Outcome.TEXT_ONLY: Text("以条文为准", "text only"),
}
WRONG = Text("未计算", "error")
EXACT, UP_TO = Text("估算可得", "estimated"), Text("上限", "ceiling")
YUAN, PLACES = Text("元", "RMB"), Text("个", "places")
BASES = {
    "formula": Text("按基数计算", "worked out from a base"),
    "fixed": Text("定额", "set sum"),
    "maximum": Text("条文上限", "ceiling of the text"),
}

RESULTS, TOTALS = Text("结果", "Results"), Text("汇总", "Totals")
BENEFIT, ID, ARTICLE = Text("事项", "Benefit"), Text("事项编号", "Benefit id"), Text("条", "Article")
ROWS, WHOLE = Text("行数", "Rows"), Text("合计", "In total")
EXACT_SUM, UP_TO_SUM = Text("估算可得（元）", "Estimated (RMB)"), Text("上限（元）", "Ceiling (RMB)")
EXACT_PLACES, UP_TO_PLACES = Text("配额（个）", "Quota places"), Text("配额上限（个）", "Quota places, ceiling")
RANGE = Text("金额区间", "Range of sums")
APART = Text(
    "“上限”是条文写明的最高数额，实际金额可能更低；两列性质不同，不相加。各行分别计算，同一单位的几行之间没有适用年度上限、同一费用等规则；要合并计算，请用申报方案。",
    "A ceiling is the most that the text allows, and the actual sum may be lower; the two columns differ in kind and are not added up. "
    "Each row is worked out by itself: limits that several rows of one applicant share are not applied between them. Use a plan for that.",
)
