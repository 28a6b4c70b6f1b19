"""The data model: tables, columns, types and controlled vocabularies.

Every reader, check, chart, notebook and export speaks these tables. One dataclass is one
table, one field one column; column order, types and meanings are all taken from here, so
the store, the exports and the data dictionary cannot drift apart.

Amounts are in 万元 (10,000 CNY) whatever unit the document prints. Only a printed number
makes a row: a blank cell makes none, a printed 0 makes one with 0.
"""

from __future__ import annotations

import dataclasses
import types
import typing
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

FINAL_ACCOUNTS: Final = "final_accounts"
BUDGET: Final = "budget"
KINDS: Final = (FINAL_ACCOUNTS, BUDGET)

DEPARTMENT: Final = "department"
UNIT: Final = "unit"
SCOPES: Final = (DEPARTMENT, UNIT)

FORMATS: Final = ("pdf", "docx", "xlsx", "html", "text")

REVENUE_EXPENDITURE_SUMMARY: Final = "revenue_expenditure_summary"
REVENUE: Final = "revenue"
EXPENDITURE: Final = "expenditure"
FISCAL_APPROPRIATION_SUMMARY: Final = "fiscal_appropriation_summary"
GENERAL_BUDGET_EXPENDITURE: Final = "general_budget_expenditure"
BASIC_EXPENDITURE: Final = "basic_expenditure"
THREE_PUBLIC: Final = "three_public"
GOVERNMENT_FUND: Final = "government_fund"
STATE_CAPITAL: Final = "state_capital"

STATEMENTS: Final = (
    REVENUE_EXPENDITURE_SUMMARY,
    REVENUE,
    EXPENDITURE,
    FISCAL_APPROPRIATION_SUMMARY,
    GENERAL_BUDGET_EXPENDITURE,
    BASIC_EXPENDITURE,
    THREE_PUBLIC,
    GOVERNMENT_FUND,
    STATE_CAPITAL,
)
"""The nine statutory tables, in the order in which most provinces print them."""

MEASURES: Final[dict[str, tuple[str, ...]]] = {
    REVENUE_EXPENDITURE_SUMMARY: ("amount",),
    REVENUE: (
        "total",
        "subtotal",
        "fiscal_appropriation",
        "superior_subsidy",
        "undertaking",
        "operating",
        "subordinate_remittance",
        "other",
        "special_account",
        "carry_over",
    ),
    EXPENDITURE: (
        "total",
        "basic",
        "project",
        "superior_remittance",
        "operating",
        "subordinate_subsidy",
    ),
    FISCAL_APPROPRIATION_SUMMARY: (
        "amount",
        "total",
        "general_public_budget",
        "government_fund",
        "state_capital",
    ),
    GENERAL_BUDGET_EXPENDITURE: ("total", "basic", "project"),
    BASIC_EXPENDITURE: ("amount",),
    THREE_PUBLIC: ("budget", "final", "prior_year"),
    GOVERNMENT_FUND: (
        "opening_balance",
        "revenue",
        "total",
        "basic",
        "project",
        "closing_balance",
    ),
    STATE_CAPITAL: ("total", "basic", "project"),
}

SECTION_REVENUE: Final = "revenue"
SECTION_EXPENDITURE: Final = "expenditure"
SECTION_CARRY_OVER: Final = "carry_over"
SECTION_PERSONNEL: Final = "personnel"
SECTION_PUBLIC: Final = "public"

GRAND_TOTAL: Final = "总计"
TOTAL: Final = "合计"
REVENUE_TOTAL: Final = "本年收入合计"
EXPENDITURE_TOTAL: Final = "本年支出合计"
PERSONNEL_TOTAL: Final = "人员经费合计"
PUBLIC_TOTAL: Final = "公用经费合计"
TOTAL_NAMES: Final = frozenset(
    {GRAND_TOTAL, TOTAL, REVENUE_TOTAL, EXPENDITURE_TOTAL, PERSONNEL_TOTAL, PUBLIC_TOTAL}
)

