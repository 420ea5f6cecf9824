"""What a correction is worth on the speaker's next answer: twenty speakers, three answers each.

python -m benchmarks.teaching [--sets FILE] [--only odd|even] [--misses] [--json FILE]

After an answer each of its points is corrected at most once, as its labels say, and the next answer to the
same question is judged with what was taught; after that one the same again, for the third. Labels of an
answer are used only to teach what is judged after it.

    none        nothing is taught
    corrected   only where the judge was wrong: a covered point that was not ticked gets its passage, a
                missed one that was ticked, wholly or half, the sentences of its evidence as a counter-example
    confirmed   the passage of every covered point is taught as well, right or wrong

Rivals: token_set, rapidfuzz's ratio of the best window, taught passages as aliases; likeness, which words a
taught passage and a sentence share. Where a judge has no thresholds, those best on other sets are taken.

Odd sets were seen while the use of lessons was chosen; even ones were not. AUC: covered against missed.
"""

import argparse
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from benchmarks.common import table, write_json
from benchmarks.coverage_figures import auc, cross_tuned, macro_f1
from benchmarks.coverage_rivals import token_set
from benchmarks.coverage_rows import transcript_of

from voicedrill.coverage.answers import prepare_text
from voicedrill.coverage.candidates import Candidate, sentences_around
from voicedrill.coverage.evaluate import evaluate
from voicedrill.coverage.lessons import Lessons, PointLesson
from voicedrill.coverage.rarity import weight
from voicedrill.coverage.results import PointVerdict
from voicedrill.coverage.words import sentences, words_of
from voicedrill.decks.model import Question, TalkingPoint
from voicedrill.teaching.book import Book
from voicedrill.teaching.doubts import offered

SETS = Path(__file__).parent / "data" / "teaching_sets.jsonl"
TEACHING = ("none", "corrected", "confirmed")


@dataclass(frozen=True)
class Outcome:
    """One point of one answer under test.

    ``history``: what the speaker had taught of it before: "said", "not said", "both" or "nothing".
    ``status``: None where the judge has no thresholds of its own. ``text``: the point's own.
    """

    set: str
    kind: str
    answer: int
    teaching: str
    judge: str
    text: str
    label: str
    history: str
    score: float
    status: str | None


#: (question, text, lessons) -> one (score, status) a point.
Verdicts = Sequence[tuple[float, str | None]]
Judge = Callable[[Question, str, Lessons], Verdicts]


def words(question: Question, text: str, lessons: Lessons) -> Verdicts:
    """The embedded judge."""
    coverage = evaluate(question, transcript_of(text), lessons)
    return [(verdict.score, verdict.status) for verdict in coverage.points]


def raw_fuzz(question: Question, text: str, lessons: Lessons) -> Verdicts:
    """rapidfuzz token_set_ratio of the best window, the taught passages as aliases."""
    nothing = PointLesson()
    return [
        (max(token_set(w, text) for w in (p.say, *lessons.get(p.id, nothing).passages)), None)
        for p in question.points
    ]


def likeness(question: Question, text: str, lessons: Lessons) -> Verdicts:
    """Only how like the likest sentence is to a taught passage; where none is taught, the embedded judge."""
    sentences_ = [_weights(text_of) for text_of in _sentences(text)]
    verdicts = evaluate(question, transcript_of(text)).points
    return [
        (
            max((_dice(_weights(p), s) for p in lesson.passages for s in sentences_), default=verdict.score),
            None,
        )
        for verdict in verdicts
        for lesson in [lessons.get(verdict.id, PointLesson())]
    ]


def _sentences(text: str) -> list[str]:
    words_ = words_of(text)
    return [" ".join(w.text for w in words_[first : last + 1]) for first, last in sentences(words_)]


def _weights(text: str) -> dict[str, float]:
    """The stems of a text and how rare they are."""
    return {t.stem: weight(t.text) for t in prepare_text(text).tokens if weight(t.text) > 0}


