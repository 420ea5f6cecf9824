"""A mock interview that nobody held, for pictures of its page: recordings of the fixtures as its answers.

python docs/made_up_mock.py PAGE.html [TIMES]

writes its page, of the interview held TIMES times in a row, and tells what that took. What was said is taken
from the truth beside each recording: no recogniser is needed.
"""

import json
import os
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from voicedrill.coach.mock.clock import Costs, budget_of
from voicedrill.coach.mock.plan import Plan, PlannedQuestion, PlannedRound
from voicedrill.decks.find import find_question
from voicedrill.decks.model import Deck, Question, Story
from voicedrill.history.mocks import KeptStep, Mock, MockSettings
from voicedrill.reports.model import AudioRef, Part, Report
from voicedrill.sessions.analyse import Analyser
from voicedrill.sessions.mock_pages import make_mock_page
from voicedrill.sessions.mocking import Held, debrief_of
from voicedrill.timing import Word
from voicedrill.transcript import Transcript

FIXTURES = Path(__file__).resolve().parent.parent / "audio_fixtures"
#: A question about the story that another one tells too.
_NUMBERS = Question("numbers", "When did numbers change what you did?", story="visits")
_ASKED_THEM = (
    "Thank you, yes. What does an ordinary day look like for the person in this job? And I would like to "
    "know how you would tell after half a year that it was a good choice."
)
#: Rounds with the seconds that they may take; for each question its recording, None: skipped.
_ROUNDS: tuple[tuple[str, float, tuple[tuple[str, str | None], ...]], ...] = (
    (
        "First call",
        320.0,
        (
            ("pitch-and-curveballs#thirty-seconds", "pitch-recited"),
            ("starter#about-you", "about-you-slow"),
            ("pitch-and-curveballs#career-gap", "gap-apologises"),
        ),
    ),
    (
        "Hiring manager",
        720.0,
        (
            ("starter#made-it-better", "made-it-better-good"),
            ("starter#a-mistake", "mistake-blames"),
            ("numbers", "demo/answer"),
            ("starter#difficult-colleague", "colleague-rambles"),
            ("starter#why-us", None),
        ),
    ),
    (
        "The team",
        420.0,
        (
            ("starter#too-much-at-once", "priorities-too-fast"),
            ("pitch-and-curveballs#let-someone-go", "hard-decision-good"),
            ("starter#your-questions", ""),
        ),
    ),
)
#: What the interviewer broke in with, and what was asked on, by question.
_PRESSED = {
    "a-mistake": ("Can you give me a number?",),
    "difficult-colleague": ("What did you do yourself?",),
}
_FOLLOWED = {"difficult-colleague": "about-you-slow"}
_THINK_S, _AFTER_S, _ASKED_THEM_S = 9.0, 2.0, 16.0


def made_up_mock(times: int = 1) -> tuple[Held, Deck]:
    """The interview, ``times`` over, and its deck; always the same. It is not in the history."""
    questions = {name: _question(name) for _, _, asked in _ROUNDS for name, _ in asked}
    stories = (Story("visits", "The missed visits"), Story("rota", "A rota that people keep to"))
    deck = Deck("Practice manager at a clinic", tuple(questions.values()), stories=stories)
    settings = MockSettings("pressing", _THINK_S, 2.5, 600.0)
    held = Held(
        Mock(
            "mock-20261121-101500-ab12",
            "2026-11-21T10:15:00+00:00",
            "clinic.yaml",
            deck.title,
            _plan(),
            settings,
        ),
        is_over=True,
    )
    with Analyser() as analyser:
        for turn in range(times):
            for number, (_, _, asked) in enumerate(_ROUNDS):
                for name, recording in asked:
                    _ask(held, number, questions[name], recording, turn, analyser)
    return held, deck


def _question(name: str) -> Question:
    if name == _NUMBERS.id:
        told = _question("starter#made-it-better")
        return replace(told, id=_NUMBERS.id, ask=_NUMBERS.ask)
    question = find_question(name)[1]
    return replace(question, story="visits") if question.id == "made-it-better" else question


def _plan() -> Plan:
    def planned(question: Question) -> PlannedQuestion:
        return PlannedQuestion(question.id, question.kind, budget_of(question, Costs(_THINK_S)))

    rounds = []
    for name, limit_s, asked in _ROUNDS:
        questions = [planned(_question(each)) for each, _ in asked]
        closing = next((each for each in questions if each.kind == "ask-them"), None)
        own = tuple(each for each in questions if each is not closing)
        rounds.append(PlannedRound(name.lower(), name, limit_s, own, closing))
    return Plan(tuple(rounds), 1, 1)