OVERSEAS: Final = "因公出国（境）费"
VEHICLES: Final = "公务用车购置及运行维护费"
VEHICLE_PURCHASE: Final = "公务用车购置费"
VEHICLE_OPERATION: Final = "公务用车运行维护费"
RECEPTION: Final = "公务接待费"
THREE_PUBLIC_NAMES: Final = (
    TOTAL,
    OVERSEAS,
    VEHICLES,
    VEHICLE_PURCHASE,
    VEHICLE_OPERATION,
    RECEPTION,
)

CLOSED: Final = "closed"
REPAIRED: Final = "repaired"
OPEN: Final = "open"
EMPTY: Final = "empty"
UNREAD: Final = "unread"
MISSING: Final = "missing"
TABLE_STATUSES: Final = (CLOSED, REPAIRED, OPEN, EMPTY, UNREAD, MISSING)

PROJECT_RESULT: Final = "project_result"
PROJECT_TARGET: Final = "project_target"
DEPARTMENT_RESULT: Final = "department_result"
DEPARTMENT_TARGET: Final = "department_target"
FORMS: Final = (PROJECT_RESULT, PROJECT_TARGET, DEPARTMENT_RESULT, DEPARTMENT_TARGET)

RATE_RULE: Final = "rate_rule"

THEMES: Final = (
    "medical_relief",
    "resident_insurance_subsidy",
    "capacity_building",
    "information_system",
    "fund_supervision",
    "public_health",
    "special_groups",
    "staffing",
    "operations",
    "other",
)

FAMILIES: Final = (
    "arithmetic",
    "cross_table",
    "prose_vs_table",
    "scoring",
    "execution",
    "claim_vs_money",
    "trend",
    "outlier",
)
SEVERITIES: Final = ("high", "medium", "low", "info")

STORED: Final = "stored"
REPLACED: Final = "replaced"
SKIPPED: Final = "skipped"
FAILED: Final = "failed"
OUTCOMES: Final = (STORED, REPLACED, SKIPPED, FAILED)
"""What became of a file that was to be taken in."""


def _column(meaning: str, **options: Any) -> Any:
    return field(metadata={"meaning": meaning}, **options)


@dataclass(slots=True)
class Disclosure:
    """One row a document."""

    disclosure_id: str = _column("Stable, readable and unique, e.g. fuzhou-2023-final_accounts")
    agency: str = _column("The disclosing body as printed")
    province: str | None = _column("Province of the agency")
    city: str | None = _column("Prefecture-level division of the agency")
    district: str | None = _column("County-level division; null for a prefecture-level body")
    fiscal_year: int = _column("Year the figures are of")
    kind: str = _column("final_accounts (决算) or budget (预算)")
    scope: str = _column("department (部门, with subordinate units) or unit (单位, one entity)")
    printed_unit: str = _column("Unit the document prints amounts in: 万元, 元, 千元, 亿元")
    format: str = _column("pdf, docx, xlsx, html or text")
    source_name: str = _column("Name of the file")
    sha256: str = _column("Content hash of the file")
    pages: int | None = _column("Page count; null for a text")
    unread_pages: list[int] = _column("Pages that hold no readable text", default_factory=list)


@dataclass(slots=True)
class LineItem:
    """One row a printed amount in a statutory table."""

    disclosure_id: str = _column("The document")
    statement: str = _column("Which of the nine statutory tables")
    section: str | None = _column(
        "revenue / expenditure in the two summaries, carry_over for the rows under "
        "年初财政拨款结转和结余, personnel / public in basic_expenditure; else null"
    )
    code: str | None = _column("Functional code, in basic_expenditure the economic code")
    economic_code: str | None = _column("Economic code, where a table crosses the two")
    name: str = _column("Canonical official label")
    printed_name: str = _column("Label as printed")
    level: int | None = _column("Functional 1 类, 2 款, 3 项; economic 1 类, 2 款")
    measure: str = _column("Which column of the table, see MEASURES")
    amount: float = _column("万元")
    raw: str = _column("The cell as printed")
    page: int | None = _column("Page, from 1; null for a text")
    locator: str = _column("Bounding box, line, or sheet!cell")
    repaired: str | None = _column(
        "How a misaligned or truncated cell was mended, or corrected, a misprint of the source "
        "(data/corrections.yml says why); else null"
    )


