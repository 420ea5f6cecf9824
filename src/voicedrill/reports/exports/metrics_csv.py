"""The numbers of any number of reports as CSV (RFC 4180), a row an answer: for spreadsheets and statistics.

What does not apply is an empty cell, never 0.
"""

import csv
from collections.abc import Sequence
from io import StringIO

from voicedrill.decks.export.cells import defused, one_line
from voicedrill.reports.model import Report

Cell = str | int | float | None
_DIGITS = 4


def render(reports: Sequence[Report]) -> str:
    """All reports, in the order given, under one header."""
    rows = [_row(report) for report in reports]
    out = StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    writer.writerows([_cell(row[column]) for column in COLUMNS] for row in rows)
    return out.getvalue()


def _cell(value: Cell) -> str:
    if value is None:
        return ""
    if isinstance(value, float):
        return f"{value:.{_DIGITS}f}".rstrip("0").rstrip(".")
    return defused(one_line(value)) if isinstance(value, str) else str(value)


def _row(report: Report) -> dict[str, Cell]:
    delivery, coverage, question = report.delivery, report.coverage, report.question
    filled = delivery.filled_pauses_per_min
    points = [point.status for point in coverage.points]
    facts = [fact.status for fact in coverage.facts_that_count]
    return {
        "attempt": report.attempt_id,
        "created_at": report.created_at,
        "question": question.id if question else None,
        "ask": question.ask if question else None,
        "kind": question.kind if question else None,
        "engine": report.transcript.engine,
        "judge": coverage.judge,
        "first_word_s": delivery.first_word_s,
        "answer_s": delivery.answer_s,
        "phonation_s": delivery.phonation_s,
        "silence_share": delivery.silence_share,
        "target_low_s": delivery.length.target_s[0] if delivery.length else None,
        "target_high_s": delivery.length.target_s[1] if delivery.length else None,
        "length_verdict": delivery.length.verdict if delivery.length else None,
        "word_count": delivery.word_count,
        "speech_rate_wpm": delivery.speech_rate_wpm,
        "articulation_rate_wpm": delivery.articulation_rate_wpm,
        "pauses": len(delivery.pauses) if delivery.phonation_s is not None else None,
        "long_pauses": sum(pause.long for pause in delivery.pauses)
        if delivery.phonation_s is not None
        else None,
        "filled_pauses": sum(filler.kind == "filled-pause" and filler.certain for filler in delivery.fillers),
        "filled_pauses_low_per_min": filled.low if filled else None,
        "filled_pauses_high_per_min": filled.high if filled else None,
        "discourse_fillers": sum(filler.kind == "discourse" for filler in delivery.fillers),
        "discourse_fillers_per_min": delivery.discourse_fillers_per_min,
        "pitch_median_hz": delivery.voice.pitch_median_hz if delivery.voice else None,
        "pitch_spread_semitones": delivery.voice.pitch_spread_semitones if delivery.voice else None,
        "hedges": len(delivery.wording.hedges),
        "apologies": len(delivery.wording.apologies),
        "i_count": delivery.wording.i_count,
        "we_count": delivery.wording.we_count,
        "score": coverage.score,
        "points": len(points) if points else None,
        "points_covered": points.count("covered") if points else None,
        "points_partial": points.count("partial") if points else None,
        "beats": len(coverage.beats) or None,
        "beats_present": sum(beat.present for beat in coverage.beats) if coverage.beats else None,
        "facts": len(facts) or None,
        "facts_stated": facts.count("stated") if facts else None,
        "facts_misstated": facts.count("misstated") if facts else None,
        "red_flags_present": sum(flag.present for flag in coverage.red_flags) if coverage.red_flags else None,
    }


#: The header, in the order of the columns.
COLUMNS = (
    *("attempt", "created_at", "question", "ask", "kind", "engine", "judge"),
    *("first_word_s", "answer_s", "phonation_s", "silence_share"),
    *("target_low_s", "target_high_s", "length_verdict"),
    *("word_count", "speech_rate_wpm", "articulation_rate_wpm", "pauses", "long_pauses"),
    *("filled_pauses", "filled_pauses_low_per_min", "filled_pauses_high_per_min"),
    *("discourse_fillers", "discourse_fillers_per_min"),
    *("pitch_median_hz", "pitch_spread_semitones", "hedges", "apologies", "i_count", "we_count"),
    *("score", "points", "points_covered", "points_partial", "beats", "beats_present"),
    *("facts", "facts_stated", "facts_misstated", "red_flags_present"),
)
