"""The tree of a web page: its characters decoded, its markup mended, within limits."""

from __future__ import annotations

import re
from typing import Final

from lxml import etree

from analytics.reading.errors import UnreadableError
from analytics.reading.limits import check_markup, too_large
from analytics.settings import Limits

_EMBEDDED: Final = re.compile(rb"data:[\w/+.;=-]{0,100}base64,[A-Za-z0-9+/=\s]+")
"""Pictures and fonts that are part of the page."""
_CHARSET: Final = re.compile(rb"(?:charset|encoding)\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
_HEAD: Final = 4096
_WIDER: Final = {"gb2312": "gb18030", "gbk": "gb18030", "gb_2312-80": "gb18030"}
"""Pages say GB 2312 and use characters that only its successor has."""
_MOST_UNREADABLE: Final = 0.01
"""Share of characters that may be broken, as where a page is cut off in the middle of one."""


def parse(content: bytes, limits: Limits) -> etree._Element:
    """The root element of a web page.

    Raises UnreadableError for one that is larger than the limits allow, written in no known
    encoding, or nested deeper than a parser can follow.
    """
    content = _EMBEDDED.sub(b"", content)
    if len(content) > limits.max_markup:
        size = f"{limits.max_markup / 2**20:g} MB"
        raise too_large(f"the web page is larger than {size} without its pictures")
    check_markup(content, limits)
    # The declaration of another encoding would be believed by the parser.
    parser = etree.HTMLParser(encoding="utf-8", huge_tree=True)
    text = decode(content).replace("\0", "")
    root = etree.fromstring(text.encode("utf-8", "replace"), parser)
    if root is None:
        raise UnreadableError("the web page is empty", "save it again, complete")
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
        raise UnreadableError("the web page is nested too deeply", "save it anew, as PDF or DOCX")
    return root


def decode(content: bytes) -> str:
    """The characters of a web page: told by its mark, by its bytes, then by what it declares.

    Many pages declare another encoding than they are written in, but no Chinese text in another
    one is valid UTF-8. Raises UnreadableError where no encoding fits.
    """
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", "replace")
    found = _CHARSET.search(content[:_HEAD])
    declared = found[1].decode("ascii", "replace").lower() if found else "utf-8"
    encodings = ["utf-8-sig", _WIDER.get(declared, declared), "gb18030"]
    for errors in ("strict", "replace"):
        for encoding in encodings:
            try:
                text = content.decode(encoding, errors)
            except (UnicodeDecodeError, LookupError):
                continue
            if text.count("\ufffd") <= _MOST_UNREADABLE * len(text):
                return text
    raise UnreadableError("the web page is in no known encoding", "save it as UTF-8")
