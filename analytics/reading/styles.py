"""As much of style sheets as it takes to find text that a web page places by coordinates."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from lxml import etree

Style = dict[str, str]
"""Declared properties and their values, both in lower case."""

_WANTED: Final = frozenset(
    {"position", "left", "top", "bottom", "width", "height", "font-size", "transform"}
    | {"margin-left", "text-align"}
)
_NOISE: Final = re.compile(r"/\*.*?\*/|<!--|-->", re.DOTALL)
_BRACES: Final = re.compile(r"([^{}]*)([{}])")
_PLACED: Final = re.compile(r"(?<![\w-])left\s*:", re.IGNORECASE)
_SELECTOR: Final = re.compile(r"(\w*)(?:([.#])([\w-]+))?")
_LENGTH: Final = re.compile(r"(-?\d*\.?\d+)(px|pt|in|cm|mm|em|rem|%)?")
_POINTS: Final = {"px": 0.75, "pt": 1.0, "in": 72.0, "cm": 72 / 2.54, "mm": 72 / 25.4, "rem": 12.0}
_SCALE: Final = re.compile(r"(?:matrix|scale)\(\s*(-?\d*\.?\d+)")


class StyleSheet:
    """The rules of a page that hold for a kind, a class or a name of elements everywhere.

    Rules for some media and rules that depend on surrounding elements are left out. places tells
    whether any of them may place an element by coordinates.
    """

    def __init__(self, root: etree._Element) -> None:
        self._rules: dict[tuple[str, str, str], Style] = {}
        self.places = False
        for sheet in root.iter("style"):
            for selectors, style in _rules(sheet.text or ""):
                for selector in selectors.split(","):
                    simple = _SELECTOR.fullmatch(selector.strip())
                    if simple:
                        kind, sign, name = simple.groups(default="")
                        self._rules.setdefault((kind.lower(), sign, name), {}).update(style)
                        self.places |= "left" in style

    def style_of(self, element: etree._Element) -> Style:
        """What the page declares for an element, its own declarations last."""
        kind = str(element.tag)
        names = [("", ""), *((".", name) for name in element.get("class", "").split())]
        names.append(("#", element.get("id", "")))
        style: Style = {}
        for sign, name in names:
            for owner in (kind, "") if sign else (kind,):
                style |= self._rules.get((owner, sign, name), {})
        return style | _declared(element.get("style", ""))


def places(declarations: str) -> bool:
    """Whether declarations may place an element by coordinates."""
    return _PLACED.search(declarations) is not None


def points(value: str | None, em: float, whole: float | None = None) -> float | None:
    """A length in points; None for none, for words, and for a share of an unknown whole.

    em and whole are what the units em and % are of, in points.
    """
    found = _LENGTH.fullmatch(value.strip()) if value else None
    if found is None:
        return None
    number, unit = float(found[1]), found[2]
    if unit == "em":
        return number * em
    if unit == "%":
        return None if whole is None else number / 100 * whole
    return number * _POINTS.get(unit or "px", 1.0)


def scale(style: Style) -> float:
    """By how much an element is drawn larger than it is."""
    found = _SCALE.match(style.get("transform", ""))
    return abs(float(found[1])) if found else 1.0


def _rules(sheet: str) -> Iterator[tuple[str, Style]]:
    """Selectors and declarations of the rules that stand in no block of another rule."""
    depth, selectors = 0, ""
    for text, brace in _BRACES.findall(_NOISE.sub("", sheet)):
        if brace == "{":
            selectors = text.rpartition(";")[2].strip() if depth == 0 else selectors
            depth += 1
        else:
            depth = max(depth - 1, 0)
            if depth == 0 and not selectors.startswith("@"):
                yield selectors, _declared(text)


def _declared(text: str) -> Style:
    declarations = (declaration.partition(":") for declaration in text.lower().split(";"))
    return {
        name.strip(): value.replace("!important", "").strip()
        for name, _, value in declarations
        if name.strip() in _WANTED
    }
