"""Word documents of 2007 and later (DOCX) to blocks.

Locators are "paragraph 12", counted over the text outside of tables, and "table 2 row 3 column 1".
A document is read paragraph by paragraph and table by table: python-docx passes over what stands
in content controls, text boxes and tracked insertions, and holds every picture in memory.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import Final

from lxml import etree

from analytics.reading.blocks import Document
from analytics.reading.errors import UnreadableError
from analytics.reading.flow import Flow
from analytics.reading.limits import CellBudget, check_markup
from analytics.reading.numbering import Numbering
from analytics.reading.package import Package, attribute, damaged, elements, local_name, release
from analytics.settings import LIMITS, Limits

_UNSEEN: Final = frozenset({"del", "moveFrom", "Fallback", "rt", "tblPr", "trPr", "tcPr", "pPr"})
"""What is not on the page: text deleted, moved away, given a second time or over other text."""
_SIGNS: Final = {"br": "\n", "cr": "\n", "tab": " ", "noBreakHyphen": "-"}
_OFF: Final = ("0", "false", "off")


def read_docx(source_name: str, content: bytes, limits: Limits = LIMITS) -> Document:
    """The blocks of a DOCX document; heads, feet and notes of its pages are left out.

    Raises UnreadableError for a file that is damaged, larger than the limits allow, or without
    text.
    """
    package = Package(content, limits)
    try:
        blocks = _written(package, limits).blocks()
    except ValueError:
        raise damaged() from None
    if not blocks:
        raise UnreadableError("the document holds no text", "check that it was saved completely")
    return Document(
        source_name=source_name,
        sha256=hashlib.sha256(content).hexdigest(),
        format="docx",
        pages=None,
        blocks=blocks,
    )


def _written(package: Package, limits: Limits) -> Flow:
    main = package.main_part()
    parts = dict(package.relations(main).values())
    numbering = Numbering(package, parts.get("numbering"), parts.get("styles"))
    writer = _Writer(numbering, CellBudget(limits))
    document = package.read(main)
    check_markup(document, limits)
    for element in elements(document, "p", "tbl"):
        if not any(local_name(above) in ("p", "tbl") for above in element.iterancestors()):
            writer.story([element])
            release(element)
    return writer.flow


class _Writer:
    """Writes elements of a document into a flow, in the order in which they are read."""

    def __init__(self, numbering: Numbering, budget: CellBudget) -> None:
        self.flow = Flow(budget)
        self._numbering = numbering

    def story(self, elements: Iterator[etree._Element] | list[etree._Element]) -> None:
        """Paragraphs and tables, also those in content controls and tracked changes."""
        for element in elements:
            name = local_name(element)
            if name == "p":
                self._paragraph(element)
            elif name == "tbl":
                self._table(element)
            elif name not in _UNSEEN:
                self.story(_children(element))

    def _paragraph(self, paragraph: etree._Element) -> None:
        boxes: list[etree._Element] = []
        self.flow.write(self._numbering.label(paragraph))
        self._runs(paragraph, boxes)
        self.flow.end_line()
        for box in boxes:
            self.story(_children(box))

    def _runs(self, parent: etree._Element, boxes: list[etree._Element]) -> None:
        """The text in an element; text boxes that are anchored in it are kept for later."""
        for element in _children(parent):
            name = local_name(element)
            if name == "t":
                self.flow.write(element.text or "")
            elif name in _SIGNS:
                self._sign(_SIGNS[name])
            elif name == "txbxContent":
                boxes.append(element)
            elif name not in _UNSEEN and not _is_hidden(element):
                self._runs(element, boxes)

    def _sign(self, sign: str) -> None:
        if sign == "\n":
            self.flow.end_line()
        else:
            self.flow.write(sign)

    def _table(self, table: etree._Element) -> None:
        self.flow.begin_table()
        for row in _inner(table, "tr"):
            if row.find("{*}trPr/{*}del") is None:
                self._row(row)
        self.flow.end_table()

    def _row(self, row: etree._Element) -> None:
        self.flow.begin_row()
        skipped = _number(row, "{*}trPr/{*}gridBefore", 0)
        if skipped:
            self.flow.begin_cell(skipped)
        for cell in _inner(row, "tc"):
            merged = [cell.find(f"{{*}}tcPr/{{*}}{name}") for name in ("vMerge", "hMerge")]
            covered = any(
                merge is not None and attribute(merge, "val", "continue") == "continue"
                for merge in merged
            )
            self.flow.begin_cell(_number(cell, "{*}tcPr/{*}gridSpan", 1), covered=covered)
            if not covered:
                self.story(_children(cell))


def _children(parent: etree._Element) -> Iterator[etree._Element]:
    yield from parent.iterchildren("{*}*")


def _inner(parent: etree._Element, name: str) -> Iterator[etree._Element]:
    """The rows of a table or the cells of a row, also those in content controls."""
    for element in _children(parent):
        if local_name(element) == name:
            yield element
        elif local_name(element) not in _UNSEEN:
            yield from _inner(element, name)


def _is_hidden(element: etree._Element) -> bool:
    hidden = element.find("{*}rPr/{*}vanish")
    return hidden is not None and attribute(hidden, "val", "1") not in _OFF


def _number(element: etree._Element, path: str, otherwise: int) -> int:
    found = element.find(path)
    return otherwise if found is None else int(attribute(found, "val", str(otherwise)))
