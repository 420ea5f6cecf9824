"""A history of one's own, and answers to keep in it."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from history_answers import MakeAnswer

from voicedrill.decks.find import find_question
from voicedrill.decks.model import GlossaryTerm, Question
from voicedrill.history.store import History, open_history
from voicedrill.history.values import KeptAnswer
from voicedrill.reports.as_json import from_json, to_json
from voicedrill.reports.model import Part, Report
from voicedrill.sessions.analyse import Analyser
from voicedrill.timing import Word
from voicedrill.transcript import Transcript

SAID = (
    "Patients kept missing their visits at the practice where I worked. Um so I called forty of them to ask "
    "why. We tried a message the day before with one dentist and I guess it worked, sorry, missed visits "
    "fell from twenty to eight in a hundred."
)


@pytest.fixture(autouse=True)
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty data folder, for this process and those that it starts."""
    folder = tmp_path / "data"
    monkeypatch.setenv("VOICEDRILL_DATA", str(folder))
    return folder


@pytest.fixture
def history(data: Path) -> Iterator[History]:
    with open_history() as history:
        yield history


@pytest.fixture(scope="session")
def question() -> Question:
    return find_question("starter#made-it-better")[1]


@pytest.fixture(scope="session")
def report(question: Question) -> Report:
    """What is said of a short answer with times."""
    words = tuple(Word(text, n * 0.4, n * 0.4 + 0.3, 0.9) for n, text in enumerate(SAID.split()))
    with Analyser() as analyser:
        made = analyser.analyse_transcript(Transcript("test", None, SAID, "engine", words), question)
    return from_json(to_json(made))  # rounded as it is kept


@pytest.fixture
def answer(report: Report, question: Question) -> MakeAnswer:
    """Makes an answer of the id that is given; with a part, the one to that follow-up."""

    def make(name: str, part: int = 0, **values: object) -> KeptAnswer:
        of = Part(name, part, question.ask, "because of that") if part else None
        made = KeptAnswer(
            attempt=name,
            report=replace(report, attempt_id=name, part=of),
            question=question,
            created_at=datetime(2026, 11, 21, 9, 30, tzinfo=UTC),
            part=part,
            deck="starter",
            deck_title="Starter",
            glossary=(GlossaryTerm("p99", ("p ninety nine",)),),
        )
        return replace(made, **values)

    return make
