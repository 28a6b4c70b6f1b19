"""Web pages to blocks: tables, running text, and text that is placed by coordinates.

Locators are "paragraph 12", counted over the lines outside of tables, and "table 2 row 3 column 1";
for pages whose text is placed by coordinates they are boxes, as in a PDF.
"""

from __future__ import annotations

import hashlib
import posixpath
import re
from collections.abc import Iterator
from itertools import islice
from typing import Final
from urllib.parse import unquote, urlsplit

from lxml import etree

from analytics.reading.blocks import Document
from analytics.reading.errors import UnreadableError
from analytics.reading.flow import DEEPEST_SPAN, Flow
from analytics.reading.limits import CellBudget
from analytics.reading.markup import parse
from analytics.reading.positioned import take_placed_words
from analytics.reading.unruled import blocks_of_words
from analytics.settings import LIMITS, Limits

_UNSEEN: Final = frozenset(
    {"head", "script", "style", "noscript", "template", "select", "button", "textarea", "svg"}
    | {"object", "audio", "video", "canvas", "map", "iframe", "rt", "rp", "title", "datalist"}
)
_LINES: Final = frozenset(
    {"address", "article", "aside", "blockquote", "body", "center", "dd", "details", "dialog"}
    | {"div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3"}
    | {"h4", "h5", "h6", "header", "hr", "legend", "li", "main", "menu", "nav", "ol", "p", "pre"}
    | {"section", "summary", "ul", "br", "caption"}
)
"""Elements that stand on lines of their own."""
_HIDDEN: Final = re.compile(r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.I)
_LONGEST_LINK: Final = 80
"""Characters; what seems a longer link is text after a link that the page never ends."""
_MOST_NAMED: Final = 10_000
"""Links and pictures that are looked at for files that the page names."""
_DOCUMENT: Final = re.compile(r"\.(?:pdf|docx?|xlsx?|wps|et|ofd|zip|rar|7z)$", re.IGNORECASE)


def read_html(source_name: str, content: bytes, limits: Limits = LIMITS) -> Document:
    """The blocks of a web page; hidden parts, scripts and lines of links only are left out.

    elsewhere names the attachments that the page links to and the pictures in its text.

    Raises UnreadableError for a page that is larger than the limits allow, in no known encoding,
    nested beyond measure, or without text.
    """
    root = parse(content, limits)
    budget = CellBudget(limits)
    sheets = take_placed_words(root, _UNSEEN, budget)
    budget.take(sum(map(len, sheets)))
    blocks = _written(root, budget).blocks()
    blocks.extend(blocks_of_words(sheets))
    if not blocks:
        raise UnreadableError("the web page holds no text", "save it again, complete")
    return Document(
        source_name=source_name,
        sha256=hashlib.sha256(content).hexdigest(),
        format="html",
        pages=len(sheets) or None,
        blocks=blocks,
        elsewhere=list(dict.fromkeys(_files_named(root))),
    )


def _written(root: etree._Element, budget: CellBudget) -> Flow:
    """What a reader of the page sees, from top to bottom."""
    flow = Flow(budget)
    links = kept = 0
    events = etree.iterwalk(root, events=("start", "end", "comment", "pi"))
    for event, element in events:
        if event == "start" and _is_unseen(element):
            events.skip_subtree()
            continue
        if event == "start":
            _begin(flow, element)
            links += _is_link(element)
            kept += element.tag == "pre"
            _write(flow, element.text, is_link=links > 0, keeps_lines=kept > 0)
            continue
        if event == "end" and not _is_unseen(element):
            _end(flow, element)
            links -= _is_link(element)
            kept -= element.tag == "pre"
        _write(flow, element.tail, is_link=links > 0, keeps_lines=kept > 0)
    return flow


def _begin(flow: Flow, element: etree._Element) -> None:
    match element.tag:
        case "table":
            flow.begin_table()
        case "tr":
            flow.begin_row()
        case "td" | "th":
            flow.begin_cell(_span(element, "colspan"), _span(element, "rowspan"))
        case tag if tag in _LINES:
            flow.end_line()


def _end(flow: Flow, element: etree._Element) -> None:
    match element.tag:
        case "table":
            flow.end_table()
        case "tr" | "td" | "th":
            flow.end_cell()
        case tag if tag in _LINES:
            flow.end_line()


def _write(flow: Flow, text: str | None, *, is_link: bool, keeps_lines: bool) -> None:
    if not text:
        return
    first, *others = text.split("\n") if keeps_lines else [text]
    flow.write(first, is_link=is_link)
    for line in others:
        flow.end_line()
        flow.write(line, is_link=is_link)


def _is_unseen(element: etree._Element) -> bool:
    return (
        element.tag in _UNSEEN
        or element.get("hidden") is not None
        or _HIDDEN.search(element.get("style", "")) is not None
    )


def _is_link(element: etree._Element) -> bool:
    """Whether an element leads to another page; what leads elsewhere in this one is text."""
    if element.tag != "a" or element.get("href", "#").strip().startswith("#"):
        return False
    text = "".join(islice(element.itertext(), _LONGEST_LINK))
    return len(text.strip()) <= _LONGEST_LINK


def _span(cell: etree._Element, name: str) -> int:
    """How many columns or rows a cell says that it spans; rowspan 0 is all that follow."""
    found = re.match(r"\s*(\d{1,5})", cell.get(name, ""))
    span = int(found[1]) if found else 1
    return DEEPEST_SPAN if span == 0 and name == "rowspan" else span


def _files_named(root: etree._Element) -> Iterator[str]:
    """Attachments, and pictures that stand in a paragraph of their own or between text."""
    found = root.iter("a", "iframe", "embed", "object", "img")
    for element in islice(found, _MOST_NAMED):
        address = element.get("href") or element.get("src") or element.get("data") or ""
        name = unquote(posixpath.basename(urlsplit(address).path))
        if element.tag == "img":
            if name and _stands_in_text(element):
                yield element.get("title") or element.get("alt") or name
        elif _DOCUMENT.search(name):
            yield " ".join("".join(element.itertext()).split()) or name


def _stands_in_text(picture: etree._Element) -> bool:
    """Whether a picture belongs to the text: those of the page's frame stand in links and boxes."""
    around = (above.tag for above in picture.iterancestors() if above.tag in (*_LINES, "a", "td"))
    return next(around, None) == "p"
