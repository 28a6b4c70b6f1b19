"""Of each rule the smallest disclosure in which it must find something, and one it must let pass.

Each pair differs in the one figure that matters. A near miss is what looks like the finding and is
none: rounding, a bound that is just kept, a figure that is not printed.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, NamedTuple

from stores import Body

from analytics.findings.case import Case
from analytics.model import (
    BASIC_EXPENDITURE,
    DEPARTMENT_RESULT,
    EXPENDITURE,
    FISCAL_APPROPRIATION_SUMMARY,
    GENERAL_BUDGET_EXPENDITURE,
    GOVERNMENT_FUND,
    OVERSEAS,
    RECEPTION,
    REVENUE,
    REVENUE_EXPENDITURE_SUMMARY,
    SECTION_CARRY_OVER,
    SECTION_EXPENDITURE,
    SECTION_PERSONNEL,
    SECTION_REVENUE,
    STATE_CAPITAL,
    THREE_PUBLIC,
    VEHICLES,
)


class Pair(NamedTuple):
    """What a rule must find, with the figures that it must give, and what it must let pass."""

    found: Callable[[], Case]
    expected: float | None
    actual: float | None
    near: Callable[[], Case]


def case(body: Body, *others: Body) -> Case:
    """A case of a made-up disclosure and others of the same body."""
    return Case(body.rows, [other.rows for other in others])


def summary(total: float, *, closing: float | None = None, other_side: float = 300.0) -> Case:
    """A summary of two sources, 100 and 200; with `closing`, 0.50 are carried over besides."""
    table = REVENUE_EXPENDITURE_SUMMARY
    body = (
        Body()
        .amount(table, "财政拨款收入", 100.0, section=SECTION_REVENUE)
        .amount(table, "其他收入", 200.0, section=SECTION_REVENUE)
        .amount(table, "本年收入合计", total, section=SECTION_REVENUE)
        .amount(table, "使用非财政拨款结余", 0.0, section=SECTION_REVENUE)
        .amount(table, "总计", total, section=SECTION_REVENUE)
        .amount(table, "卫生健康支出", other_side, section=SECTION_EXPENDITURE)
        .amount(table, "本年支出合计", other_side, section=SECTION_EXPENDITURE)
        .amount(table, "年末结转和结余", 0.5, section=SECTION_EXPENDITURE)
    )
    whole = other_side + 0.5 if closing is None else closing
    return case(body.amount(table, "总计", whole, section=SECTION_EXPENDITURE))


def carried(general: float) -> Case:
    """An opening carry-over of 10.00: so much of the general budget, and 4.00 of funds."""
    table, section = FISCAL_APPROPRIATION_SUMMARY, SECTION_CARRY_OVER
    return case(
        Body()
        .amount(table, "年初财政拨款结转和结余", 10.0, section=SECTION_REVENUE)
        .amount(table, "一般公共预算财政拨款", general, section=section)
        .amount(table, "政府性基金预算财政拨款", 4.0, section=section)
    )


def row(total: float, basic: float, project: float) -> Case:
    """A row of the expenditure table: 2101501 行政运行."""
    return case(coded(Body(), EXPENDITURE, "2101501", "行政运行", total, basic, project))


def coded(
    body: Body,
    table: str,
    code: str | None,
    name: str,
    total: float,
    basic: float | None = None,
    project: float | None = None,
) -> Body:
    """A row of an expenditure table."""
    body.amount(table, name, total, code=code, measure="total")
    for measure, amount in (("basic", basic), ("project", project)):
        if amount is not None:
            body.amount(table, name, amount, code=code, measure=measure)
    return body


def revenue_row(subtotal: float) -> Case:
    """A row of the revenue table whose sources are 80.00 and 15.00."""
    return case(
        Body()
        .amount(REVENUE, "合计", subtotal + 5.0, measure="total")
        .amount(REVENUE, "合计", subtotal, measure="subtotal")
        .amount(REVENUE, "合计", 80.0, measure="fiscal_appropriation")
        .amount(REVENUE, "合计", 15.0, measure="other")
        .amount(REVENUE, "合计", 5.0, measure="carry_over")
    )


def classes(total: float, item: float) -> Case:
    """A column: 合计, 210 of 60.00 with two 款, the second of `item`, and 221 of 40.00."""
    body = Body()
    for code, name, amount in (
        (None, "合计", total),
        ("210", "卫生健康支出", 60.0),
        ("21011", "行政事业单位医疗", 20.0),
        ("21015", "医疗保障管理事务", item),
        ("221", "住房保障支出", 40.0),
    ):
        coded(body, EXPENDITURE, code, name, amount)
    return case(body)


def sections(personnel: float) -> Case:
    """Personnel expenses of 301 (90.00) and 303 (5.00)."""
    table, section = BASIC_EXPENDITURE, SECTION_PERSONNEL
    body = (
        Body()
        .amount(table, "工资福利支出", 90.0, code="301", section=section)
        .amount(table, "对个人和家庭的补助", 5.0, code="303", section=section)
        .amount(table, "人员经费合计", personnel, section=section)
    )
    for item in body.rows.line_items[:2]:
        item.level = 1
    return case(body)


def public_expenses(total: float, *, measure: str = "final", budget: float | None = None) -> Case:
    """“三公”: overseas 0, vehicles 4.00, reception 1.50; with `budget`, of reception besides."""
    body = (
        Body()
        .amount(THREE_PUBLIC, "合计", total, measure=measure)
        .amount(THREE_PUBLIC, OVERSEAS, 0.0, measure=measure)
        .amount(THREE_PUBLIC, VEHICLES, 4.0, measure=measure)
        .amount(THREE_PUBLIC, RECEPTION, 1.5, measure=measure)
    )
    if budget is not None:
        body.amount(THREE_PUBLIC, RECEPTION, budget, measure="budget")
    return case(body)


def fund(closing: float) -> Case:
    """A government fund that opens with 10.00, receives 50.00 and spends 45.00."""
    body = Body()
    for measure, amount in (
        ("opening_balance", 10.0),
        ("revenue", 50.0),
        ("total", 45.0),
        ("closing_balance", closing),
    ):
        body.amount(GOVERNMENT_FUND, "合计", amount, measure=measure)
    return case(body)


def misread(sums: int) -> Case:
    """An expenditure table of which so many of ten rows do not add up."""
    body = Body()
    for at in range(10):
        wrong = 7.0 if at < sums else 0.0
        coded(body, EXPENDITURE, f"21{at:02}", "某项", 30.0 + wrong, 10.0, 20.0)
    return case(body)


def same_quantity(
    one: tuple[str, str, str, str | None], amount: float, other: tuple[str, str, str, str | None]
) -> Case:
    """The same quantity in two tables: so much in the first, 100.00 in the second."""
    body = Body()
    for (table, name, measure, section), value in ((one, amount), (other, 100.0)):
        body.amount(table, name, value, measure=measure, section=section)
    return case(body)


def basic_parts(basic: float) -> Case:
    """Basic expenditure beside personnel of 90.00 and public expenses of 10.00."""
    return case(
        Body()
        .amount(GENERAL_BUDGET_EXPENDITURE, "合计", basic, measure="basic")
        .amount(BASIC_EXPENDITURE, "人员经费合计", 90.0)
        .amount(BASIC_EXPENDITURE, "公用经费合计", 10.0)
    )


_SUMMARY_REVENUE = (REVENUE_EXPENDITURE_SUMMARY, "本年收入合计", "amount", SECTION_REVENUE)
_SUMMARY_EXPENDITURE = (
    REVENUE_EXPENDITURE_SUMMARY,
    "本年支出合计",
    "amount",
    SECTION_EXPENDITURE,
)


def _fiscal(measure: str) -> tuple[str, str, str, str | None]:
    return FISCAL_APPROPRIATION_SUMMARY, "本年支出合计", measure, SECTION_EXPENDITURE


def _total(table: str) -> tuple[str, str, str, str | None]:
    return table, "合计", "total", None


def project(budget: float | None, executed: float | None, **columns: object) -> Body:
    """A body with one project."""
    return Body().project("城乡医疗救助", budget, executed, **columns)  # type: ignore[arg-type]


def scored(body: Body, score: float, weight: float = 90.0, **columns: object) -> Body:
    """With one output indicator."""
    return body.indicator("产出指标", weight=weight, score=score, **columns)  # type: ignore[arg-type]


def linear(*scores: float) -> Case:
    """Projects with rates of 90, 80, 70 and 25 % and so many of 10 marks for them."""
    body = Body()
    for at, (executed, score) in enumerate(zip((90.0, 80.0, 70.0, 25.0), scores, strict=True)):
        body.project(f"项目{at}", 100.0, executed, rate_weight=10.0, rate_score=score)
    return case(body)


def uneven(higher: float) -> Case:
    """A rate of 99 % with so many of 10 marks, beside two of 80 and 40 % with 10 and 0."""
    body = Body()
    for at, (executed, score) in enumerate(((99.0, higher), (80.0, 10.0), (40.0, 0.0))):
        body.project(f"项目{at}", 100.0, executed, rate_weight=10.0, rate_score=score)
    return case(body)


def marked(total: float, weight: float = 90.0) -> Case:
    """85 marks for indicators, 10 for the rate, and a total."""
    body = project(100.0, 100.0, rate_weight=10.0, rate_score=10.0, total_score=total)
    return case(scored(body, 85.0, weight))


def reasons(reason: str | None, score: float = 5.0) -> Case:
    """An indicator of 10 marks beside one that gives a reason."""
    body = scored(project(100.0, 100.0), 8.0, 10.0, reason="受市场价格影响")
    return case(scored(body.project("项目二", 100.0, 100.0), score, 10.0, reason=reason))


def low_without_reason(reason: str | None) -> Case:
    """A project of 30 % execution beside one that gives a reason."""
    body = scored(project(100.0, 100.0), 8.0, 10.0, reason="受市场价格影响")
    return case(scored(body.project("项目二", 100.0, 30.0), 10.0, 10.0, reason=reason))


def filled(actual: str | None) -> Case:
    """A project's form beside one with results."""
    body = scored(project(100.0, 100.0), 8.0, 10.0)
    body.project("项目二", 58.0, 0.0)
    return case(body.indicator("产出指标", actual=actual))


