"""What was in question about the figures of a table: the rows of `alternatives`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from analytics.model import Alternative, LineItem
from analytics.recognising.line_items import printed_items
from analytics.reconciling.choosing import Choice
from analytics.reconciling.identity import Identity

_Key = tuple[tuple[str | None, ...], int]


def alternatives(
    disclosure_id: str, table_no: int, choice: Choice, failing: Sequence[Identity]
) -> Iterator[Alternative]:
    """Every figure in which the readings of a table differ or that only they have, in each.

    In a table with one reading these are the figures that it moved. failing are the identities
    that do not hold in a table that is open: the total of each is what it is in question for.
    """
    readings = [
        _by_label(printed_items(disclosure_id, candidate.reading))
        for candidate in choice.candidates
    ]
    stored = _by_label(printed_items(disclosure_id, choice.taken))
    for key in dict.fromkeys(key for reading in readings for key in reading):
        found = [reading.get(key) for reading in readings]
        alike = len({item and item.amount for item in found}) == 1
        if len(found) > 1 and alike and key in stored:
            continue
        for number, (item, candidate) in enumerate(
            zip(found, choice.candidates, strict=True), start=1
        ):
            if item is not None and (len(found) > 1 or item.repaired):
                yield _row(table_no, number, item, candidate.reason)
    for identity in failing:
        parts = f"{identity.expected.normalize():f}"
        reason = f"as printed: {identity.rule} does not hold, its parts are {parts}"
        yield _row(table_no, 1, identity.total, reason)


def _by_label(items: Sequence[LineItem]) -> dict[_Key, LineItem]:
    """The items that have a label, by that; a table that lists several units repeats its labels."""
    times: Counter[tuple[str | None, ...]] = Counter()
    found: dict[_Key, LineItem] = {}
    for item in items:
        label = (item.section, item.code, item.economic_code, item.name, item.measure)
        if item.code or item.name:
            found[label, times[label]] = item
        times[label] += 1
    return found


def _row(table_no: int, reading_no: int, item: LineItem, reason: str) -> Alternative:
    return Alternative(
        disclosure_id=item.disclosure_id,
        table_no=table_no,
        statement=item.statement,
        section=item.section,
        code=item.code,
        economic_code=item.economic_code,
        name=item.name,
        measure=item.measure,
        reading_no=reading_no,
        amount=item.amount,
        raw=item.raw,
        page=item.page,
        locator=item.locator,
        reason=reason,
    )
