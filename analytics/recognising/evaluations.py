"""The performance forms of a document: project and department, results and targets.

Every figure is found by the label beside it or above it, wherever that stands in the form.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from analytics.model import (
    DEPARTMENT_RESULT,
    DEPARTMENT_TARGET,
    PROJECT_RESULT,
    PROJECT_TARGET,
    RATE_RULE,
    Disclosure,
    Evaluation,
    FormFigure,
    Funding,
    Indicator,
)
from analytics.reading.blocks import Document
from analytics.recognising.alignment import is_figure
from analytics.recognising.amounts import parse_number
from analytics.recognising.form_figures import Figure, Figures
from analytics.recognising.form_heads import Head, labelled, read_head
from analytics.recognising.form_labels import (
    AMOUNTS,
    FOOT_FIELDS,
    HEAD_FIELDS,
    name_in_title,
    names_whole_department,
)
from analytics.recognising.forms import Form, Row, find_forms
from analytics.recognising.indicators import indicator_columns, read_indicators
from analytics.recognising.themes import theme_of
from analytics.recognising.wording import joined, normalise

_BODY_CODES: Final = re.compile(r"^[\[【（]?\d{3,}[\]】）]?[-_]?|-\d*$")
_PROJECT_CODE: Final = re.compile(r"^(?=[A-Z]*\d)[0-9A-Z]{12,}[-_]")


class Forms(NamedTuple):
    """The rows of the four tables that the forms of a document fill."""

    evaluations: list[Evaluation]
    funding: list[Funding]
    indicators: list[Indicator]
    form_figures: list[FormFigure]


def recognise_evaluations(document: Document, disclosure: Disclosure) -> Forms:
    """The performance forms of a document; evaluation_no counts them in document order from 1."""
    forms = Forms([], [], [], [])
    found = find_forms(document)
    titles = [form.title for form in found if form.title and not _names_project(form)]
    for form in found:
        number = len(forms.evaluations) + 1
        indicators = read_indicators(form, disclosure.disclosure_id, number)
        if not indicators:
            continue  # a blank template
        head = read_head(form.head, disclosure.printed_unit)
        forms.indicators.extend(indicators)
        evaluation, figures = _evaluation(form, head, indicators, disclosure, number, titles)
        forms.evaluations.append(evaluation)
        forms.form_figures.extend(figures.rows(evaluation))
        for source, figures in _funding(form, head, disclosure, number):
            forms.funding.append(source)
            forms.form_figures.extend(figures.rows(source))
    return forms


def _names_project(form: Form) -> bool:
    return any(role == "name" for row in form.head for role, _ in labelled(row, HEAD_FIELDS))


def _evaluation(
    form: Form,
    head: Head,
    indicators: list[Indicator],
    disclosure: Disclosure,
    number: int,
    titles: Sequence[str],
) -> tuple[Evaluation, Figures]:
    total = head.total()
    kind = _kind(form, head)
    figures = Figures()
    initial, adjusted, only, executed = (total.amount(role, head.scale) for role in AMOUNTS)
    if initial is None and kind in (PROJECT_TARGET, DEPARTMENT_TARGET):
        initial = only
    budget = figures.value("budget", adjusted, only, initial)
    spent = figures.value("executed", executed)
    foot = _read_foot(form.foot)
    unit = head.text("unit")
    if kind in (DEPARTMENT_RESULT, DEPARTMENT_TARGET):
        name, theme = _body(head.text("body") or disclosure.agency), None
    else:
        printed = head.text("name") or name_in_title(form.title or "", titles)
        name = _PROJECT_CODE.sub("", joined(printed))
        unit = unit or head.text("body")
        theme = theme_of(name)
    weight = total.marks("weight")
    scores = _total_score(form, foot.get("total_score", []), indicators), head.number("total_score")
    evaluation = Evaluation(
        disclosure_id=disclosure.disclosure_id,
        evaluation_no=number,
        form=kind,
        name=name,
        department=_body_or_none(head.text("department")),
        unit=_body_or_none(unit),
        initial_budget=figures.value("initial_budget", initial),
        adjusted_budget=figures.value("adjusted_budget", adjusted),
        budget=budget,
        executed=spent,
        printed_rate=figures.value("printed_rate", total.rate()),
        execution_rate=spent / budget if budget and spent is not None else None,
        rate_weight=figures.value(
            "rate_weight", weight if weight and weight.value else head.full_marks
        ),
        rate_score=figures.value("rate_score", total.marks("score"), _last(foot.get("rate_score"))),
        deduction=figures.value("deduction", _last(foot.get("deduction"))),
        total_score=figures.value("total_score", *scores),
        theme=theme,
        page=form.place.page,
        locator=form.place.locator,
    )
    figures.value(RATE_RULE, head.rate_rule)
    return evaluation, figures


def _kind(form: Form, head: Head) -> str:
    roles = {column.role for column in indicator_columns(form.header)}
    is_result = bool(roles & {"actual", "score"})
    whole = names_whole_department(form.title or "")
    if whole or ("body" in head.fields and "name" not in head.fields):
        return DEPARTMENT_RESULT if is_result else DEPARTMENT_TARGET
    return PROJECT_RESULT if is_result else PROJECT_TARGET


def _body(printed: str) -> str:
    """The name of a body, without the codes that a finance system prints before and behind it."""
    return _BODY_CODES.sub("", normalise(printed))


def _body_or_none(printed: str | None) -> str | None:
    return _body(printed) if printed else None


def _read_foot(rows: list[Row]) -> dict[str, list[Figure]]:
    """The figures beside the labels below the indicators; the first of each label counts."""
    found: dict[str, list[Figure]] = {}
    for row in rows:
        for label, cells in labelled(row, FOOT_FIELDS):
            figures = [
                Figure(float(number), cell)
                for cell in cells
                if (number := parse_number(cell.text)) is not None
            ]
            if figures:
                found.setdefault(label, figures)
    return found


def _last(figures: Sequence[Figure] | None) -> Figure | None:
    return figures[-1] if figures else None


def _total_score(form: Form, figures: list[Figure], indicators: list[Indicator]) -> Figure | None:
    """The score in the row of totals, where the marks available may stand beside it.

    A figure alone is the sum of the marks available where no indicator has a score, or where it
    stands in their column beside an empty one of scores.
    """
    marks = [c.role for c in indicator_columns(form.header) if c.role in ("weight", "score")]
    if len(figures) == 1:
        unscored = all(indicator.score is None for indicator in indicators)
        return None if unscored or _is_of_weights(form) else figures[0]
    if len(figures) == 2 and marks == ["score", "weight"]:
        return figures[0]
    return _last(figures)


def _is_of_weights(form: Form) -> bool:
    """Whether the row of totals leaves the column of scores blank beside that of marks."""
    roles = [column.role for column in indicator_columns(form.header)]
    if not {"weight", "score"} <= set(roles):
        return False
    weight, score = roles.index("weight"), roles.index("score")
    for row in form.foot:
        if any(label == "total_score" for label, _ in labelled(row, FOOT_FIELDS)):
            is_ruled = len(row) == len(roles) and any(cell.covered for cell in row)
            blank = is_ruled and not row[score] and not row[score].covered
            return blank and is_figure(normalise(row[weight].text))
    return False


def _funding(
    form: Form, head: Head, disclosure: Disclosure, number: int
) -> Iterator[tuple[Funding, Figures]]:
    is_target = _kind(form, head) in (PROJECT_TARGET, DEPARTMENT_TARGET)
    for row in head.sources():
        figures = Figures()
        initial, adjusted, only, executed = (row.amount(role, head.scale) for role in AMOUNTS)
        if is_target and initial is None:
            initial = only
        elif adjusted is None:
            adjusted = only
        yield (
            Funding(
                disclosure_id=disclosure.disclosure_id,
                evaluation_no=number,
                source=row.source,
                initial_budget=figures.value("initial_budget", initial),
                adjusted_budget=figures.value("adjusted_budget", adjusted),
                executed=figures.value("executed", executed),
                printed_rate=figures.value("printed_rate", row.rate()),
            ),
            figures,
        )
