"""Answers about a store that are remembered for as long as nothing is written to it."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, wraps
from pathlib import Path
from typing import Any, TypeVar

from analytics.store import Store

Answer = TypeVar("Answer")


def for_a_version(most: int) -> Callable[[Callable[..., Answer]], Callable[..., Answer]]:
    """Remembers what a function says of a store, and of further hashable arguments.

    So many answers are kept; of another version of the store it is asked anew. Who is given a
    frame must not write into it: the next one gets the same.
    """

    def remembering(asked: Callable[..., Answer]) -> Callable[..., Answer]:
        @lru_cache(maxsize=most)
        def answer(path: Path, version: str, *arguments: Any) -> Answer:
            # The version is part of the key alone.
            return asked(Store(path), *arguments)

        @wraps(asked)
        def remembered(store: Store, *arguments: Any) -> Answer:
            return answer(store.path, store.version(), *arguments)

        return remembered

    return remembering
