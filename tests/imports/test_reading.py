"""Files in the encodings, delimiters and forms in which spreadsheets save them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from evenhand.desk.referrals.reading import MOST_BYTES, NoTable, _bring, read_source
from evenhand.desk.referrals.rules.columns import map_columns
from tests.imports.offices import HEADERS, NAMES, ROWS, write_csv, write_xlsx


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be"])
def test_a_csv_is_read_however_it_was_saved(encoding: str, delimiter: str) -> None:
    source = read_source(write_csv(encoding=encoding, delimiter=delimiter))
    assert source.table.headers == HEADERS
    assert [row.cells for row in source.table.rows] == [tuple(row) for row in ROWS]
    assert [row.line for row in source.table.rows] == [2, 3, 4]
    assert source.form.startswith("CSV, ")


def test_accents_of_an_older_windows_are_read() -> None:
    rows = [("José Núñez", "El vecino no nos deja dormir")]
    source = read_source(write_csv(rows, ("Solicitante", "Descripción"), encoding="cp1252", delimiter=";"))
    assert source.table.headers == ("Solicitante", "Descripción")
    assert source.table.rows[0].cells == rows[0]


def test_lines_are_counted_as_an_editor_shows_them() -> None:
    rows = [("甲某", "第一行\n第二行"), ("", ""), ("乙某", "事")]
    table = read_source(write_csv(rows, ("申请人", "经过"))).table
    assert [row.line for row in table.rows] == [2, 5]
    assert table.rows[0].cells == ("甲某", "第一行\n第二行")


def test_a_workbook_is_read_with_its_numbers() -> None:
    rows = [(46221, "社区邻里纠纷", "电话", "欧阳晓岚", "司马建国", "漏水。", 13800000000)]
    source = read_source(write_xlsx(rows))
    assert source.form == "XLSX"
    assert map_columns(source.table.headers).missing == ()
    assert source.table.rows[0].line == 2
    assert source.table.rows[0].cells[3] == NAMES[0]
    assert source.table.rows[0].cells[0] in {46221, date(2026, 7, 18)}


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"PK\x03\x04broken", "cannot be opened"),
        (b"\xd0\xcf\x11\xe0 old", "cannot be opened"),
        (b"\xff\xfe\x00", "letters"),
        (b"a,b\n" * 20_002, "rows"),
    ],
)
def test_what_is_no_table_is_said_in_a_sentence(content: bytes, words: str) -> None:
    with pytest.raises(NoTable, match=words):
        read_source(content)


def test_a_file_that_is_too_large_is_not_opened() -> None:
    with pytest.raises(NoTable, match="MB"):
        read_source(b"x" * (MOST_BYTES + 1))


@pytest.mark.parametrize("content", [b"", b"\n\n", b"\xef\xbb\xbf"])
def test_an_empty_file_is_an_empty_table(content: bytes) -> None:
    table = read_source(content).table
    assert (table.headers, table.rows) == ((), ())


def test_a_workbook_that_swells_is_not_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    content = write_xlsx(ROWS)
    assert read_source(content).table.headers == HEADERS
    monkeypatch.setattr("evenhand.desk.referrals.reading.MOST_UNPACKED", 999)
    with pytest.raises(NoTable, match="larger inside"):
        read_source(content)


def test_what_is_no_text_and_no_number_in_a_workbook_is_read_as_text() -> None:
    assert _bring(timedelta(minutes=90)) == "1:30:00"
    assert _bring(date(2026, 7, 18)) == date(2026, 7, 18)
