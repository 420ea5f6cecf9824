"""Transcripts from others: every shape that is taken, and each mistake by its place."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voicedrill.errors import TranscriptError
from voicedrill.sessions.transcripts import read_transcript, transcript_from_data, transcript_from_text
from voicedrill.timing import Word

TIMED = [
    {"text": "I", "start": 0.5, "end": 0.6},
    {"text": " called ", "start": 0.6, "end": 1, "probability": 0.9},
]
WORDS = (Word("I", 0.5, 0.6), Word("called", 0.6, 1.0, 0.9))


@pytest.mark.parametrize(
    ("data", "timing", "words", "engine"),
    [
        ("I  called", "none", (Word("I", None, None), Word("called", None, None)), "given"),
        (["I", "called"], "none", (Word("I", None, None), Word("called", None, None)), "given"),
        (TIMED, "engine", WORDS, "given"),
        ({"words": TIMED, "timing": "aligned", "engine": "e", "model": "m"}, "aligned", WORDS, "e"),
        ({"transcript": {"words": TIMED, "text": "other"}}, "engine", WORDS, "given"),
        ({"text": "I"}, "none", (Word("I", None, None),), "given"),
        ({"words": [], "timing": "aligned"}, "none", (), "given"),
    ],
)
def test_shapes(data: object, timing: str, words: tuple[Word, ...], engine: str) -> None:
    transcript = transcript_from_data(data, "here")
    assert (transcript.timing, transcript.words, transcript.engine) == (timing, words, engine)
    assert transcript.text == " ".join(word.text for word in words)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (3, "text or an object"),
        ({}, "no transcript here"),
        ([{"start": 1, "end": 2}], "word 1 has no 'text'"),
        ([*TIMED, {"text": "x"}], "word 3 has no time"),
        ([{"text": "x", "start": 1}], "word 1 has only one of"),
        ([{"text": "x", "start": 2, "end": 1}], "word 1 ends"),
        ([{"text": "x", "start": -1, "end": 1}], "word 1: 'start' must be seconds"),
        ([{"text": "x", "start": "1", "end": 2}], "word 1: 'start' must be seconds"),
        ([*TIMED, {"text": "x", "start": 0.2, "end": 3}], "word 3 .* starts before"),
    ],
)
def test_mistakes_are_told_by_place(data: object, words: str) -> None:
    with pytest.raises(TranscriptError, match=f"^here: .*{words}|^here.*{words}"):
        transcript_from_data(data, "here")


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.txt", b" \n", "is empty"),
        ("a.txt", b"\xff\xfe\x00", "not UTF-8"),
        ("a.json", b"{", "not JSON"),
        ("a.json", b'["\\ud800"]', "half a character"),
        ("a.json", b"[NaN]", "NaN is no number"),
        ("a.json", b"[" * 100_000, "nested too deeply"),
        ("a.srt", b"x", r"a \.txt or a \.json"),
    ],
)
def test_files_that_are_no_transcript(tmp_path: Path, name: str, content: bytes, words: str) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(TranscriptError, match=words):
        read_transcript(path)


def test_files(tmp_path: Path) -> None:
    (tmp_path / "a.TXT").write_text("\ufeffUm, hello - there.", encoding="utf-8")
    assert [word.text for word in read_transcript(tmp_path / "a.TXT").words] == ["Um,", "hello-", "there."]
    (tmp_path / "a.json").write_text(json.dumps(TIMED))
    assert read_transcript(tmp_path / "a.json").words == WORDS
    with pytest.raises(TranscriptError, match="no such file"):
        read_transcript(tmp_path / "b.txt")
    (tmp_path / "c.txt").mkdir()
    with pytest.raises(TranscriptError, match="cannot be read"):
        read_transcript(tmp_path / "c.txt")


@given(st.text())
def test_any_text_is_a_transcript_and_stays_one(text: str) -> None:
    transcript = transcript_from_text(text)
    assert transcript_from_text(transcript.text) == transcript


JUNK = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["text", "start", "end", "words", "transcript"]), inner, max_size=4)
    ),
    max_leaves=12,
)


@given(JUNK)
def test_any_data_is_a_transcript_or_one_error(data: object) -> None:
    try:
        words = transcript_from_data(data, "here").words
    except TranscriptError as error:
        assert_told = str(error).startswith("here")
    else:
        assert_told = all(word.text for word in words)
    assert assert_told
