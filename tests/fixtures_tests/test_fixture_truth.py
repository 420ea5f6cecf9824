"""What the truth files say, held against the sound itself and against the decks."""

import json
from functools import cache
from itertools import combinations, pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from voicedrill.audio.clips import SAMPLE_RATE_HZ, Samples
from voicedrill.audio.files import read_clip
from voicedrill.decks.find import find_question

FIXTURES = Path(__file__).parents[2] / "audio_fixtures"
TRUTHS = sorted(FIXTURES.rglob("*.truth.json"))
ANSWERS = [path for path in TRUTHS if "fillers" not in path.parts]
DEMO = FIXTURES / "demo" / "answer.truth.json"
PAUSE_S = 0.25
FRAME_S = 0.005
#: Speech stands at -23 dBFS, the room at -65: what is louder than this was made by the voice.
SILENT_DBFS = -52.0
#: The faint end of a k or an f: below speech, well above the room.
FAINT_DBFS = -56.0
#: How far a sound's audible edge may lie from the truth's.
EDGE_S = 0.02
_SPANS = ("words", "fillers", "pauses", "sounds")


@cache
def truth_of(path: Path) -> dict[str, Any]:
    return json.loads(path.read_text(encoding="utf-8"))


@cache
def sound_of(path: Path) -> Samples:
    return read_clip(path.with_name(path.name.replace(".truth.json", ".flac"))).samples


def levels(samples: Samples) -> NDArray[np.float64]:
    size = round(FRAME_S * SAMPLE_RATE_HZ)
    frames = samples[: len(samples) // size * size].reshape(-1, size).astype(np.float64)
    return 10 * np.log10(np.mean(frames**2, axis=1) + 1e-12)


def part(path: Path, start: float, end: float) -> Samples:
    return sound_of(path)[round(start * SAMPLE_RATE_HZ) : round(end * SAMPLE_RATE_HZ)]


def name(path: Path) -> str:
    return path.relative_to(FIXTURES).as_posix().removesuffix(".truth.json")


every_fixture = pytest.mark.parametrize("path", TRUTHS, ids=name)
every_answer = pytest.mark.parametrize("path", ANSWERS, ids=name)


def test_there_are_enough_answers_and_voices() -> None:
    assert len(ANSWERS) >= 10
    assert len({truth_of(path)["voice"] for path in ANSWERS}) >= 5


@every_fixture
def test_spans_are_in_order_and_inside_the_sound(path: Path) -> None:
    truth = truth_of(path)
    assert len(sound_of(path)) / SAMPLE_RATE_HZ == pytest.approx(truth["duration_s"], abs=0.001)
    for kind in (*_SPANS, "beats"):
        for span in truth[kind]:
            assert 0 <= span["start"] < span["end"] <= truth["duration_s"], (kind, span)
        for before, after in pairwise(truth[kind]):
            assert before["end"] <= after["start"] + 1e-4, (kind, before, after)
    assert truth["text"] == " ".join(word["text"] for word in truth["words"])


@every_fixture
def test_every_filler_is_made_of_words_of_the_answer(path: Path) -> None:
    truth = truth_of(path)
    for filler in truth["fillers"]:
        inside = [
            word["text"].rstrip(".,?!").lower()
            for word in truth["words"]
            if filler["start"] <= word["start"] and word["end"] <= filler["end"]
        ]
        assert " ".join(inside) == filler["text"]
    filled = {"um", "uh", "er", "erm"}
    in_words = [word["start"] for word in truth["words"] if word["text"] in filled]
    in_fillers = [one["start"] for one in truth["fillers"] if one["kind"] == "filled-pause"]
    assert in_words == in_fillers


@every_answer
def test_pauses_are_silent_to_their_edges(path: Path) -> None:
    pauses = truth_of(path)["pauses"]
    assert pauses
    for pause in pauses:
        assert pause["end"] - pause["start"] >= PAUSE_S - 1e-3
        inside = levels(part(path, pause["start"] + EDGE_S, pause["end"] - EDGE_S))
        assert inside.max() < SILENT_DBFS, pause
        for edge in (pause["start"], pause["end"]):
            around = levels(part(path, edge - EDGE_S, edge + EDGE_S))
            assert around.max() > FAINT_DBFS, (pause, "nothing sounds at its edge")


@every_answer
def test_no_silence_long_enough_to_be_a_pause_is_left_out(path: Path) -> None:
    truth = truth_of(path)
    first = truth["words"][0]["start"]
    loud = levels(part(path, first, truth["words"][-1]["end"])) > SILENT_DBFS
    times = first + np.flatnonzero(loud) * FRAME_S
    for before, after in pairwise(times):
        # The silence begins a frame after the last loud one; its edges are known to a frame each.
        if after - before > PAUSE_S + 3 * FRAME_S:
            middle = (before + after) / 2
            assert any(pause["start"] < middle < pause["end"] for pause in truth["pauses"]), (before, after)


@every_answer
def test_every_word_can_be_heard(path: Path) -> None:
    for word in truth_of(path)["words"]:
        assert levels(part(path, word["start"], word["end"])).max() > SILENT_DBFS + 6, word


@every_answer
def test_answers_belong_to_questions_of_the_decks(path: Path) -> None:
    truth = truth_of(path)
    _, question = find_question(truth["question"])
    assert [point["id"] for point in truth["points"]] == [point.id for point in question.points]
    assert {point["status"] for point in truth["points"]} <= {"covered", "partial", "missed"}
    assert [fact["text"] for fact in truth["facts"]] == list(question.facts)
    assert {fact["status"] for fact in truth["facts"]} <= {"stated", "misstated", "absent"}
    beats = {beat.beat for beat in question.framework.beats} if question.framework else set()
    assert {beat["beat"] for beat in truth["beats"]} <= beats
    assert 20 <= truth["duration_s"] <= 150


def test_the_demo_is_good_but_improvable() -> None:
    truth = truth_of(DEMO)
    assert 45 <= truth["duration_s"] <= 75
    assert 3 <= sum(filler["kind"] == "filled-pause" for filler in truth["fillers"]) <= 5
    assert [round(pause["end"] - pause["start"], 2) for pause in truth["pauses"]].count(1.9) == 1
    assert [point["id"] for point in truth["points"] if point["status"] == "missed"] == ["lesson"]
    assert [fact["text"] for fact in truth["facts"] if fact["status"] == "misstated"] == [
        "40 patients called"
    ]


def test_the_parts_of_the_filler_clips_share_no_voice_and_no_sentence() -> None:
    from audio_fixtures.fillers import PARTS

    for one, other in combinations(PARTS.values(), 2):
        assert not set(one.voices) & set(other.voices)
        assert not set(one.sentences) & set(other.sentences)
