"""What the coverage benchmark counts, on rows small enough to count by hand."""

import math
from pathlib import Path

import pytest
from benchmarks.coverage_figures import (
    auc,
    best_thresholds,
    calibration_error,
    cross_tuned,
    f1,
    found_within,
    kappa,
    macro_f1,
    median,
    reliability,
    share,
    status_of,
    weighted_kappa,
)
from benchmarks.coverage_readers import agreement
from benchmarks.coverage_rivals import star_beats, tf_idf, token_set, windows
from benchmarks.coverage_rows import beat_starts, question_of, read_rows, sentences, transcript_of
from hypothesis import given
from hypothesis import strategies as st

DATA = Path(__file__).resolve().parents[2] / "benchmarks" / "data"


def test_macro_f1_is_the_mean_over_labels_and_a_label_never_right_counts_zero() -> None:
    true = ["covered", "covered", "partial", "missed"]
    said = ["covered", "missed", "missed", "missed"]
    # covered: 2/3; partial: 0; missed: 2 x 1 / (1 + 3).
    assert macro_f1(true, said) == pytest.approx((2 / 3 + 0 + 1 / 2) / 3)
    assert macro_f1(true, true) == 1


def test_f1_of_nothing_there_and_nothing_found_is_unknown() -> None:
    assert f1([False, False], [False, False]) is None
    assert f1([True, False, True], [True, True, False]) == pytest.approx(0.5)
    assert share([]) is None


def test_auc_counts_ties_half() -> None:
    assert auc([0.9, 0.5], [0.5, 0.1]) == pytest.approx(3.5 / 4)
    assert auc([], [0.5]) is None


@given(st.lists(st.floats(0, 1), min_size=1, max_size=8), st.lists(st.floats(0, 1), min_size=1, max_size=8))
def test_auc_of_the_sides_changed_is_the_rest(positive: list[float], negative: list[float]) -> None:
    one, other = auc(positive, negative), auc(negative, positive)
    assert one is not None
    assert other is not None
    assert one + other == pytest.approx(1)


def test_kappa_takes_chance_away() -> None:
    # Cohen's own kind of table: 20 and 15 agreed on, 5 and 10 not, of 50.
    first = ["yes"] * 25 + ["no"] * 25
    second = ["yes"] * 20 + ["no"] * 5 + ["yes"] * 10 + ["no"] * 15
    assert kappa(first, second) == pytest.approx(0.4)
    assert kappa(["yes", "no"], ["yes", "no"]) == 1
    assert kappa(["yes", "yes"], ["yes", "yes"]) is None


def test_weighted_kappa_forgives_a_neighbour_half() -> None:
    true = ["covered", "partial", "missed"]
    near = weighted_kappa(true, ["partial", "partial", "missed"])
    far = weighted_kappa(true, ["missed", "partial", "missed"])
    assert near is not None
    assert far is not None
    assert far < near < 1
    assert weighted_kappa(true, true) == 1


def test_reliability_and_its_error() -> None:
    table = reliability([0.05, 0.85, 0.85, 0.85, 1.0], [False, True, True, False, True])
    assert [(one.low, one.count) for one in table] == [(0.0, 1), (0.8, 3), (0.9, 1)]
    assert table[1].ticked == pytest.approx(2 / 3)
    assert calibration_error(table) == pytest.approx((0.05 + 3 * abs(0.85 - 2 / 3) + 0) / 5)
    assert calibration_error(()) is None


def test_thresholds_come_from_the_other_half() -> None:
    true = ["covered", "missed", "partial"] * 2
    scores = [0.9, 0.1, 0.5, 0.5, 0.0, 0.2]
    halves = [False] * 3 + [True] * 3
    said = cross_tuned(true, scores, halves)
    low, high = best_thresholds(true[3:], scores[3:])
    assert said[:3] == tuple(status_of(score, low, high) for score in scores[:3])
    assert macro_f1(true[3:], [status_of(score, low, high) for score in scores[3:]]) == 1
    # What is best there is not best here: nothing of this half was seen.
    assert said[2] == "covered"


def test_a_boundary_is_found_by_its_own_beat_only_and_nearby_only() -> None:
    true = (("task", 3), ("action", 5), ("result", 9))
    assert found_within(true, (("task", 4), ("result", 5), ("result", 11))) == (True, False, False)


def test_median() -> None:
    assert median([3, 1, 2]) == 2
    assert median([4, 1, 2, 3]) == 2.5
    assert math.isnan(median([]))


