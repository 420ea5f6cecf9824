"""Each export is opened by a reader that is not ours."""

import csv
import itertools
import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import av
import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from praatio import textgrid

from voicedrill.errors import InputError
from voicedrill.reports.exports import FORMS, export
from voicedrill.reports.exports.labels import Label, apart
from voicedrill.reports.model import Report
from voicedrill.timing import Word
from voicedrill.transcript import Transcript

HOSTILE = ['"quoted"', "<script>alert(1)</script>", "-->", "=1+1", "\u202eabc", "a\tb", "&amp;", "x" * 3000]
TIMED = ("textgrid", "audacity", "srt", "vtt")


def spoken(report: Report, words: Sequence[Word]) -> Report:
    text = " ".join(word.text for word in words)
    return replace(report, transcript=Transcript("moonshine", "tiny-en", text, "aligned", tuple(words)))


def evenly(texts: Sequence[str], length_s: float = 0.3, step_s: float = 0.4) -> list[Word]:
    return [Word(text, at * step_s, at * step_s + length_s) for at, text in enumerate(texts)]


def grid_of(report: Report, folder: Path) -> textgrid.Textgrid:
    file = folder / "answer.TextGrid"
    file.write_text(export([report], "textgrid"), encoding="utf-8")
    return textgrid.openTextgrid(str(file), includeEmptyIntervals=False)


def subtitles_of(report: Report, form: str, folder: Path) -> list[tuple[float, float, str]]:
    """What FFmpeg reads: start and end in seconds, and the text without its markup."""
    file = folder / f"answer{FORMS[form].suffix}"
    file.write_text(export([report], form), encoding="utf-8")
    read = []
    with av.open(str(file)) as container:
        stream = container.streams.subtitles[0]
        for packet in container.demux(stream):
            if packet.size and packet.pts is not None and packet.duration is not None:
                start = float(packet.pts * stream.time_base)
                text = bytes(packet).decode("utf-8").replace("\n", " ")
                read.append((start, start + float(packet.duration * stream.time_base), text))
    return read


def test_praats_reader_finds_every_tier(full_report: Report, tmp_path: Path) -> None:
    grid = grid_of(full_report, tmp_path)
    assert grid.tierNames == ("words", "fillers", "pauses", "beats")
    assert grid.maxTimestamp == pytest.approx(73.2)
    words = [(entry.start, entry.end, entry.label) for entry in grid.getTier("words").entries]
    assert words == [(1.0, 1.4, "Um"), (31.25, 31.4, "we")]
    assert [entry.label for entry in grid.getTier("fillers").entries] == ["um", "uh?", "you know"]
    assert [entry.label for entry in grid.getTier("pauses").entries] == ["pause", "long pause"]


def test_praats_reader_takes_words_that_overlap_and_words_without_length(
    full_report: Report, tmp_path: Path
) -> None:
    words = [Word("a", 0.0, 0.5), Word("b", 0.3, 0.9), Word("c", 0.9, 0.9), Word("d", 0.9, 1.2)]
    entries = grid_of(spoken(full_report, words), tmp_path).getTier("words").entries
    assert [entry.label for entry in entries] == ["a", "b", "c", "d"]
    assert all(one.end <= two.start for one, two in itertools.pairwise(entries))


@given(
    st.lists(
        st.tuples(st.floats(0, 100), st.floats(0, 5)).map(lambda t: Label(t[0], t[0] + t[1], "x")),
        max_size=40,
    )
)
def test_labels_placed_apart_keep_their_number_and_never_overlap(found: list[Label]) -> None:
    placed = apart(found)
    assert len(placed) == len(found)
    assert all(label.start < label.end for label in placed)
    assert all(one.end <= two.start for one, two in itertools.pairwise(placed))


def test_audacity_labels_name_beats_points_pauses_and_fillers(full_report: Report) -> None:
    rows = [line.split("\t") for line in export([full_report], "audacity").splitlines()]
    assert all(len(row) == 3 and float(row[0]) <= float(row[1]) for row in rows)
    assert [float(row[0]) for row in rows] == sorted(float(row[0]) for row in rows)
    texts = [row[2] for row in rows]
    assert {"pause", "long pause", "filler: um", "filler: uh?"} <= set(texts)
    assert any(text.startswith("beat: ") for text in texts)
    assert any(text.startswith("point: ") for text in texts)


