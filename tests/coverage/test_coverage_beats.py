"""Beats: which are there, in what order they were told, how long each took."""

import pytest

from voicedrill.coverage import beats
from voicedrill.coverage.answers import prepare
from voicedrill.coverage.matching import Index
from voicedrill.coverage.results import BeatVerdict
from voicedrill.coverage.words import words_of
from voicedrill.decks.frameworks import frameworks
from voicedrill.timing import Word

SITUATION = "Last year our shop had a queue out of the door every Saturday, and there was one till."
TASK = "My job was to get the wait under five minutes before Christmas."
ACTION = (
    "So I counted the customers for a week. Then I moved two people from the stock room. I wrote a new rota."
)
RESULT = "In the end the wait went down from twenty minutes to four. As a result sales grew by ten percent."


def judge(text: str, framework: str = "star", seconds_a_word: float | None = None) -> dict[str, BeatVerdict]:
    words = words_of(text)
    if seconds_a_word:
        words = tuple(Word(w.text, i * seconds_a_word, (i + 1) * seconds_a_word) for i, w in enumerate(words))
    verdicts = beats.judge(frameworks()[framework], {}, Index(prepare(words))).verdicts
    return {verdict.beat: verdict for verdict in verdicts}


def present(verdicts: dict[str, BeatVerdict]) -> list[str]:
    return [name for name, verdict in verdicts.items() if verdict.present]


def test_a_whole_star_answer() -> None:
    verdicts = judge(f"{SITUATION} {TASK} {ACTION} {RESULT}", seconds_a_word=0.5)
    assert present(verdicts) == ["situation", "task", "action", "result"]
    assert verdicts["task"].spans[0].quote == TASK
    assert verdicts["result"].spans[0].quote == RESULT
    assert sum(v.share or 0 for v in verdicts.values()) == pytest.approx(1.0)


def test_a_missing_result_is_missing() -> None:
    verdicts = judge(f"{SITUATION} {TASK} {ACTION}")
    assert not verdicts["result"].present
    assert verdicts["result"].spans == ()
    assert verdicts["action"].present


def test_a_result_told_first_is_found_where_it_was_told() -> None:
    verdicts = judge(f"{RESULT} {SITUATION} {TASK} {ACTION}")
    assert verdicts["result"].spans[0].quote.startswith("In the end")
    assert verdicts["situation"].spans[0].quote.startswith("Last year")


def test_without_times_there_are_no_shares() -> None:
    assert all(v.share is None for v in judge(f"{SITUATION} {TASK} {ACTION} {RESULT}").values())


def test_an_empty_answer_has_no_beats_but_names_them_all() -> None:
    verdicts = judge("")
    assert list(verdicts) == ["situation", "task", "action", "result"]
    assert present(verdicts) == []


def test_notes_find_a_beat_that_no_cue_shows() -> None:
    notes = {"context": ("bakery with forty ovens and paper orders",)}
    answer = Index(prepare(words_of("Picture a bakery, forty ovens, orders on paper. Nobody liked that.")))
    verdicts = {v.beat: v for v in beats.judge(frameworks()["proud-system"], notes, answer).verdicts}
    assert verdicts["context"].present


def test_no_framework_no_beats() -> None:
    assert beats.judge(None, {}, Index(prepare(words_of("I did it.")))) == beats.Told()


@pytest.mark.parametrize("name", list(frameworks()))
def test_every_framework_is_judged_beat_by_beat(name: str) -> None:
    framework = frameworks()[name]
    said = ". ".join(f"{beat.cues[0]} we all saw it and {beat.cues[1]}" for beat in framework.beats) + "."
    verdicts = judge(said, name)
    assert list(verdicts) == [beat.beat for beat in framework.beats]
    assert len(present(verdicts)) >= len(framework.beats) - 1
