"""A finished answer as rows: pure, one function a table."""

from datetime import UTC, datetime
from typing import Any

from voicedrill.coverage.results import Coverage
from voicedrill.history.values import KeptAnswer
from voicedrill.reports.model import Report

Row = dict[str, Any]


def utc(moment: datetime) -> str:
    """A moment as the history writes it: UTC, ISO 8601, whole seconds. Such texts sort by time."""
    return moment.astimezone(UTC).isoformat(timespec="seconds")


def attempt_row(kept: KeptAnswer, question_hash: str, glossary: str | None) -> Row:
    """The row in `attempts`."""
    question = kept.question
    return {
        "id": kept.attempt,
        "created_at": utc(kept.created_at),
        "day": kept.created_at.date().isoformat(),
        "deck": kept.deck,
        "deck_title": kept.deck_title,
        "question_id": question.id,
        "question_hash": question_hash,
        "kind": question.kind,
        "story": question.story,
        "mode": kept.mode,
        "session": kept.session,
        "self_rating": kept.self_rating,
        "glossary": glossary,
    }


def asked_row(kept: KeptAnswer, question_hash: str) -> Row:
    """What the row in `answers` says beside the numbers."""
    return {
        "attempt": kept.attempt,
        "part": kept.part,
        "ask": kept.question.ask,
        "because": kept.because,
        "question_hash": question_hash,
        "sound": kept.sound,
    }


def numbers(report: Report) -> Row:
    """The report's numbers in the row in `answers`."""
    delivery, coverage = report.delivery, report.coverage
    fillers, voice = delivery.filled_pauses_per_min, delivery.voice
    found: Row = {
        "duration_s": report.audio.duration_s if report.audio else None,
        "score": coverage.score,
        "first_word_s": delivery.first_word_s,
        "answer_s": delivery.answer_s,
        "phonation_s": delivery.phonation_s,
        "word_count": delivery.word_count,
        "length_verdict": delivery.length.verdict if delivery.length else None,
        "speech_rate_wpm": delivery.speech_rate_wpm,
        "articulation_rate_wpm": delivery.articulation_rate_wpm,
        "filled_pauses_low_per_min": fillers.low if fillers else None,
        "filled_pauses_high_per_min": fillers.high if fillers else None,
        "discourse_fillers_per_min": delivery.discourse_fillers_per_min,
        "silence_share": delivery.silence_share,
        "pause_count": len(delivery.pauses),
        "long_pauses": sum(pause.long for pause in delivery.pauses),
        "pitch_median_hz": voice.pitch_median_hz if voice else None,
        "pitch_spread_semitones": voice.pitch_spread_semitones if voice else None,
        "hedges": len(delivery.wording.hedges),
        "apologies": len(delivery.wording.apologies),
        "i_count": delivery.wording.i_count,
        "we_count": delivery.wording.we_count,
        "red_flags": sum(flag.present for flag in coverage.red_flags),
    }
    return {name: round(value, 4) if isinstance(value, float) else value for name, value in found.items()}


def verdict_rows(coverage: Coverage) -> dict[str, list[Row]]:
    """The rows in `points`, `facts` and `beats`, without the answer that they belong to."""
    points = {verdict.id: verdict for verdict in coverage.points}.values()
    return {
        "points": [
            {"point": one.id, "position": n, "text": one.text, "status": one.status, "score": one.score}
            for n, one in enumerate(points)
        ],
        "facts": [
            {"position": n, "text": one.text, "status": one.status, "said": one.said}
            for n, one in enumerate(coverage.facts)
        ],
        "beats": [
            {"position": n, "beat": one.beat, "present": one.present, "share": one.share}
            for n, one in enumerate(coverage.beats)
        ],
    }
