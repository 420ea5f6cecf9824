import json
from dataclasses import replace

import pytest

from voicedrill.coverage.results import BeatNote, Recital
from voicedrill.errors import InputError
from voicedrill.reports.as_json import from_json, to_json
from voicedrill.reports.model import Report
from voicedrill.transcript import Quote

#: The report as others script against it: a field that goes or is renamed breaks them.
CONTRACT = {
    "": "schema voicedrill attempt_id created_at language warnings question audio transcript delivery "
    "coverage advice follow_up timings",
    "question": "id ask kind hash",
    "audio": "path duration_s noise_dbfs clipped_share too_quiet",
    "transcript": "engine model text timing words",
    "transcript.words.0": "text start end probability",
    "delivery": "first_word_s answer_s phonation_s word_count length speech_rate_wpm articulation_rate_wpm "
    "pace pauses fillers filled_pauses_per_min discourse_fillers_per_min voice wording recital",
    "delivery.length": "target_s verdict",
    "delivery.pace.0": "start end wpm",
    "delivery.pauses.0": "start end long place after_number",
    "delivery.fillers.0": "text kind start end witness certain",
    "delivery.filled_pauses_per_min": "low high",
    "delivery.voice": "pitch_median_hz pitch_spread_semitones",
    "delivery.wording": "hedges apologies i_count we_count",
    "delivery.wording.hedges.0": "quote start end",
    "delivery.recital": "overlap longest_run",
    "coverage": "judge score points beats facts red_flags",
    "coverage.points.0": "id text weight must status score evidence",
    "coverage.points.0.evidence": "quote start end",
    "coverage.beats.0": "beat present share spans",
    "coverage.beats.0.spans.0": "quote start end",
    "coverage.facts.0": "text status said evidence",
    "coverage.red_flags.0": "text present evidence",
    "advice.0": "about say evidence",
    "follow_up": "ask because",
    "timings": "recognition_s assessment_s after_speech_s",
}


@pytest.mark.parametrize("path", CONTRACT)
def test_every_field_of_the_contract_is_there(full_report: Report, path: str) -> None:
    value = json.loads(to_json(full_report))
    for step in filter(None, path.split(".")):
        value = value[int(step)] if step.isdigit() else value[step]
    assert set(CONTRACT[path].split()) <= set(value)


def test_a_report_is_one_line(full_report: Report) -> None:
    assert "\n" not in to_json(full_report)


def test_what_does_not_apply_is_null_and_what_was_not_asked_is_empty(empty_report: Report) -> None:
    data = json.loads(to_json(empty_report))
    assert data["question"] is None
    assert data["delivery"]["speech_rate_wpm"] is None
    assert data["coverage"]["score"] is None
    assert data["coverage"]["points"] == []


def test_a_report_comes_back_as_it_was_written(full_report: Report, empty_report: Report) -> None:
    for report in (full_report, empty_report):
        text = to_json(report)
        assert to_json(from_json(text)) == text
    assert from_json(to_json(full_report)).coverage == full_report.coverage


def test_numbers_are_rounded_to_four_digits(full_report: Report) -> None:
    assert json.loads(to_json(full_report))["audio"]["noise_dbfs"] == -58.1235


def test_fields_of_a_later_version_are_passed_over(full_report: Report) -> None:
    data = json.loads(to_json(full_report)) | {"mood": "sunny"}
    assert from_json(json.dumps(data)).question == full_report.question


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"schema": 1}', "not json"])
def test_what_is_no_report_is_refused_in_one_sentence(text: str) -> None:
    with pytest.raises(InputError, match="not a voicedrill report"):
        from_json(text)


def test_a_report_of_another_schema_is_refused(full_report: Report) -> None:
    text = to_json(full_report).replace("voicedrill.report/1", "voicedrill.report/9")
    with pytest.raises(InputError, match="report/9"):
        from_json(text)


def test_notes_on_beats_and_recital_come_back_as_they_were(full_report: Report) -> None:
    said = Quote("we shipped it in March", 31.25, 33.0)
    coverage = replace(
        full_report.coverage,
        beat_notes=(
            BeatNote("out-of-order", "result", said, before="situation"),
            BeatNote("missing", "task", None),
        ),
        recital=Recital("earlier answer", 31, 0.62, said, None),
    )
    assert from_json(to_json(replace(full_report, coverage=coverage))).coverage == coverage