@dataclass(slots=True)
class Alternative:
    """One row a possible reading of a printed amount, where the print admits several.

    For each figure of a table that was decided between readings, or stays open: the readings
    and why each is possible, or was taken. line_items hold the reading taken, of an open table
    the first one, where that gives the figure a place at all.
    """

    disclosure_id: str = _column("The document")
    table_no: int = _column("As in tables")
    statement: str = _column("Which of the nine statutory tables")
    section: str | None = _column("As in line_items")
    code: str | None = _column("As in line_items")
    economic_code: str | None = _column("As in line_items")
    name: str = _column("Canonical official label")
    measure: str = _column("Which column of the table, see MEASURES")
    reading_no: int = _column("Which reading of the table, from 1, the one taken first")
    amount: float = _column("What the figure is in this reading, 万元")
    raw: str = _column("The cell as printed")
    page: int | None = _column("Page, from 1; null for a text")
    locator: str = _column("Bounding box, line, or sheet!cell")
    reason: str = _column("Why the reading is possible, or was taken")


@dataclass(slots=True)
class TableFound:
    """One row a table found in a document, or missing from it."""

    disclosure_id: str = _column("The document")
    table_no: int = _column("Order in the document, from 1")
    statement: str | None = _column("Which statutory table; null where it is none of the nine")
    title: str | None = _column("Title as printed")
    first_page: int | None = _column("First page; null for a text")
    last_page: int | None = _column("Last page; null for a text")
    printed_unit: str | None = _column("Unit the table prints amounts in")
    rows: int = _column("Rows printed below the header")
    status: str = _column("closed, repaired, open, empty, unread or missing")


@dataclass(slots=True)
class Evaluation:
    """One row a performance form."""

    disclosure_id: str = _column("The document")
    evaluation_no: int = _column("Order in the document, from 1")
    form: str = _column("project_result, project_target, department_result, department_target")
    name: str = _column("Project as printed, joined; the body's name for a department form")
    department: str | None = _column("主管部门")
    unit: str | None = _column("实施单位")
    initial_budget: float | None = _column("年初预算数, 万元")
    adjusted_budget: float | None = _column("全年预算数, 万元")
    budget: float | None = _column("Denominator of the execution rate, 万元")
    executed: float | None = _column("全年执行数, 万元")
    printed_rate: float | None = _column("执行率 as printed, as a ratio")
    execution_rate: float | None = _column("executed / budget; null where budget is 0 or missing")
    rate_weight: float | None = _column("Marks available for the execution rate")
    rate_score: float | None = _column("Marks given for the execution rate")
    deduction: float | None = _column("减分项")
    total_score: float | None = _column("总分")
    theme: str | None = _column("What like is compared with like by, see THEMES")
    page: int | None = _column("Page, from 1; null for a text")
    locator: str = _column("Where the form begins")


@dataclass(slots=True)
class Funding:
    """One row a funding source of a performance form."""

    disclosure_id: str = _column("The document")
    evaluation_no: int = _column("The form")
    source: str = _column("As printed")
    initial_budget: float | None = _column("年初预算数, 万元")
    adjusted_budget: float | None = _column("全年预算数, 万元")
    executed: float | None = _column("全年执行数, 万元")
    printed_rate: float | None = _column("执行率 as printed, as a ratio")


