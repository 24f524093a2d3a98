"""Files as offices send them. Every name and sentence here is made up for these tests."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from xml.sax.saxutils import escape

HEADERS = ("收案日期", "纠纷类型", "来源", "申请人", "被申请人", "情况说明", "联系电话")
STORIES = (
    "楼上的水管从上个月起一直漏水，客厅的天花板已经发霉，几次敲门都没有人应。",
    "院墙重砌以后往这边挪了一尺，堆放的砖头挡住了每天进出的小路。",
    "退租时房东以墙面有划痕为由不肯退还押金，双方在电话里吵了起来。",
)
ROWS = (
    ("2026-07-18", "社区邻里纠纷", "本人来访", "欧阳晓岚", "司马建国；诸葛明慧", STORIES[0], "138****0000"),
    (
        "2026年8月2日",
        "房产土地纠纷",
        "法院委托",
        "东方润泽、西门玉兰",
        "上官某（村民）；未提及具体姓名",
        STORIES[1],
        "",
    ),
    ("2026/9/5", "租房押金", "社区转介", "公孙小满", "未提及", STORIES[2], "010-65529988"),
)
NAMES = ("欧阳晓岚", "司马建国", "诸葛明慧", "东方润泽", "西门玉兰", "上官某（村民）", "公孙小满")


def write_csv(
    rows: Sequence[Sequence[str]] = ROWS,
    headers: Sequence[str] = HEADERS,
    *,
    encoding: str = "utf-8-sig",
    delimiter: str = ",",
) -> bytes:
    """The rows as a spreadsheet saves them."""
    quoted = [delimiter.join(_quote(cell, delimiter) for cell in row) for row in (headers, *rows)]
    return ("\r\n".join(quoted) + "\r\n").encode(encoding)


def _quote(cell: str, delimiter: str) -> str:
    return '"' + cell.replace('"', '""') + '"' if any(s in cell for s in f'{delimiter}"\n') else cell


def write_xlsx(rows: Sequence[Sequence[str | int | float]], headers: Sequence[str] = HEADERS) -> bytes:
    """The smallest workbook that a spreadsheet program would open: texts inline, numbers as numbers."""
    parts = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.'
        'spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/'
        'vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>',
        "_rels/.rels": _relate("officeDocument", "xl/workbook.xml"),
        "xl/_rels/workbook.xml.rels": _relate("worksheet", "worksheets/sheet1.xml"),
        "xl/workbook.xml": '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" '
        'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets>'
        '<sheet name="S" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/worksheets/sheet1.xml": '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        "<sheetData>"
        + "".join(_write_row(line, row) for line, row in enumerate((headers, *rows), 1))
        + "</sheetData></worksheet>",
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as book:
        for name, text in parts.items():
            book.writestr(name, '<?xml version="1.0" encoding="UTF-8"?>' + text)
    return out.getvalue()


def _relate(kind: str, target: str) -> str:
    return (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" '
        f'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}" Target="{target}"/>'
        "</Relationships>"
    )


def _write_row(number: int, row: Sequence[str | int | float]) -> str:
    cells = "".join(_write_cell(f"{chr(65 + place)}{number}", cell) for place, cell in enumerate(row))
    return f'<row r="{number}">{cells}</row>'


def _write_cell(place: str, cell: str | int | float) -> str:
    if isinstance(cell, str):
        return f'<c r="{place}" t="inlineStr"><is><t>{escape(cell)}</t></is></c>'
    return f'<c r="{place}"><v>{cell}</v></c>'
