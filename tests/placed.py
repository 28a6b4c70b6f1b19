"""Web pages that place each word of a PDF by coordinates, as converters write them."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from io import BytesIO
from random import Random

import pdfplumber

Write = Callable[[list[dict[str, float | str]], float], str]
"""The words of a page and its height to the elements that place them."""


def inline(words: list[dict[str, float | str]], height: float) -> str:
    """Each word with a style of its own."""
    return "".join(
        f'<span style="position:absolute;left:{w["x0"]:.2f}pt;top:{w["top"]:.2f}pt;'
        f'font-size:{w["size"]:.1f}pt">{escape(str(w["text"]))}</span>'
        for w in words
    )


def by_classes(words: list[dict[str, float | str]], height: float) -> str:
    """As converters write it that scale large type down and count from the foot of the page."""
    return "".join(
        f'<div class="t m0 x{round(w["x0"] * 10)} y{round((height - w["bottom"]) * 10)}'
        f' s{round(w["size"] * 10)}">{escape(str(w["text"]))}</div>'
        for w in words
    )


_CLASSES = "".join(
    f".x{n}{{left:{n / 7.5:.3f}px}} .y{n}{{bottom:{n / 7.5:.3f}px}} "
    f".s{n}{{font-size:{n * 4 / 7.5:.3f}px}}"
    for n in range(12000)
)
_STYLE = (
    "<style>.sheet{position:relative} .t{position:absolute;white-space:pre}"
    f".m0{{transform:matrix(0.25,0,0,0.25,0,0)}} {_CLASSES}"
    "@media print{.t{left:0;bottom:0}}</style>"
)


def placed_page(pdf: bytes, write: Write) -> bytes:
    """A PDF's words as a page that places each one, in no order."""
    parts = [f"<html><head>{_STYLE}</head><body>"]
    with pdfplumber.open(BytesIO(pdf)) as opened:
        for sheet in opened.pages:
            words = sheet.extract_words(x_tolerance=1, extra_attrs=["size"])
            Random(3).shuffle(words)
            parts.append(
                f'<div class="sheet" style="width:{sheet.width}pt;height:{sheet.height}pt">'
                f"{write(words, float(sheet.height))}</div>"
            )
            sheet.close()
    return "".join(parts).encode()
