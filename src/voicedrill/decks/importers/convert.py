"""The way of an import from bytes to a draft, and several drafts as one deck."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from voicedrill.decks.importers.draft import Draft, ImportReport
from voicedrill.decks.importers.kinds import IMPORTERS, choose, importer
from voicedrill.decks.importers.readers import Progress, read_bytes
from voicedrill.decks.importers.readers.files import bytes_of
from voicedrill.decks.load import MAX_QUESTIONS
from voicedrill.errors import ImportFileError


def import_bytes(data: bytes, name: str, progress: Progress | None = None) -> tuple[Draft, ImportReport]:
    """A prep document understood; ``name`` is the file's name as told to people, ``progress`` is called with
    pages read and pages in all.

    Raises ImportFileError when it cannot be read or asks nothing.
    """
    document = read_bytes(data, name, progress)
    kind = choose(document)
    draft = importer(kind).read(document)
    if not draft.questions and not draft.stories:
        raise ImportFileError(
            f"{name}: no question was found in it. Questions are lines that end in '?', or begin with 'Q:', "
            "'Question 1:', 'Tell me about ...', headings, or a column named 'question'."
        )
    if len(draft.questions) > MAX_QUESTIONS:
        raise ImportFileError(
            f"{name}: {len(draft.questions):,} questions; a deck holds at most {MAX_QUESTIONS:,}. "
            "Split the file."
        )
    draft = _placed(draft, name, document.title)
    return draft, _report(draft, document.warnings)


def import_file(path: Path, progress: Progress | None = None) -> tuple[Draft, ImportReport]:
    """A file understood. Raises ImportFileError."""
    return import_bytes(bytes_of(path), path.name, progress)


def merge(drafts: Sequence[Draft]) -> Draft:
    """Several drafts as one, in order; title, company and role are the first that is given."""
    if len(drafts) == 1:
        return drafts[0]

    def first(key: str) -> str | None:
        return next((getattr(draft, key) for draft in drafts if getattr(draft, key)), None)

    drafts = _with_own_frameworks(drafts)
    terms = {term.term: term for draft in drafts for term in reversed(draft.glossary)}
    return Draft(
        kind="+".join(dict.fromkeys(draft.kind for draft in drafts)),
        questions=tuple(question for draft in drafts for question in draft.questions),
        title=first("title"),
        company=first("company"),
        role=first("role"),
        stories=tuple(story for draft in drafts for story in draft.stories),
        rounds=tuple(stage for draft in drafts for stage in draft.rounds),
        glossary=tuple(terms.values()),
        frameworks={name: beats for draft in drafts for name, beats in draft.frameworks.items()},
        prep={heading: notes for draft in drafts for heading, notes in draft.prep.items()},
        left_out=tuple(left for draft in drafts for left in draft.left_out),
        understood=tuple(sentence for draft in drafts for sentence in draft.understood),
    )


def _with_own_frameworks(drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts, a framework renamed when an earlier file has another one of that name."""
    known: dict[str, tuple[str, ...]] = {}
    found = []
    for draft in drafts:
        names = {}
        for name, beats in draft.frameworks.items():
            free, n = name, 2
            while known.get(free, beats) != beats:
                free, n = f"{name}-{n}", n + 1
            known[free] = beats
            names[name] = free
        found.append(_renamed(draft, names) if any(old != new for old, new in names.items()) else draft)
    return found


def _renamed(draft: Draft, names: dict[str, str]) -> Draft:
    def new(name: str | None) -> str | None:
        return names.get(name, name) if name else name

    return replace(
        draft,
        frameworks={names[name]: beats for name, beats in draft.frameworks.items()},
        questions=tuple(replace(q, framework=new(q.framework)) for q in draft.questions),
        stories=tuple(replace(story, framework=new(story.framework)) for story in draft.stories),
    )


def merge_reports(reports: Sequence[ImportReport]) -> ImportReport:
    """What several imports understood, together."""
    return ImportReport(
        kind="+".join(dict.fromkeys(report.kind for report in reports)),
        questions=sum(report.questions for report in reports),
        with_points=sum(report.with_points for report in reports),
        stories=sum(report.stories for report in reports),
        left_out=tuple(left for report in reports for left in report.left_out),
        understood=tuple(sentence for report in reports for sentence in report.understood),
        warnings=tuple(sentence for report in reports for sentence in report.warnings),
    )


def _placed(draft: Draft, name: str, title: str | None) -> Draft:
    """The draft with the file that its parts came from, and a title."""
    stem = name.rsplit("/", 1)[-1].rsplit(".", 1)[0].replace("_", " ").replace("-", " ").strip()
    return replace(
        draft,
        title=draft.title or title or stem or None,
        questions=tuple(replace(question, file=name) for question in draft.questions),
        stories=tuple(replace(story, file=name) for story in draft.stories),
        left_out=tuple(replace(left, file=name) for left in draft.left_out),
    )


def _report(draft: Draft, warnings: tuple[str, ...]) -> ImportReport:
    with_points = sum(
        bool(
            question.points or question.script or question.story or any(beat.notes for beat in question.beats)
        )
        for question in draft.questions
    )
    understood = draft.understood or (f"Read as {IMPORTERS[draft.kind].title}.",)
    return ImportReport(
        draft.kind,
        len(draft.questions),
        with_points,
        len(draft.stories),
        draft.left_out,
        understood,
        warnings,
    )
