"""Every page of an app is opened, and everything on it that one can choose with is tried.

A choice is made on all disclosures at first, and taken back before the next; then one option of
each filter is chosen and kept, so that they narrow each other. What the visitor has seen before,
and the app may remember, is not counted.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Final

from benchmarks.dashboard.visitor import Control, visiting

FIRST: Final = "overview"
"""Stands for the path of the page that opens first, which has none."""
OPENED: Final = "opened"
_SEVERAL: Final = 4
_TRIED: Final = 3
"""Of how many views, or documents, one is chosen."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What was asked of a page, by its path in the address, and how many seconds the answer took.

    problem is what the page said instead of an answer, else "".
    """

    page: str
    asked: str
    seconds: float
    problem: str


def tour(port: int, pages: Collection[str] = ()) -> Iterator[Answer]:
    """The answers of some pages of the app at a port, by default of all. Raises VisitError."""
    with visiting(port) as visitor:
        names = {path or FIRST: path for path in visitor.pages}
    for name, path in names.items():
        if not pages or name in pages:
            yield from _page(port, name, path)


def _page(port: int, name: str, path: str) -> Iterator[Answer]:
    with visiting(port, path) as visitor:
        yield Answer(name, OPENED, visitor.seconds, visitor.problem)
        controls = visitor.controls
        for control in controls:
            for options in _choices(control):
                visitor.choose(control, *options)
                yield Answer(name, _said(control, options), visitor.seconds, visitor.problem)
            visitor.choose(control, *control.default)
        filters = [control for control in controls if control.is_filter and control.options]
        for number, control in enumerate(filters, 1):
            visitor.choose(control, control.options[0])
            if number > 1:
                yield Answer(name, f"{number} filters together", visitor.seconds, visitor.problem)


def _choices(control: Control) -> Iterator[tuple[str, ...]]:
    """One option and several of a filter; a few of the others where only one can be chosen."""
    others = [option for option in control.options if option not in control.default]
    if not control.is_filter:
        yield from ((option,) for option in _spread(others, _TRIED))
        return
    for count in (1, _SEVERAL):
        if count < len(others):
            yield tuple(_spread(others, count))


def _spread(options: list[str], count: int) -> list[str]:
    """So many of the options, from all over the list."""
    count = min(count, len(options))
    return [options[(2 * place + 1) * len(options) // (2 * count)] for place in range(count)]


def _said(control: Control, options: tuple[str, ...]) -> str:
    many = f"{len(options)} chosen" if len(options) > 1 else options[0]
    return f"{control.label}: {many}"
