"""The numbers that Word puts before paragraphs of lists and headings: they stand in no text."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

from lxml import etree

from analytics.reading.package import Package, attribute, local_name

_PLACEHOLDER: Final = re.compile(r"%([1-9])")
_DIGITS: Final = "零一二三四五六七八九"
_CHINESE: Final = frozenset(
    {"chineseCounting", "chineseCountingThousand", "japaneseCounting", "taiwaneseCounting"}
)
_CIRCLED: Final = frozenset({"decimalEnclosedCircle", "decimalEnclosedCircleChinese"})
_UNNUMBERED: Final = frozenset({"none", "bullet"})


@dataclass(frozen=True, slots=True)
class _Level:
    """A level of a list: how it counts, what stands around the number, its style if it has one."""

    format: str
    text: str
    start: int
    style: str


@dataclass(slots=True)
class _List:
    """The levels of a list from 0, and the number that each has reached."""

    levels: dict[int, _Level]
    reached: dict[int, int] = field(default_factory=dict)

    def next(self, level: int) -> str:
        """The number of the next paragraph on a level, with what stands around it."""
        own = self.levels.get(level)
        if own is None:
            return ""
        self.reached = {other: at for other, at in self.reached.items() if other <= level}
        self.reached[level] = self.reached.get(level, own.start - 1) + 1
        if own.format in _UNNUMBERED:
            return ""
        return _PLACEHOLDER.sub(lambda match: self._written(int(match[1]) - 1), own.text)

    def _written(self, level: int) -> str:
        own = self.levels.get(level)
        return "" if own is None else _written(self.reached.get(level, own.start), own.format)


class Numbering:
    """The lists of a document, to be asked for its paragraphs in their order.

    numbering and styles name the parts that define lists, and styles that belong to one.
    """

    def __init__(self, package: Package, numbering: str | None, styles: str | None) -> None:
        self._lists: dict[str, _List] = {}
        self._styles: dict[str, tuple[str, str]] = {}
        if numbering is not None:
            self._read_lists(package, numbering)
        if self._lists and styles is not None:
            self._read_styles(package, styles)

    def label(self, paragraph: etree._Element) -> str:
        """What Word prints before a paragraph: 一、 or （1） or nothing."""
        style = _value(paragraph, "pPr", "pStyle")
        number, level = _numbered(paragraph)
        if not number:
            number, level = self._styles.get(style, ("", ""))
        found = self._lists.get(number)
        if found is None:
            return ""
        if not level:
            styled = (str(at) for at, own in found.levels.items() if own.style == style)
            level = next(styled, "0")
        return found.next(int(level))

    def _read_lists(self, package: Package, part: str) -> None:
        kinds: dict[str, _List] = {}
        for element in package.elements(part, "abstractNum", "num"):
            if local_name(element) == "abstractNum":
                levels = dict(map(_level, element.iterchildren("{*}lvl")))
                kinds[attribute(element, "abstractNumId")] = _List(levels)
                continue
            kind = kinds.get(_value(element, "abstractNumId"))
            if kind is not None:
                begins_anew = element.find("{*}lvlOverride/{*}startOverride") is not None
                number = attribute(element, "numId")
                self._lists[number] = _List(kind.levels) if begins_anew else kind

    def _read_styles(self, package: Package, part: str) -> None:
        """A style has the list of the style that it is based on, unless it has one of its own."""
        for style in package.elements(part, "style"):
            number, level = _numbered(style)
            if not number:
                number, level = self._styles.get(_value(style, "basedOn"), ("", ""))
            if number:
                self._styles[attribute(style, "styleId")] = number, level


def _level(element: etree._Element) -> tuple[int, _Level]:
    return int(attribute(element, "ilvl", "0")), _Level(
        _value(element, "numFmt") or "decimal",
        _value(element, "lvlText"),
        int(_value(element, "start") or 0),
        _value(element, "pStyle"),
    )


def _numbered(element: etree._Element) -> tuple[str, str]:
    """The list and the level that a paragraph or a style states; '' for what it does not."""
    properties = "pPr", "numPr"
    return _value(element, *properties, "numId"), _value(element, *properties, "ilvl")


def _value(element: etree._Element, *path: str) -> str:
    """The value of a property down a path of names, '' where it is not stated."""
    found = element.find("/".join(f"{{*}}{name}" for name in path))
    return "" if found is None else attribute(found, "val")


def _written(number: int, format: str) -> str:
    if format in _CHINESE and 0 < number < 100:
        tens, ones = divmod(number, 10)
        return ("" if tens < 2 else _DIGITS[tens]) + "十" * (tens > 0) + _DIGITS[ones] * (ones > 0)
    if format in _CIRCLED and 0 < number <= 20:
        return chr(ord("①") + number - 1)
    if format in ("upperLetter", "lowerLetter") and 0 < number <= 26:
        return chr(ord("A" if format == "upperLetter" else "a") + number - 1)
    return str(number)
