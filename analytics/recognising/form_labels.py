"""The labels of performance forms: what provinces print, and what it means in the model.

A label met for the first time is a new word in one of these tables.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

from analytics.recognising.wording import canonical_label, normalise

_REMARK: Final = re.compile(r"（[^（）]*(?:）|$)")
_FORMULA: Final = re.compile(r"[\dA-Z=+\-*/%×÷:：;,.]+$")


def form_label(text: str) -> str:
    """A cell as a label: without bracketed remarks, and without formula, % or colon after it."""
    return _FORMULA.sub("", _REMARK.sub("", normalise(text)))


def _words(*lines: str) -> frozenset[str]:
    return frozenset(word for line in lines for word in line.split())


def _roles(words: dict[str, str]) -> dict[str, str]:
    return {label: role for role, labels in words.items() for label in labels.split()}


CAPTIONS: Final = _words(
    "绩效 绩效指标 年度绩效指标 绩效目标指标 年度绩效目标 绩效指标完成情况 年度绩效指标完成情况",
)
"""Labels of the merged first column beside an indicator table."""

HEAD_FIELDS: Final = _roles(
    {
        "name": "项目名称 项目或政策名称 政策和项目名称 专项名称 专项资金名称 转移支付名称 "
        "二级项目名称 政策名称",
        "body": "部门名称 部门单位名称 预算部门名称 省级预算部门名称 市级预算部门名称 "
        "区级预算部门名称 县级预算部门名称 单位名称 预算单位名称",
        "department": "主管部门 主管预算部门 预算主管部门 项目主管部门 主管部门及代码 地方主管部门 "
        "一级预算部门 市级主管部门 省级主管部门 业务主管部门",
        "unit": "实施单位 项目实施单位 项目单位 预算单位 资金使用单位 具体实施单位 项目承担单位 "
        "项目实施部门",
        "initial_budget": "部门年初预算支出金额 年初预算支出金额 年初预算数 年初预算",
        "adjusted_budget": "全年预算数 调整后预算数 调整预算数",
        "budget": "项目预算金额 预算金额 项目预算数 预算数 当年预算 本年预算 年度预算 项目金额",
        "executed": "全年执行数 实际执行数 全年实际支出 实际支出 执行数 预算执行数",
        "rate": "执行率 预算执行率",
        "total_score": "自评总分 自评总得分 评价总分 综合得分",
    }
)
"""Labels above the indicators whose value stands beside them."""

OPENING_FIELDS: Final = _words("name body")
"""The fields that a form begins with."""

FOOT_FIELDS: Final = _roles(
    {
        "rate_score": "预算执行率得分 执行率得分",
        "deduction": "减分项 扣分项",
        "total_score": "总分 总得分 综合得分 评价总分 自评总分 自评总得分 绩效自评总得分 "
        "总评价得分 总分值、评价总分 合计 总计 总分合计 自评得分合计 绩效自评得分",
    }
)
"""Labels below the indicators whose value stands beside them."""

_FOOT_LABELS: Final = frozenset(FOOT_FIELDS) | _words(
    "指标自评得分小计 得分合计 分值合计 评价等级 自评等级 评价结果 结果应用建议 结果应用建议选项",
    "偏差大或目标未完成原因分析 改进措施及结果应用方案 其他需要说明的问题 备注 说明",
    "其他需要说明的事项 其他需说明的问题 评价结论 存在问题 改进措施 自评结论 绩效自评结论",
)

MONEY_COLUMNS: Final = _roles(
    {
        "initial_budget": "年初预算数 年初预算 年初预算金额 年度预算 年度预算数 年初批复数 "
        "年初部门预算安排金额 年初预算安排 年初预算安排数 年初安排数 年初批复预算数",
        "adjusted_budget": "全年预算数 全年预算 调整预算数 调整后预算数 调整后预算 "
        "调整后全年预算数 年度调整预算数 调整后预算金额 预算调整数 全年预算金额",
        "budget": "预算支出总额 预算数 预算金额 预算资金 预算安排 预算安排数 批复预算数 批复金额 "
        "预算批复数",
        "executed": "全年执行数 全年执行 实际执行数 执行数 实际支出 实际支出数 全年支出数 支出数 "
        "执行金额 年度拨付金额 预算执行数 实际支出金额 全年实际支出 全年实际支出数 全年预算执行数 "
        "资金执行数 支出金额 实际使用数 累计支出数",
        "rate": "执行率 预算执行率 支出实现率 执行进度 预算执行进度 支出率 资金执行率 预算完成率",
        "weight": "分值 权重 标准分 执行率分值 执行率权重",
        "score": "得分 自评得分 实际得分 执行率得分",
    }
)
"""Column labels of the money table in a form's head."""