def graded(below: int) -> Case:
    """Forty projects, of which so many score less than 90."""
    body = Body()
    for at in range(40):
        body.project(f"项目{at}", 10.0, 10.0, total_score=85.0 if at < below else 95.0)
    return case(body)


def sourced(*executed: float) -> Case:
    """A form of 100.00 executed in all, by source."""
    body = project(100.0, 100.0)
    for name, amount in zip(("其中：财政拨款", "其他资金", "上年结转"), executed, strict=False):
        body.source(name, executed=amount)
    return case(body)


def doubled(second: float) -> Case:
    """A department's form with two sources of 60.00 and `second`, budgeted and executed."""
    body = project(120.0, 120.0, form=DEPARTMENT_RESULT)
    body.source("政府预算资金", adjusted_budget=60.0, executed=60.0)
    return case(body.source("单位资金", adjusted_budget=second, executed=second))


def accounts(spent: float, **columns: object) -> Body:
    """A project that executed 500.00 beside accounts that spent so much on projects."""
    body = project(500.0, 500.0, **columns)
    body.amount(REVENUE_EXPENDITURE_SUMMARY, "本年支出合计", spent, section=SECTION_EXPENDITURE)
    return body.amount(EXPENDITURE, "合计", spent, measure="project")


def item_beside_form(final: float) -> Case:
    """A form of 1,440.00 of which nothing was spent, and an item that completed so much of it."""
    body = project(1440.0, 0.0)
    return case(
        body.sentence(
            "其他卫生健康支出",
            final=final,
            code="2109999",
            printed_completion=round(final / 1440.0, 4),
        )
    )


