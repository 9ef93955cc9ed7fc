"""What people and spreadsheets get to see of results."""

from __future__ import annotations

import csv
import io
import json

import pytest

from dateline.output import chosen, safe, table, write_rows

RECORDS: list[dict[str, str | None]] = [
    {"date": "2025-01-10", "target": "Gazprom Neft"},
    {"date": None, "target": "=1+1"},
]
COLUMNS = ("date", "target")


def written(form: str) -> str:
    out = io.StringIO()
    write_rows(RECORDS, COLUMNS, form, out)
    return out.getvalue()


def test_json_lines_keep_nulls() -> None:
    assert [json.loads(line) for line in written("jsonl").splitlines()] == RECORDS


def test_csv_reads_back_and_runs_no_formula() -> None:
    assert list(csv.reader(io.StringIO(written("csv")))) == [
        ["date", "target"],
        ["2025-01-10", "Gazprom Neft"],
        ["", "'=1+1"],
    ]


@pytest.mark.parametrize("text", ["=A1", "+1", "-1+2", "@SUM(A1)", "\t=A1", "\r=A1", "  =A1"])
def test_formula_is_led_by_an_apostrophe(text: str) -> None:
    assert safe(text) == "'" + text


def test_a_table_fits_its_width() -> None:
    lines = table([["x" * 90, "y" * 90, "z"]], ["a", "b", "c"], 60).splitlines()
    assert max(map(len, lines)) <= 60
    assert lines[-1].endswith("z")


def test_a_table_takes_no_orders_for_the_terminal() -> None:
    assert "\x1b" not in table([["\x1b[31mred\x1b[0m\nand more"]], ["a"])


def test_wide_letters_take_two_cells() -> None:
    assert table([["中国", "x"], ["China", "y"]], ["name", "b"]).splitlines()[2:] == ["中国   x", "China  y"]


def test_a_pipe_gets_json_lines_unless_asked() -> None:
    assert chosen(None, io.StringIO()) == "jsonl"
    assert chosen("csv", io.StringIO()) == "csv"