AMOUNTS: Final = ("initial_budget", "adjusted_budget", "budget", "executed")

ADJUSTED_SUBTOTAL: Final = "小计"
"""The adjusted budget, where a column of the year's adjustments stands to its left."""

_ADJUSTMENT: Final = re.compile(r"年中.*(?:调整|追加)|^(?:预算)?调整(?:金额|数)|^追加")


def adjusts(label: str) -> bool:
    """Whether a column holds what the year added to the initial budget."""
    return bool(_ADJUSTMENT.search(label))


MONEY_PARTS: Final = _words(
    "总额 总计 合计 小计 财政拨款 财政资金 其他资金 一般公共预算 政府性基金 其中 当年财政拨款",
    "上年结转资金 基本支出 项目支出 单位资金",
)
"""Labels of the second row of a money table's header, under an amount that they part."""

TASKS: Final = _words("任务名称 主要内容 工作任务")
"""Labels of a money table whose rows are tasks of a body, and no sources of funds."""

MONEY_TOTALS: Final = _words("总额 总计 合计 小计")
"""Those that stand over the whole of the amount above them."""

TOTAL_FUNDS: Final = re.compile(
    r"^(?!.*(?:基本支出|项目支出|人员|公用|结转|结余|收入)).*(?:总额|合计|总计|总金额)$"
)
"""The row of the money table that adds up the sources; not a total of some of them."""

_SOURCE: Final = re.compile(
    r"资金|财政|拨款|结转|结余|其他|收入|基金|预算|债券|贷款|自筹|补助|专户|中央|小计"
)
_NO_SOURCE: Final = re.compile(r"支出|任务|项目|绩效|目标|分值|权重|得分|用途|期限|合计$")


def is_source(text: str) -> bool:
    """Whether a label names a source of funds, and not what they are spent on."""
    label = form_label(text)
    return bool(_SOURCE.search(label)) and not _NO_SOURCE.search(label)


INDICATOR_COLUMNS: Final = _roles(
    {
        "level1": "一级指标 一级指标名称",
        "level2": "二级指标 二级指标名称",
        "name": "三级指标 三级指标名称 指标内容 指标名称",
        "operator": "运算符号 运算符 符号 计算符号 指标性质 绩效指标性质 指标值类型 指标方向",
        "target": "指标值 目标值 年度指标值 年度目标值 年初指标值 年初目标值 全年指标值 预期指标值 "
        "预期目标值 计划指标值 计划值 年度绩效指标值 本年绩效指标值 内容 值 本年指标值 当年指标值 "
        "全年目标值 绩效目标值 绩效指标值 预期值 年初设定值 年初设定目标值 年初绩效指标值 "
        "年度计划值 年初设定指标值 年度预期值 年度预期指标值 指标目标值 设定目标值",
        "unit": "度量单位 计量单位 单位 绩效度量单位",
        "actual": "实际完成值 全年完成值 全年实际完成值 完成值 实际值 全年实际值 完成情况 "
        "实际完成情况 指标完成情况 实际完成指标值 全年完成情况 年度完成值 年度实际完成值 "
        "指标完成值 实际完成 实际指标值 指标实际完成值 全年实际完成情况",
        "completion": "完成程度 完成度 完成率 完成比例 指标完成率",
        "weight": "分值 指标分值 权重 指标权重 标准分 标准分值 分值权重 权重分值 满分",
        "score": "得分 自评得分 实际得分 指标得分 评分 自评分 评价得分 自评分值",
        "deviation": "偏差度 偏差率",
        "reason": "偏差原因 经费保障 制度保障 人员保障 硬件条件保障 其他 未完成原因 偏差说明",
    }
)
"""Column labels of the indicator table."""

INDICATOR_TABLE: Final = frozenset({"level1", "name", "target"})
"""The columns that an indicator table has at least."""

_REASON: Final = re.compile(r"原因分析|原因说明|原因及|改进措施")


