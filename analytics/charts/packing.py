"""Where to put marks and labels so that they do not hide one another."""

from __future__ import annotations

import math
from collections.abc import Sequence


def packed(along: Sequence[float], radii: Sequence[float], room: float) -> list[float]:
    """Offsets across a line for circles that stand at `along` on it, in the same unit.

    Each circle goes as near to the line as those before it allow; what would be put further off
    than `room` stays there and overlaps.
    """
    offsets: list[float] = []
    for index, (place, radius) in enumerate(zip(along, radii, strict=True)):
        blocked = []
        for other in range(index):
            reach, apart = radius + radii[other], abs(place - along[other])
            if apart < reach:
                free = math.sqrt(reach**2 - apart**2)
                blocked.append((offsets[other] - free, offsets[other] + free))
        candidates = [0.0, *(edge for interval in blocked for edge in interval)]
        free_places = [
            offset
            for offset in candidates
            if not any(low + 1e-9 < offset < high - 1e-9 for low, high in blocked)
        ]
        nearest = min(free_places, key=lambda offset: (abs(offset), offset))
        limit = max(0.0, room - radius)
        offsets.append(max(-limit, min(limit, nearest)))
    return offsets


def clear(across: Sequence[float], up: Sequence[float], room: tuple[float, float]) -> list[bool]:
    """Which of some labels, the most important first, can be read: those clear of the ones before.

    room says how far apart labels have to be, across or up, in the units of across and up.
    """
    read: list[tuple[float, float]] = []
    found = []
    for x, y in zip(across, up, strict=True):
        hidden = any(abs(x - left) < room[0] and abs(y - low) < room[1] for left, low in read)
        found.append(not hidden)
        if not hidden:
            read.append((x, y))
    return found
