"""The layouts of provinces, one module each. A further province is a further module."""

from __future__ import annotations

from typing import Final

from corpus.layouts import Layout
from corpus.provinces import fujian, hebei, henan, hubei, liaoning

LAYOUTS: Final[dict[str, Layout]] = {
    module.LAYOUT.name: module.LAYOUT for module in (fujian, hebei, henan, hubei, liaoning)
}
"""Every layout by its name."""