def test_sentences_cover_every_word_once() -> None:
    text = "So, version 3.5 was out. Was it? It was! we fixed it"
    cuts = sentences(text)
    assert [" ".join(text.split()[a : b + 1]) for a, b in cuts] == [
        "So, version 3.5 was out.",
        "Was it?",
        "It was!",
        "we fixed it",
    ]


def test_where_beats_begin() -> None:
    row = {
        "answer": "It broke. Sorry. It broke again. I fixed it. It held.",
        "sentences_beats": ["situation", None, "situation", "action", "result"],
    }
    assert beat_starts(row) == (("situation", 0), ("action", 3), ("result", 4))
    spans = {"answer": row["answer"], "beat_spans": [["action", "I fixed it."], ["task", "never said"]]}
    assert beat_starts(spans) == (("action", 3),)


def test_rivals_prefer_the_answer_that_says_it() -> None:
    said = "First I measured. The cache was cold every night, so we warmed the cache."
    other = "I spoke to my manager. She was away that week."
    score = tf_idf([said, other])
    for rival in (token_set, score):
        assert rival("warm the cache at night", said) > rival("warm the cache at night", other)
    assert token_set("anything", "") == 0


def test_windows_of_unpunctuated_speech_are_cut() -> None:
    assert max(len(window.split()) for window in windows("word " * 100)) <= 80


def test_the_patterns_find_plain_star() -> None:
    row = {
        "answer": "Last year it broke. My job was to mend it. So I rang them. In the end it held.",
        "beats": {"situation": True, "task": True, "action": True, "result": True},
    }
    assert star_beats(row) == (("situation", 0), ("task", 1), ("action", 2), ("result", 3))


def test_readers_are_compared_where_both_have_labels() -> None:
    row = {
        "id": "a",
        "points": [{"text": "one", "label": "covered"}, {"text": "two", "label": "missed"}],
        "facts": [{"text": "5 days", "status": "stated"}],
        "red_flags": [],
        "beats": {"task": True},
        "sentences_beats": ["task", None],
    }
    other = {
        "id": "a",
        "points": ["partial", "missed"],
        "facts": [None],
        "red_flags": [],
        "beats": {"task": False},
        "sentences_beats": ["task", None],
    }
    figures = agreement([row], [other, {"id": "b", "points": []}])
    assert figures["points"]["labels"] == 2
    assert figures["points"]["same"] == 0.5
    assert figures["facts"]["labels"] == 0
    assert figures["beats"]["same"] == 0
    assert figures["beats of sentences"]["same"] == 1


def test_our_labelled_answers_are_whole() -> None:
    rows = read_rows(DATA / "coverage_answers.jsonl")
    assert len({row["id"] for row in rows}) == len(rows) >= 60
    assert {(row["part"], row["split"]) for row in rows} == {
        (part, split) for part in ("natural", "hard") for split in ("tune", "untouched")
    }
    for row in rows:
        assert all(point["label"] in ("covered", "partial", "missed") for point in row["points"])
        assert all(fact["status"] in ("stated", "misstated", "absent") for fact in row["facts"])
        framework = question_of(row).framework
        assert (framework is None) == (row["beats"] is None)
        if framework is not None:
            assert list(row["beats"]) == [beat.beat for beat in framework.beats]
        if "sentences_beats" in row:
            assert len(row["sentences_beats"]) == len(sentences(row["answer"]))
            assert set(filter(None, row["sentences_beats"])) == {
                b for b, there in row["beats"].items() if there
            }
        assert transcript_of(row["answer"]).words


def test_what_the_second_reader_gets_tells_no_label() -> None:
    labelled = {row["id"]: row for row in read_rows(DATA / "coverage_answers.jsonl")}
    asked = read_rows(DATA / "coverage_unlabelled.jsonl")
    assert {row["id"] for row in asked} == set(labelled)
    for row in asked:
        assert row["answer"] == labelled[row["id"]]["answer"]
        assert [p["text"] for p in row["points"]] == [p["text"] for p in labelled[row["id"]]["points"]]
        for entry in (*row["points"], *row["facts"], *row["red_flags"]):
            assert [value for name, value in entry.items() if name != "text"] == [None]
        assert not any((row.get("beats") or {}).values())
        assert not any(row.get("sentences_beats") or ())
        assert not {"part", "split", "beat_spans"} & set(row)
