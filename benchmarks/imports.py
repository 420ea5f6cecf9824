"""How well documents import: questions found, points attached to the right question, questions invented.

    python benchmarks/imports.py [FOLDER] [--details]

FOLDER (tests/decks/importers/documents without one) holds documents and a `truth.yaml`: name of the
document -> its questions, each with words of its points and follow-ups. A point counts when its words stand
in one note of its question; a question that the truth does not have is invented. Documents whose truth says
nothing are not read.
"""

import argparse
import re
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from voicedrill.decks.importers.convert import import_bytes
from voicedrill.decks.importers.draft import Draft, DraftQuestion
from voicedrill.decks.yaml12 import read_yaml
from voicedrill.errors import VoicedrillError

DOCUMENTS = Path(__file__).resolve().parent.parent / "tests" / "decks" / "importers" / "documents"


@dataclass
class Score:
    """Counts over one document or many; ``misses`` are sentences for people."""

    questions: int = 0
    found: int = 0
    points: int = 0
    attached: int = 0
    invented: int = 0
    misses: list[str] = field(default_factory=list)

    def add(self, other: "Score") -> None:
        """Add another document's counts."""
        self.questions += other.questions
        self.found += other.found
        self.points += other.points
        self.attached += other.attached
        self.invented += other.invented

    def row(self) -> str:
        """The counts in one line."""
        return (
            f"questions {self.found:4}/{self.questions:<4} points {self.attached:4}/{self.points:<4} "
            f"invented {self.invented}"
        )


def plain(text: str) -> str:
    """Words only, lower case: what stays of a text however it was marked."""
    return " ".join(re.findall(r"\w+", text.casefold().replace("’", "'").replace("'", "")))


def notes_of(question: DraftQuestion) -> list[str]:
    """All that the import holds to be said in answer to a question."""
    notes = [point.text for point in (*question.points, *question.facts)]
    notes += [note.text for beat in question.beats for note in beat.notes]
    return [plain(note) for note in notes]


def score(draft: Draft, truth: list[dict[str, Any]]) -> Score:
    """One document's draft against the truth."""
    result = Score()
    stories = {story.id: story for story in draft.stories if story.id}
    by_ask: dict[str, DraftQuestion] = {}
    for drafted in draft.questions:
        by_ask.setdefault(plain(drafted.ask), drafted)
    known = set()
    for wanted in truth:
        key = plain(wanted["ask"])
        known.add(key)
        result.questions += 1
        question = by_ask.get(key)
        result.found += question is not None
        if question is None:
            result.misses.append(f"not found: {wanted['ask']}")
        notes = notes_of(question) if question else []
        if question and question.story in stories:
            notes += [plain(note.text) for beat in stories[question.story].beats for note in beat.notes]
        for point in wanted.get("points", ()):
            result.points += 1
            attached = any(plain(str(point)) in note for note in notes)
            result.attached += attached
            if not attached and question:
                result.misses.append(f"point not attached: {wanted['ask'][:50]} <- {point}")
        asked = {plain(follow_up.ask) for follow_up in question.follow_ups} if question else set()
        for follow_up in wanted.get("follow_ups", ()):
            result.points += 1
            known.add(plain(follow_up))
            there = plain(follow_up) in asked or plain(follow_up) in by_ask
            result.attached += there
            if not there:
                result.misses.append(f"follow-up not found: {follow_up}")
    for key, question in by_ask.items():
        if key not in known:
            result.invented += 1
            result.misses.append(f"invented, line {question.line}: {question.ask[:90]}")
    return result


def score_file(path: Path, truth: list[dict[str, Any]]) -> tuple[Score, str]:
    """One file's score and the kind that it was taken for."""
    draft, _ = import_bytes(path.read_bytes(), path.name)
    return score(draft, truth), draft.kind


def main() -> int:
    """Print a table; leaves with 1 when a document cannot be read."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("folder", nargs="?", type=Path, default=DOCUMENTS)
    parser.add_argument("--details", action="store_true", help="name every miss")
    arguments = parser.parse_args()
    truths = read_yaml((arguments.folder / "truth.yaml").read_text(encoding="utf-8")).data
    total, failed = Score(), 0
    begun = time.perf_counter()
    for name, truth in truths.items():
        try:
            result, kind = score_file(arguments.folder / name, truth)
        except VoicedrillError as error:
            print(f"{name:26} {error}")
            failed += 1
            result, kind = (
                Score(questions=len(truth), points=sum(len(q.get("points", ())) for q in truth)),
                "-",
            )
        total.add(result)
        print(f"{name:26} {kind:18} {result.row()}")
        if arguments.details:
            for miss in result.misses:
                print(f"    {miss}")
    found, attached = total.found / max(total.questions, 1), total.attached / max(total.points, 1)
    print(
        f"{len(truths)} documents in {time.perf_counter() - begun:.2f} s: questions found {found:.1%}, "
        f"points attached {attached:.1%}, invented {total.invented}"
    )
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
