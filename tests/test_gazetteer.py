"""The gazetteer's tables, and the JSON that is compiled from them."""

from __future__ import annotations

import itertools
import json
import shutil
import time
from collections import Counter
from pathlib import Path

import pytest

from dateline import compile as vocabulary
from dateline.compile_gazetteer import GazetteerError, compile_gazetteer
from ingest.gazetteer import Gazetteer, from_json, gazetteer

ROOT = Path(__file__).parents[1]
TABLES = ROOT / "data" / "gazetteer"


@pytest.fixture(scope="module")
def known() -> Gazetteer:
    return gazetteer()


@pytest.fixture
def tables(tmp_path: Path) -> Path:
    return shutil.copytree(TABLES, tmp_path / "gazetteer")


def test_compiled_file_is_what_its_tables_give() -> None:
    gazetteers = [made for made in vocabulary.VOCABULARIES if made.target == "ingest/gazetteer.json"]
    assert vocabulary.stale(ROOT, gazetteers) == []


def test_compiling_twice_gives_the_same_bytes() -> None:
    assert vocabulary.rendered(compile_gazetteer(TABLES)) == vocabulary.rendered(compile_gazetteer(TABLES))


def test_check_reports_a_stale_target(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.copytree(ROOT / "data", tmp_path / "data")
    for made in vocabulary.VOCABULARIES:
        (tmp_path / made.target).parent.mkdir(parents=True, exist_ok=True)
    assert vocabulary.main(["--check", "--root", str(tmp_path)]) == 1
    assert "ingest/gazetteer.json" in capsys.readouterr().err
    assert vocabulary.main(["--root", str(tmp_path)]) == 0
    assert vocabulary.main(["--check", "--root", str(tmp_path)]) == 0


@pytest.mark.parametrize(
    ("addition", "complaint"),
    [
        pytest.param("  - {label: Gazprom, type: company}\n", "gazprom is there twice", id="an id twice"),
        pytest.param(
            "  - {label: Volk, part_of: nowhere}\n", "names nowhere", id="a parent that is not there"
        ),
        pytest.param(
            "  - {label: Volk, aliases: [Gazprom]}\n", "'gazprom' means", id="a name with two meanings"
        ),
    ],
)
def test_tables_that_contradict_are_refused(tables: Path, addition: str, complaint: str) -> None:
    with (tables / "firms.yaml").open("a", encoding="utf-8") as table:
        table.write(addition)
    with pytest.raises(GazetteerError, match=complaint):
        compile_gazetteer(tables)


def test_every_state_has_its_government_and_wikidata_id(known: Gazetteer) -> None:
    states = [entry for entry in known.entries.values() if entry.type == "state" and entry.country]
    assert len(states) >= 193
    for state in states:
        assert state.wikidata, state.id
        assert not known.adjectives.get(state.id) or any(
            entry.part_of == state.id and entry.type == "government" for entry in known.entries.values()
        ), state.id


def test_size_of_what_sanctions_news_names(known: Gazetteer) -> None:
    types = Counter(entry.type for entry in known.entries.values())
    firms = sum(types[type_] for type_ in ("company", "bank", "port", "pipeline", "vessel", "armed-group"))
    assert firms >= 400
    assert types["person"] >= 400
    assert len(known.terms) >= 40


def test_ids_labels_and_parents_are_well_formed(known: Gazetteer) -> None:
    for entry in known.entries.values():
        assert entry.id == entry.id.lower().strip("-"), entry.id
        assert not entry.id.startswith("unlinked-")
        assert entry.label, entry.id
        assert entry.part_of is None or entry.part_of in known.entries, entry.id
        assert entry.part_of != entry.id
        assert entry.wikidata is None or entry.wikidata[0] == "Q"


def test_wikidata_ids_are_not_shared(known: Gazetteer) -> None:
    used = Counter(entry.wikidata for entry in known.entries.values() if entry.wikidata)
    assert [id_ for id_, times in used.items() if times > 1] == []


def test_terms_of_an_office_do_not_overlap(known: Gazetteer) -> None:
    for office, terms in known.terms.items():
        for term, following in itertools.pairwise(terms):
            assert term.first < term.last <= following.first, (office, term)


@pytest.mark.parametrize(
    ("office", "day", "holder"),
    [
        ("us-president", "2003-03-20", "george-w-bush"),
        ("us-president", "2017-01-19", "barack-obama"),
        ("us-president", "2017-01-20", "donald-trump"),
        ("us-president", "2022-02-24", "joe-biden"),
        ("us-president", "2026-01-01", "donald-trump"),
        ("russia-president", "2010-06-01", "dmitry-medvedev"),
        ("russia-president", "2014-03-18", "vladimir-putin"),
        ("uk-prime-minister", "2022-09-30", "liz-truss"),
        ("uk-prime-minister", "2022-10-26", "rishi-sunak"),
        ("germany-chancellor", "2021-12-08", "olaf-scholz"),
        ("iran-president", "2024-06-15", None),
        ("venezuela-president", "2019-01-28", "nicolas-maduro"),
        ("us-secretary-of-state", "2018-05-08", "mike-pompeo"),
        ("us-treasury-secretary", "2018-05-08", "steven-mnuchin"),
        ("eu-foreign-policy-chief", "2022-02-24", "josep-borrell"),
    ],
)
def test_holder_of_an_office_on_a_day(known: Gazetteer, office: str, day: str, holder: str | None) -> None:
    assert known.holder(office, day) == holder


def test_states_agree_with_rigour(known: Gazetteer) -> None:
    territories = pytest.importorskip("rigour.territories", reason="rigour is a development dependency")
    theirs = {
        territory.code.upper(): territory.qid
        for territory in territories.get_territories()
        if territory.is_country and "-" not in territory.code
    }
    ours = {entry.country: entry.wikidata for entry in known.entries.values() if entry.type == "state"}
    differing = {code for code, id_ in ours.items() if code in theirs and theirs[code] != id_}
    assert differing <= {"DK", "NL"}  # the state, not the kingdom


def test_loading_is_quick() -> None:
    text = (ROOT / "ingest" / "gazetteer.json").read_text(encoding="utf-8")
    assert min(_seconds_to_load(text) for _ in range(5)) < 0.15


def _seconds_to_load(text: str) -> float:
    started = time.process_time()
    from_json(json.loads(text))
    return time.process_time() - started