def _dice(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    """What two texts share by weight, 0 to 1 (Dice 1945)."""
    total = sum(one.values()) + sum(other.values())
    return 2 * sum(worth for stem, worth in one.items() if stem in other) / total if total else 0.0


JUDGES: Mapping[str, Judge] = {"words": words, "token_set": raw_fuzz, "likeness": likeness}


def question_of(one: Mapping[str, Any]) -> Question:
    """The deck's question that the set would be."""
    points = tuple(TalkingPoint(point["id"], point["text"]) for point in one["points"])
    return Question(id=one["id"], ask=one["question"], kind=one["kind"], points=points)


def taught(
    question: Question, answer: Mapping[str, Any], lessons: Lessons, *, confirming: bool
) -> dict[str, PointLesson]:
    """The lessons after one correction at most of each point of ``answer``, by its labels."""
    transcript = transcript_of(answer["answer"])
    verdicts = evaluate(question, transcript, lessons).points
    learnt = dict(lessons)
    for verdict, truth in zip(verdicts, answer["points"], strict=True):
        lesson = learnt.get(verdict.id, PointLesson())
        if truth["label"] == "covered" and (confirming or verdict.status != "covered"):
            lesson = replace(lesson, passages=_with(lesson.passages, truth["passage"]))
        elif truth["label"] == "missed" and verdict.evidence is not None:
            wrong = counter_example(verdict, answer["answer"])
            lesson = replace(lesson, not_passages=_with(lesson.not_passages, wrong))
        if lesson != PointLesson():
            learnt[verdict.id] = lesson
    return learnt


def counter_example(verdict: PointVerdict, text: str) -> str:
    """What is kept when a tick is taken away."""
    assert verdict.evidence is not None, "only what was ticked can be taken away"
    return sentences_around(verdict.evidence, transcript_of(text).words).quote


def _with(passages: tuple[str, ...], one: str) -> tuple[str, ...]:
    return passages if one in passages else (*passages, one)


def outcomes(sets: Sequence[Mapping[str, Any]]) -> Iterator[Outcome]:
    """Every point of every second and third answer, by every teaching and judge."""
    for one in sets:
        question = question_of(one)
        for teaching in TEACHING:
            lessons: dict[str, PointLesson] = {}
            for number, answer in enumerate(one["answers"], 1):
                if number > 1:
                    for name, judge in JUDGES.items():
                        verdicts = judge(question, answer["answer"], lessons)
                        for point, truth, (score, status) in zip(
                            question.points, answer["points"], verdicts, strict=True
                        ):
                            yield Outcome(
                                one["id"],
                                one["kind"],
                                number,
                                teaching,
                                name,
                                point.say,
                                truth["label"],
                                _history(lessons.get(point.id)),
                                score,
                                status,
                            )
                if teaching != "none":
                    lessons = taught(question, answer, lessons, confirming=teaching == "confirmed")


def _history(lesson: PointLesson | None) -> str:
    if lesson is None:
        return "nothing"
    if lesson.passages and lesson.not_passages:
        return "both"
    return "said" if lesson.passages else "not said"


def is_odd(name: str) -> bool:
    """Whether a set ("t07") is one of those that were seen."""
    return int(name[1:]) % 2 == 1


def summary(rows: Sequence[Outcome]) -> dict[str, Any]:
    """Counts, macro F1 and AUC of some points. A judge without thresholds gets those best on other sets."""
    true = [row.label for row in rows]
    if rows and rows[0].status is None:
        # Halves of sets, so that both halves hold odd and even ones.
        said = cross_tuned(true, [r.score for r in rows], [int(r.set[1:]) % 4 < 2 for r in rows])
    else:
        said = tuple(row.status or "missed" for row in rows)
    return {
        "covered": true.count("covered"),
        "partial": true.count("partial"),
        "missed": true.count("missed"),
        "macro F1": macro_f1(true, said) if rows else None,
        "right": sum(a == b for a, b in zip(true, said, strict=True)) / len(rows) if rows else None,
        "AUC": _auc(rows),
    }


def _auc(rows: Sequence[Outcome]) -> float | None:
    return auc(
        [r.score for r in rows if r.label == "covered"], [r.score for r in rows if r.label == "missed"]
    )


def corrections(sets: Sequence[Mapping[str, Any]]) -> dict[str, float]:
    """How many corrections a speaker made in the mean after the first answer, and after the second."""
    after = {"first": 0, "second": 0}
    for one in sets:
        question, lessons = question_of(one), dict[str, PointLesson]()
        for which, answer in zip(after, one["answers"], strict=False):
            now = taught(question, answer, lessons, confirming=False)
            after[which] += sum(now.get(p.id) != lessons.get(p.id) for p in question.points)
            lessons = now
    return {which: count / len(sets) for which, count in after.items()}


def offers(sets: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Of covered points that were not ticked, in all three answers, nothing taught: how often the passage
    is the first one offered for correction, or one of the three: of the shorter of both, half is in it.
    """
    found = []
    for one in sets:
        question = question_of(one)
        for answer in one["answers"]:
            transcript = transcript_of(answer["answer"])
            verdicts = evaluate(question, transcript).points
            for number, truth in enumerate(answer["points"]):
                if truth["label"] == "covered" and verdicts[number].status != "covered":
                    first = len(answer["answer"].partition(truth["passage"])[0].split())
                    place = first, first + len(truth["passage"].split()) - 1
                    choices = offered(question, verdicts, number, transcript.words, Book())
                    found.append([_is_there(one, *place) for one in choices])
    return {
        "passages": len(found),
        "offered first": sum(any(f[:1]) for f in found) / len(found),
        "among those offered": sum(any(f) for f in found) / len(found),
    }


def _is_there(candidate: Candidate, first: int, last: int) -> bool:
    shared = min(candidate.last, last) - max(candidate.first, first) + 1
    return 2 * shared >= min(candidate.last - candidate.first, last - first) + 1


def again(sets: Sequence[Mapping[str, Any]]) -> float | None:
    """AUC of every answer judged with its own corrections: the bound for who says the same again.

    No test of the judge on new words, only that it takes what it was told.
    """
    scored: dict[str, list[float]] = {"covered": [], "partial": [], "missed": []}
    for one in sets:
        question = question_of(one)
        for answer in one["answers"]:
            lessons = taught(question, answer, {}, confirming=False)
            for truth, (score, _) in zip(
                answer["points"], words(question, answer["answer"], lessons), strict=True
            ):
                scored[truth["label"]].append(score)
    return auc(scored["covered"], scored["missed"])


def parts(rows: Sequence[Outcome]) -> Iterator[dict[str, Any]]:
    """The table: sets, answer, judge, teaching."""
    for part, inside in (("odd (seen)", True), ("even (untouched)", False)):
        for number in (2, 3):
            for judge in JUDGES:
                for teaching in TEACHING:
                    chosen = [
                        r
                        for r in rows
                        if is_odd(r.set) == inside
                        and (r.answer, r.judge, r.teaching) == (number, judge, teaching)
                    ]
                    if chosen:
                        yield {
                            "sets": part,
                            "answer": str(number),
                            "judge": judge,
                            "taught": teaching,
                            **summary(chosen),
                        }


def by_kind(rows: Sequence[Outcome]) -> Iterator[dict[str, Any]]:
    """The embedded judge apart by kind of question and by what was taught of the point, both answers."""
    own = [r for r in rows if r.judge == "words"]
    for part, inside in (("odd (seen)", True), ("even (untouched)", False)):
        for teaching in TEACHING:
            chosen = [r for r in own if is_odd(r.set) == inside and r.teaching == teaching]
            groups = {f"kind: {kind}": [r for r in chosen if r.kind == kind] for kind in _kinds(chosen)}
            for history in ("nothing", "said", "not said", "both"):
                groups[f"taught: {history}"] = [r for r in chosen if r.history == history]
            for name, group in groups.items():
                if group:
                    yield {"sets": part, "taught": teaching, "points": name, **summary(group)}


def _kinds(rows: Sequence[Outcome]) -> list[str]:
    return sorted({row.kind for row in rows})


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--sets", type=Path, default=SETS)
    parser.add_argument("--only", choices=("odd", "even"), help="only these sets are looked at")
    parser.add_argument("--misses", action="store_true", help="list what is still judged wrong")
    parser.add_argument("--json", type=Path)
    asked = parser.parse_args()
    sets = [json.loads(line) for line in asked.sets.read_text("utf-8").splitlines()]
    if asked.only:
        sets = [one for one in sets if is_odd(one["id"]) == (asked.only == "odd")]
    rows = list(outcomes(sets))
    whole, apart = list(parts(rows)), list(by_kind(rows))
    print(table(whole))
    print("\nThe embedded judge, answers 2 and 3 together:\n")
    print(table(apart))
    made = corrections(sets)
    print(
        f"\ncorrections a speaker: {made['first']:.1f} after the first, {made['second']:.1f} after the second"
    )
    choice = offers(sets)
    print(
        f"of {choice['passages']} passages that were not ticked {choice['offered first']:.2f} are offered "
        f"first, {choice['among those offered']:.2f} among the first three"
    )
    same = {
        part: again([one for one in sets if is_odd(one["id"]) == inside])
        for part, inside in (("odd", True), ("even", False))
    }
    print("AUC of the very answers that were corrected:", same)
    if asked.misses:
        for row in rows:
            if row.judge == "words" and row.teaching == "corrected" and row.status != row.label:
                print(
                    f"{row.set} answer {row.answer}: {row.label}, judged {row.status} ({row.score:.2f}), "
                    f"taught {row.history}: {row.text}"
                )
    write_json(
        asked.json, {"table": whole, "apart": apart, "corrections": made, "offers": choice, "again": same}
    )


if __name__ == "__main__":
    main()
