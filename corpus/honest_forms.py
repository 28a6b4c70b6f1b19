"""Performance forms as honest bodies fill them in: marks follow a rule, shortfalls have reasons.

Projects share the project expenditure of the accounts; execution rates lie near 1, with a tail.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from random import Random
from typing import Any, Final

from analytics.model import (
    DEPARTMENT_RESULT,
    DEPARTMENT_TARGET,
    PROJECT_RESULT,
    DisclosureRows,
    Evaluation,
    Funding,
    Indicator,
)
from analytics.recognising.themes import theme_of
from analytics.recognising.wording import normalise
from corpus.forms import FormLayout
from corpus.honest_accounts import YUAN, HonestAccounts, apportion
from corpus.layouts import Layout

PROJECTS: Final = (
    *("城乡医疗救助补助资金", "城乡居民基本医疗保险财政补助", "困难群众基本生活救助补助"),
    *("信息系统运行维护费", "政务信息化建设项目", "网络安全专项服务", "业务软件开发"),
    *("业务培训经费", "政策宣传经费", "物业管理费", "办公设备购置", "法律顾问服务费"),
    *("基金监管专项经费", "第三方审计服务", "打击欺诈骗保专项", "内部稽核经费"),
    *("档案数字化加工服务", "劳务派遣人员经费", "编外聘用人员经费", "公益性岗位补贴"),
    *("公共卫生服务补助", "疫情防控补助资金", "离休干部医药费", "优抚对象医疗补助"),
    *("医疗服务与保障能力提升补助资金", "服务能力建设补助", "农村公路养护工程补助"),
    *("困难群众一次性生活补贴（市级配套）资金", "养老服务设施运营补贴", "水电租赁费"),
    *("综合工作经费", "短信服务费", "集中采购工作经费", "业务用房维修改造", "长期护理保险试点"),
)
_REASONS: Final = ("采购程序尚未完成", "参保人数低于预期", "年中调整了工作安排", "项目跨年实施")
_MONTHS_AT_MOST: Final = 12
_LOW: Final = 0.8
"""Below this rate honest bodies say why, and their outputs fall behind too."""


@dataclass(frozen=True)
class _Kind:
    """A kind of indicator: its levels, name and sign, and how a target is drawn."""

    level1: str
    level2: str
    name: str
    sign: str
    unit: str
    target: Callable[[Random], int]


def _share(*choices: int) -> Callable[[Random], int]:
    return lambda random: random.choice(choices)


def _count(most: int) -> Callable[[Random], int]:
    return lambda random: random.randint(most // 20, most)


_KINDS: Final = (
    _Kind("成本指标", "经济成本指标", "单位成本控制率", "≤", "%", _share(100)),
    _Kind("产出指标", "数量指标", "服务人次", "≥", "人次", _count(9_000)),
    _Kind("产出指标", "数量指标", "开展检查机构数", "≥", "家", _count(400)),
    _Kind("产出指标", "数量指标", "系统运维次数", "≥", "次", _count(200)),
    _Kind("产出指标", "质量指标", "验收合格率", "≥", "%", _share(90, 95, 98)),
    _Kind("产出指标", "质量指标", "对象认定准确率", "=", "%", _share(100)),
    _Kind("产出指标", "时效指标", "任务完成及时率", "≥", "%", _share(90, 95)),
    _Kind("产出指标", "时效指标", "项目完成时限", "≤", "个月", _share(_MONTHS_AT_MOST)),
    _Kind("效益指标", "社会效益指标", "政策知晓率", "≥", "%", _share(75, 80, 85, 90)),
    _Kind("效益指标", "社会效益指标", "业务保障覆盖率", "≥", "%", _share(85, 90, 95)),
    _Kind("满意度指标", "服务对象满意度指标", "服务对象满意度", "≥", "%", _share(85, 90, 95)),
)
_FUNDS_PAID: Final = _Kind("产出指标", "时效指标", "资金拨付到位率", "≥", "%", _share(95, 100))
_RATE_OF_MONEY: Final = _Kind("产出指标", "时效指标", "预算执行率", "≥", "%", _share(90, 95))


@dataclass(frozen=True)
class Marking:
    """How a body fills in its forms: what it rounds to what.

    amount is the last place of amounts in 万元; rate and mark those of printed rates (as ratios)
    and of the rate's marks; total that of total scores. is_cut: rates are cut off, not rounded.
    banded: marks for the rate go down in steps, and not with the rate.
    """

    amount: Decimal
    rate: Decimal
    mark: Decimal
    total: Decimal
    is_cut: bool
    banded: bool
    rate_weight: int

    def amount_of(self, yuan: int) -> Decimal:
        """An amount in 万元 as the form prints it."""
        return (Decimal(yuan) / YUAN).quantize(self.amount, ROUND_HALF_UP)

    def rate_of(self, executed: Decimal, budget: Decimal) -> Decimal:
        """An execution rate as the form prints it."""
        way = ROUND_DOWN if self.is_cut else ROUND_HALF_UP
        return (executed / budget).quantize(self.rate, way)

    def marks_of(self, rate: Decimal) -> Decimal:
        """The marks for an execution rate."""
        most = Decimal(self.rate_weight)
        if self.banded:
            steps = ((Decimal("0.95"), 1), (Decimal("0.8"), Decimal("0.8")), (Decimal("0.5"), 0.5))
            return next(
                (most * Decimal(str(part)) for least, part in steps if rate >= least), Decimal(0)
            )
        return to_place(most * min(rate, Decimal(1)), self.mark)


def to_place(value: Decimal, place: Decimal) -> Decimal:
    """A value rounded to a multiple of a place, such as half marks."""
    return (value / place).quantize(Decimal(1), ROUND_HALF_UP) * place


def random_marking(random: Random, layout: Layout) -> Marking:
    """How one body fills in its forms."""
    prints_yuan = layout.name in _PRINTING_YUAN and random.random() < 0.3
    return Marking(
        amount=Decimal("0.0001") if prints_yuan else Decimal("0.01"),
        rate=Decimal(random.choice(("0.0001", "0.0001", "0.0001", "0.001", "0.01"))),
        mark=Decimal(random.choice(("0.01", "0.01", "0.01", "0.1", "0.5", "1"))),
        total=Decimal(random.choice(("0.01", "0.01", "0.01", "0.1", "1"))),
        is_cut=random.random() < 0.3,
        banded=random.random() < 0.2,
        rate_weight=random.choice((10, 10, 10, 20)),
    )


_PRINTING_YUAN: Final = frozenset({"henan", "hubei", "liaoning"})
"""The layouts whose forms print all decimals of an amount."""


def execution_rate(random: Random) -> float:
    """How much of a project's budget was spent: mostly nearly all, never nothing."""
    drawn = random.random()
    if drawn < 0.45:
        return 1.0
    if drawn < 0.93:
        return random.betavariate(25, 1.2)
    return random.betavariate(5, 2)