@pytest.mark.parametrize("form", ["srt", "vtt"])
def test_ffmpeg_reads_the_subtitles_with_their_times(form: str, full_report: Report, tmp_path: Path) -> None:
    words = evenly([f"word{n}" for n in range(60)])
    read = subtitles_of(spoken(full_report, words), form, tmp_path)
    assert " ".join(text for _, _, text in read) == " ".join(word.text for word in words)
    assert read[0][0] == pytest.approx(0.0)
    assert all(end - start <= 7.0 for start, end, _ in read)
    assert all(one[1] <= two[0] + 0.0011 for one, two in itertools.pairwise(read))
    starts = {round(word.start or 0.0, 3) for word in words}
    assert all(round(start, 3) in starts for start, _, _ in read)


@pytest.mark.parametrize("form", ["srt", "vtt"])
def test_hostile_words_are_text_in_subtitles(form: str, full_report: Report, tmp_path: Path) -> None:
    read = subtitles_of(spoken(full_report, evenly(HOSTILE)), form, tmp_path)
    text = " ".join(text for _, _, text in read)
    assert "<script>" not in text
    assert "alert(1)" in text
    assert len(read) >= 2
    # Nothing in a word ends a piece or sets a time.
    assert sum(
        "-->" in line for line in export([spoken(full_report, evenly(HOSTILE))], form).splitlines()
    ) == len(read)


def test_hostile_words_are_text_for_praat_and_audacity(full_report: Report, tmp_path: Path) -> None:
    report = spoken(full_report, evenly(HOSTILE))
    labels = [entry.label for entry in grid_of(report, tmp_path).getTier("words").entries]
    assert len(labels) == len(HOSTILE)
    assert '"quoted"' in [label.replace('""', '"') for label in labels]
    assert all(len(line.split("\t")) == 3 for line in export([report], "audacity").splitlines())


def test_the_numbers_of_several_answers_are_rows_of_one_table(
    full_report: Report, empty_report: Report
) -> None:
    rows = list(csv.DictReader(export([full_report, empty_report], "csv").splitlines()))
    assert len(rows) == 2
    assert rows[0]["speech_rate_wpm"] == "146.6"
    assert float(rows[0]["silence_share"]) == pytest.approx(15 / 70, abs=1e-4)
    assert rows[0]["filled_pauses"] == "1"
    assert rows[1]["speech_rate_wpm"] == ""
    assert rows[1]["score"] == ""


def test_a_spreadsheet_runs_nothing(full_report: Report) -> None:
    assert full_report.question is not None
    asked = replace(full_report, question=replace(full_report.question, ask='=HYPERLINK("x")'))
    row = next(csv.DictReader(export([asked], "csv").splitlines()))
    assert row["ask"].startswith("'=")


def test_markdown_notes_hold_points_with_their_words(full_report: Report) -> None:
    page = MarkdownIt().render(export([full_report], "markdown"))
    for point in full_report.coverage.points:
        assert point.text in page
    assert "How do you deal with late events?" in page
    assert "[x]" in page
    assert "[ ]" in page


def test_hostile_words_are_text_in_markdown(full_report: Report) -> None:
    page = MarkdownIt().render(export([spoken(full_report, evenly(HOSTILE[:4]))], "markdown"))
    assert "<script>" not in page
    assert "&lt;script&gt;" in page


def test_json_is_a_report_a_line(full_report: Report, empty_report: Report) -> None:
    lines = export([full_report, empty_report], "json").splitlines()
    assert [json.loads(line)["schema"] for line in lines] == ["voicedrill.report/1"] * 2


@pytest.mark.parametrize("form", TIMED)
def test_forms_of_time_refuse_words_without_times(form: str, full_report: Report) -> None:
    untimed = Transcript("text", None, "hello there", "none", (Word("hello", None, None),))
    with pytest.raises(InputError, match="csv, markdown and json"):
        export([replace(full_report, transcript=untimed)], form)


@pytest.mark.parametrize("form", FORMS)
def test_an_answer_without_words_is_written_too(form: str, empty_report: Report) -> None:
    silent = replace(empty_report, transcript=Transcript("moonshine", None, "", "aligned", ()))
    assert isinstance(export([silent], form), str)
