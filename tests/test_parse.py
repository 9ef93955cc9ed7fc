"""Trees quote their sentences, whatever the parser was shown instead."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.parse import trees
from ingest.repair import kept, plain, repaired

REPAIRED = [
    ("Britain sanctions two banks .", "Britain punishes two banks ."),
    ("The sanctions hit two banks .", "The sanctions hit two banks ."),
    ("EU slaps sanctions on Iran", "EU imposes sanctions on Iran"),
    ("payments to sanctioned banks", "payments to illegal banks"),
    ("an asset freeze on Iran", "an asset ban on Iran"),
    ("Bashar al-Assad left", "Bashar Alassad left"),
    ("sanctions-busting vessels", "illegal vessels"),
]


@pytest.mark.parametrize(("words", "shown"), REPAIRED, ids=[case[0] for case in REPAIRED])
def test_shown(words: str, shown: str) -> None:
    assert repaired(words.split()) == shown.split()


DROPPED = [
    ('the " shadow fleet " vessels', "the shadow fleet vessels"),
    ("Russia ( Reuters ) protested", "Russia protested"),
    ('he said : " It is over , and it was bad . "', 'he said : " It is over , and it was bad . "'),
    ("it never ( closed", "it never ( closed"),
]


@pytest.mark.parametrize(("words", "seen"), DROPPED, ids=[case[0] for case in DROPPED])
def test_dropped(words: str, seen: str) -> None:
    parts = words.split()
    assert [parts[i] for i in kept(parts)] == seen.split()


@pytest.mark.parametrize("sentence", ["MOSCOW — Russia’s answer", "What to know: Canada acted.", "No label"])
def test_plain_keeps_the_length(sentence: str) -> None:
    assert len(plain(sentence)) == len(sentence)


@settings(max_examples=40, deadline=None)
@given(
    st.text(max_size=80)
    | st.lists(st.sampled_from("“EU” sanctions ( ) al-Assad — “ , slaps".split())).map(" ".join)
)
def test_every_word_quotes_its_sentence(sentence: str) -> None:
    [tree] = trees([sentence])
    for word in tree.words:
        assert sentence[word.start : word.end] == word.text
        assert word.head in tree.words
