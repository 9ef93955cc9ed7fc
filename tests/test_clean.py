"""Bytes to text and text to clean text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.clean import clean, decode, has_words, tidy
from ingest.errors import BinarySourceError, EmptySourceError

SENTENCE = "The Treasury – “OFAC” – acted in Besançon."


@pytest.mark.parametrize(
    ("data", "noted"),
    [
        pytest.param(SENTENCE.encode(), False, id="UTF-8"),
        pytest.param(SENTENCE.encode("utf-8-sig"), False, id="UTF-8 with a mark"),
        pytest.param(SENTENCE.encode("utf-16"), False, id="UTF-16 with a mark"),
        pytest.param(SENTENCE.encode("utf-32"), False, id="UTF-32 with a mark"),
        pytest.param(SENTENCE.encode("utf-16-le"), True, id="UTF-16 without a mark"),
        pytest.param(SENTENCE.encode("utf-16-be"), True, id="UTF-16, other byte order"),
        pytest.param(SENTENCE.encode("cp1252"), True, id="Windows Latin"),
    ],
)
def test_text_is_decoded_and_guesses_are_noted(data: bytes, *, noted: bool) -> None:
    text, notes = decode("a.txt", data)
    assert (text, bool(notes)) == (SENTENCE, noted)


def test_the_encoding_that_a_page_declares_is_used() -> None:
    text, notes = decode("a.html", b'<meta charset="windows-1251"><p>' + "Санкции".encode("cp1251"))
    assert text.endswith("Санкции")
    assert notes == ("read as windows-1251, as the page declares",)


def test_a_damaged_byte_does_not_cost_the_encoding() -> None:
    text, notes = decode("a.txt", SENTENCE.encode() * 200 + b"\xff.")
    assert text.startswith(SENTENCE)
    assert notes == ("1 bytes are not UTF-8 and were replaced",)


def test_words_garbled_before_are_left_alone() -> None:
    assert decode("a.txt", "Besan\u00c3\u00a7on".encode())[0] == "Besan\u00c3\u00a7on"


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"%PDF-1.7\nText", id="PDF"),
        pytest.param(b"\x89PNG\r\n\x1a\n", id="PNG"),
        pytest.param(b"PK\x03\x04 a word file", id="ZIP"),
        pytest.param(bytes(range(256)) * 10, id="all bytes"),
        pytest.param(b"text\0with a NUL", id="NUL"),
        pytest.param(b"\x01\x02\x03abc" * 9, id="control characters"),
    ],
)
def test_binary_data_is_refused_with_a_way_out(data: bytes) -> None:
    with pytest.raises(BinarySourceError, match=r"a\.bin: binary .*; export its text") as caught:
        decode("a.bin", data)
    assert caught.value.name == "a.bin"


@pytest.mark.parametrize("data", [b"", b" \r\n\t "], ids=["no bytes", "blank"])
def test_an_empty_file_is_refused(data: bytes) -> None:
    with pytest.raises(EmptySourceError, match="it is empty"):
        decode("a.txt", data)


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        pytest.param("a  b\tc\n\n\nd \n", "a  b\tc\n\n\nd \n", id="ordinary text stays as it is"),
        pytest.param("a\r\nb\rc\x0cd\u2028e", "a\nb\nc\nd\ne", id="line ends"),
        pytest.param("Jan.\u00a010,\u202f2025", "Jan. 10, 2025", id="odd spaces"),
        pytest.param("sanc\u00adtions\u200b\ufeff", "sanctions", id="invisible characters"),
        pytest.param("a\x00\x07b\x9f", "ab", id="control characters"),
        pytest.param("Besanc\u0327on", "Besançon", id="composed letters"),
        pytest.param("\u200eRosneft\u200f", "Rosneft", id="direction marks"),
        pytest.param("می\u200cر", "می\u200cر", id="joiners that shape a word"),
        pytest.param("a\ud800b", "a\ufffdb", id="half a character"),
        pytest.param("“No” – he’s in Kyiv…", "“No” – he’s in Kyiv…", id="quotes and dashes stay"),
    ],
)
def test_text_is_brought_to_one_form(text: str, cleaned: str) -> None:
    assert clean(text) == cleaned


@given(st.text())
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    assert clean(clean(text)) == clean(text)
    assert tidy(tidy(text)) == tidy(text)
    clean(text).encode()


@given(st.text(st.characters(min_codepoint=32, max_codepoint=126) | st.just("\n")))
def test_plain_text_is_its_own_clean_text(text: str) -> None:
    assert clean(text) == text


@given(st.binary())
def test_any_bytes_give_text_or_a_refusal(data: bytes) -> None:
    try:
        text, _ = decode("a", data)
    except (BinarySourceError, EmptySourceError):
        return
    clean(text).encode()


def test_words_are_letters_or_digits() -> None:
    assert has_words("… 5 …")
    assert not has_words("… _ … !")