def copied(actual: str) -> Case:
    """Two projects with five indicators each, alike but for the last one's actual value."""
    body = Body()
    for name, last in (("项目一", "100"), ("项目二", actual)):
        body.project(name, 100.0, 90.0)
        for at in range(5):
            body.indicator("产出指标", name=f"指标{at}", actual=last if at == 4 else "90")
    return case(body)


def stated(amount: float) -> Case:
    """A sentence on general budget expenditure, of which the table prints 148.01."""
    body = Body().sentence("general_budget_expenditure", final=amount)
    return case(body.amount(GENERAL_BUDGET_EXPENDITURE, "合计", 148.01, measure="total"))


def stated_reception(budget: float) -> Case:
    """A sentence on the budget of reception, of which the table prints 5.00."""
    body = Body().sentence("reception", initial=budget, final=4.0)
    return case(body.amount(THREE_PUBLIC, RECEPTION, 5.0, measure="budget"))


def completed(ratio: float) -> Case:
    """A sentence: of 73.00 budgeted 41.90 were spent, a completion of so much."""
    body = Body()
    return case(
        body.sentence("basic_expenditure", initial=73.0, final=41.9, printed_completion=ratio)
    )


def changed(rate: float) -> Case:
    """A sentence: 467.00, 140.39 more than the year before, by so much."""
    body = Body()
    return case(
        body.sentence("total_revenue", final=467.0, change=140.39, printed_change_rate=rate)
    )


