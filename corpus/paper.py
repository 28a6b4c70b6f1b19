"""Paper to set type on: lines, paragraphs and ruled tables run down pages."""

from __future__ import annotations

import io
from itertools import pairwise
from typing import Final

from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from corpus.fonts import FACE, register
from corpus.sheet import LEADING, PADDING, Align, Setting, Sheet, wrap

_MARGIN: Final = 48.0
_DESCENT: Final = 0.3
_RULE: Final = 0.5
_SHADE: Final = 0.9
_BODY_SIZE: Final = 12.0
_SMALL_SIZE: Final = 9.0


class Paper:
    """A PDF in the making. The same calls give the same bytes.

    footer is what stands at the foot of every page, {page} in it being the page number; none
    where it is empty. page is the width and height of upright paper. Raises NoFontError where the
    machine has no font to set it in.
    """

    def __init__(
        self, title: str, footer: str = "- {page} -", page: tuple[float, float] = A4
    ) -> None:
        register()
        self._file = io.BytesIO()
        self._canvas = Canvas(self._file, pageCompression=1, invariant=1)
        self._canvas.setTitle(title)
        self._footer = footer
        self._paper = page
        self._begin(page)

    def finish(self) -> bytes:
        """The PDF. Nothing can be set after it."""
        self._end()
        self._canvas.save()
        return self._file.getvalue()

    def new_page(self, *, landscape: bool = False) -> None:
        """Go on at the top of a new page."""
        if not self._is_blank:
            self._end()
        self._begin((max(self._paper), min(self._paper)) if landscape else self._paper)

    def line(self, text: str, size: float = _BODY_SIZE, align: Align = "left") -> None:
        """Text across the page, wrapped where it is longer than that."""
        for part in wrap(text, self._width, size):
            self._need(size * LEADING)
            self._y -= size * LEADING
            self._write(part, _MARGIN, self._y + size * _DESCENT, self._width, size, align)

    def ends(self, left: str, right: str, size: float = _SMALL_SIZE) -> None:
        """Two texts on one line, one at each end of it."""
        self._need(size * LEADING)
        self._y -= size * LEADING
        self._write(left, _MARGIN, self._y + size * _DESCENT, self._width, size, "left")
        self._write(right, _MARGIN, self._y + size * _DESCENT, self._width, size, "right")

    def paragraph(self, text: str, size: float = _BODY_SIZE) -> None:
        """Running text, its first line indented by two characters."""
        self.line("\u3000\u3000" + text, size)

    def gap(self, height: float = 8.0) -> None:
        """Leave some room."""
        self._y -= height

    def table(self, sheet: Sheet) -> None:
        """A table, over as many pages as it takes.

        Raises ValueError for a row that is higher than a page.
        """
        setting = Setting(sheet, self._width)
        self._need(sum(setting.heights[: sheet.header + 1]))
        start, is_new_page = 0, False
        while start < len(setting.heights):
            if start and sheet.repeats:
                self._draw(setting, 0, sheet.header)
            end = setting.end_page(start, self._room())
            if end == start and is_new_page:
                raise ValueError("a row of the table is higher than a page")
            self._draw(setting, start, end)
            start = end
            if start < len(setting.heights):
                self.new_page(landscape=self._page[0] > self._page[1])
                is_new_page = True

    @property
    def _width(self) -> float:
        return self._page[0] - 2 * _MARGIN

    def _begin(self, page: tuple[float, float]) -> None:
        self._page = page
        self._canvas.setPageSize(page)
        self._canvas.setLineWidth(_RULE)
        self._y = page[1] - _MARGIN
        self._is_blank = True

    def _end(self) -> None:
        if self._footer:
            text = self._footer.format(page=self._canvas.getPageNumber())
            self._write(text, _MARGIN, _MARGIN / 2, self._width, _SMALL_SIZE, "centre")
        self._canvas.showPage()

    def _room(self) -> float:
        return self._y - _MARGIN

    def _need(self, height: float) -> None:
        if height > self._room():
            self.new_page(landscape=self._page[0] > self._page[1])

    def _draw(self, setting: Setting, start: int, end: int) -> None:
        """The rows from start up to end, below what stands on the page."""
        sheet = setting.sheet
        ys = [self._y]
        for height in setting.heights[start:end]:
            ys.append(ys[-1] - height)
        self._rule_rows(setting, start, ys)
        for box in setting.boxes:
            if start <= box.top < end:
                x, y = _MARGIN + setting.edges[box.left], ys[box.bottom - start]
                width = setting.edges[box.right] - setting.edges[box.left]
                height = ys[box.top - start] - y
                if sheet.ruled == "cells":
                    self._rule(x, y, width, height, sheet.bars)
                elif sheet.ruled == "rows":
                    self._canvas.line(x, y, x + width, y)
                    self._canvas.line(x, y + height, x + width, y + height)
                baseline = y + (height + sheet.size * LEADING * len(box.lines)) / 2
                for number, text in enumerate(box.lines, 1):
                    place = baseline - (number * LEADING - _DESCENT) * sheet.size
                    self._write(
                        text,
                        x + PADDING,
                        place,
                        width - 2 * PADDING,
                        sheet.size,
                        box.alignment(sheet),
                    )
        self._y = ys[-1]
        self._is_blank = False

    def _rule_rows(self, setting: Setting, start: int, ys: list[float]) -> None:
        """What is ruled, or has a background, all across rows; ys: where they begin and end."""
        sheet, width = setting.sheet, setting.edges[-1]
        for row, y in enumerate(ys, start):
            is_end = y in (ys[0], ys[-1])
            if (sheet.ruled == "three" and (is_end or row == sheet.header)) or (
                sheet.ruled == "header" and row == sheet.header
            ):
                self._canvas.line(_MARGIN, y, _MARGIN + width, y)
        if sheet.ruled == "zebra":
            self._canvas.setFillGray(_SHADE)
            for row, (top, bottom) in enumerate(pairwise(ys), start):
                if row % 2:
                    self._canvas.rect(_MARGIN, bottom, width, top - bottom, stroke=0, fill=1)
            self._canvas.setFillGray(0)

    def _rule(self, x: float, y: float, width: float, height: float, bars: bool) -> None:
        if not bars:
            self._canvas.rect(x, y, width, height)
            return
        for bar in (
            (x, y, width, _RULE),
            (x, y + height, width, _RULE),
            (x, y, _RULE, height),
            (x + width, y, _RULE, height + _RULE),
        ):
            self._canvas.rect(*bar, stroke=0, fill=1)

    def _write(
        self, text: str, x: float, y: float, width: float, size: float, align: Align
    ) -> None:
        self._is_blank = False
        self._canvas.setFont(FACE, size)
        if align == "left":
            self._canvas.drawString(x, y, text)
        elif align == "right":
            self._canvas.drawRightString(x + width, y, text)
        else:
            self._canvas.drawCentredString(x + width / 2, y, text)
