"""Office files written part by part, so that every part can be what no office would write."""

from __future__ import annotations

import io
import zipfile

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"

_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def package(parts: dict[str, str | bytes]) -> bytes:
    """A ZIP archive of these parts."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as written:
        for name, part in parts.items():
            written.writestr(name, part)
    return content.getvalue()


def relations(**targets: str) -> str:
    """Relations of a part: their kinds and the parts that they lead to, r1 being the first's id."""
    found = "".join(
        f'<Relationship Id="r{number}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets.items(), 1)
    )
    return f'<Relationships xmlns="{_PACKAGE}">{found}</Relationships>'


def docx_of(body: str | bytes) -> bytes:
    """A Word document; a body in bytes is its whole main part."""
    if isinstance(body, str):
        body = f'<document xmlns="{WORD}"><body>{body}</body></document>'
    main = relations(officeDocument="word/document.xml")
    return package({"_rels/.rels": main, "word/document.xml": body})


def xlsx_of(rows: str = "", below: str = "", strings: str | bytes = "") -> bytes:
    """A workbook of one sheet; strings, in bytes the whole part, are those that its cells share."""
    if isinstance(strings, str):
        strings = f'<sst xmlns="{SHEET}">{strings}</sst>'
    return package(
        {
            "_rels/.rels": relations(officeDocument="/xl/workbook.xml"),
            "xl/_rels/workbook.xml.rels": relations(
                worksheet="worksheets/sheet1.xml", sharedStrings="sharedStrings.xml"
            ),
            "xl/workbook.xml": f'<workbook xmlns="{SHEET}" xmlns:r="{_OFFICE}"><sheets>'
            '<sheet name="Sheet1" sheetId="1" r:id="r1"/></sheets></workbook>',
            "xl/sharedStrings.xml": strings,
            "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{SHEET}"><sheetData>{rows}</sheetData>'
            f"{below}</worksheet>",
        }
    )