@dataclass(slots=True)
class FormFigure:
    """One row a figure of a performance form or of one of its funding sources: its own cell.

    Columns that repeat one printed cell, as budget repeats adjusted_budget, have a row each.
    """

    disclosure_id: str = _column("The document")
    evaluation_no: int = _column("The form")
    source: str | None = _column("As in funding; null for a figure of the form itself")
    figure: str = _column(
        "The column of evaluations or funding that the cell fills; rate_rule, where the form says "
        "that the marks for the execution rate are their weight times the rate"
    )
    printed: str = _column("The cell as printed, joined")
    page: int | None = _column("Page, from 1; null for a text")
    locator: str = _column("Bounding box, line, or sheet!cell")


@dataclass(slots=True)
class Indicator:
    """One row a performance indicator."""

    disclosure_id: str = _column("The document")
    evaluation_no: int = _column("The form")
    level1: str | None = _column("一级指标")
    level2: str | None = _column("二级指标")
    name: str = _column("三级指标")
    operator: str | None = _column("Comparison sign, where the form gives it a cell of its own")
    target: str | None = _column("指标值 as printed")
    unit: str | None = _column("度量单位, where the form gives it a cell of its own")
    actual: str | None = _column("完成值 as printed")
    completion: float | None = _column("完成程度 as a ratio")
    weight: float | None = _column("分值")
    score: float | None = _column("得分")
    deviation: float | None = _column("偏差度 as a ratio")
    reason: str | None = _column("Reason for the deviation and remedy")
    page: int | None = _column("Page, from 1; null for a text")
    locator: str = _column("Where the indicator stands")


@dataclass(slots=True)
class ProseStatement:
    """One row an amount stated in a sentence."""

    disclosure_id: str = _column("The document")
    topic: str = _column("A functional code's name, or a topic of PROSE_TOPICS")
    code: str | None = _column("Functional code")
    initial_budget: float | None = _column("年初预算, 万元")
    final: float | None = _column("决算, 万元")
    printed_completion: float | None = _column("完成…的 %, as a ratio")
    change: float | None = _column("Signed change on the prior year, 万元")
    printed_change_rate: float | None = _column("Signed change on the prior year, as a ratio")
    prior_year: float | None = _column("final less change, 万元; null where no change is stated")
    reason: str | None = _column("主要原因 as printed")
    page: int | None = _column("Page, from 1; null for a text")
    locator: str = _column("Where the sentence stands")


@dataclass(slots=True)
class RecognisedPage:
    """One row a page that was read from its picture, by text recognition."""

    disclosure_id: str = _column("The document")
    page: int = _column("Page, from 1")
    confidence: float = _column("Mean score of its words, 0 to 1, weighted by their length")
    lowest: float = _column("Score of the word that is least sure")


PROSE_TOPICS: Final = (
    "total_revenue",
    "total_expenditure",
    "fiscal_appropriation",
    "general_budget_expenditure",
    "basic_expenditure",
    "personnel",
    "public",
    "three_public",
    "overseas",
    "vehicles",
    "vehicle_purchase",
    "vehicle_operation",
    "reception",
    "operating_funds",
    "procurement",
)


@dataclass(slots=True)
class Finding:
    """One row a check or flag that fired."""

    finding_id: str = _column("Stable as long as subject and figures are")
    disclosure_id: str = _column("The document")
    evaluation_no: int | None = _column("The form, where it is about one")
    rule: str = _column("Stable name of the rule")
    family: str = _column("Family of rules, see FAMILIES")
    severity: str = _column("high, medium, low or info")
    subject: str = _column("What it is about, in words")
    expected: float | None = _column("What the arithmetic or the rule expects")
    actual: float | None = _column("What is printed")
    difference: float | None = _column("actual less expected")
    score: float = _column("0 to 1, for ranking")
    evidence: list[dict[str, Any]] = _column("(page, locator, text) of the printed cells")
    message_en: str = _column("One sentence")
    message_zh: str = _column("One sentence")


