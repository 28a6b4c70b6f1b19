"""Tables that do not add up in themselves: the identities of the national forms.

Source of all: the forms of the Ministry of Finance (部门决算报表, 部门预算公开表), whose columns
and notes state these sums. What is off by no more than half a unit of the last printed place a
summand is rounding. Where so many sums of one table fail that it was more likely misread, its
sums are left alone and the table itself is named (table_to_check).
"""

from __future__ import annotations

from collections.abc import Iterator

from analytics.findings.case import Case
from analytics.findings.identity_flags import held
from analytics.findings.rule import Flag, Outcome, Printed, Severity, rules_of
from analytics.findings.words import STATEMENTS, money


def year_total(case: Case) -> Iterator[Outcome | Flag]:
    """A summary's 本年收入合计 or 本年支出合计 is not the sum of the items above it.

    Formula: 本年收入合计 = sum of the listed sources; 本年支出合计 = sum of the listed functions.
    Why: the total of the year is what every share and rate of the body is taken of.
    Thresholds: rounding of the printed places; gravity by settings.MISPRINTS.
    Excluded: tables that were more likely misread (settings.MISPRINTS); details (其中) are no part.
    Source: national form 收入支出决算总表 and 财政拨款收入支出决算总表.
    Chinese: 收支总表的“本年收入合计”或“本年支出合计”不等于其上各项之和。本年收入合计＝所列各项
    收入之和；本年支出合计＝所列各功能科目支出之和。
    """
    yield from held(case, "year_total")


def grand_total(case: Case) -> Iterator[Outcome | Flag]:
    """A summary's 总计 is not this year's total with what is carried over or distributed.

    Formula: 总计 = 本年合计 + the items listed below it on the same side.
    Why: money carried over or drawn from balances must be accounted for.
    Thresholds: rounding of the printed places; gravity by settings.MISPRINTS.
    Excluded: tables that were more likely misread (settings.MISPRINTS).
    Source: national form 收入支出决算总表 and 财政拨款收入支出决算总表.
    Chinese: 收支总表的“总计”不等于本年合计加同侧所列结转、结余、分配等各项。
    """
    yield from held(case, "grand_total")


def both_sides(case: Case) -> Iterator[Outcome | Flag]:
    """The two sides of a summary end in different totals.

    Formula: revenue 总计 = expenditure 总计.
    Why: a summary is a balance; what came in was spent or is still there.
    Thresholds: rounding of the printed places; gravity by settings.MISPRINTS.
    Excluded: tables that were more likely misread (settings.MISPRINTS).
    Source: national form 收入支出决算总表 and 财政拨款收入支出决算总表.
    Chinese: 收支总表两侧的总计不相等。收入总计＝支出总计。
    """
    yield from held(case, "both_sides")


def carry_over(case: Case) -> Iterator[Outcome | Flag]:
    """年初财政拨款结转和结余 is not the sum of the rows of its budgets.

    Formula: opening carry-over = general public budget + government fund + state capital.
    Why: the money of one budget may not be mixed with that of another.
    Thresholds: rounding of the printed places; gravity by settings.MISPRINTS.
    Excluded: tables that were more likely misread (settings.MISPRINTS).
    Source: national form 财政拨款收入支出决算总表.
    Chinese: “年初财政拨款结转和结余”不等于各项预算之和。年初结转和结余＝一般公共预算＋政府性基
    金预算＋国有资本经营预算。
    """
    yield from held(case, "carry_over")


def row_total(case: Case) -> Iterator[Outcome | Flag]:
    """A row's 合计 is not the sum of its columns.

    Formula: 合计 = sum of the columns (revenue by source; expenditure by basic, project and the
    rest; fiscal expenditure by budget; basic expenditure by personnel and public).
    Why: one of the figures of the row is not what was meant.
    Thresholds: rounding of the printed places; gravity by settings.MISPRINTS.
    Excluded: tables that were more likely misread (settings.MISPRINTS).
    Source: national forms 收入决算表, 支出决算表, 一般公共预算财政拨款支出决算表.
    Chinese: 某一行的“合计”不等于该行各栏之和（收入按来源，支出按基本、项目及其他，财政拨款按预
    算种类，基本支出按人员经费和公用经费）。
    """
    yield from held(case, "row_total")


def row_subtotal(case: Case) -> Iterator[Outcome | Flag]:
    """A row's 本年收入小计 is not the sum of the sources of this year.

    Formula: 小计 = sum of the sources of this year's revenue.
    Why: revenue of this year and money carried over must be told apart.
    Thresholds: rounding of the printed places; gravity by settings.MISPRINTS.
    Excluded: tables that were more likely misread (settings.MISPRINTS).
    Source: form 部门收入总表 of the budgets.
    Chinese: 某一行的“本年收入小计”不等于本年各项收入来源之和。
    """
    yield from held(case, "row_subtotal")


