"""Sentences as explanations of every kind put them, and all that each states.

expected/sentences.txt holds one a paragraph: the kind of its document, its text, and a row a line
that begins with =>. All bodies and figures are made up.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from documents import document
from test_prose import disclosure, facts

from analytics.recognising.prose import recognise_prose

PARAGRAPHS = (Path(__file__).parent / "expected" / "sentences.txt").read_text(encoding="utf-8")


def as_written(text: str, kind: str) -> Iterator[str]:
    for row in recognise_prose(document(text), disclosure(kind)):
        stated = facts(row)
        topic = stated.pop("topic")
        subject = stated.pop("code", topic)
        figures = (
            f"{name}={value if isinstance(value, str) else format(value, '.10g')}"
            for name, value in stated.items()
        )
        yield " ".join(["=>", subject, *figures])


@pytest.mark.parametrize("paragraph", PARAGRAPHS.strip().split("\n\n"))
def test_a_sentence_states_what_it_says_and_nothing_else(paragraph: str) -> None:
    kind, *lines = paragraph.splitlines()
    text = "\n".join(line for line in lines if not line.startswith("=>"))
    expected = [line for line in lines if line.startswith("=>") and line != "=> nothing"]
    assert list(as_written(text, kind)) == expected