def indicator_role(text: str) -> str | None:
    """What a column of the indicator table holds; None for what the model has no column for."""
    label = form_label(text)
    role = INDICATOR_COLUMNS.get(label)
    return "reason" if role is None and _REASON.search(label) else role


def begins_foot(text: str) -> bool:
    """Whether a row that begins with this cell stands below the indicators."""
    return form_label(canonical_label(text)) in _FOOT_LABELS


_LISTED: Final = re.compile(r"（项目）名称|项目名称|政策名称|专项(?:资金)?名称")


def lists_projects(text: str) -> bool:
    """Whether a column label stands over names of projects: 项目名称, 单位（项目）名称."""
    return bool(_LISTED.search(normalise(text)))


_YEAR: Final = re.compile(r"（\d{4}年度?）")
_TITLE: Final = re.compile(
    r".*(?:自评(?:公开|结果|情况|评分|打分|得分|结果公开)?表|自评价表|自我评价表"
    r"|绩效目标(?:申报|填报|批复|公开|情况|完成情况|申报公开|汇总|执行情况)?表"
    r"|(?:部门|单位|（单位）)整体(?:支出)?绩效(?:目标|指标)表?)$"
)
_TITLE_WORDS: Final = re.compile(
    r"(?:部门|预算)?(?:项目|政策|专项)?(?:（政策）)?(?:支出)?(?:预算)?绩效(?:目标|自评).*表$"
)
_PROJECT_IN_TITLE: Final = re.compile(r"项目绩效(?!自评)")
_LONGEST_TITLE: Final = 60


def form_title(text: str) -> str | None:
    """The title of a form without numbering and year; None where the text is no such title."""
    title = canonical_label(_YEAR.sub("", normalise(text)))
    return title if len(title) <= _LONGEST_TITLE and _TITLE.match(title) else None


def names_whole_department(title: str) -> bool:
    """Whether a title is that of a form on a department or unit as a whole."""
    return "整体" in title


def name_in_title(title: str, among: Sequence[str]) -> str:
    """The project that a title names before its own words: 某某资金绩效目标表 is on 某某资金.

    Whose word 项目绩效目标表 begins with is told by the other titles of the document that name a
    project: it is the form's where all of them have it, else the name's.
    """
    name = _TITLE_WORDS.sub("", title)
    own = title.removeprefix(name)
    if not name or not _PROJECT_IN_TITLE.match(own):
        return name
    is_the_forms = len(among) > 1 and all(other.endswith(own) for other in among)
    return name if is_the_forms else f"{name}项目"


_SIGN: Final = re.compile(r"[≥≤≧≦=><≠]|[><=]=|(?:大于|小于)?等于|大于|小于|文字描述|定性")
_GLUED: Final = re.compile(r"(>=|<=|[≥≤≧≦=><])([^=].*)")
_UNIT: Final = re.compile(
    r"[%‰]|百分比|百分点"
    r"|[十百千万亿]*(?:人|人次|人日|人月|次|个|家|元|天|日|月|年|个月|小时|分钟|秒|工作日|个工作日|条|件"
    r"|份|项|期|批|批次|场|场次|套|台|台套|台次|辆|册|本|篇|户|卷|起|处|所|例|名|类|种|间|座|块|平方米"
    r"|亩|公里|千米|米|吨|千克|公斤|升|度|倍|分|级|班|班次|节|课时|只|株|棵|张|幅|盏|组|支|队|箱|枚|字"
    r"|宗|岁|门|点)(?:/.+)?"
)


def is_sign(text: str) -> bool:
    """Whether a normalised cell holds a comparison sign, or a word in its place."""
    return bool(_SIGN.fullmatch(text))


def unglued(text: str) -> tuple[str, ...]:
    """The sign and the value that one cell of a form with a column of signs glues together."""
    match = _GLUED.fullmatch(normalise(text))
    return match.groups() if match else (text,)


def is_measure(text: str) -> bool:
    """Whether a normalised cell holds a unit of measurement."""
    return bool(_UNIT.fullmatch(text))


_TICK: Final = re.compile(r"[√✓✔☑×☐□]")


def spoken(texts: Iterable[str]) -> list[str]:
    """The normalised texts that say something: no blank, no tick, no column label."""
    normalised = map(normalise, texts)
    return [
        text
        for text in normalised
        if text and not _TICK.fullmatch(text) and indicator_role(text) is None
    ]