def add_honest_forms(
    random: Random,
    layout: Layout,
    rows: DisclosureRows,
    accounts: HonestAccounts,
    marking: Marking,
    projects: Sequence[str] = PROJECTS,
    rate_of: Callable[[Random], float] = execution_rate,
) -> None:
    """Forms of every kind that the layout prints, numbered in the order of the document.

    projects are the names to choose from; rate_of draws how much of a budget was spent.
    """
    maker = _Forms(random, rows, marking)
    project = sum(entry.project for entry in accounts.entries)
    spent = sum(entry.total for entry in accounts.entries)
    for kind, form in layout.forms.items():
        if kind in (DEPARTMENT_RESULT, DEPARTMENT_TARGET):
            maker.add(form, kind, rows.disclosure.agency, spent, 1.0)
            continue
        count = min(1 + int(random.expovariate(0.2)), 14)
        shares = [random.lognormvariate(0, 1.1) for _ in range(count + 1)]
        amounts = apportion(int(project * random.uniform(0.5, 1.0)), shares)[1:]
        for name, amount in zip(random.sample(projects, count), amounts, strict=True):
            rate = rate_of(random)
            maker.add(form, kind, name, max(int(amount / max(rate, 0.2)), YUAN), rate)


class _Forms:
    """Fills in the forms of one disclosure."""

    def __init__(self, random: Random, rows: DisclosureRows, marking: Marking) -> None:
        self._random = random
        self._rows = rows
        self._marking = marking

    def add(self, form: FormLayout, kind: str, name: str, budget_yuan: int, rate: float) -> None:
        """One form, with its sources and indicators."""
        number = len(self._rows.evaluations) + 1
        marking, random = self._marking, self._random
        budget = marking.amount_of(budget_yuan)
        executed = marking.amount_of(int(budget_yuan * rate))
        initial_yuan = budget_yuan
        if random.random() < 0.2:
            initial_yuan = int(budget_yuan / random.lognormvariate(0, 0.25))
        indicators = self._indicators(form, number, executed / budget)
        if rate < _LOW and "reason" in form.indicator.split():
            indicators[0].reason = indicators[0].reason or random.choice(_REASONS)
        rate_score = marking.marks_of(executed / budget)
        scores = sum((Decimal(str(each.score)) for each in indicators if each.score), Decimal(0))
        evaluation = _with_columns(
            form.evaluation,
            department=self._rows.disclosure.agency,
            unit=self._rows.disclosure.agency + "服务中心",
            initial_budget=float(marking.amount_of(initial_yuan)),
            adjusted_budget=float(budget),
            budget=float(budget),
            executed=float(executed),
            printed_rate=float(marking.rate_of(executed, budget)),
            rate_weight=float(marking.rate_weight),
            rate_score=float(rate_score),
            deduction=0.0,
            total_score=float(to_place(scores + rate_score, marking.total)),
        )
        if evaluation["budget"] is None:
            evaluation["budget"] = evaluation["adjusted_budget"] or evaluation["initial_budget"]
        if evaluation["rate_score"] is None and evaluation["total_score"] is not None:
            evaluation["total_score"] = float(to_place(scores, marking.total))
        spent, whole = evaluation["executed"], evaluation["budget"]
        self._rows.evaluations.append(
            Evaluation(
                disclosure_id=self._rows.disclosure.disclosure_id,
                evaluation_no=number,
                form=kind,
                name=normalise(name),
                execution_rate=None if spent is None or not whole else spent / whole,
                theme=theme_of(name) if kind == PROJECT_RESULT else None,
                page=None,
                locator="",
                **evaluation,
            )
        )
        self._rows.indicators += indicators
        self._rows.funding += self._sources(form, number, initial_yuan, budget_yuan, rate)

    def _sources(
        self, form: FormLayout, number: int, initial: int, budget: int, rate: float
    ) -> list[Funding]:
        random, marking = self._random, self._marking
        weights = [1.0, random.choice((0.0, 0.0, random.random())), random.choice((0.0, 0.1))]
        found = []
        for source, first, all_year in zip(
            form.sources, apportion(initial, weights), apportion(budget, weights), strict=False
        ):
            given = marking.amount_of(all_year)
            spent = marking.amount_of(int(all_year * rate))
            found.append(
                Funding(
                    disclosure_id=self._rows.disclosure.disclosure_id,
                    evaluation_no=number,
                    source=normalise(source),
                    initial_budget=float(marking.amount_of(first)),
                    adjusted_budget=float(given),
                    executed=float(spent),
                    printed_rate=float(marking.rate_of(spent, given)) if given else 0.0,
                )
            )
        return found

    def _indicators(self, form: FormLayout, number: int, rate: Decimal) -> list[Indicator]:
        random = self._random
        kinds = [kind for kind in _KINDS if kind.name == "服务人次" or random.random() < 0.65]
        kinds += [each for each in (_FUNDS_PAID, _RATE_OF_MONEY) if random.random() < 0.3]
        kinds.sort(key=lambda kind: _ORDER.index((kind.level1, kind.level2)))
        whole = (
            100
            if "rate_score" not in form.evaluation.split()
            else (100 - self._marking.rate_weight)
        )
        halves = apportion(2 * whole, [random.choice((1, 1, 1.5, 2)) for _ in kinds])
        return [
            self._indicator(form, number, kind, Decimal(marks) / 2, rate)
            for kind, marks in zip(kinds, halves, strict=True)
        ]

    def _indicator(
        self, form: FormLayout, number: int, kind: _Kind, weight: Decimal, rate: Decimal
    ) -> Indicator:
        random = self._random
        target = kind.target(random)
        done = self._done(kind, target, rate)
        met = done <= target if kind.sign == "≤" else done >= target
        reached = Decimal(1) if met or not target else min(Decimal(done) / target, Decimal(1))
        has_own_cells = "operator" in form.indicator.split()
        columns = _with_columns(
            form.indicator,
            operator=kind.sign,
            target=str(target) if has_own_cells else f"{kind.sign}{target}{kind.unit}",
            unit=kind.unit,
            actual=f"{done}%" if kind.unit == "%" and not has_own_cells else str(done),
            completion=float(reached.quantize(_TEN_THOUSANDTH)),
            weight=float(weight),
            score=float((weight * reached).quantize(_TENTH, ROUND_DOWN))
            if not met
            else float(weight),
            deviation=float((reached - 1).quantize(_TEN_THOUSANDTH)),
            reason=None if met else random.choice(_REASONS),
        )
        return Indicator(
            disclosure_id=self._rows.disclosure.disclosure_id,
            evaluation_no=number,
            level1=kind.level1,
            level2=kind.level2,
            name=kind.name,
            page=None,
            locator="",
            **columns,
        )

    def _done(self, kind: _Kind, target: int, rate: Decimal) -> Decimal | int:
        """What became of a target: outputs go with the money, where much of it was not spent."""
        random = self._random
        if kind in (_FUNDS_PAID, _RATE_OF_MONEY):
            return (min(rate, Decimal(1)) * 100).quantize(_CENT, ROUND_HALF_UP)
        if kind.sign == "≤":
            return target - random.randint(0, target // 4)
        if rate < Decimal(str(_LOW)) and kind.level1 == "产出指标":
            return int(target * rate * Decimal(str(random.uniform(0.6, 0.95))))
        if kind.unit == "%":
            return random.randint(target, 100) if random.random() < 0.94 else target - 3
        return (
            int(target * random.uniform(1.0, 1.3))
            if random.random() < 0.94
            else (int(target * random.uniform(0.7, 0.99)))
        )


_ORDER: Final = [
    *dict.fromkeys((kind.level1, kind.level2) for kind in _KINDS),
]
_CENT: Final = Decimal("0.01")
_TENTH: Final = Decimal("0.1")
_TEN_THOUSANDTH: Final = Decimal("0.0001")


def _with_columns(columns: str, **values: Any) -> dict[str, Any]:
    """The values that a form has a column for, None for the others."""
    printed = columns.split()
    return {name: value if name in printed else None for name, value in values.items()}
