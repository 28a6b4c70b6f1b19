"""What the pages need is loaded as soon as the first one has been answered.

So the first one is not kept waiting for what the others need, and they open as if they had been
opened before.
"""

from __future__ import annotations

import atexit
import gc
import importlib
import pkgutil
import threading
from collections.abc import Iterator
from typing import Final

from analytics import charts, comparing, dashboard

_PACKAGES: Final = (charts, comparing, dashboard)
_BESIDES: Final = ("analytics.ingesting",)


def start() -> None:
    """Begins to load, in the background, what is not loaded yet."""
    with _starting:
        if _thread.ident is None:
            # When Python ends it is to find everything again: DuckDB complains of what is left.
            atexit.register(gc.unfreeze)
            _thread.start()


def wait() -> None:
    """Waits until what was begun is done: a page would wait for the same modules one by one."""
    if _thread.ident is not None:
        _thread.join()


def _load() -> None:
    for name in _modules():
        importlib.import_module(name)
    # Modules are no garbage: to look through them takes longer than a page does.
    gc.collect()
    gc.freeze()


def _modules() -> Iterator[str]:
    for package in _PACKAGES:
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            yield module.name
    yield from _BESIDES


_thread: Final = threading.Thread(target=_load, name="loading")
_starting: Final = threading.Lock()