def two_changes(second: float) -> Case:
    """Two sentences with 467.00, one with a change of 140.39 and one with another."""
    body = Body().sentence("total_revenue", final=467.0, change=140.39)
    return case(body.sentence("total_revenue", final=467.0, change=second))


def two_amounts(second: float) -> Case:
    """Two sentences on 2210203 购房补贴, of which the table prints 207.00."""
    body = Body().sentence("购房补贴", final=207.0, code="2210203")
    body.sentence("购房补贴", final=second, code="2210203")
    return case(coded(body, GENERAL_BUDGET_EXPENDITURE, "2210203", "购房补贴", 207.0))


def items(total: float) -> Case:
    """Two items with initial budgets of 100.00 and 60.00, and a stated total."""
    body = Body().sentence("general_budget_expenditure", initial=total, final=150.0)
    for code, initial in (("2101501", 100.0), ("2210201", 60.0)):
        body.sentence("某项", initial=initial, final=70.0, code=code)
        coded(body, GENERAL_BUDGET_EXPENDITURE, code, "某项", 70.0)
    return case(body)


def part(personnel: float) -> Case:
    """Basic expenditure of 114.00 of which so much is personnel."""
    body = Body().sentence("basic_expenditure", final=114.0)
    return case(body.sentence("personnel", final=personnel))


def claimed(executed: float, score: float = 90.0) -> Case:
    """Of 2,000.00 so much was spent, and the outputs scored so many of 90 marks."""
    return case(scored(project(2000.0, executed, total_score=95.0), score))


def in_place(actual: str) -> Case:
    """Nothing of 2,000.00 was spent; the indicator 补助资金到位率 is given as so much."""
    return case(project(2000.0, 0.0).indicator("产出指标", name="补助资金到位率", actual=actual))


def rate_claimed(actual: str) -> Case:
    """60.38 of 100.00 were spent; the indicator 预算执行率 is given as so much."""
    return case(project(100.0, 60.38).indicator("成本指标", name="预算执行率", actual=actual))


def rises(now: float) -> Case:
    """Reception of 2.00 last year by the table's own column, and so much this year."""
    return case(
        Body()
        .amount(THREE_PUBLIC, RECEPTION, now, measure="final")
        .amount(THREE_PUBLIC, RECEPTION, 2.0, measure="prior_year")
    )


def swings(change: float) -> Case:
    """Total revenue of 1,000.00 with so much of a change."""
    return case(Body().sentence("total_revenue", final=1000.0, change=change))


def outturn(final: float) -> Case:
    """An item with an initial budget of 200.00."""
    return case(Body().sentence("行政运行", initial=200.0, final=final, code="2101501"))


def leftover(closing: float) -> Case:
    """Expenditure of 1,000.00, and so much carried over."""
    table = REVENUE_EXPENDITURE_SUMMARY
    body = Body().amount(table, "本年支出合计", 1000.0, section=SECTION_EXPENDITURE)
    return case(body.amount(table, "年末结转和结余", closing, section=SECTION_EXPENDITURE))


def years(change: float) -> Case:
    """900.00 in 2022, and in 2023 1,000.00 with so much of a change."""
    before = Body("yunxi-2022-final_accounts", year=2022).sentence("total_revenue", final=900.0)
    return case(Body().sentence("total_revenue", final=1000.0, change=change), before)