@dataclass(slots=True)
class RuleCheck:
    """One row a rule and disclosure: on how many subjects it answered what."""

    disclosure_id: str = _column("The document")
    rule: str = _column("Stable name of the rule")
    family: str = _column("Family of rules, see FAMILIES")
    passed: int = _column("Subjects in which there is nothing to ask about")
    failed: int = _column("Subjects with a finding")
    not_applicable: int = _column("Subjects that the rule does not concern")
    not_enough_data: int = _column("Subjects of which too little is printed or known")


@dataclass(slots=True)
class PeerFigure:
    """One row a figure in which a project or a disclosure with findings differs from its peers."""

    disclosure_id: str = _column("The document")
    evaluation_no: int | None = _column("The project's form; null for the disclosure itself")
    feature: str = _column("Which figure, see analytics.findings.features")
    value: float = _column("The figure, in the unit of the feature")
    median: float = _column("The peers' median of it")
    z: float = _column("(value - median) / spread among the peers, robust and clipped")
    contribution: float = _column(
        "How much less odd, 0 to 1, all figures together would be with this one at the median"
    )
    peers_n: int = _column("How many peers, of other bodies")


@dataclass(slots=True)
class MainFigures:
    """One row a disclosure: the amounts that its shares are of, as analytics.comparing has them."""

    disclosure_id: str = _column("The document")
    personnel: float | None = _column("人员经费, 万元; null where no table prints it, as below")
    basic: float | None = _column("基本支出, 万元")
    total: float | None = _column("本年支出合计, 万元")
    transfers: float | None = _column(
        "Project expenditure that only passes through, 万元; null where total is not printed by "
        "functional code"
    )
    of_basic: str | None = _column("Worst status of the tables that personnel and basic stand in")
    of_total: str | None = _column("The same of personnel and total")
    of_own_running: str | None = _column("The same of personnel, total and transfers")
    method: str = _column("Hash of the definition of these figures; of another one they are stale")


@dataclass(slots=True)
class ThreePublicAmount:
    """One row an amount of “三公” by item, year and basis, as analytics.comparing has it, or why
    there is none where a reader would look for it: each disclosure has a row."""

    disclosure_id: str = _column("The document")
    item: str = _column("合计 or one of its parts")
    year: int = _column("Year that the amount is of: the document's, or the one before")
    basis: str = _column("budget or final")
    amount: float | None = _column("万元; null where the document does not give it")
    how: str | None = _column(
        "How it is known: printed in a table, stated in a sentence, less_change or "
        "less_components, computed from stated changes; null where it is not"
    )
    table_status: str | None = _column("Status of the table it stands in; null where in none")
    why: str | None = _column(
        "Why it is not known: amount or budget, the document has none, change, it states none on "
        "the year before, impossible, that is more than the amount; null where it is known"
    )
    method: str = _column("Hash of the definition of these amounts; of another one they are stale")


@dataclass(slots=True)
class ProjectScore:
    """One row a project with a result: how much it deserves a question among all of the store."""

    disclosure_id: str = _column("The document")
    evaluation_no: int = _column("The form")
    score: float = _column("0 to 1, for ranking")
    problem: str | None = _column("What is wrong with its execution, if anything")
    at_stake: float = _column("The money that it is about, 万元")
    share_of_body: float | None = _column("at_stake / budget of all projects of the disclosure")
    claimed_by: str | None = _column("Whether output_share is of marks or of completion")
    output_share: float | None = _column("Share of its outputs that the form claims, a ratio")
    outputs_n: int | None = _column("How many output indicators that is of")
    score_gap: float | None = _column("Marks printed less those that the form's rules give")
    theme_median: float | None = _column("Median execution rate of other bodies under its theme")
    theme_n: int = _column("Of how many projects that is the median")


CONFIRMED: Final = "confirmed"
DISMISSED: Final = "dismissed"
NOTED: Final = "noted"
DECISIONS: Final = (CONFIRMED, DISMISSED, NOTED)


@dataclass(slots=True)
class Decision:
    """One row a decision of an analyst on a finding: a log, of which the last one counts."""

    finding_id: str = _column("The finding")
    decided_at: datetime = _column("When, in UTC")
    status: str = _column("confirmed, dismissed or noted")
    who: str = _column("Who decided")
    why: str = _column("Why, in the analyst's words")


