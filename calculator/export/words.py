"""The words of an exported plan: names of sheets and columns, and what stands in cells that tell one kind from another."""

from calculator.combining import INSIDE, OPEN, OUTSIDE
from calculator.text import Text

TITLE = Text("光明区人工智能和软件措施：申报方案", "Guangming AI and software measures: a plan")
SUMMARY = Text("汇总", "Summary")
CLAIMS = Text("申报", "Claims")
STEPS = Text("计算步骤", "Steps")
NOTES = Text("备注", "Notes")

NUMBER = Text("序号", "No.")
BENEFIT = Text("事项", "Benefit")
ID = Text("事项编号", "Benefit id")
ARTICLE = Text("条", "Article")
YEAR = Text("年度", "Year")
PROJECT = Text("所属项目", "Project")
COST = Text("费用", "Cost")
GIVEN = Text("填写内容", "What was given")
BASE = Text("计算基数", "Base")
AMOUNT = Text("单项计算金额", "Amount by itself")
REDUCED = Text("核减", "Reduced by")
PAYABLE = Text("可得", "Payable")
UNIT = Text("单位", "Unit")
PROMISE = Text("性质", "Kind of sum")
PART = Text("计入哪一部分", "Where it counts")
PAYEE = Text("款项归属", "Paid to")
WHY = Text("核减原因", "Why it is reduced")
HOW = Text("计算过程", "How it is worked out")
VALUE = Text("数额", "Value")
KIND = Text("内容", "Line")
WHAT = Text("步骤内容", "What is done")
QUOTE = Text("条文原文", "Words of the law")
CHINESE = Text("条文原文", "Chinese text")

EXACT = Text("估算可得", "Estimated")
UP_TO = Text("上限", "Ceiling")
YUAN = Text("元", "RMB")
PLACES = Text("个", "places")
PARTS = {
    INSIDE: Text("有效期内", "inside the term"),
    OPEN: Text("取决于申请指南", "depends on a guide"),
    OUTSIDE: Text("有效期外", "outside the term"),
}
APPLICANT = Text("申请单位", "Applicant")
NOT_SEPARATE = Text("本单位", "the applicant")

GIVEN_LINE = Text("填写", "Given")
PLAN_LINE = Text("取自方案", "From the plan")
DEFAULT_LINE = Text("未填", "Left open")
STEP_LINE = Text("计算", "Step")
CHECK_LINE = Text("条件", "Check")
REASON_LINE = Text("原因", "Reason")
RESULT_LINE = Text("结果", "Result")
ROUNDED = Text("结果，舍去不足一分的部分", "Result, rounded down to the fen")
WHOLE = Text("结果，舍去小数", "Result, rounded down")
NO_SUM = Text("没有可计算的金额，以条文为准", "No sum can be worked out; the text prevails")

TOTALS = {
    INSIDE: Text("有效期内合计", "Inside the term"),
    OPEN: Text("取决于申请指南，不计入合计", "Depends on a guide, in no total"),
    OUTSIDE: Text("有效期外，不计入合计", "Outside the term, in no total"),
}
IN_YEAR = Text("其中：{year}年（{part}）", "of which {year} ({part})")
TO_OTHERS = Text("合计中归其他单位或个人", "Of the whole, paid to others")
HOUSING = Text("人才住房配额（个）", "Talent housing quota (places)")
APART = Text(
    "“上限”是条文写明的最高数额，实际金额可能更低；两列性质不同，不相加。",
    "A ceiling is the most that the text allows, and the actual sum may be lower; the two columns differ in kind and are not added up.",
)
LIVE = Text(
    "金额由公式逐步算出，改动填写内容会重新计算该项；各项之间的核减和取舍由计算器得出，不会随之改变，请在网页或命令行中重新计算。",
    "Sums are worked out by formulas, step by step: changing what was given works that claim out anew. What is reduced or left out "
    "between claims was found by the calculator and does not follow; work the plan out again on the site or at the command line.",
)
TOO_LONG = Text(
    "电子表格只保留15位数字，方案中有更大的金额，公式结果可能与准确数相差；以计算器的结果为准。",
    "Spreadsheets keep 15 digits. This plan holds larger sums, so formulas may be off; the calculator's own result prevails.",
)
WARNING = Text("提示", "Warning")
OTHER_READING = Text("另一种理解", "Another reading")
NOTE = Text("说明", "Explanation")
EDITION = Text("文本版本", "Edition of the text")
RULES = Text("规则指纹", "Rules fingerprint")
NOT_PROVEN = Text("尚未证明为最优", "Not proven to be the best")
ESTIMATE = Text("非官方估算", "Unofficial estimate")

RULE_NAMES = {
    "limit": Text("上限核减", "Shared limit"),
    "project-ceiling": Text("项目投入上限核减", "Project ceiling"),
    "higher-of": Text("就高核减", "Higher of two"),
    "years": Text("年限核减", "Years"),
    "span": Text("连续年度核减", "Run of years"),
    "same-cost": Text("同一费用核减", "Same cost"),
    "once": Text("一次性核减", "Once only"),
    "one-a-year": Text("每年一项核减", "One a year"),
}
