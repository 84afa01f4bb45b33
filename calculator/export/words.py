"""The words of an exported plan: names of sheets and columns, and what stands in cells that tell one kind from another."""

from calculator import promise
from calculator.combining import INSIDE, OPEN, OUTSIDE
from calculator.steps.cells import Stop
from calculator.text import Text

TITLE = Text("光明区人工智能和软件措施：申报方案", "Guangming AI and software measures: a plan")
SUMMARY = Text("汇总", "Summary")
CLAIMS = Text("申报", "Claims")
STEPS = Text("计算步骤", "Steps")
FIGURES = Text("比例和上限", "Rates and ceilings")
NOTES = Text("备注", "Notes")

NUMBER = Text("序号", "No.")
BENEFIT = Text("事项", "Benefit")
ID = Text("事项编号", "Benefit id")
ARTICLE = Text("条", "Article")
YEAR = Text("年度", "Year")
PROJECT = Text("所属项目", "Project")
COST = Text("费用", "Cost")
GIVEN = Text("填写内容", "What was given")
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
FIGURE = Text("数字的含义", "What the number is")
EXPORTED = Text("导出时的内容", "As exported")
REMARK = Text("提示", "Remark")
BELONGS = Text("所属项目和费用", "Project and cost")

EXACT, UP_TO = promise.EXACT, promise.UP_TO
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
ENTRY = Text("可以改动", "May be changed")
CHANGED_LINE = Text("已改动", "Changed")
STATE_LINE = Text("检查", "Check")
STATE = Text(
    "已改动的填写内容（项）；不能计算的，原因见右", "Entries changed since the export; at the right, why nothing can be worked out"
)
STOPS = {
    Stop.MISSING: Text("待补充", "Missing"),
    Stop.WRONG: Text("需更正", "To correct"),
    Stop.REFUSED: Text("不符合", "Not met"),
    Stop.PART: Text("只填一部分", "Part only"),
}
AGAIN = Text("请重新计算方案", "work the plan out anew")
AGAIN_WHY = Text(
    "与其他申报共用限额、年度或费用的内容已改动，各项之间的取舍须由计算器重新得出",
    "something changed that shares a limit, a year or a cost with other claims; the calculator has to find the best combination anew",
)
CHANGES = Text("改动", "Changes")
AS_EXPORTED = Text(
    "填写内容已有改动：下列提示仍是导出时的内容，以重新计算的方案为准。",
    "Entries were changed: the remarks below are as exported; those of a plan worked out anew prevail.",
)
ALREADY_CHANGED = Text("已改动，见“计算步骤”", "changed since the export: see “Steps”")
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
    "“最高限额”只是上限，实际金额可能更低；两列性质不同，不相加。",
    "“At most” is a ceiling, and the actual sum may be lower; the two columns differ in kind and are not added up.",
)
LIVE = Text(
    "浅黄色的格可以改动，其余各格受保护（没有密码）。改动后各步骤、条件和合计按公式重新计算；各项之间的取舍（共用限额、连续年度、"
    "同一费用）由计算器得出，涉及的申报和合计改为“请重新计算方案”。",
    "Cells in light yellow may be changed; the others are protected, without a password. Steps, conditions and totals follow by formula. "
    "What claims take from each other (shared limits, runs of years, one cost) was found by the calculator: a claim and a total that this "
    "touches then say “work the plan out anew”.",
)
EXPORT_DAY = Text("导出日期", "Exported on")
SITE = Text("网站", "Site")
LINK = Text("打开这份方案的链接", "Link that opens this plan")
STATUS = Text("效力", "Status")
TO_CORRECT = Text("需更正的申报（项），不计入合计", "Claims to correct, in no total")
INCOMPLETE = Text("待补充的申报（项），不计入合计", "Claims with something missing, in no total")
CHANGED_CLAIMS = Text("导出后改动过的申报（项）", "Claims changed since the export")
ROOM = Text("项目“{project}”：实际投入减去其他资助后的余额", "Project “{project}”: actual investment less other funding")
TOO_LONG = Text(
    "电子表格只保留15位数字，方案中有更大的金额，公式结果可能与准确数相差；以计算器的结果为准。",
    "Spreadsheets keep 15 digits. This plan holds larger sums, so formulas may be off; the calculator's own result prevails.",
)
WARNING = Text("提示", "Warning")
OTHER_READING = Text("另一种理解", "Another reading")
NOTE = Text("说明", "Explanation")
EDITION = Text("文本版本", "Edition of the text")
RULES = Text("规则指纹", "Rules fingerprint")
ESTIMATE = Text("非官方估算", "Unofficial estimate")


def beside_chinese(quote: Text, lang: str) -> str:
    """Words of the law for one reader; a translation is followed by the Chinese text, which alone is official."""
    return quote.zh if lang == "zh" else f"{quote.en}\n{quote.zh}"
