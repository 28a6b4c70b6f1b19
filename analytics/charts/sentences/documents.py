"""What was read from one document, in words: does it add up, and what was mended in it."""

from __future__ import annotations

import pandas as pd

from analytics.language import ENGLISH, Language
from analytics.model import STATEMENTS


def document(
    row: pd.Series, identities: pd.DataFrame, statements: pd.DataFrame, say: Language = ENGLISH
) -> list[str]:
    """How well one document was read.

    row is one of comparing.overview.loaded, identities and statements are those of
    comparing.document.
    """
    said = [
        say(
            "documents.says",
            label=say.of(row, "label"),
            sound=row["sound"],
            tables=len(STATEMENTS),
            holding=int(identities["holds"].sum()),
            sums=say("documents.sum", n=len(identities)),
            findings=say("count.finding", n=int(row["findings"])),
        )
    ]
    doubtful = int(statements["doubtful"].sum())
    if doubtful:
        figures = int(statements["figures"].sum())
        said.append(say("documents.mended_n", n=doubtful, figures=figures))
    return said