def _ask(
    held: Held, number: int, question: Question, recording: str | None, turn: int, analyser: Analyser
) -> None:
    at_s = held.elapsed_s
    wait_s = len(question.ask.split()) / 2.5 + _THINK_S
    if recording is None:
        held.steps.append(KeptStep(number, question.id, 0, "skipped", None, at_s, wait_s))
        return
    attempt = f"20261121-1015{len(held.steps):02d}-ab{turn}2"
    report = _report(question, recording, analyser)
    held.reports[attempt, 0] = replace(report, attempt_id=attempt)
    held.ratings[attempt] = 2 + len(held.steps) % 3
    took_s = wait_s + (report.audio.duration_s if report.audio else _ASKED_THEM_S) + _AFTER_S
    pressed = _PRESSED.get(question.id, ())
    held.steps.append(KeptStep(number, question.id, 0, "answered", attempt, at_s, took_s, pressed))
    follow_up = report.follow_up
    if question.id in _FOLLOWED and follow_up is not None:
        asked = replace(question, id="follow-up", ask=follow_up.ask, points=(), framework=None, facts=())
        on = _report(asked, _FOLLOWED[question.id], analyser)
        part = Part(attempt, 1, follow_up.ask, follow_up.because, follow_up.about)
        held.reports[attempt, 1] = replace(on, attempt_id=attempt, part=part)
        took_s = 8.0 + (on.audio.duration_s if on.audio else 0.0)
        held.steps.append(KeptStep(number, question.id, 1, "answered", attempt, held.elapsed_s, took_s))


def _report(question: Question, recording: str, analyser: Analyser) -> Report:
    if not recording:
        words = tuple(
            Word(text, 1 + 0.4 * at, 1.35 + 0.4 * at) for at, text in enumerate(_ASKED_THEM.split())
        )
        return analyser.analyse_transcript(Transcript("given", None, _ASKED_THEM, "engine", words), question)
    sound = FIXTURES / f"{recording}.flac"
    truth = json.loads(sound.with_name(f"{sound.stem}.truth.json").read_text(encoding="utf-8"))
    words = tuple(Word(word["text"], word["start"], word["end"]) for word in truth["words"])
    report = analyser.analyse_transcript(Transcript("given", None, truth["text"], "aligned", words), question)
    return replace(report, audio=AudioRef(str(sound), truth["duration_s"], None, 0.0, False))


def made_up_page(*, times: int = 1, with_sound: bool = True) -> str:
    """The page of that interview. Nothing of the user's is read or written for it."""
    with tempfile.TemporaryDirectory() as folder:
        before = os.environ.get("VOICEDRILL_DATA")
        os.environ["VOICEDRILL_DATA"] = folder
        try:
            held, deck = made_up_mock(times)
            return make_mock_page(held, deck, debrief_of(held, deck), with_sound=with_sound)
        finally:
            os.environ.pop("VOICEDRILL_DATA")
            if before is not None:
                os.environ["VOICEDRILL_DATA"] = before


def _measured(target: Path, times: int) -> Iterator[str]:
    with tempfile.TemporaryDirectory() as folder:
        os.environ["VOICEDRILL_DATA"] = folder
        held, deck = made_up_mock(times)
        debrief = debrief_of(held, deck)
        sound_s = sum(report.audio.duration_s for report in held.reports.values() if report.audio)
        count, minutes = len(debrief.questions), held.elapsed_s / 60
        yield f"{count} questions in {minutes:.0f} min, {sound_s / 60:.0f} min of sound"
        for with_sound in (False, True):
            wall_s, cpu_s = time.perf_counter(), time.process_time()
            page = make_mock_page(held, deck, debrief, with_sound=with_sound)
            wall_s, cpu_s = time.perf_counter() - wall_s, time.process_time() - cpu_s
            target.write_text(page, encoding="utf-8")
            yield (
                f"{'with' if with_sound else 'without'} sound: {len(page.encode()) / 1e6:.2f} MB, "
                f"{wall_s:.1f} s by the clock, {cpu_s:.1f} s of processor time"
            )


if __name__ == "__main__":
    for line in _measured(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 1):
        print(line)
