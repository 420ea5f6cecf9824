"""What the history costs: KB an answer without its sound, and the time of `voicedrill history`.

python -m benchmarks.history                              # KB an answer, from recordings that are analysed
python -m benchmarks.history --attempts 10000             # so many made-up attempts, and its times
python -m benchmarks.history --attempts 10000 --into DIR  # leave it there: VOICEDRILL_DATA=DIR voicedrill ...
"""

import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

from voicedrill.decks.find import deck_names, find_deck, find_question
from voicedrill.decks.load import load_deck
from voicedrill.decks.model import Deck, Question
from voicedrill.history.store import History, open_history
from voicedrill.history.values import KeptAnswer
from voicedrill.reports.model import Report
from voicedrill.sessions.analyse import Analyser
from voicedrill.timing import Word
from voicedrill.transcript import Transcript

from .common import FIXTURES

LATEST = datetime(2026, 11, 21, 20, 0).astimezone()
#: Words an answer of 120 s has at 150 a minute.
_WORDS = 300
#: So many answers to each of so many questions are made; each attempt is one of them at a time of its own.
_VARIANTS = 2
_QUESTIONS = 60
_CHATTER = (
    "so the first thing that I did was to look at what we had",
    "um and we talked about it with the people who were there",
    "that took us about three weeks and it was not easy",
    "you know in the end everybody agreed that it was worth it",
    "I think I would do it in the same way again",
)


def measured() -> Iterator[tuple[str, Report, Question, Deck]]:
    """The spoken answers that ship with the checkout, analysed."""
    with Analyser("moonshine") as analyser:
        for path in sorted(FIXTURES.glob("*.truth.json")):
            truth = json.loads(path.read_text())
            deck, question = find_question(truth["question"])
            sound = path.with_name(f"{truth['name']}.flac")
            yield truth["name"], analyser.analyse_file(sound, question, deck), question, deck


def kb_an_answer() -> None:
    """Print what each answer takes in a database of thirty such, and what 120 s of it would."""
    worst = 0.0
    print(f"{'answer':<24} {'s':>6} {'KB':>6} {'KB for 120 s':>13}")
    for name, report, question, deck in measured():
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "history.sqlite3"
            size = []
            for copies in (10, 40):
                with open_history(path) as history:
                    for n in range(copies):
                        at = LATEST - timedelta(minutes=n + copies)
                        history.add(_kept(f"{name}-{copies}-{n}", report, question, deck, "benchmark", at))
                    history.tidy()
                size.append(path.stat().st_size)
        duration_s = report.audio.duration_s if report.audio else 0.0
        kb = (size[1] - size[0]) / 40 / 1000
        scaled = kb * max(1.0, 120 / duration_s)
        worst = max(worst, scaled)
        print(f"{name:<24} {duration_s:>6.1f} {kb:>6.1f} {scaled:>13.1f}")
    print(f"largest: {worst:.1f} KB for 120 s (at most 40)")


def fill(history: History, attempts: int, seed: int = 0) -> None:
    """Keep ``attempts`` made-up answers to questions of the shipped decks, over two years."""
    chance = random.Random(seed)
    made = list(_made_up(chance))
    times = sorted(LATEST - timedelta(minutes=chance.uniform(0, 730 * 24 * 60)) for _ in range(attempts))
    with history.transaction():
        for n, at in enumerate(times):
            report, question, deck, name = chance.choice(made)
            kept = _kept(f"{at:%Y%m%d-%H%M%S}-{n:04x}", report, question, deck, name, at)
            history.add(replace(kept, self_rating=chance.choice((None, 1, 2, 3, 4))))
            if n % 500 == 0:
                print(f"\r{n} of {attempts}", end="", file=sys.stderr)
    print(f"\r{attempts} attempts     ", file=sys.stderr)


def _made_up(chance: random.Random) -> Iterator[tuple[Report, Question, Deck, str]]:
    decks = {name: load_deck(find_deck(name)) for name in deck_names()}
    questions = [(name, question) for name, deck in decks.items() for question in deck.questions]
    with Analyser() as analyser:
        for name, question in chance.sample(questions, _QUESTIONS) * _VARIANTS:
            report = analyser.analyse_transcript(_answer(question, chance), question)
            yield report, question, decks[name], name


def _answer(question: Question, chance: random.Random) -> Transcript:
    """Some of the points in their own words, the rest is chatter; paced as people are."""
    said = [point.say for point in question.points if chance.random() < 0.6] + [*question.facts]
    text: list[str] = []
    while len(text) < _WORDS:
        text += (said.pop(0) if said and chance.random() < 0.5 else chance.choice(_CHATTER)).split()
    at, words = 0.5, []
    for word in text:
        end = at + chance.uniform(0.15, 0.45)
        words.append(Word(word, round(at, 3), round(end, 3), 0.9))
        at = end + (chance.uniform(0.3, 2.0) if chance.random() < 0.1 else 0.05)
    return Transcript("made up", None, " ".join(text), "engine", tuple(words))


def _kept(
    attempt: str, report: Report, question: Question, deck: Deck, name: str, at: datetime
) -> KeptAnswer:
    return KeptAnswer(
        attempt=attempt,
        report=replace(report, attempt_id=attempt, created_at=at.isoformat(timespec="seconds")),
        question=question,
        created_at=at,
        deck=name,
        deck_title=deck.title,
        glossary=deck.glossary,
    )


def times_of(folder: Path, *commands: str) -> None:
    """Print the wall time of whole processes, the median of seven runs."""
    for command in commands:
        taken = []
        for _ in range(7):
            began = time.perf_counter()
            subprocess.run(
                [sys.executable, "-m", "voicedrill", *command.split()],
                env={**os.environ, "VOICEDRILL_DATA": str(folder)},
                check=True,
                capture_output=True,
            )
            taken.append(time.perf_counter() - began)
        print(f"voicedrill {command:<24} {sorted(taken)[3]:.2f} s")


def main() -> None:
    """See the head of this file."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--attempts", type=int)
    parser.add_argument("--into", type=Path)
    options = parser.parse_args()
    if options.attempts is None:
        kb_an_answer()
        return
    with tempfile.TemporaryDirectory() as temporary:
        folder = options.into or Path(temporary)
        path = folder / "history.sqlite3"
        with open_history(path) as history:
            fill(history, options.attempts)
        size = path.stat().st_size
        print(
            f"{options.attempts} attempts: {size / 1e6:.0f} MB, {size / options.attempts / 1000:.1f} KB each"
        )
        times_of(folder, "--version", "history", "history --limit 1 --json", "progress")


if __name__ == "__main__":
    main()
