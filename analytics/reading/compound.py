"""The directory of a compound file: how Office wrote before 2007, and writes behind passwords."""

from __future__ import annotations

import struct
from collections import Counter
from collections.abc import Iterator
from typing import Final

from analytics.reading.errors import UnreadableError

SIGNATURE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

_HEADER: Final = 512
_ENTRY: Final = 128
_IN_HEADER: Final = 109
"""Sectors of the allocation table that the header itself lists."""
_STREAM: Final = 2
_SECTOR_SHIFTS: Final = (9, 12)


def damaged() -> UnreadableError:
    """The error for a compound file that is not whole."""
    return UnreadableError(
        "the file begins like an Office file of before 2007 and is cut off or damaged",
        "download it again",
    )


def stream_names(content: bytes) -> set[str]:
    """The names of the streams in a compound file.

    Raises UnreadableError for a file whose sectors or directory entries run in a circle, or that
    is damaged otherwise.
    """
    try:
        entries = list(_entries(content))
    except (struct.error, IndexError, UnicodeDecodeError):
        raise damaged() from None
    referred = Counter(
        number for _, _, *others in entries for number in others if 0 <= number < len(entries)
    )
    if any(times > 1 for times in referred.values()):
        raise damaged()
    return {name for name, kind, *_ in entries if kind == _STREAM}


def _entries(content: bytes) -> Iterator[tuple[str, int, int, int, int]]:
    """Name, kind, and the numbers of the left, right and child entry of each entry."""
    for sector in _directory_sectors(content):
        for at in range(0, len(sector), _ENTRY):
            entry = sector[at : at + _ENTRY]
            length, kind, _, left, right, under = struct.unpack_from("<HBBiii", entry, 64)
            if kind:
                yield entry[: max(length - 2, 0)].decode("utf-16-le"), kind, left, right, under


def _directory_sectors(content: bytes) -> Iterator[bytes]:
    (shift,) = struct.unpack_from("<H", content, 30)
    if shift not in _SECTOR_SHIFTS:
        raise damaged()
    size = 1 << shift
    sectors = len(content) // size
    table = _table_sectors(content, size)
    (number,) = struct.unpack_from("<i", content, 48)
    for _ in range(sectors):
        if number < 0:
            return
        yield _sector(content, size, number)
        above, at = divmod(number, size // 4)
        number = struct.unpack_from("<i", _sector(content, size, table[above]), at * 4)[0]
    raise damaged()


def _table_sectors(content: bytes, size: int) -> list[int]:
    """The sectors that hold the allocation table, in order."""
    table = list(struct.unpack_from(f"<{_IN_HEADER}i", content, 76))
    (number,) = struct.unpack_from("<i", content, 68)
    for _ in range(len(content) // size):
        if number < 0:
            return table
        *more, number = struct.unpack(f"<{size // 4}i", _sector(content, size, number))
        table.extend(more)
    raise damaged()


def _sector(content: bytes, size: int, number: int) -> bytes:
    start = max(_HEADER, size) + number * size
    if number < 0 or start >= len(content):
        raise damaged()
    return content[start : start + size].ljust(size, b"\0")
