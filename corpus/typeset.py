"""A disclosure's rows become a PDF that is laid out like a published original."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from analytics.model import BUDGET, DEPARTMENT, Disclosure, DisclosureRows
from corpus.forms import Form, PrintedForm
from corpus.layouts import Layout
from corpus.ledger import Ledger, UnplacedError
from corpus.paper import Paper
from corpus.prose import ordinal
from corpus.sheet import Sheet

_TITLE_SIZE: Final = 16.0
_HEADING_SIZE: Final = 13.0


def typeset(rows: DisclosureRows, layout: Layout) -> bytes:
    """The PDF of a disclosure; the same rows and layout give the same bytes.

    Amounts are printed as `raw` says, else in the number style of the layout; names as
    `printed_name` says. Raises UnplacedError for rows that the layout has no place for, and
    NoFontError where the machine has no font to set them in.
    """
    if rows.disclosure.kind != layout.kind:
        raise UnplacedError(f"the layout {layout.name} is not for a {rows.disclosure.kind}")
    paper = Paper(_title(rows.disclosure), layout.footer, layout.page)
    _cover(paper, rows.disclosure, layout)
    parts: Mapping[str, Callable[[Paper, DisclosureRows, Layout], None]] = {
        "tables": _tables,
        "prose": _prose,
        "forms": _forms,
    }
    for number, part in enumerate(layout.parts, 1):
        paper.new_page()
        paper.line(
            f"第{ordinal(number + 1)}部分 {_part_title(part, rows.disclosure)}",
            _TITLE_SIZE,
            "centre",
        )
        paper.gap()
        parts[part](paper, rows, layout)
    return paper.finish()


def _scope(disclosure: Disclosure) -> str:
    return "部门" if disclosure.scope == DEPARTMENT else "单位"


def _kind(disclosure: Disclosure) -> str:
    return _scope(disclosure) + ("预算" if disclosure.kind == BUDGET else "决算")


def _title(disclosure: Disclosure) -> str:
    return f"{disclosure.agency}{disclosure.fiscal_year}年度{_kind(disclosure)}"


def _part_title(part: str, disclosure: Disclosure) -> str:
    kind = f"{disclosure.fiscal_year}年度{_kind(disclosure)}"
    return {"tables": f"{kind}表", "prose": f"{kind}情况说明", "forms": "附件"}[part]


def _cover(paper: Paper, disclosure: Disclosure, layout: Layout) -> None:
    paper.gap(180)
    paper.line(disclosure.agency, _TITLE_SIZE * 1.5, "centre")
    paper.gap()
    paper.line(f"{disclosure.fiscal_year}年度{_kind(disclosure)}", _TITLE_SIZE * 1.5, "centre")
    paper.new_page()
    paper.line("目 录", _TITLE_SIZE, "centre")
    paper.gap()
    paper.line(f"第一部分 {disclosure.agency}概况")
    for number, part in enumerate(layout.parts, 2):
        paper.line(f"第{ordinal(number)}部分 {_part_title(part, disclosure)}")
        if part == "tables":
            for at, table in enumerate(layout.tables, 1):
                paper.line(f"\u3000\u3000{ordinal(at)}、{table.title}")
    paper.new_page()
    paper.line(f"第一部分 {disclosure.agency}概况", _TITLE_SIZE, "centre")
    paper.gap()
    paper.paragraph(f"本{_scope(disclosure)}的职责和机构设置见其原公开文件。")


def _tables(paper: Paper, rows: DisclosureRows, layout: Layout) -> None:
    disclosure = rows.disclosure
    ledger = Ledger(rows.line_items)
    for number, table in enumerate(layout.tables, 1):
        if number > 1:
            paper.new_page(landscape=table.landscape)
        if layout.headings:
            paper.line(f"{ordinal(number)}、{table.title}", _HEADING_SIZE)
        paper.line(table.title, _TITLE_SIZE, "centre")
        for left, right in layout.caption:
            values = {
                "agency": disclosure.agency,
                "year": disclosure.fiscal_year,
                "unit": disclosure.printed_unit,
                "number": number,
            }
            paper.ends(left.format(**values), right.format(**values))
        paper.gap(3)
        paper.table(
            table.sheet(
                ledger,
                layout.numbers,
                repeats=layout.repeats_headers,
                bars=layout.bars,
                ruled=layout.ruled,
                size=layout.size,
            )
        )
        paper.line(f"注：{table.title}的金额在换算单位时可能存在尾差。", layout.size)
    ledger.check_all_taken()


def _prose(paper: Paper, rows: DisclosureRows, layout: Layout) -> None:
    year = rows.disclosure.fiscal_year
    for text, is_heading in layout.prose.lines(rows.statements_in_prose, year):
        if is_heading:
            paper.line(text, _HEADING_SIZE)
        else:
            paper.paragraph(text)


def _printed(form: Form, layout: Layout) -> PrintedForm:
    kind = layout.forms.get(form.evaluation.form)
    if kind is None:
        raise UnplacedError(f"the layout {layout.name} has no {form.evaluation.form}")
    kind.check(form)
    return kind.print(form)


def _forms(paper: Paper, rows: DisclosureRows, layout: Layout) -> None:
    for number, evaluation in enumerate(rows.evaluations):
        form = Form(
            evaluation=evaluation,
            funding=[row for row in rows.funding if row.evaluation_no == evaluation.evaluation_no],
            indicators=[
                row for row in rows.indicators if row.evaluation_no == evaluation.evaluation_no
            ],
            agency=rows.disclosure.agency,
            year=rows.disclosure.fiscal_year,
        )
        printed = _printed(form, layout)
        if number or printed.landscape:
            paper.new_page(landscape=printed.landscape)
        for text in printed.above:
            paper.line(text, _HEADING_SIZE, "centre")
        paper.gap(3)
        paper.table(
            Sheet(
                printed.rows,
                printed.widths,
                bars=layout.bars,
                amounts="centre",
                size=printed.size,
            )
        )