PAIRS: Final[dict[str, Pair]] = {
    "year_total": Pair(lambda: summary(310.0), 300.0, 310.0, lambda: summary(300.01)),
    "grand_total": Pair(
        lambda: summary(300.0, closing=305.0), 300.5, 305.0, lambda: summary(300.0)
    ),
    "both_sides": Pair(
        lambda: summary(300.0, other_side=250.0),
        250.5,
        300.0,
        lambda: summary(300.0, other_side=299.51),
    ),
    "carry_over": Pair(lambda: carried(7.0), 11.0, 10.0, lambda: carried(6.01)),
    "row_total": Pair(lambda: row(35.0, 10.0, 20.0), 30.0, 35.0, lambda: row(30.01, 10.0, 20.0)),
    "row_subtotal": Pair(lambda: revenue_row(90.0), 95.0, 90.0, lambda: revenue_row(95.01)),
    "class_total": Pair(lambda: classes(120.0, 40.0), 100.0, 120.0, lambda: classes(100.01, 40.0)),
    "class_sum": Pair(lambda: classes(100.0, 45.0), 65.0, 60.0, lambda: classes(100.0, 39.99)),
    "section_total": Pair(lambda: sections(99.0), 95.0, 99.0, lambda: sections(95.01)),
    "three_public_sum": Pair(lambda: public_expenses(6.5), 5.5, 6.5, lambda: public_expenses(5.51)),
    "balance": Pair(lambda: fund(20.0), 15.0, 20.0, lambda: fund(15.01)),
    "table_to_check": Pair(lambda: misread(7), None, None, lambda: misread(2)),
    "funding_sum": Pair(lambda: sourced(60.0, 30.0), 90.0, 100.0, lambda: sourced(60.0, 40.0)),
    "printed_rate": Pair(
        lambda: case(project(60.0, 14.77, printed_rate=0.4262)),
        14.77 / 60,
        0.4262,
        lambda: case(project(60.0, 14.77, printed_rate=0.25)),
    ),
    "doubled_source": Pair(lambda: doubled(60.0), 60.0, 120.0, lambda: doubled(59.0)),
    "revenue_total": Pair(
        lambda: same_quantity(_total(REVENUE), 90.0, _SUMMARY_REVENUE),
        100.0,
        90.0,
        lambda: same_quantity(_total(REVENUE), 100.01, _SUMMARY_REVENUE),
    ),
    "expenditure_total": Pair(
        lambda: same_quantity(_total(EXPENDITURE), 90.0, _SUMMARY_EXPENDITURE),
        100.0,
        90.0,
        lambda: same_quantity(_total(EXPENDITURE), 100.01, _SUMMARY_EXPENDITURE),
    ),
    "general_budget_total": Pair(
        lambda: same_quantity(
            _total(GENERAL_BUDGET_EXPENDITURE), 90.0, _fiscal("general_public_budget")
        ),
        100.0,
        90.0,
        lambda: same_quantity(
            _total(GENERAL_BUDGET_EXPENDITURE), 100.01, _fiscal("general_public_budget")
        ),
    ),
    "government_fund_total": Pair(
        lambda: same_quantity(_total(GOVERNMENT_FUND), 90.0, _fiscal("government_fund")),
        100.0,
        90.0,
        lambda: same_quantity(_total(GOVERNMENT_FUND), 100.01, _fiscal("government_fund")),
    ),
    "state_capital_total": Pair(
        lambda: same_quantity(_total(STATE_CAPITAL), 90.0, _fiscal("state_capital")),
        100.0,
        90.0,
        lambda: same_quantity(_total(STATE_CAPITAL), 100.01, _fiscal("state_capital")),
    ),
    "basic_total": Pair(lambda: basic_parts(105.0), 100.0, 105.0, lambda: basic_parts(100.01)),
    "forms_over_accounts": Pair(
        lambda: case(accounts(100.0)), 100.0, 500.0, lambda: case(accounts(450.0))
    ),
    "body_form_over_accounts": Pair(
        lambda: case(accounts(100.0, form=DEPARTMENT_RESULT)),
        100.0,
        500.0,
        lambda: case(accounts(450.0, form=DEPARTMENT_RESULT)),
    ),
    "form_against_item": Pair(
        lambda: item_beside_form(853.69), 853.69, 0.0, lambda: item_beside_form(1.0)
    ),
    "prose_amount": Pair(lambda: stated(149.01), 148.01, 149.01, lambda: stated(148.02)),
    "prose_three_public_budget": Pair(
        lambda: stated_reception(6.0), 5.0, 6.0, lambda: stated_reception(5.0)
    ),
    "prose_completion": Pair(lambda: completed(0.754), 41.9 / 73, 0.754, lambda: completed(0.57)),
    "prose_change_rate": Pair(
        lambda: changed(0.4198), 140.39 / 326.61, 0.4198, lambda: changed(0.4298)
    ),
    "one_amount_two_changes": Pair(
        lambda: two_changes(144.39), 140.39, 144.39, lambda: two_changes(140.4)
    ),
    "item_two_amounts": Pair(
        lambda: two_amounts(170.03), 207.0, 170.03, lambda: two_amounts(207.01)
    ),
    "items_over_total": Pair(lambda: items(150.0), 150.0, 160.0, lambda: items(160.0)),
    "part_over_whole": Pair(lambda: part(124.0), 114.0, 124.0, lambda: part(114.01)),
    "score_over_weight": Pair(
        lambda: case(scored(project(10.0, 10.0), 12.0, 10.0)),
        10.0,
        12.0,
        lambda: case(scored(project(10.0, 10.0), 10.0, 10.0)),
    ),
    "rate_score": Pair(
        lambda: linear(9.0, 8.0, 7.0, 7.0), 2.5, 7.0, lambda: linear(9.0, 8.0, 7.0, 2.5)
    ),
    "uneven_rate_scores": Pair(lambda: uneven(7.0), 10.0, 7.0, lambda: uneven(10.0)),
    "total_score": Pair(lambda: marked(99.0), 95.0, 99.0, lambda: marked(95.01)),
    "weights_total": Pair(lambda: marked(95.0, 85.0), 100.0, 95.0, lambda: marked(95.0)),
    "full_marks_unmet": Pair(
        lambda: case(
            scored(project(10.0, 10.0), 10.0, 10.0, operator="≥", target="95", actual="85")
        ),
        None,
        10.0,
        lambda: case(
            scored(project(10.0, 10.0), 10.0, 10.0, operator="≤", target="95", actual="85")
        ),
    ),
    "unexplained_shortfall": Pair(lambda: reasons("无"), 10.0, 5.0, lambda: reasons("采购流标")),
    "unexplained_low_execution": Pair(
        lambda: low_without_reason(None), None, 0.3, lambda: low_without_reason("资金未下达")
    ),
    "form_not_filled": Pair(lambda: filled(None), None, None, lambda: filled("0")),
    "none_told_apart": Pair(lambda: graded(2), None, 0.95, lambda: graded(3)),
    "not_executed": Pair(
        lambda: case(project(2000.0, 0.0)), 2000.0, 0.0, lambda: case(project(0.0, 0.0))
    ),
    "low_execution": Pair(
        lambda: case(project(100.0, 79.99)), 100.0, 79.99, lambda: case(project(100.0, 80.0))
    ),
    "over_execution": Pair(
        lambda: case(project(100.0, 105.01)), 100.0, 105.01, lambda: case(project(100.0, 105.0))
    ),
    "unbudgeted_spending": Pair(
        lambda: case(project(0.0, 60.65)), 0.0, 60.65, lambda: case(project(None, 60.65))
    ),
    "budget_revision": Pair(
        lambda: case(project(116.0, 116.0, initial=100.0, adjusted=116.0)),
        100.0,
        116.0,
        lambda: case(project(115.0, 115.0, initial=100.0, adjusted=115.0)),
    ),
    "moved_between_units": Pair(
        lambda: case(
            project(0.0, 0.0, initial=120.0, adjusted=0.0, unit="市局").project(
                "城乡医疗救助", 120.0, 120.0, initial=0.0, adjusted=120.0, unit="中心"
            )
        ),
        120.0,
        120.0,
        lambda: case(
            project(80.0, 80.0, initial=80.0, adjusted=80.0, unit="市局").project(
                "城乡医疗救助", 120.0, 120.0, initial=120.0, adjusted=120.0, unit="中心"
            )
        ),
    ),
    "outputs_without_money": Pair(lambda: claimed(0.0), 0.0, 1.0, lambda: claimed(0.0, 80.0)),
    "outputs_without_budget": Pair(
        lambda: case(scored(project(0.0, 0.0, initial=120.0, adjusted=0.0), 90.0)),
        0.0,
        1.0,
        lambda: case(scored(project(0.0, 0.0, initial=120.0, adjusted=0.0), 0.0)),
    ),
    "funds_claimed_in_place": Pair(lambda: in_place("100%"), 0.0, 1.0, lambda: in_place("365天")),
    "execution_rate_claimed": Pair(
        lambda: rate_claimed("100"), 0.6038, 1.0, lambda: rate_claimed("60.4")
    ),
    "top_grade_unspent": Pair(lambda: claimed(0.0), 0.0, 0.95, lambda: claimed(400.0)),
    "three_public_rise": Pair(lambda: rises(4.15), 2.0, 4.15, lambda: rises(2.0)),
    "three_public_over_budget": Pair(
        lambda: public_expenses(5.5, budget=1.0),
        1.0,
        1.5,
        lambda: public_expenses(5.5, budget=1.5),
    ),
    "swing": Pair(lambda: swings(300.0), 700.0, 1000.0, lambda: swings(90.0)),
    "off_initial_budget": Pair(lambda: outturn(311.0), 200.0, 311.0, lambda: outturn(210.0)),
    "large_carry_over": Pair(lambda: leftover(91.0), 0.09, 0.091, lambda: leftover(90.0)),
    "restated": Pair(lambda: years(80.0), 900.0, 920.0, lambda: years(100.0)),
    "copied_indicators": Pair(lambda: copied("100"), None, None, lambda: copied("97")),
}
