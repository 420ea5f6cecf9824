"""How often a point is ticked by the answer to another question, and how often by another way of saying it.

    python -m benchmarks.foreign_ticks [DECK.yaml ...] [--show] [--json FILE]

Without names, the decks of content/. An answer is made of a question's points, one sentence each, as the deck
words them. *Foreign*: the points of every question are judged against the answers to five other questions of
the same deck; every tick is wrong, but for points that two questions share. *Own*: the last alias of each
point is taken out of the deck and said instead, all points of a question in one answer; every miss is wrong.
"""

import argparse
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from benchmarks.common import table, write_json
from benchmarks.coverage_figures import auc
from benchmarks.coverage_rows import transcript_of

from voicedrill.coverage.answers import prepare
from voicedrill.coverage.points import judge, stems_asked
from voicedrill.coverage.results import PointVerdict
from voicedrill.decks.load import load_deck
from voicedrill.decks.model import Question, TalkingPoint

CONTENT = Path(__file__).resolve().parent.parent / "content"
#: Answers to other questions that each question's points are judged against.
_OTHERS = 5


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("decks", type=Path, nargs="*")
    parser.add_argument("--show", action="store_true", help="print every foreign tick with what was quoted")
    parser.add_argument("--json", type=Path)
    options = parser.parse_args(arguments)
    rows = []
    for path in options.decks or sorted(CONTENT.glob("*.yaml")):
        questions = [q for q in load_deck(path).questions if any(p.wordings for p in q.points)]
        foreign = [one for at in range(len(questions)) for one in _foreign(at, questions)]
        own = [one for question in questions for one in _own(question)]
        apart = auc([one.score for one in own], [one.score for one in foreign])
        rows.append({"deck": path.stem, **_shares("foreign", foreign), **_shares("own", own), "AUC": apart})
        if options.show:
            for one in foreign:
                if one.status == "covered" and one.evidence:
                    print(f"{one.score:.2f} {one.text!r} by {one.evidence.quote!r}")
    print(table(rows))
    write_json(options.json, {"decks": rows})


def _foreign(at: int, questions: Sequence[Question]) -> list[PointVerdict]:
    """The points of one question against the answers to the next ones of the deck."""
    others = [questions[(at + step) % len(questions)] for step in range(1, min(_OTHERS + 1, len(questions)))]
    return [one for other in others for one in _judged(questions[at], _sentences(other.points))]


def _own(question: Question) -> list[PointVerdict]:
    """Those points of a question that have an alias, all said by their last, which the deck then lacks."""
    points = [point for point in question.points if point.aliases]
    less = tuple(replace(point, aliases=point.aliases[:-1]) for point in points)
    said = " ".join(_sentence(point.aliases[-1]) for point in points)
    return _judged(replace(question, points=less), said) if points else []


def _judged(question: Question, said: str) -> list[PointVerdict]:
    answer = prepare(transcript_of(said).words)
    return [*judge(question.points, answer, stems_asked(question.ask))]


def _sentences(points: Sequence[TalkingPoint]) -> str:
    return " ".join(_sentence(point.wordings[0]) for point in points if point.wordings)


def _sentence(text: str) -> str:
    return text if text.endswith((".", "?", "!")) else f"{text}."


def _shares(name: str, verdicts: Sequence[PointVerdict]) -> dict[str, Any]:
    """The share of the verdicts that are covered, and that are partial."""
    said = [verdict.status for verdict in verdicts]
    count = max(1, len(said))
    return {
        f"{name}: points": len(said),
        f"{name}: covered": said.count("covered") / count,
        f"{name}: partial": said.count("partial") / count,
    }


if __name__ == "__main__":
    main()
