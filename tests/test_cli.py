"""The command line: where results go, what exit codes say, that a failure leaves the store as it was."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from pathlib import Path

import pytest

from dateline.cli import main
from dateline.rows import EVENT_FIELDS

TOLD = """\
The U.S. Treasury sanctioned Russia's energy sector on January 10. Donald Trump threatened Russia with more
sanctions on Wednesday. Officials in Kyiv said that the European Union could lift sanctions on Belarus.
"""


@pytest.fixture(autouse=True)
def _in_an_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("DATELINE_STORE", raising=False)
    Path("told.txt").write_text(TOLD, encoding="utf-8")
    Path("undated.txt").write_text("The Treasury sanctioned Gazprom Neft.\n", encoding="utf-8")
    Path("empty.txt").write_bytes(b"")
    Path("picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20)


PUBLISHED = ("--published", "2025-01-22")


def bytes_of(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


BAD = [
    pytest.param(
        ["undated.txt"],
        "undated.txt: no publication date found; give one with --published YYYY-MM-DD",
        id="no date",
    ),
    pytest.param(["empty.txt", *PUBLISHED], "empty.txt: ", id="empty"),
    pytest.param(["picture.txt", *PUBLISHED], "picture.txt: binary", id="binary"),
    pytest.param(["nowhere.txt", *PUBLISHED], "nowhere.txt: no such file or folder; ", id="missing"),
]


@pytest.mark.parametrize(("arguments", "line"), BAD)
@pytest.mark.parametrize("verb", ["ingest", "extract", "dates"])
def test_what_cannot_be_read_is_one_line_and_exit_3(
    verb: str, arguments: list[str], line: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([verb, *arguments]) == 3
    out, err = capsys.readouterr()
    assert out == ""
    assert err.splitlines()[0].startswith(line)
    assert err.splitlines()[1:] == ["dateline: nothing usable: 1 source refused"]
    assert not Path("dateline.store").exists()


@pytest.mark.parametrize(("arguments", "line"), BAD)
def test_what_cannot_be_read_leaves_the_store_as_it_was(
    arguments: list[str], line: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["ingest", "told.txt", *PUBLISHED]) == 0
    main(["export", "--format", "nq"])
    capsys.readouterr()
    before = bytes_of(Path("dateline.store"))
    assert main(["ingest", *arguments]) == 3
    assert line in capsys.readouterr().err
    assert bytes_of(Path("dateline.store")) == before


def test_one_bad_source_costs_the_others_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["ingest", "told.txt", "empty.txt", *PUBLISHED, "--report", "report.json"]) == 1
    report = json.loads(Path("report.json").read_text(encoding="utf-8"))
    assert [article["id"] for article in report["read"]] == ["told"]
    assert [refused["name"] for refused in report["refused"]] == ["empty.txt"]
    assert "1 article read (1 new or changed)" in capsys.readouterr().err


def test_ingesting_again_changes_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    exports = []
    for changed in (1, 0):
        assert main(["ingest", "told.txt", *PUBLISHED]) == 0
        assert f"({changed} new or changed)" in capsys.readouterr().err
        assert main(["export", "--format", "nq", "-o", "out.nq"]) == 0
        exports.append(Path("out.nq").read_bytes())
    assert exports[0] == exports[1] != b""


def test_extract_prints_whole_records(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["extract", "told.txt", *PUBLISHED]) == 0
    records = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    told = [
        (one["actor"]["id"], one["action"]["id"], one["target"]["id"], one["date"]["start"])
        for one in records[:1]
    ]
    assert told == [("us-treasury", "impose", "russia-energy-sector", "2025-01-10")]
    text = Path("told.txt").read_text(encoding="utf-8")
    for record in records:
        source = record["source"]
        assert source["sentence"] == text[source["start"] : source["end"]]


def test_extract_as_csv_has_one_row_a_claim(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["extract", "told.txt", *PUBLISHED, "--format", "csv"]) == 0
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert tuple(rows[0]) == EVENT_FIELDS
    assert rows[0]["target"] == "Russia's energy sector"


@pytest.mark.parametrize("form", ["ttl", "trig"])
def test_extract_as_rdf_holds_the_plain_triple(form: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["extract", "told.txt", *PUBLISHED, "--format", form]) == 0
    assert "act:impose ent:russia-energy-sector" in capsys.readouterr().out


def test_extract_reads_standard_input(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "dateline", "extract", "-", *PUBLISHED],
        input=TOLD,
        capture_output=True,
        text=True,
        check=True,
        cwd=tmp_path,
        timeout=120,
    )
    assert json.loads(done.stdout.splitlines()[0])["actor"]["id"] == "us-treasury"


def test_dates_have_timex_values(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["dates", "told.txt", *PUBLISHED]) == 0
    found = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [(one["text"], one["value"]) for one in found] == [
        ("January 10", "2025-01-10"),
        ("Wednesday", "2025-01-22"),
    ]


@pytest.fixture
def ingested(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["ingest", "told.txt", *PUBLISHED]) == 0
    capsys.readouterr()


@pytest.mark.usefixtures("ingested")
class TestWithAStore:
    """Commands over a store that holds one article."""

    def test_the_plain_triple_is_answered(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["query", "SELECT ?t { ent:us-treasury act:impose ?t }", "--format", "csv"]) == 0
        assert capsys.readouterr().out == "t\nent:russia-energy-sector\n"

    def test_a_saved_question_takes_parameters(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["query", "targets-of", "--param", "actor=donald-trump", "--format", "csv"]) == 0
        assert len(capsys.readouterr().out.splitlines()) == 1

    def test_a_query_file_is_read(self, capsys: pytest.CaptureFixture[str]) -> None:
        Path("mine.rq").write_text("ASK { ent:us-treasury act:impose ?t }", encoding="utf-8")
        assert main(["query", "mine.rq", "--format", "json"]) == 0
        assert json.loads(capsys.readouterr().out)["boolean"] is True

    def test_construct_gives_turtle(self, capsys: pytest.CaptureFixture[str]) -> None:
        construct = "CONSTRUCT { ?a act:impose ?t } WHERE { ?a act:impose ?t }"
        assert main(["query", construct, "--format", "ttl"]) == 0
        assert "ent:us-treasury act:impose ent:russia-energy-sector" in capsys.readouterr().out

    @pytest.mark.parametrize(
        "question",
        [
            pytest.param("SELECT ?t {", id="syntax"),
            pytest.param("no-such-question", id="unknown name"),
            pytest.param("nowhere.rq", id="no such file"),
            pytest.param("DELETE WHERE { ?s ?p ?o }", id="update"),
            pytest.param("SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }", id="network"),
        ],
    )
    def test_a_bad_question_is_misuse_in_one_line(
        self, question: str, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert main(["query", question]) == 2
        out, err = capsys.readouterr()
        assert out == ""
        assert len(err.splitlines()) == 1

    @pytest.mark.parametrize("view", ["timeline", "network"])
    def test_a_view_is_one_page_without_requests(self, view: str, capsys: pytest.CaptureFixture[str]) -> None:
        assert main([view, "-o", "page.html", "--to", "2025-01-31", "--actor", "Treasury"]) == 0
        page = Path("page.html").read_text(encoding="utf-8")
        assert page.casefold().startswith("<!doctype html>")
        assert 'src="http' not in page
        assert " in page.html" in capsys.readouterr().err

    @pytest.mark.parametrize(
        ("filters", "code"),
        [
            pytest.param(["--to", "1999-01-01"], 3, id="no event in the period"),
            pytest.param(["--actor", "Treasuri"], 2, id="a mistyped name"),
            pytest.param(["--action", "impos"], 2, id="a mistyped action"),
        ],
    )
    def test_a_view_of_nothing_is_not_written(
        self, filters: list[str], code: int, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert main(["timeline", "-o", "page.html", *filters]) == code
        assert len(capsys.readouterr().err.splitlines()) == 1
        assert not Path("page.html").exists()

    def test_a_mistyped_name_gets_a_hint(self, capsys: pytest.CaptureFixture[str]) -> None:
        main(["timeline", "--actor", "Donald Trumpp"])
        assert "did you mean Donald Trump" in capsys.readouterr().err

    def test_stats_count(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["stats"]) == 0
        counts = {one["what"]: one["count"] for one in map(json.loads, capsys.readouterr().out.splitlines())}
        assert counts["articles"] == 1
        assert counts["events: asserted act"] >= 2

    def test_the_store_is_sound(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["check"]) == 0
        assert "0 errors" in capsys.readouterr().err

    @pytest.mark.parametrize(
        "form", ["ttl", "trig", "nt", "nq", "jsonld", "graphml", "gexf", "csv", "jsonl", "ftm"]
    )
    def test_each_export_is_the_same_twice(self, form: str) -> None:
        for name in ("first", "second"):
            assert main(["export", "--format", form, "-o", name]) == 0
        assert Path("first").read_bytes() == Path("second").read_bytes() != b""


def test_the_saved_questions_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["query", "--list"]) == 0
    names = [json.loads(line)["name"] for line in capsys.readouterr().out.splitlines()]
    assert "targets-of" in names


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        pytest.param(["query"], "no question", id="no question"),
        pytest.param(["query", "ASK {}", "--param", "x"], "NAME=VALUE", id="no value"),
        pytest.param(
            ["extract", "told.txt", "--published", "22/01/2025"], "write it as YYYY-MM-DD", id="not a day"
        ),
        pytest.param(["extract", "told.txt", "--jobs", "0"], "above zero", id="no workers"),
        pytest.param(["extract"], "SOURCE", id="no source"),
        pytest.param(["timelime"], "invalid choice", id="no such verb"),
    ],
)
def test_misuse_is_exit_2(arguments: list[str], words: str, capsys: pytest.CaptureFixture[str]) -> None:
    try:
        code = main(arguments)
    except SystemExit as stop:  # argparse ends by itself
        code = stop.code  # type: ignore[assignment]
    assert code == 2
    assert words in capsys.readouterr().err


@pytest.mark.parametrize("verb", ["stats", "check", "timeline", "export", "query"])
def test_a_missing_store_is_told_and_not_made(verb: str, capsys: pytest.CaptureFixture[str]) -> None:
    arguments = [verb, "ASK {}"] if verb == "query" else [verb]
    assert main([*arguments, "--store", "gone.store"]) == 3
    assert capsys.readouterr().err == (
        "dateline: gone.store: no store there; make one with: dateline ingest SOURCE... --store gone.store\n"
    )
    assert not Path("gone.store").exists()


def test_the_environment_names_the_store(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATELINE_STORE", "mine.store")
    assert main(["ingest", "told.txt", *PUBLISHED]) == 0
    assert Path("mine.store").is_dir()


def test_a_reader_that_leaves_early_is_no_error(tmp_path: Path) -> None:
    command = f"{sys.executable} -m dateline dates told.txt --published 2025-01-22 --format csv | true"
    script = f"set -o pipefail; for i in 1 2; do cat told.txt told.txt >> more.txt; done; {command}"
    done = subprocess.run(
        ["/bin/bash", "-c", script], cwd=tmp_path, capture_output=True, text=True, timeout=120, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_a_fault_of_ours_is_one_line_too(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(_: object) -> int:
        msg = "two\nlines"
        raise ZeroDivisionError(msg)

    monkeypatch.setattr("dateline.commands_ingest.extract", broken)
    assert main(["extract", "told.txt"]) == 3
    [line] = capsys.readouterr().err.splitlines()
    assert line.startswith("dateline: a fault of ours: ZeroDivisionError: two lines")


@pytest.mark.usefixtures("ingested")
def test_an_unwritable_output_is_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["export", "-o", "no/such/folder/x.ttl"]) == 3
    assert len(capsys.readouterr().err.splitlines()) == 1