@dataclass(slots=True)
class Ingest:
    """One row an attempt to take in a file: the log of the store."""

    ingested_at: datetime = _column("When, in UTC")
    file: str = _column("The file as it was named")
    sha256: str | None = _column("Content hash; null where the file could not be opened")
    outcome: str = _column("stored, replaced, skipped or failed")
    message: str = _column("What was stored or replaced, or what is wrong and what to do")
    disclosure_id: str | None = _column("The document; null where the attempt failed")
    reader_version: str = _column("Version of the reader that read it")


MODEL: Final[dict[str, type]] = {
    "disclosures": Disclosure,
    "tables": TableFound,
    "line_items": LineItem,
    "alternatives": Alternative,
    "evaluations": Evaluation,
    "funding": Funding,
    "form_figures": FormFigure,
    "indicators": Indicator,
    "statements_in_prose": ProseStatement,
    "recognised_pages": RecognisedPage,
    "findings": Finding,
    "checks": RuleCheck,
    "peer_figures": PeerFigure,
    "main_figures": MainFigures,
    "three_public_amounts": ThreePublicAmount,
    "project_scores": ProjectScore,
}
"""Every table of the model by its public name."""

KEYS: Final[dict[str, tuple[str, ...]]] = {
    "disclosures": ("disclosure_id",),
    "tables": ("disclosure_id", "table_no"),
    "evaluations": ("disclosure_id", "evaluation_no"),
    "recognised_pages": ("disclosure_id", "page"),
    "findings": ("disclosure_id", "finding_id"),
    "checks": ("disclosure_id", "rule"),
    "main_figures": ("disclosure_id",),
    "project_scores": ("disclosure_id", "evaluation_no"),
}
"""The columns that tell the rows of a table apart; those of other tables may be printed twice."""

CHECKED: Final = (
    "findings",
    "checks",
    "peer_figures",
    "main_figures",
    "three_public_amounts",
    "project_scores",
)
"""Those of them that come of checking a store, not of reading a document."""

STORE_TABLES: Final[dict[str, type]] = {**MODEL, "decisions": Decision, "ingests": Ingest}
"""Every table of a store: those of the model, what analysts decided, and the log."""


@dataclass(slots=True)
class DisclosureRows:
    """All that was read from one document: one disclosure and the rows of every table.

    remarks are what the log of a store is to say of the reading besides.
    """

    disclosure: Disclosure
    tables: list[TableFound] = field(default_factory=list)
    line_items: list[LineItem] = field(default_factory=list)
    alternatives: list[Alternative] = field(default_factory=list)
    evaluations: list[Evaluation] = field(default_factory=list)
    funding: list[Funding] = field(default_factory=list)
    form_figures: list[FormFigure] = field(default_factory=list)
    indicators: list[Indicator] = field(default_factory=list)
    statements_in_prose: list[ProseStatement] = field(default_factory=list)
    recognised_pages: list[RecognisedPage] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)

    def rows_of(self, table: str) -> list[Any]:
        """The rows of one table of the model, the disclosure itself included."""
        return [self.disclosure] if table == "disclosures" else getattr(self, table)


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the model: its name, Python type, whether it may be null, and its meaning."""

    name: str
    type: Any
    nullable: bool
    meaning: str


def columns(table: str) -> list[Column]:
    """The columns of a table of a store, in order.

    Raises KeyError for a name that is no such table.
    """
    row_type = STORE_TABLES[table]
    hints = typing.get_type_hints(row_type)
    described = []
    for item in dataclasses.fields(row_type):
        hint = hints[item.name]
        nullable = isinstance(hint, types.UnionType)
        if nullable:
            (hint,) = (part for part in typing.get_args(hint) if part is not type(None))
        described.append(Column(item.name, hint, nullable, item.metadata["meaning"]))
    return described