def class_total(case: Case) -> Iterator[Outcome | Flag]:
    """A column's 合计 is not the sum of its 类.

    Formula: 合计 = sum of 类, in each column.
    Why: money stands in the total that no function accounts for, or the other way round.
    Thresholds: rounding of the printed places; gravity by settings.MISPRINTS.
    Excluded: tables that were more likely misread (settings.MISPRINTS).
    Source: national forms 收入决算表, 支出决算表, 一般公共预算财政拨款支出决算表.
    Chinese: 某一栏的“合计”不等于各类级科目之和。
    """
    yield from held(case, "class_total")


def class_sum(case: Case) -> Iterator[Outcome | Flag]:
    """A 类 is not the sum of its 款, or a 款 not the sum of its 项.

    Formula: 类 = sum of its 款; 款 = sum of its 项, in each column.
    Why: an item is left out, counted twice or misprinted.
    Thresholds: rounding of the printed places; gravity by settings.MISPRINTS.
    Excluded: tables that were more likely misread (settings.MISPRINTS).
    Source: 政府收支分类科目 of the Ministry of Finance.
    Chinese: 类级科目不等于所属各款之和，或款级科目不等于所属各项之和。
    """
    yield from held(case, "class_sum")


def section_total(case: Case) -> Iterator[Outcome | Flag]:
    """人员经费合计 or 公用经费合计 is not the sum of its economic classes.

    Formula: personnel = 301 + 303; public = 302 + 307 + 310 + 312 + 399.
    Why: staffing cost shares are taken from these totals.
    Thresholds: rounding of the printed places; gravity by settings.MISPRINTS.
    Excluded: tables that were more likely misread (settings.MISPRINTS).
    Source: 部门预算支出经济分类科目; national form 一般公共预算财政拨款基本支出决算表.
    Chinese: “人员经费合计”或“公用经费合计”不等于所含经济分类之和。人员经费＝301＋303；公用经费
    ＝302＋307＋310＋312＋399。
    """
    yield from held(case, "section_total")


def three_public_sum(case: Case) -> Iterator[Outcome | Flag]:
    """The “三公” total, or its vehicles, is not the sum of its parts.

    Formula: 合计 = overseas + vehicles + reception; vehicles = purchase + operation; for budget,
    final accounts and last year apart.
    Why: the three public expenses are published to be watched.
    Thresholds: rounding of the printed places; gravity by settings.MISPRINTS.
    Excluded: tables that were more likely misread (settings.MISPRINTS).
    Source: national form “三公”经费支出决算表.
    Chinese: “三公”经费合计，或其中的公务用车，不等于各组成部分之和。合计＝因公出国（境）＋公务
    用车＋公务接待；公务用车＝购置＋运行维护；预算数、决算数、上年数分别核对。
    """
    yield from held(case, "three_public_sum")


def balance(case: Case) -> Iterator[Outcome | Flag]:
    """A government fund's closing balance is not what it opened with, received and spent.

    Formula: closing = opening + revenue - expenditure.
    Why: earmarked money must be followed from year to year.
    Thresholds: rounding of the printed places; gravity by settings.MISPRINTS.
    Excluded: tables that were more likely misread (settings.MISPRINTS).
    Source: national form 政府性基金预算财政拨款收入支出决算表.
    Chinese: 政府性基金的年末结余不等于年初结余加本年收入减本年支出。
    """
    yield from held(case, "balance")


def table_to_check(case: Case) -> Iterator[Outcome | Flag]:
    """So many sums of a table fail that it was more likely misread than misprinted.

    Formula: failing identities / identities of the table, in the table itself.
    Why: most oddities of figures are errors of reading; nothing is said of the city from them.
    Thresholds: settings.MISPRINTS.misread_share and misread_count.
    Excluded: tables without identities.
    Source: the field's experience with machine-read tables.
    Chinese: 一张表中不平的算式过多，更可能是读取有误，而不是表中数字有误。看本表不平算式占全部
    算式的比例。
    """
    for statement, of_table in case.identities_by_table.items():
        failing = [identity for identity in of_table if not identity.holds]
        if statement not in case.misread:
            yield Outcome.PASS
            continue
        table_en, table_zh = STATEMENTS[statement]
        first = failing[0]
        yield Flag(
            subject=table_zh,
            severity=Severity.INFO,
            oddity=0.1,
            message_en=(
                f"Check the reading of the {table_en} first: {len(failing)} of its"
                f" {len(of_table)} sums do not hold, such as {money(first.total.amount)} printed"
                f" where the parts give {money(float(first.expected))}."
            ),
            message_zh=(
                f"须先核对{table_zh}的读取：{len(of_table)}项勾稽关系中有{len(failing)}项不成立，"
                f"例如表列{money(first.total.amount)}，分项合计{money(float(first.expected))}。"
            ),
            evidence=tuple(
                Printed(each.total.page, each.total.locator, each.total.raw) for each in failing[:5]
            ),
        )


RULES = rules_of(
    "arithmetic",
    year_total,
    grand_total,
    both_sides,
    carry_over,
    row_total,
    row_subtotal,
    class_total,
    class_sum,
    section_total,
    three_public_sum,
    balance,
    table_to_check,
)
